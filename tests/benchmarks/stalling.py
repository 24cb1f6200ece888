"""`stall`: the longest gap between two turns of the window's loop while a large event is synced.

The main window opens the event as a person would: its lane reads 100,000 attendees into the store
while the window shows the progress. The peer is the same window while a lane decodes the same
answer with the standard library's `json.loads`, which no other thread can interrupt.
"""

import asyncio
import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shiboken6 import delete

from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.accounts import COLOURS
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.layout import read_layout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.runtime.stallwatch import Gaps, StallWatch
from eventdesk.ui.views.detail.pane import ATTENDEES, DetailPane
from eventdesk.ui.views.main.window import MainWindow
from tests.benchmarks.data import desk, main_event, pull_events, sheep_server
from tests.benchmarks.measure import Figure
from tests.benchmarks.window import on_loop, until
from tests.servers.sheepcrm.server import SheepServer

SMOOTH_MS = 16.0


def run(attendees: int = 100_000, rest: float = 2.0) -> list[Figure]:
    """Milliseconds, and the share of gaps that nobody sees.

    Args:
        rest: seconds for the window to come to rest, and again to be watched there.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        sheep_server(events=50, attendees=attendees) as server,
        desk(Path(folder) / "profile", server) as workspace,
    ):
        pull_events(workspace)
        body = _answer(server)
        seen = on_loop(lambda _app: _measured(workspace, server, body, rest))
    ours = seen.sync
    more = {
        "share under 16 ms": round(ours.share_within(SMOOTH_MS), 4),
        "turns": ours.turns,
        "sync s": round(seen.seconds, 2),
        "idle": round(seen.idle.longest, 1),
        "first event opened": round(seen.opening.longest, 1),
    }
    return [
        Figure(
            "stall",
            "ms",
            ours.longest,
            seen.peer.longest,
            "50 ms; 99 % under 16 ms",
            "json.loads of the answer on a lane",
            more,
        )
    ]


@dataclass(frozen=True)
class _Seen:
    """Gaps while an event is opened for the first time, idle, during the sync, during the peer.

    `seconds` is how long the sync took.
    """

    opening: Gaps
    idle: Gaps
    sync: Gaps
    peer: Gaps
    seconds: float


async def _measured(workspace: Workspace, server: SheepServer, body: bytes, rest: float) -> _Seen:
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    window = MainWindow(colour_titles(COLOURS))
    controller = MainController(hub, window, read_layout(workspace.layout), dict)
    window.show()
    try:
        controller.start()
        await asyncio.sleep(rest)
        with watched() as opening:
            await _open(hub, window, _other_event(workspace, server))
            await asyncio.sleep(rest)
        with watched() as idle:
            await asyncio.sleep(rest)
        started = time.perf_counter()
        with watched() as sync:
            await _open(hub, window, main_event(server))
        took = time.perf_counter() - started
        with watched() as peer:
            await hub.account("peer", json.loads, body)
    finally:
        await controller.close()
        await lanes.close(30)
        window.close()
        delete(window)
    return _Seen(opening[0], idle[0], sync[0], peer[0], took)


@contextmanager
def watched() -> Iterator[list[Gaps]]:
    """Measure until the block is left; what was seen is then in the list."""
    watch, seen = StallWatch(), list[Gaps]()
    watch.start()
    try:
        yield seen
    finally:
        seen.append(watch.stop())


async def _open(hub: Hub, window: MainWindow, ref: EventRef) -> None:
    """Open an event at its attendees and wait until they are all there, and can be searched."""
    pane, events = window.findChild(DetailPane), hub.workspace.events
    hub.want_event(ref)
    await until(lambda: pane.choose_tab(ATTENDEES))
    # Nobody but the pane hears when the list is complete, so the store is asked.
    while (await hub.db(events.view, ref)).listed.attendees_at is None:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    await until(lambda: pane.attendees.table.model().rowCount() > 0 and not pane.busy.isVisible())


def _other_event(workspace: Workspace, server: SheepServer) -> EventRef:
    """An ordinary event with attendees."""
    with_attendees = {one.uid for one in server.dataset.events if not one.label and one.attendees}
    listed = workspace.events.find(EventQuery())
    uid = next(one.event.ref for one in listed if one.event.ref in with_attendees)
    return EventRef(main_event(server).account, uid)


def _answer(server: SheepServer) -> bytes:
    """What the server says about the attendees, read once more."""
    url = f"{server.url}/events/v2/{server.bucket}/booking/{server.event_uid('main')}/attendance"
    headers = {"Authorization": f"Bearer {server.key}", "APPLICATION": "bench/peer/1"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        body: bytes = answer.read()
    return body
