"""Every benchmark runs, in small: so that none of them is broken on the day it is needed."""

import shlex
import shutil
import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.__main__ import MODULES, runner
from tests.benchmarks.measure import Figure

_PEER = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("peer")
label.setWindowTitle("peer")
label.show()
app.exec()
"""

SMALL: dict[str, dict[str, Any]] = {
    "start": {
        "attendees": 60,
        "events": 30,
        "times": 1,
        "peers": [shlex.join([sys.executable, "-c", _PEER])],
    },
    "search": {"attendees": 300, "n_people": 2},
    "mark": {"attendees": 60, "marks": 3},
    "door": {"attendees": 60, "scans": 6},
    "sync": {"attendees": 60},
    "stall": {"attendees": 60, "rest": 0.5},
    "stall-events": {"events": 60, "rest": 0.3},
    "stall-faults": {"attendees": 60},
    "mark-faults": {"attendees": 60, "marks": 3},
    "export": {"attendees": 60},
    "memory": {"attendees": 60, "events": 30},
    "agenda": {"events": 900, "pages": 3},
}


@pytest.mark.parametrize("name", MODULES)
def test_a_benchmark_gives_its_figure_beside_a_peer(name: str, qapp: QApplication) -> None:
    if name == "start" and not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("Xvfb or xdotool is missing: install the Debian packages of these names")
    if name == "memory" and sys.platform != "linux":
        pytest.skip("the size of a process is read from /proc")
    figures: list[Figure] = runner(name)(**SMALL.get(name, {"events": 60}))
    assert name in [figure.name for figure in figures]
    assert all(figure.ours >= 0 and figure.peer is not None for figure in figures)
