"""A workspace with two events of one day, one of a system and one of the desk book."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import Problem, ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.vault.memory import MemoryVault
from tests.ui.conftest import until
from tests.ui.detail.fair import Fair, FairProvider, person

W = TypeVar("W", bound=QWidget)

GALA = EventRef("Fair", "gala")
BOOK = "Desk book"
NAMES = ("Anna Baker", "Thomas Baker", "Chidi Okafor", "Zoë Quinn", "Lena Adler")


class TurnedClock:
    """Stands still until the test turns it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


class Door:
    """A window for parts of a door, the world behind it, and eyes to look with."""

    def __init__(self, workspace: Workspace, hub: Hub, fair: Fair, clock: TurnedClock) -> None:
        self.workspace = workspace
        self.hub = hub
        self.fair = fair
        self.clock = clock
        self.window = QWidget()
        self.window.resize(1024, 600)
        self.pushed: list[str] = []
        self.book = GALA
        self._column = QVBoxLayout(self.window)
        hub.marks_made.connect(self.pushed.append)

    def put(self, widget: QWidget) -> None:
        """Show a part."""
        self._column.addWidget(widget)

    def named(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The one visible control of this accessible name, or of this text."""
        found = [
            widget
            for widget in (inside or self.window).findChildren(kind)
            if widget.isVisible() and _name(widget) == name
        ]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}”"
        return found[0]

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every text that can be read."""
        labels = (inside or self.window).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

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

    async def quiet(self) -> None:
        """Let everything short that was started come to its end."""
        parts = self.window.findChildren(QObject)
        scopes = {scope for part in parts if isinstance(scope := _scope(part), TaskScope)}
        for _ in range(4):
            await until(lambda: not any(scope.busy for scope in scopes))
            await asyncio.sleep(0)

    async def dialog(self, kind: type[W]) -> W:
        """The dialog of this kind, once it is there."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind)]
            found[:] = [w for w in found if w.isVisible()]
            return bool(found)

        await until(look)
        return found[0]


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


def _scope(part: QObject) -> object:
    return getattr(part, "_scope", None)


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """A system that takes attendance, with five people on the list of one event."""
    made = Fair()
    made.held.set()
    people = [person(number, name) for number, name in enumerate(NAMES)]
    people[1:3] = [replace(one, ticket="Guest") for one in people[1:3]]
    made.attendees = {one.ref: one for one in people}
    monkeypatch.setattr(FairProvider, "fair", made, raising=False)
    monkeypatch.setitem(registry._BUILT_IN, "fair", "tests.ui.detail.fair:FairProvider")
    return made


Opened = Callable[[], AbstractAsyncContextManager[Door]]


@pytest.fixture
def opened(qapp: QApplication, fair: Fair, tmp_path: Path) -> Opened:
    """Opens a world with a system's event and one of the desk book; closes all on the way out."""
    apply_theme(qapp, ThemeMode.LIGHT)

    @asynccontextmanager
    async def world() -> AsyncGenerator[Door]:
        clock, problems = TurnedClock(), list[Problem]()
        workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
        workspace.accounts.add(AccountDraft("fair", "Fair"))
        workspace.desk.rename(operator="Mo", desk="Door 1")
        lanes = Lanes(cleanup=workspace.close_thread)
        reporter = ProblemReporter(problems.append)
        hub = Hub(workspace, lanes, reporter)
        with reporter.installed(asyncio.get_running_loop()):
            door = Door(workspace, hub, fair, clock)
            await _fill(door)
            door.window.show()
            try:
                yield door
            finally:
                fair.held.set()
                door.window.close()
                delete(door.window)
                await lanes.close(10)
                workspace.close()
        assert problems == []

    return world


async def _fill(door: Door) -> None:
    """Read the system's list, and make an event in the desk book."""
    hub, workspace = door.hub, door.workspace
    await hub.account("Fair", workspace.syncing.refresh, "Fair", silent, CancelToken())
    await door.read(GALA)
    values = {"title": "Book club", "start": "2026-11-21T19:00"}
    made = await hub.account(BOOK, workspace.actions.act, BOOK, "new-event", values, CancelToken())
    await hub.account(BOOK, workspace.syncing.refresh, BOOK, silent, CancelToken())
    door.book = EventRef(BOOK, made.event_ref)
