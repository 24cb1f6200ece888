"""A workspace with a test system in it, its detail pane in a window, and hands to use it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.detail import DetailRegion, build_detail
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import Problem, ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.vault.memory import MemoryVault
from tests.ui.conftest import until
from tests.ui.detail.fair import NOW, Fair, FairProvider, person

W = TypeVar("W", bound=QWidget)

GALA = EventRef("Fair", "gala")
NAMES = ("Anna Baker", "Thomas Baker", "Chidi Okafor", "Zoë Quinn", "Lena Adler")


class TurnedClock:
    """Stands still until the test turns it."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


class Desk:
    """The pane and everything around it, used by the names that people hear."""

    def __init__(
        self,
        workspace: Workspace,
        hub: Hub,
        region: DetailRegion,
        fair: Fair,
        clock: TurnedClock,
    ) -> None:
        self.workspace = workspace
        self.hub = hub
        self.region = region
        self.pane = region.widget
        self.fair = fair
        self.clock = clock
        self.pushed: list[str] = []
        hub.marks_made.connect(self.pushed.append)

    def named(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The one visible control of this accessible name, or of this text."""
        found = [
            widget
            for widget in (inside or self.pane).findChildren(kind)
            if widget.isVisible() and _name(widget) == name
        ]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}”"
        return found[0]

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every text that can be read."""
        labels = (inside or self.pane).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    @property
    def tabs(self) -> list[str]:
        """The tabs on offer."""
        bar = self.pane._tabs.tabBar()
        return [bar.tabText(place) for place in range(bar.count())]

    async def open(self, tab: str = "Attendees", ref: EventRef = GALA) -> None:
        """Open an event at a tab and wait for its first content."""
        self.hub.want_event(ref)
        await until(lambda: self.region.ref == ref and self.pane.header.isVisible())
        await self.quiet()
        assert self.pane.choose_tab(tab)
        await self.quiet()

    async def quiet(self) -> None:
        """Let everything that was started come to its end."""
        parts = (self.region, *self.region.findChildren(QObject), *self.pane.findChildren(QObject))
        scopes = {scope for part in parts if isinstance(scope := _scope(part), TaskScope)}
        for _ in range(4):
            await until(lambda: not any(scope.busy for scope in scopes))
            await asyncio.sleep(0)

    @property
    def table(self) -> QTableView:
        """The table of attendees."""
        return self.named(QTableView, "Attendees")

    def rows(self, *keys: str, table: QTableView | None = None) -> list[Any]:
        """What the visible columns of these titles say, row by row; one title, one text a row."""
        table = table or self.table
        model = table.model()
        titles = [
            model.headerData(place, Qt.Orientation.Horizontal)
            for place in range(model.columnCount())
        ]
        places = [titles.index(key) for key in keys]
        found = [
            tuple(model.index(row, place).data() for place in places)
            for row in range(model.rowCount())
        ]
        return [row[0] for row in found] if len(keys) == 1 else found

    def select(self, *rows: int) -> None:
        """Click rows, further ones with Ctrl."""
        view = self.table
        for number, row in enumerate(rows):
            keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            place = view.visualRect(view.model().index(row, 0)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)

    async def search(self, text: str) -> None:
        """Type into the search for attendees."""
        QTest.keyClicks(self.named(QLineEdit, "Search attendees"), text)
        await self.quiet()

    async def push(self) -> None:
        """Send what waits, as the window's sync does after a mark."""
        _, changes = await self.hub.account(
            "Fair", self.workspace.syncing.push, "Fair", silent, CancelToken(), at_once=True
        )
        self.hub.announce(changes)
        await self.quiet()

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
    """The test's system, with five people on the list of one event."""
    made = Fair()
    made.held.set()
    people = [person(number, name) for number, name in enumerate(NAMES)]
    people.append(replace(people[0], ref="a-guest", name="Anna Baker's guest", person=""))
    made.attendees = {one.ref: one for one in people}
    monkeypatch.setattr(FairProvider, "fair", made, raising=False)
    monkeypatch.setitem(registry._BUILT_IN, "fair", "tests.ui.detail.fair:FairProvider")
    return made


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Callable[[frozenset[Capability]], None]:
    """Make the test's system offer less."""

    def offer(capabilities: frozenset[Capability]) -> None:
        info = replace(FairProvider.info, capabilities=capabilities)
        monkeypatch.setattr(FairProvider, "info", info)

    return offer


Opened = Callable[[], AbstractAsyncContextManager[Desk]]


@pytest.fixture
def opened(qapp: QApplication, fair: Fair, tmp_path: Path) -> Opened:
    """Opens a desk with one synced account; everything is closed on the way out."""
    apply_theme(qapp, ThemeMode.LIGHT)

    @asynccontextmanager
    async def desk() -> AsyncGenerator[Desk]:
        clock, problems = TurnedClock(), list[Problem]()
        workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
        if all(each.account.name != "Fair" for each in workspace.accounts.summaries()):
            workspace.accounts.add(AccountDraft("fair", "Fair"))
        workspace.desk.rename(operator="Mo", desk="Door 1")
        lanes = Lanes(cleanup=workspace.close_thread)
        reporter = ProblemReporter(problems.append)
        hub = Hub(workspace, lanes, reporter)
        with reporter.installed(asyncio.get_running_loop()):
            await hub.account("Fair", workspace.syncing.refresh, "Fair", silent, CancelToken())
            region = build_detail(hub, clock)
            made = Desk(workspace, hub, region, fair, clock)
            made.pane.resize(620, 760)
            made.pane.show()
            try:
                yield made
            finally:
                fair.held.set()
                made.pane.close()
                delete(made.pane)
                await lanes.close(10)
                workspace.close()
        assert problems == []

    return desk
