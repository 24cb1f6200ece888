"""The real program as processes of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

READY_SECONDS = 30
_ROOT = Path(__file__).parents[2]


def start(
    profile: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a command; whoever calls it waits for its end or ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", "eventdesk", "--profile", str(profile), *arguments],
        cwd=_ROOT,
        env=os.environ | dict(environment or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process: subprocess.Popen[str], stdin: str = "") -> tuple[int, str, str]:
    """Wait for a command's end: its exit status and both outputs."""
    out, err = process.communicate(stdin, timeout=READY_SECONDS)
    return process.returncode, out, err


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Look again and again until something is so; fail after a deadline that is never near.

    The longer it takes the rarer the looks, each of which may cost what is waited for its time.
    """
    began = time.monotonic()
    while not condition():
        waited = time.monotonic() - began
        assert waited < READY_SECONDS, f"it never came to this: {what}"
        time.sleep(min(0.01 + waited / 8, 0.1))
