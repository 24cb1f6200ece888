"""The program's window, driven with keys from outside and read as a screen reader reads it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

import pytest

from tests.cli.processes import wait_until
from tests.e2e.screen_reader import ITEM_VIEWS, Control, ScreenReader, Vanished, running_reader
from tests.keyring_service import SecretService
from tests.xdisplay import XDisplay

T = TypeVar("T")

_ROOT = Path(__file__).parents[2]
_XDOTOOL_SECONDS = 30
_TABS_AT_MOST = 80


@dataclass
class Desk:
    """One run of the program; the keys go to the window that was named last."""

    process: subprocess.Popen[bytes]
    reader: ScreenReader
    environment: Mapping[str, str]
    _titles: list[str] = field(default_factory=list, init=False)

    def at(self, title: str) -> None:
        """Give the keyboard to the window of this title, once those opened from it are closed."""
        if title in self._titles:
            above = self._titles.index(title) + 1
            closing = self._titles[above:]
            wait_until(lambda: not any(map(self.windows, closing)), f"{closing} are closed")
            del self._titles[above:]
        else:
            self._titles.append(title)
        self._take_keyboard()

    def beside(self, title: str) -> None:
        """Give the keyboard to another window of this title, and leave open what is open."""
        if title in self._titles:
            self._titles.remove(title)
        self._titles.append(title)
        self._take_keyboard()

    def press(self, *keys: str) -> None:
        """Press these keys, in xdotool's words."""
        self._keys("key", "--delay", "5", *keys)

    def type(self, text: str) -> None:
        """Write."""
        self._keys("type", "--delay", "5", "--", text)

    def play(self, *commands: str) -> None:
        """Give keys and pauses between them as one chain of xdotool's commands."""
        self._keys(*commands)

    def go_to(self, name: str) -> Control:
        """Press Tab until the control of this name has the keyboard."""
        passed = list[str]()
        here = self.see_focus()
        while not _is_called(here, name):
            passed.append(here.name)
            assert len(passed) < _TABS_AT_MOST, f"Tab never comes to {name!r}: {passed}"
            here = self.go_on(here)
        return here

    def go_on(self, here: Control) -> Control:
        """Press Tab: what has the keyboard then."""
        self.press("Tab")
        return _awaited(partial(self._focus_after, here), f"Tab leaves {here.name!r}")

    def wait_for_focus(self, name: str) -> None:
        """Wait until the control of this name has the keyboard."""
        wait_until(lambda: (here := self.focus()) and here.name == name, f"{name!r} in use")

    def use(self, name: str) -> None:
        """Go to the button of this name and press it."""
        self.go_to(name)
        self.press("space")

    def fill(self, name: str, text: str) -> None:
        """Go to the field of this name and replace what is in it."""
        self.go_to(name)
        self.press("ctrl+a")
        self.type(text)

    def see_focus(self) -> Control:
        """What has the keyboard, once something has it."""
        return _awaited(self.focus, "something has the keyboard")

    def focus(self) -> Control | None:
        """What has the keyboard."""
        program = self.reader.program(self.process.pid)
        with suppress(Vanished):
            # Whatever hands the keyboard on to a part of itself says that it has it, too, and
            # so does the tab in front.
            below = program.below_with_states() if program else ()
            focused = [control for control, states in below if states.focused]
            return next((each for each in reversed(focused) if each.role != "page tab"), None)
        return None

    def rows(self, name: str) -> list[str]:
        """What the cells of a table say, or the rows of a list."""
        with suppress(Vanished):
            views = [each for each in self.controls() if each.role in ITEM_VIEWS]
            return [cell.name for view in views if view.name == name for cell in view.children]
        return []

    def find(self, name: str) -> Control | None:
        """The control of this name, if it is on screen."""
        with suppress(Vanished):
            return next((each for each in self.controls() if each.name == name), None)
        return None

    def all(self, role: str) -> list[Control]:
        """Every control of that kind on screen."""
        with suppress(Vanished):
            return [each for each in self.controls() if each.role == role]
        return []

    def all_within(self, title: str, role: str) -> list[Control]:
        """Every control of that kind in the window of this title."""
        return [each for each in self.see(title).below() if each.role == role]

    def see(self, name: str) -> Control:
        """The control of this name, once it is on screen."""
        return _awaited(lambda: self.find(name), f"{name!r} on screen")

    def hear(self, part: str) -> str:
        """The name or description that holds these words, once one does."""
        return _awaited(lambda: next(self._spoken(part), ""), f"the words {part!r}")

    def windows(self, title: str) -> list[str]:
        """The display's numbers of this program's windows of that title."""
        found = self._xdotool(
            *("search", "--onlyvisible", "--all", "--pid", str(self.process.pid)),
            *("--name", f"^{re.escape(title)}$"),
        )
        return found.stdout.split()

    @property
    def surfaces(self) -> set[str]:
        """The display's numbers of all that the program shows, menus and lists of choices too."""
        found = self._xdotool("search", "--onlyvisible", "--all", "--pid", str(self.process.pid))
        return set(found.stdout.split())

    def _focus_after(self, last: Control) -> Control | None:
        here = self.focus()
        return None if here == last else here

    def _spoken(self, part: str) -> Iterator[str]:
        with suppress(Vanished):
            for each in self.controls():
                yield from (said for said in (each.name, each.description) if part in said)

    def controls(self) -> Iterator[Control]:
        """Everything on screen. Raises `Vanished` if it changes meanwhile."""
        program = self.reader.program(self.process.pid)
        return program.below() if program else iter(())

    def _keys(self, *command: str) -> None:
        self._take_keyboard()
        done = self._xdotool(*command)
        assert done.returncode == 0, done.stderr

    def _take_keyboard(self) -> None:
        """See to it that keys go to the window; without a window manager nobody else does."""
        wait_until(self._has_keyboard, f"keys go to the window {self._titles[-1]!r}")

    def _has_keyboard(self) -> bool:
        """Whether both the display and the program say so; tries to bring it about."""
        assert self.process.poll() is None, f"the program ended: {self.process.returncode}"
        mine = [self._titles[-1], str(self.process.pid)]
        owner = self._xdotool("getwindowfocus", "getwindowname", "getwindowfocus", "getwindowpid")
        if owner.stdout.splitlines() == mine:
            return self._is_active()
        for window in self.windows(self._titles[-1]):
            self._xdotool("windowfocus", window)
        return False

    def _is_active(self) -> bool:
        program = self.reader.program(self.process.pid)
        with suppress(Vanished):
            windows = program.children if program else []
            return any(each.states.active and each.name == self._titles[-1] for each in windows)
        return False

    def _xdotool(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=_XDOTOOL_SECONDS,
        )


@dataclass(frozen=True)
class Screen:
    """A display with a reader, on which programs can be started."""

    reader: ScreenReader
    environment: Mapping[str, str]
    folder: Path

    @contextmanager
    def started(self, profile: Path, *options: str, first: str = "Event Desk") -> Iterator[Desk]:
        """The program, its window in front; killed where it has not ended by itself.

        `first` is the title of the window that it shows. It must have nothing to say on its
        standard error. If the body fails, a picture of the screen is kept.
        """
        environment = os.environ | dict(self.environment) | self.reader.environment
        command = [sys.executable, "-m", "eventdesk", "--profile", str(profile), *options]
        with (
            tempfile.TemporaryFile() as errors,
            subprocess.Popen(command, cwd=_ROOT, env=environment, stderr=errors) as process,
        ):
            try:
                desk = Desk(process, self.reader, environment)
                desk.at(first)
                yield desk
                assert _written(errors) == ""
            except BaseException as error:
                error.add_note(_written(errors))
                error.add_note(self._photographed())
                raise
            finally:
                process.kill()

    def _photographed(self) -> str:
        if shutil.which("import") is None:
            return "No picture of the screen: install the Debian package imagemagick."
        picture = self.folder / "screen.png"
        subprocess.run(
            ["import", "-window", "root", str(picture)],
            env=os.environ | dict(self.environment),
            timeout=_XDOTOOL_SECONDS,
        )
        return f"The screen at that moment: {picture}"


@pytest.fixture
def screen(x_display: XDisplay, secret_service: SecretService, tmp_path: Path) -> Iterator[Screen]:
    """The display, with a real Secret Service behind the programs."""
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is missing: install the Debian package xdotool")
    sound = {"ALSA_CONFIG_PATH": str(_silence(tmp_path))}
    with running_reader(tmp_path) as reader:
        given = x_display.environment | secret_service.environment | sound
        yield Screen(reader, given, tmp_path)


def _silence(folder: Path) -> Path:
    """The settings of a sound card that is there and makes no noise."""
    path = folder / "asound.conf"
    path.write_text("pcm.!default { type null }\nctl.!default { type null }\n")
    return path


def _written(file: IO[bytes]) -> str:
    # The program shares the place in the file: reading must not move it.
    return os.pread(file.fileno(), 1_000_000, 0).decode()


def _is_called(control: Control, name: str) -> bool:
    """Whether it goes by this name; a combo box speaks its choice and keeps the name beside it."""
    said = control.description if control.role == "combo box" else control.name
    return said.partition(".")[0] == name


def _awaited(look: Callable[[], T | None], what: str) -> T:
    """What `look` finds, once it finds something."""
    found = list[T]()

    def looked() -> bool:
        if seen := look():
            found.append(seen)
        return bool(found)

    wait_until(looked, what)
    return found[0]
