"""A real X display for tests that drive the program with keys and clicks: Xvfb."""

import os
import shutil
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

SCREEN = "1440x900x24"


@dataclass(frozen=True, slots=True)
class XDisplay:
    """A running display. This process stays offscreen; child processes get the environment."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a child process whose windows are to appear on the display."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="session")
def x_display() -> Generator[XDisplay]:
    """Xvfb on a free display number, for the whole run."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is missing: install the Debian package xvfb")
    with running_display() as display:
        yield display


@contextmanager
def running_display() -> Iterator[XDisplay]:
    """Xvfb on a free display number, until the block is left."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end) as numbers:
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN]
        server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write_end],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        number = numbers.readline().strip()  # comes when the display is ready, or not at all
    try:
        assert number, f"Xvfb ended at once with exit status {server.wait()}"
        yield XDisplay(f":{number}")
    finally:
        server.terminate()
        server.wait()
