"""What test_absent_system.py does with a copy of the package: import all of it, then work with it.

It runs in a process of its own, which has imported nothing of the package before.
"""

import contextlib
import io
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import eventdesk
from eventdesk.cli.main import run
from eventdesk.services.demo import open_demo
from eventdesk.services.profile import Profile
from eventdesk.vault.memory import MemoryVault


def import_everything() -> int:
    """How many modules there were."""
    names = [module.name for module in pkgutil.walk_packages(eventdesk.__path__, "eventdesk.")]
    for name in names:
        if not name.endswith("__main__"):
            import_module(name)
    return len(names)


def ended(profile: str, commands: Sequence[tuple[Sequence[str], str]]) -> list[object]:
    """Exit status, output and complaints of each command."""
    found = list[object]()
    vault = MemoryVault()
    for command, given in commands:
        written, err = io.BytesIO(), io.StringIO()
        out = io.TextIOWrapper(written, encoding="utf-8")
        sys.stdin = io.StringIO(given)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(["--profile", profile, *command], open_vault=lambda _: vault)
            out.flush()
        found.append([int(status), written.getvalue().decode(), err.getvalue()])
    return found


def systems_of_demo(folder: str) -> list[str]:
    """The systems that the demo shows."""
    workspace = open_demo(Profile(Path(folder)))
    try:
        return sorted({summary.account.system for summary in workspace.accounts.summaries()})
    finally:
        workspace.close()


def told(profile: str, demo: str, commands: Sequence[tuple[Sequence[str], str]]) -> dict[str, Any]:
    """What the copy is, how each command ended, and what the demo in a folder has.

    The commands work on the profile, each with a text for its standard input.
    """
    return {
        "package": eventdesk.__file__,
        "modules": import_everything(),
        "ended": ended(profile, commands),
        "demo": systems_of_demo(demo),
    }
