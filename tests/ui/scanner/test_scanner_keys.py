"""A scanner's keys on a real display are caught whatever has the focus; typing is left alone."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import wait_until
from tests.xdisplay import XDisplay, running_display

_ROOT = Path(__file__).parents[3]
_SCAN = ("A", "T", "minus", "4", "4", "1", "1", "U")
_CODE = "AT-4411U"
_PACE = "20"


class Scene:
    """The running window, its news, and a keyboard."""

    def __init__(self, process: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._process = process
        self._environment = environment
        self.news: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.news.append(json.loads(line))

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, encoding="utf-8"
        )
        return done.stdout.strip()

    def scan(self, *end: str, keys: tuple[str, ...] = _SCAN) -> None:
        self.xdotool("key", "--delay", _PACE, *keys, *end)

    def told(self, what: str) -> list[dict[str, Any]]:
        return [each for each in self.news if each["what"] == what]

    def scans(self, count: int) -> list[str]:
        """What was scanned, once there are so many."""
        wait_until(lambda: len(self.told("scan")) >= count, f"{count} scans in {self.news}")
        return [str(each["raw"]) for each in self.told("scan")]

    def end(self) -> dict[str, Any]:
        """What the fields hold at last."""
        self.xdotool("key", "F12")
        wait_until(lambda: self.told("end"), "the scene has ended")
        self._process.wait(10)
        self._reader.join(10)
        return self.told("end")[0]

    @property
    def acts(self) -> list[str]:
        """What a key did that it should not have done."""
        return [each["what"] for each in self.news if each["what"] not in _HARMLESS]


_HARMLESS = ("ready", "busy", "scan", "trace", "end")
Start = Callable[..., Scene]


@pytest.fixture(scope="module")
def display() -> Iterator[XDisplay]:
    """A display of its own, whose keyboard layout may be changed."""
    if not (shutil.which("xdotool") and shutil.which("Xvfb")):
        pytest.skip("a display is missing: install the Debian packages xvfb and xdotool")
    with running_display() as display:
        yield display


@pytest.fixture
def start(display: XDisplay) -> Iterator[Start]:
    """Starts the scene with one thing in focus."""
    environment = os.environ | display.environment
    running = list[subprocess.Popen[str]]()

    def started(thing: str, **settings: object) -> Scene:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.scanner.scene", thing, json.dumps(settings)],
            cwd=_ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        scene = Scene(process, environment)
        wait_until(lambda: scene.told("ready"), "the scene is shown")
        title = "scene dialog" if thing == "dialog" else "scene"
        _give_keyboard(scene, title)
        return scene

    yield started
    for process in running:
        process.kill()
        process.communicate()


def _give_keyboard(scene: Scene, title: str) -> None:
    """Without a window manager nobody else does."""

    def has_it() -> bool:
        window = scene.xdotool("search", "--onlyvisible", "--name", f"^{title}$")
        scene.xdotool("windowfocus", "--sync", window)
        return scene.xdotool("getwindowfocus") == window

    wait_until(has_it, f"{title} has the keyboard")


@contextmanager
def layout(display: XDisplay, name: str) -> Iterator[None]:
    """The computer's keyboard has another layout, while the keys stay where they are."""
    if shutil.which("setxkbmap") is None:
        pytest.skip("setxkbmap is missing: install the Debian package x11-xkb-utils")
    environment = os.environ | display.environment
    subprocess.run(["setxkbmap", name], env=environment, check=True)
    try:
        yield
    finally:
        subprocess.run(["setxkbmap", "us"], env=environment, check=True)


@pytest.mark.parametrize("thing", ["field", "button", "table", "combo", "menu", "dialog"])
def test_scan_is_caught_and_touches_nothing(start: Start, thing: str) -> None:
    scene = start(thing)

    for count, end in enumerate((["Return"], ["Tab"], ["KP_Enter"], []), 1):
        scene.scan(*end)
        assert scene.scans(count) == [_CODE] * count, end

    left = scene.end()
    assert (left["field"], left["dialog"], left["table"], left["combo"]) == ("", "", "", "first")
    assert scene.acts == []


def test_typing_arrives_whole_and_in_order(start: Start) -> None:
    scene = start("field")

    scene.xdotool("type", "--delay", "180", "Okafor, Zoë at 12")
    scene.xdotool("key", "--delay", "1", "a", "b")  # two fingers almost at once
    scene.xdotool("key", "Return")

    assert scene.end()["field"] == "Okafor, Zoë at 12ab"
    assert scene.told("scan") == []


def test_typing_reaches_shortcuts_buttons_and_dialogs(start: Start) -> None:
    button = start("button")
    button.xdotool("key", "--delay", "120", "u", "space")
    button.end()
    dialog = start("dialog")
    dialog.xdotool("key", "--delay", "120", "x", "y", "Return")

    assert button.acts == ["shortcut", "clicked"]
    wait_until(lambda: dialog.told("accepted"), "Enter accepts the dialog")
    assert dialog.told("accepted")[0]["text"] == "xy"


def test_key_that_is_held_down_repeats_and_is_no_scan(start: Start) -> None:
    scene = start("field")

    scene.xdotool("keydown", "a", "sleep", "1.2", "keyup", "a")

    typed = scene.end()["field"]
    assert len(typed) > 5
    assert set(typed) == {"a"}
    assert scene.told("scan") == []


def test_busy_loop_changes_nothing(start: Start) -> None:
    scene = start("stall")

    for _ in range(3):
        scene.scan("Return")
        scene.xdotool("type", "--delay", "200", "anna ")
    scene.scan()
    scans = scene.scans(4)

    assert scene.end()["field"] == "anna anna anna "
    assert scans == [_CODE] * 4


def test_keys_that_end_nothing_are_part_of_the_scan(start: Start) -> None:
    scene = start("button", end="enter")

    scene.scan("Tab", "9", "Return")

    assert scene.scans(1) == [f"{_CODE}\t9"]
    scene.end()
    assert scene.acts == []


def test_late_enter_of_a_scanner_presses_nothing(start: Start) -> None:
    scene = start("button")

    scene.xdotool("key", "--delay", _PACE, *_SCAN, "sleep", "0.25", "key", "Return")

    assert scene.scans(1) == [_CODE]
    scene.end()
    assert scene.acts == []


# Keycodes of X: the same keys for every layout, as a scanner set to US presses them.
_POSITIONS = {"1": "10", "2": "11", "-": "20", "/": "61", "y": "29", "z": "52", "q": "24"}
_POSITIONS |= {"3": "12", "4": "13", "=": "21", "e": "26"}


@pytest.mark.parametrize(
    ("name", "printed", "how"),
    [
        ("fr", "12q21", "French keyboard"),
        ("de", "zy-12/", "German keyboard"),
        ("se", "zy-12/", "Swedish keyboard"),
        ("gb", "zy-12/", "as it came"),
    ],
)
def test_code_is_read_through_another_layout(
    start: Start, display: XDisplay, name: str, printed: str, how: str
) -> None:
    with layout(display, name):
        scene = start("button")
        scene.scan("Return", keys=tuple(_POSITIONS[key] for key in printed))
        scene.scans(1)
        scene.end()

    readings = scene.told("scan")[0]
    assert readings["codes"][readings["how"].index(how)] == printed


def test_dead_key_within_a_scan_leaks_nothing_into_the_field(
    start: Start, display: XDisplay
) -> None:
    with layout(display, "de"):
        scene = start("field")
        scene.scan("Return", keys=tuple(_POSITIONS[key] for key in "12=e34"))
        scene.scans(1)
        left = scene.end()

    readings = scene.told("scan")[0]
    assert readings["codes"][readings["how"].index("German keyboard")] == "12=e34"
    assert left["field"] == ""
