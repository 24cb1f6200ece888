"""A workspace with a test system in it, its detail pane in a window, and hands to use it."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from shiboken6 import delete

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.detail import DetailRegion, build_detail
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.theme import ThemeMode, apply_theme
from tests.clocks import TurnedClock
from tests.ui.conftest import until
from tests.ui.detail.fair import NOW, Fair, FairProvider, person
from tests.ui.fair_world import GALA, NAMES, Eyes, fair_hub, installed_fair


class Desk(Eyes):
    """The pane and everything around it, used by the names that people hear."""

    def __init__(
        self,
        workspace: Workspace,
        hub: Hub,
        region: DetailRegion,
        fair: Fair,
        clock: TurnedClock,
    ) -> None:
        super().__init__(region.widget)
        self.workspace = workspace
        self.hub = hub
        self.region = region
        self.pane = region.widget
        self.fair = fair
        self.clock = clock
        self.pushed: list[str] = []
        hub.marks_made.connect(self.pushed.append)

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

    async def quiet(self, *others: QObject) -> None:
        """Let everything that was started come to its end."""
        await super().quiet(self.region, *others)

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


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """The test's system, with five people on the list of one event."""
    people = [person(number, name) for number, name in enumerate(NAMES)]
    people.append(replace(people[0], ref="a-guest", name="Anna Baker's guest", person=""))
    return installed_fair(monkeypatch, people)


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
        clock = TurnedClock(NOW)
        async with fair_hub(tmp_path, fair, clock) as hub:
            region = build_detail(hub, clock)
            made = Desk(hub.workspace, hub, region, fair, clock)
            made.pane.resize(620, 760)
            made.pane.show()
            try:
                yield made
            finally:
                fair.held.set()
                made.pane.close()
                delete(made.pane)

    return desk
