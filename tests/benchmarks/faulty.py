"""`stall-faults` and `mark-faults`: the window while 30 % of a system's answers are spoilt.

A large event is read and its attendees are marked in the main window, which sends the marks
meanwhile. The peer is the same window with the same system, sound. The server is a process of its
own, so that spoiling large answers takes no time from the window.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import COLOURS, AccountDraft
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.layout import read_layout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.runtime.stallwatch import Gaps
from eventdesk.ui.views.detail.pane import ATTENDEES, DetailPane
from eventdesk.ui.views.main.window import MainWindow
from tests.benchmarks.data import ACCOUNT, opened, pull_events
from tests.benchmarks.marking import select
from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.stalling import SMOOTH_MS, watched
from tests.benchmarks.window import PaintWatch, Pane, on_loop, until

PROBABILITY = 0.3
_ROOT = Path(__file__).parents[2]
_REST = 2.0
"""Seconds in which a new window comes to rest."""


@dataclass(frozen=True)
class _Evening:
    """What one window went through."""

    gaps: Gaps
    marks: list[float]
    requests: int
    spoilt: int


def run(name: str, attendees: int = 100_000, marks: int = 40) -> list[Figure]:
    """Milliseconds: the longest gap while the event is read, or a mark until it is painted."""
    stalls = name == "stall-faults"
    wanted = 0 if stalls else marks
    sound = _evening(0.0, attendees, wanted)
    ours = _evening(PROBABILITY, attendees, wanted)
    more: dict[str, Any] = {"requests": ours.requests, "spoilt": ours.spoilt}
    if stalls:
        more["share under 16 ms"] = round(ours.gaps.share_within(SMOOTH_MS), 4)
        more["share when sound"] = round(sound.gaps.share_within(SMOOTH_MS), 4)
        figures = ours.gaps.longest, sound.gaps.longest
        target = "50 ms; 99 % under 16 ms, as when sound"
    else:
        more["median"] = round(statistics.median(ours.marks), 2)
        more["median when sound"] = round(statistics.median(sound.marks), 2)
        figures = percentile(ours.marks, 95), percentile(sound.marks, 95)
        target = "16 ms, as when sound"
    return [Figure(name, "ms", *figures, target, "without faults", more)]


def _evening(probability: float, attendees: int, marks: int) -> _Evening:
    with tempfile.TemporaryDirectory() as folder, _serving(attendees) as server:
        draft = AccountDraft(
            "sheepcrm",
            ACCOUNT,
            address=server.url,
            options={"bucket": "example"},
            secrets={"api_key": "test-key"},
        )
        with opened(Path(folder) / "profile", draft) as workspace:
            pull_events(workspace)
            return on_loop(lambda _app: _worked(workspace, server, probability, marks))


async def _worked(
    workspace: Workspace, server: "_Server", probability: float, marks: int
) -> _Evening:
    ref = EventRef(ACCOUNT, server.ask("labels")["main"])
    async with _opened_window(workspace) as pane:
        if not marks:
            server.spoil(probability)
        with watched() as gaps:
            await _read(pane, ref)
        server.spoil(probability)
        took = await _marked(pane, marks)
        requests = server.ask("requests")
    spoilt = sum(bool(request["fault"]) for request in requests)
    return _Evening(gaps[0], took, len(requests), spoilt)


@asynccontextmanager
async def _opened_window(workspace: Workspace) -> AsyncIterator[Pane]:
    """The main window at rest, as the program opens it, and its detail pane."""
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    window = MainWindow(colour_titles(COLOURS))
    controller = MainController(hub, window, read_layout(workspace.layout), dict)
    window.show()
    try:
        controller.start()
        await asyncio.sleep(_REST)
        (widget,) = window.findChildren(DetailPane)
        yield Pane(hub, widget)
    finally:
        await controller.close()
        await lanes.close(30)
        window.close()
        delete(window)


async def _read(pane: Pane, ref: EventRef) -> None:
    """Open the event and read its attendees until they are all there, however often it fails."""
    hub, workspace = pane.hub, pane.hub.workspace
    hub.want_event(ref)
    await until(lambda: pane.widget.choose_tab(ATTENDEES))
    await until(lambda: not pane.widget.busy.isVisible())
    parts = frozenset({Capability.ATTENDEES})
    while (await hub.db(workspace.events.view, ref)).listed.attendees_at is None:
        refresh = workspace.syncing.refresh_event
        _, changes = await hub.account(ACCOUNT, refresh, ref, parts, silent, CancelToken())
        hub.announce(changes)
    await until(lambda: pane.table.model().rowCount() > 0 and not pane.widget.busy.isVisible())


async def _marked(pane: Pane, marks: int) -> list[float]:
    """Mark people one after the other, spread over the list, whatever is being sent or read."""
    took: list[float] = []
    if not marks:
        return took
    model = pane.table.model()
    click = partial(QTest.mouseClick, pane.button("Mark attended"), Qt.MouseButton.LeftButton)
    watch = PaintWatch(pane.table.viewport())
    model.dataChanged.connect(watch.happened)
    for number in range(marks):
        row = number * model.rowCount() // marks
        while True:
            await select(pane, row)
            if not _is_attended(pane, row):
                break
            row += 1
        took.append(await watch.milliseconds(click))
    return took


def _is_attended(pane: Pane, row: int) -> bool:
    model = pane.table.model()
    cells = (model.index(row, column).data() for column in range(model.columnCount()))
    return any(str(cell).startswith("Attended") for cell in cells)


@dataclass(frozen=True)
class _Server:
    """A server in a process of its own, seen through its control path."""

    url: str

    def ask(self, view: str, body: bytes | None = None) -> Any:
        """What a view shows, or what a switch answers."""
        with urllib.request.urlopen(f"{self.url}/__control__/{view}", data=body) as answer:
            return json.loads(answer.read())["result"]

    def spoil(self, probability: float) -> None:
        """Spoil this share of the answers from now on."""
        self.ask("random-faults", json.dumps({"probability": probability, "seed": 7}).encode())


@contextmanager
def _serving(attendees: int) -> Iterator[_Server]:
    size = ["--events", "50", "--attendees", str(attendees)]
    command = [sys.executable, "-m", "tests.servers", "sheepcrm", *size]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            yield _Server(process.stdout.readline().strip())
        finally:
            process.terminate()
