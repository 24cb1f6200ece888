"""What a person at a terminal sees, on a real one."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.door_lock import lock_door
from tests.cli.processes import READY_SECONDS

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

import pty

_ROOT = Path(__file__).parents[2]


@dataclass
class Terminal:
    """A program with a terminal for its input and both outputs."""

    process: subprocess.Popen[bytes]
    side: int
    shown: str = ""

    def read(self) -> bool:
        """Take what the program has shown meanwhile; False when it has let go of the terminal."""
        ready, _, _ = select.select([self.side], [], [], READY_SECONDS)
        assert ready, f"nothing more was shown after {self.shown!r}"
        try:
            text = os.read(self.side, 4096).decode()
        except OSError:  # Linux says so where others say end of file
            text = ""
        self.shown += text
        return bool(text)

    def wait_for(self, text: str) -> None:
        """Read until this is shown."""
        while text not in self.shown:
            assert self.read(), self.shown

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self.side, text.encode())

    def end(self) -> int:
        """Read to the end; the exit status."""
        while self.read():
            pass
        return self.process.wait(READY_SECONDS)


@contextmanager
def _started(profile: Path, *arguments: str) -> Iterator[Terminal]:
    """A command, at work on a profile."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "eventdesk", "--profile", str(profile), *arguments],
        cwd=_ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        with suppress(OSError):
            os.close(ours)
        process.kill()
        process.wait(READY_SECONDS)


@pytest.fixture
def adding(tmp_path: Path) -> Iterator[Terminal]:
    """A command that asks for a secret."""
    arguments = ("accounts", "add", "sheepcrm", "--name", "Club", "--option", "bucket=b")
    with _started(tmp_path / "profile", *arguments) as terminal:
        yield terminal


def test_a_secret_is_asked_for_and_never_shown(adding: Terminal) -> None:
    adding.wait_for("API key: ")
    adding.type("s3cret\n")
    assert adding.end() == 9  # the tests have no keyring
    assert "s3cret" not in adding.shown
    assert "password store" in adding.shown


def test_ctrl_c_ends_a_question_at_once(adding: Terminal) -> None:
    adding.wait_for("API key: ")
    adding.process.send_signal(signal.SIGINT)
    assert adding.end() == 130
    assert adding.shown.split() == ["API", "key:", "Stopped."]


def test_behind_a_locked_door_the_pin_is_asked_for_and_never_shown(tmp_path: Path) -> None:
    lock_door(tmp_path / "profile")
    arguments = ("export", "--events", "--format", "csv", "-o", "-")
    for pin, status, sentence in (("1357", 2, "This is not the PIN."), ("2468", 0, "rows written")):
        with _started(tmp_path / "profile", *arguments) as terminal:
            terminal.wait_for("PIN of the locked door: ")
            terminal.type(f"{pin}\n")
            assert terminal.end() == status
        assert sentence in terminal.shown
        assert pin not in terminal.shown
