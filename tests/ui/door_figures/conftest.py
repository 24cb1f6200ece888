"""A workspace with two events of one day, one of a system and one of the desk book."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.theme import ThemeMode, apply_theme
from tests.clocks import EVENING, TurnedClock
from tests.ui.detail.fair import Fair, person
from tests.ui.fair_world import GALA, NAMES, Eyes, fair_hub, installed_fair

BOOK = "Desk book"
SIX = EVENING - timedelta(hours=1)


class Door(Eyes):
    """A window for parts of a door, the world behind it, and eyes to look with."""

    def __init__(self, workspace: Workspace, hub: Hub, fair: Fair, clock: TurnedClock) -> None:
        self.workspace = workspace
        self.hub = hub
        self.fair = fair
        self.clock = clock
        self.window = QWidget()
        super().__init__(self.window)
        self.window.resize(1024, 600)
        self.pushed: list[str] = []
        self.book = GALA
        self._column = QVBoxLayout(self.window)
        hub.marks_made.connect(self.pushed.append)

    def put(self, widget: QWidget) -> None:
        """Show a part."""
        self._column.addWidget(widget)

    async def admit(self, *names: str) -> None:
        """Admit guests of the gala by name, a minute apart, as a scan would."""
        for name in names:
            guest = self.workspace.door.namesakes(GALA, name)[0]
            decided = await self.hub.door(self.workspace.door.admit, guest.key)
            self.hub.announce(decided.changes)
            self.clock.turn(60)

    async def read(self, ref: EventRef) -> None:
        """Read the list of an event from its system."""
        parts, call = frozenset({Capability.ATTENDEES}), self.workspace.syncing.refresh_event
        await self.hub.account(ref.account, call, ref, parts, silent, CancelToken())


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """A system that takes attendance, with five people on the list of one event."""
    people = [person(number, name) for number, name in enumerate(NAMES)]
    people[1:3] = [replace(one, ticket="Guest") for one in people[1:3]]
    return installed_fair(monkeypatch, people)


Opened = Callable[[], AbstractAsyncContextManager[Door]]


@pytest.fixture
def opened(qapp: QApplication, fair: Fair, tmp_path: Path) -> Opened:
    """Opens a world with a system's event and one of the desk book; closes all on the way out."""
    apply_theme(qapp, ThemeMode.LIGHT)

    @asynccontextmanager
    async def world() -> AsyncGenerator[Door]:
        clock = TurnedClock(SIX)
        async with fair_hub(tmp_path, fair, clock) as hub:
            door = Door(hub.workspace, hub, fair, clock)
            await _fill(door)
            door.window.show()
            try:
                yield door
            finally:
                fair.held.set()
                door.window.close()
                delete(door.window)

    return world


async def _fill(door: Door) -> None:
    """Read the system's list, and make an event in the desk book."""
    hub, workspace = door.hub, door.workspace
    await door.read(GALA)
    values = {"title": "Book club", "start": "2026-11-21T19:00"}
    made = await hub.account(BOOK, workspace.actions.act, BOOK, "new-event", values, CancelToken())
    await hub.account(BOOK, workspace.syncing.refresh, BOOK, silent, CancelToken())
    door.book = EventRef(BOOK, made.event_ref)
