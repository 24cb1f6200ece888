"""`stall-events`: the longest gap between two turns of the window's loop while events are synced.

The main window shows a full month, and once more all events as a list, while its lane reads 10,000
events of a system's server, new ones at first and then the same again. The peer is the same window
while nothing is synced.
"""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.changes import Changes
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import COLOURS
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.layout import read_layout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.models.calendar_periods import Period
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.runtime.stallwatch import Gaps
from eventdesk.ui.views.calendar.agenda_view import AgendaView
from eventdesk.ui.views.main.window import MainWindow
from tests.benchmarks.data import ACCOUNT, opened
from tests.benchmarks.measure import Figure
from tests.benchmarks.stalling import SMOOTH_MS, watched
from tests.benchmarks.systems import SYSTEMS
from tests.benchmarks.window import on_loop

SYSTEM = "teamwork"
"""It tells all its events of some years in one list."""

_SYNCS = 2


@dataclass(frozen=True)
class _Seen:
    """Gaps while each view was on screen and events were synced, and while nothing was."""

    month: Gaps
    agenda: Gaps
    idle: Gaps
    events: int


def run(events: int = 10_000, rest: float = 1.0) -> list[Figure]:
    """Milliseconds.

    Args:
        rest: seconds for the window to come to rest, and to be watched there.
    """
    with (
        tempfile.TemporaryDirectory() as name,
        SYSTEMS[SYSTEM](events, Path(name)) as source,
    ):
        with opened(Path(name) / "first", source.draft) as workspace:
            _pull(workspace)  # fills the memory of the server, which is a part of this process
        with opened(Path(name) / "profile", source.draft) as workspace:
            seen = on_loop(lambda _app: _measured(workspace, rest))
    more = {
        "agenda": round(seen.agenda.longest, 1),
        "share under 16 ms": round(seen.month.share_within(SMOOTH_MS), 4),
        "share in the agenda": round(seen.agenda.share_within(SMOOTH_MS), 4),
        "events": seen.events,
    }
    target = "50 ms; 99 % under 16 ms"
    peer = "the window at rest"
    return [Figure("stall-events", "ms", seen.month.longest, seen.idle.longest, target, peer, more)]


def _pull(workspace: Workspace) -> None:
    workspace.syncing.refresh(ACCOUNT, silent, CancelToken())


async def _measured(workspace: Workspace, rest: float) -> _Seen:
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    window = MainWindow(colour_titles(COLOURS))
    controller = MainController(hub, window, read_layout(workspace.layout), dict)
    window.show()
    try:
        await asyncio.sleep(rest)
        with watched() as idle:
            await asyncio.sleep(rest)
        with watched() as month:
            await _synced(hub, rest)
        window.commands.agenda.trigger()
        window.findChildren(AgendaView)[0].period_chosen.emit(Period.ALL)
        await asyncio.sleep(rest)
        with watched() as agenda:
            await _synced(hub, rest)
    finally:
        await controller.close()
        await lanes.close(30)
        window.close()
        delete(window)
    return _Seen(month[0], agenda[0], idle[0], len(workspace.events.find(EventQuery())))


async def _synced(hub: Hub, rest: float) -> None:
    """Read all events, and show them anew though nothing may have changed."""
    for _ in range(_SYNCS):
        refresh = hub.workspace.syncing.refresh
        await hub.account(ACCOUNT, refresh, ACCOUNT, silent, CancelToken())
        hub.announce(Changes(calendar=True, accounts=True))
        await asyncio.sleep(rest)
