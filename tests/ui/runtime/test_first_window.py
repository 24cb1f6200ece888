"""A second start of the program on a profile."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from eventdesk.ui.runtime.first_window import FirstWindow

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from eventdesk.ui.runtime.first_window import FirstWindow
app = QCoreApplication([])
print(FirstWindow(Path(sys.argv[1])).raise_other())
"""

HANGS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from eventdesk.ui.runtime.first_window import FirstWindow
app = QCoreApplication([])
first = FirstWindow(Path(sys.argv[1]))
first.listen()
print("listens", flush=True)
sys.stdin.readline()
"""


def test_the_first_window_is_asked_to_come_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    first.listen()
    command = [sys.executable, "-c", SECOND_START, str(tmp_path)]
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert second.communicate()[0] == "True\n"
    first.close()


def test_without_a_first_window_nobody_answers(qtbot: QtBot, tmp_path: Path) -> None:
    assert not FirstWindow(tmp_path).raise_other()
    other = FirstWindow(tmp_path / "other")
    other.listen()
    assert not FirstWindow(tmp_path).raise_other()
    other.close()


def test_after_a_kill_the_next_start_is_the_first_again(qtbot: QtBot, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HANGS, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "listens\n"
        # It lives, but its window hangs: the person must get one that works.
        assert not FirstWindow(tmp_path).raise_other()
        killed.kill()
    first = FirstWindow(tmp_path)
    assert not first.raise_other()
    first.listen()
    command = [sys.executable, "-c", SECOND_START, str(tmp_path)]
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert second.communicate()[0] == "True\n"
    first.close()
