"""A window with nothing but the calendar, on a real profile that tests fill."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from eventdesk.domain.account import Account
from eventdesk.domain.changes import Changes
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_brief import EventBrief, key_of
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.storage import accounts, events
from eventdesk.ui.controllers.calendar import CalendarRegion, build_calendar
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.events_changes import FoundRows, compare
from eventdesk.ui.models.events_rows import Arrangement, EventRows, arrange
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.calendar.events_table import EventsTable
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.vault.memory import MemoryVault
from tests.ui.conftest import until

NOW = datetime(2026, 11, 18, 14, 5)
"""The wall clock of these tests: a Wednesday."""

BOOK = "Desk book"


def at(day: int, hour: int = 19, minute: int = 0, *, month: int = 11) -> datetime:
    """A time of 2026 in UTC, which is London's in winter."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def event(ref: str, start: EventTime | None, title: str = "", **fields: object) -> Event:
    """An event that takes two hours unless told otherwise."""
    made = Event(ref, title or ref, start)
    if isinstance(start, datetime):
        made = replace(made, end=start + timedelta(hours=2))
    return replace(made, **fields)  # type: ignore[arg-type]


@dataclass
class Desk:
    """A profile and its accounts; each opens in any number of calendars, one after another."""

    workspace: Workspace
    number: int = 0

    def account(self, name: str, *, shown: bool = True) -> None:
        """One more account."""
        with self.workspace.database.write() as tx:
            accounts.add(tx, Account(0, name, "deskbook", colour="#c2410c", shown=shown))

    def fill(self, *found: Event, account: str = BOOK) -> None:
        """Put events into the store, as a sync does."""
        with self.workspace.database.write() as tx:
            number = accounts.by_name(tx, account).id
            self.number += len(found)
            rows = [(self.number * 1000 + place, one) for place, one in enumerate(found)]
            events.upsert(tx, number, rows)


def found_rows(
    events: Sequence[ListedEvent], arrangement: Arrangement, before: EventRows | None = None
) -> FoundRows:
    """What a reading of the agenda brings that found these events."""
    briefs = [EventBrief.of(one) for one in events]
    found = compare(before or EventRows(arrangement), arrange(briefs, arrangement))
    return replace(found, listed={key_of(one): one for one in events})


W = TypeVar("W", bound=QWidget)


@dataclass
class Shown:
    """A calendar on screen, and what it asked for."""

    region: CalendarRegion
    hub: Hub
    window: QWidget
    wanted: list[EventRef] = field(default_factory=list)
    entries: list[CalendarEntry] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def named(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """The widget that a screen reader calls so."""
        tops = [self.window, *QApplication.topLevelWidgets()]
        found = {
            id(one): one
            for top in tops
            for one in top.findChildren(kind)
            if one.accessibleName() == name
            or (isinstance(one, QAbstractButton) and one.text() == name)
        }
        assert found, f"nothing is named {name}"
        return next(iter(found.values()))

    @property
    def month(self) -> MonthView:
        """The month."""
        return self.named("Calendar", MonthView)

    @property
    def table(self) -> EventsTable:
        """The agenda."""
        return self.named("Events", EventsTable)

    def rows(self) -> list[str]:
        """The agenda as a person reads it: headings, and titles below them."""
        model = self.table.model()
        return [
            str(model.index(row, 1).data() or model.index(row, 0).data())
            for row in range(model.rowCount())
        ]

    def go_to(self, title: str) -> None:
        """Put the keyboard on a row of the agenda."""
        self.table.setCurrentIndex(self.table.model().index(self.rows().index(title), 1))

    def texts(self) -> list[str]:
        """What the month shows: titles and counts of hidden events."""
        scene = self.month.scene
        return [box.title for box in scene.boxes] + [more.text for more in scene.more]

    def click(self, title: str, *, double: bool = False) -> None:
        """Click on an event of the month."""
        box = next(box for box in self.month.scene.boxes if box.title == title)
        press(self.month, box.rect.center(), double=double)

    async def settled(self) -> None:
        """Wait until nothing is read any more."""
        await until(lambda: not self.region.busy)

    async def changed(self) -> None:
        """Tell the calendar that the store changed, and wait for it."""
        self.hub.announce(Changes(calendar=True))
        await self.settled()


def press(widget: QWidget, place: QPoint, *, double: bool = False) -> None:
    """Click with the left button."""
    click = QTest.mouseDClick if double else QTest.mouseClick
    click(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@asynccontextmanager
async def opened(
    desk: Desk, *, size: Sequence[int] = (900, 700), now: datetime = NOW
) -> AsyncIterator[Shown]:
    """A calendar on screen that has read its events."""
    lanes = Lanes(desk.workspace.close_thread)
    hub = Hub(desk.workspace, lanes, ProblemReporter())
    window = QWidget()
    region = build_calendar(hub, lambda: now)
    shown = Shown(region, hub, window)
    hub.event_wanted.connect(lambda ref, _occurrence: shown.wanted.append(ref))
    hub.event_wanted.connect(lambda *pair: shown.entries.append(CalendarEntry(*pair)))
    region.title_changed.connect(shown.titles.append)
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    region.side.setFixedWidth(220)
    layout.addWidget(region.side)
    layout.addWidget(region.widget, 1)
    window.resize(size[0] + 220, size[1])
    window.show()
    window.activateWindow()
    region.widget.setFocus()
    try:
        await shown.settled()
        yield shown
        await shown.settled()
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await lanes.close(5)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """A profile with the desk book as its only account."""
    apply_theme(qapp, ThemeMode.LIGHT)
    workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
    yield Desk(workspace)
    workspace.close()
