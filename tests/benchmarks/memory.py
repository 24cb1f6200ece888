"""`memory`: resident size of a process with the window open on a large event.

The peer is a process with an empty `QMainWindow`. Run as `python -m tests.benchmarks.memory
PROFILE` it is the process that is measured.
"""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from eventdesk.app import Program
from eventdesk.services.profile import Profile
from eventdesk.ui.runtime.loop import run as run_loop
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.detail.pane import ATTENDEES, DetailPane
from eventdesk.ui.views.main.window import MainWindow
from tests.benchmarks.measure import Figure
from tests.benchmarks.profiles import large_profile
from tests.benchmarks.window import until

_STATUS = Path("/proc/self/status")
_SEARCHES = ("a", "an", "ann", "anna", "")

_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
print(open("/proc/self/status").read())
"""


def run(attendees: int = 100_000, events: int = 10_000) -> list[Figure]:
    """Megabytes, after the event was opened, scrolled and searched."""
    with large_profile(n_events=events, n_attendees=attendees) as folder:
        told = _output("-m", "tests.benchmarks.memory", str(folder))
    ours = json.loads(told.splitlines()[-1])
    peer = _resident(_output("-c", _EMPTY))
    return [
        Figure(
            "memory",
            "MB",
            ours["now"],
            peer["now"],
            "250 MB",
            "an empty QMainWindow",
            {"largest": round(ours["largest"], 1)},
        )
    ]


def _output(*arguments: str) -> str:
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def _resident(status: str) -> dict[str, float]:
    """Megabytes of /proc/PID/status: what is resident now, and the most that ever was."""
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    sizes = {"now": fields["VmRSS"], "largest": fields["VmHWM"]}
    return {name: int(text.split()[0]) / 1024 for name, text in sizes.items()}


async def _measure(app: QApplication, folder: Path) -> int:
    """Run the program itself, use it, and print what it takes."""
    program = asyncio.create_task(Program(Profile(folder), "info", ProblemReporter()).run(app))
    panes: list[DetailPane] = []

    def opened() -> bool:
        windows = [each for each in app.topLevelWidgets() if isinstance(each, MainWindow)]
        panes[:] = [pane for window in windows for pane in window.findChildren(DetailPane)]
        return bool(panes) and panes[0].choose_tab(ATTENDEES)

    await until(opened)
    tab = panes[0].attendees
    await until(lambda: tab.table.model().rowCount() > 0)
    for text in _SEARCHES:
        tab.search.setText(text)
        await asyncio.sleep(0.2)
    for share in range(10):
        bar = tab.table.verticalScrollBar()
        bar.setValue(bar.maximum() * share // 9)
        await asyncio.sleep(0.1)
    print(json.dumps(_resident(await asyncio.to_thread(_STATUS.read_text))))
    panes[0].window().close()
    return await program


if __name__ == "__main__":
    sys.exit(run_loop(lambda app: _measure(app, Path(sys.argv[1]))))
