"""The installed PySide6 keeps Python's reference counts right.

PySide6 6.12.0 on Python 3.11 and older loses a reference to True with every signal and one to
None with every timer that is killed: a program dies within seconds.
"""

import json
import subprocess
import sys
from importlib.metadata import requires, version

from packaging.requirements import Requirement

# In a process of its own, since the fault ends the process that has it.
_PROGRAM = """
import gc, json, sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rang = Signal(bool)

app, bell = QCoreApplication([]), Bell()
bell.rang.connect(lambda loud: None)
gc.collect()
before = [sys.getrefcount(None), sys.getrefcount(True)]
for turn in range(5000):
    bell.rang.emit(True)
    bell.killTimer(bell.startTimer(60000))
    app.processEvents()
gc.collect()
lost = [before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True)]
print(json.dumps(lost))
"""
# The fault takes one with each of the 5,000 turns; the interpreter itself drops a few hundred.
_NOISE = 1000


def test_signals_and_timers_take_no_references() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert max(json.loads(done.stdout)) < _NOISE


def test_pyside_is_within_the_range_of_the_project() -> None:
    wanted = [Requirement(line) for line in requires("eventdesk") or []]

    allowed = next(each.specifier for each in wanted if each.name == "PySide6-Essentials")
    assert "6.12.0" not in allowed
    assert version("PySide6-Essentials") in allowed
