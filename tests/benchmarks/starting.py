"""`start`: from the start of the process to a window that answers a key, on a real X display.

The key is Ctrl+K; it is answered when the window "Jump to" is there. Peers are measured in the
same way up to their first window: those that were named, else those that are installed.
"""

import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measure import Figure
from tests.benchmarks.profiles import large_profile
from tests.xdisplay import XDisplay, running_display

PEERS = ("vorta", "novelwriter", "picard")
"""Programs of the same kind, by their commands."""

Done = Callable[[XDisplay], bool]

_ANSWERED, _SHOWN = "key answered", "window shown"
_TOO_LONG = 60.0
_ANY_WINDOW = ".+"
_OURS = "Event Desk"
_ANSWER = "^Jump to$"


def run(
    attendees: int = 100_000,
    events: int = 10_000,
    times: int = 6,
    peers: Sequence[str] = (),
) -> list[Figure]:
    """Medians in seconds. `peers` are commands; without any, those of `PEERS` that are found."""
    commands = [shlex.split(each) for each in peers] or _installed()
    with large_profile(n_events=events, n_attendees=attendees) as folder, running_display() as x:
        ours = [sys.executable, "-m", "eventdesk", "--profile", str(folder)]
        runs = {_ANSWERED: (ours, _answers), _SHOWN: (ours, _is_shown)}
        runs |= {Path(command[0]).name: (command, _is_shown) for command in commands}
        took = _medians(x, runs, times)
    answered = took.pop(_ANSWERED)
    others = {name: seconds for name, seconds in took.items() if name != _SHOWN}
    more: dict[str, object] = {name: round(seconds, 3) for name, seconds in took.items()}
    if not others:
        more["peer"] = "none: name one with --peer, or install one of " + ", ".join(PEERS)
    fastest = min(others, key=others.__getitem__, default="")
    return [
        Figure(
            "start",
            "s",
            answered,
            others.get(fastest),
            "under 1.0 s, and under any of the peers",
            f"{fastest} shown" if fastest else "",
            more,
        )
    ]


def _installed() -> list[list[str]]:
    return [[path] for name in PEERS if (path := shutil.which(name)) is not None]


def _medians(
    display: XDisplay, runs: Mapping[str, tuple[Sequence[str], Done]], times: int
) -> dict[str, float]:
    """They take turns, so that a busy moment of the machine meets all.

    The first of several turns does not count: it brings files into memory, where a program in
    daily use has them.
    """
    seconds = {name: list[float]() for name in runs}
    for _ in range(times):
        for name, (command, done) in runs.items():
            seconds[name].append(_seconds(display, command, done))
    return {name: statistics.median(values[1:] or values) for name, values in seconds.items()}


def _seconds(display: XDisplay, command: Sequence[str], done: Done) -> float:
    """From the start of a process until something holds; the process is ended after that."""
    with _home(display) as environment:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while not done(display):
                if process.poll() is not None or time.perf_counter() - started > _TOO_LONG:
                    raise RuntimeError(f"{command[0]} ended or showed no window")
            return time.perf_counter() - started
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _home(display: XDisplay) -> Iterator[dict[str, str]]:
    """Variables that give a program the display, and an empty home without keyring or bus."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        yield (
            kept
            | display.environment
            | {
                "HOME": home,
                "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
                "XDG_RUNTIME_DIR": home,
            }
        )


def _is_shown(display: XDisplay) -> bool:
    return _xdotool(display, "search", "--onlyvisible", "--name", _ANY_WINDOW)


def _answers(display: XDisplay) -> bool:
    """Press the key, once there is a window for it, and look for the answer."""
    # Without a window manager nobody else gives the window the focus.
    find = ("search", "--onlyvisible", "--name", _OURS)
    if _xdotool(display, *find, "windowfocus", "key", "--delay", "0", "ctrl+k"):
        until = time.perf_counter() + 0.1
        while time.perf_counter() < until:
            if _xdotool(display, "search", "--onlyvisible", "--name", _ANSWER):
                return True
    return False


def _xdotool(display: XDisplay, *arguments: str) -> bool:
    environment = os.environ | display.environment
    done = subprocess.run(["xdotool", *arguments], env=environment, capture_output=True)
    return done.returncode == 0
