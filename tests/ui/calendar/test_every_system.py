"""Real events of every system, read from its strict server or file, in all four views.

In three locales, one of them right to left: each event is where its day is, and a screen reader
finds it there with title, day, time, account and state.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.models.calendar_days import DaySpan, day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.calendar_periods import Period
from eventdesk.ui.models.event_texts import clock_text, status_text, title_text
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.calendar.agenda_view import AgendaView
from eventdesk.vault.memory import MemoryVault
from tests.servers import KareServer, SafeServer, SheepServer, TeamworkServer
from tests.servers.fixtures import finish
from tests.systems import kare, safesites, teamwork
from tests.ui.calendar.conftest import Desk, Shown, opened
from tests.ui.calendar_grid.conftest import Grid, open_grid
from tests.ui.conftest import QLoop

LOCALES = ("en_US", "de_DE", "ar_EG")
SYSTEMS = ("deskbook", "ics", "kare", "safesites", "sheepcrm", "teamwork")
CALENDAR = Path(__file__).parents[2] / "data" / "calendars" / "radicale.ics"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A profile with an account of every system, its events read."""
    folder = tmp_path_factory.mktemp("every")
    with ExitStack() as ends:
        workspace = open_workspace(Profile(folder / "profile"), MemoryVault())
        ends.callback(workspace.close)
        sheep = SheepServer()
        servers = sheep, TeamworkServer(), SafeServer(), KareServer()
        for server in servers:
            ends.callback(finish, server.start())
        for draft in (
            AccountDraft(
                "sheepcrm",
                "Club",
                sheep.url,
                options={"bucket": sheep.bucket},
                secrets={"api_key": sheep.key},
            ),
            AccountDraft("ics", "Choir", str(CALENDAR)),
            teamwork(servers[1]).draft,
            safesites(servers[2]).draft,
            kare(servers[3]).draft,
        ):
            workspace.accounts.add(draft, CancelToken())
        form = {"title": "Harbour supper", "start": "2026-11-21T19:00", "place": "Quay 3"}
        workspace.actions.act("Desk book", "new-event", form, CancelToken())
        for summary in workspace.accounts.summaries():
            workspace.syncing.refresh(summary.account.name, silent, CancelToken())
        yield workspace


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QLocale]:
    """What the person speaks; somebody uses a screen reader."""
    before = QLocale()
    apply_theme(qapp, ThemeMode.LIGHT)
    QLocale.setDefault(QLocale(request.param))
    qapp.setLayoutDirection(QLocale().textDirection())
    QAccessible.setActive(True)
    yield QLocale()
    QAccessible.setActive(False)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Met:
    """An event that is looked for."""

    listed: ListedEvent
    span: DaySpan

    @property
    def words(self) -> list[str]:
        """What must be said of it, in the person's language."""
        day = QLocale().toString(QDate(self.span.first.year, self.span.first.month, 1), "MMM")
        number = QLocale().toString(self.span.first.day)
        listed = self.listed
        time = [] if listed.event.all_day else [clock_text(self.span.ends)]
        said = [title_text(listed), listed.account.name, status_text(listed)]
        return [*said, day, number, *time]

    def is_told_in(self, texts: Sequence[str]) -> bool:
        """Whether one of the texts says it all."""
        return any(all(word in text for word in self.words) for text in texts)


def events_of(workspace: Workspace, system: str) -> list[Met]:
    """One of each kind that the system has: timed, all-day, several days, a date of a series."""
    names = [s.account.name for s in workspace.accounts.summaries() if s.account.system == system]
    window = Window(date(2026, 1, 1), date(2027, 12, 31))
    kinds: dict[tuple[bool, ...], Met] = {}
    for listed in workspace.events.find(EventQuery(window, accounts=tuple(names))):
        span = day_span(listed)
        if span is not None:
            event = listed.event
            kind = event.all_day, span.first != span.last, event.occurrence is not None
            kinds.setdefault(kind, Met(listed, span))
    return list(kinds.values())


def said_by(widget: QWidget) -> list[str]:
    whole = QAccessible.queryAccessibleInterface(widget)
    return [whole.child(n).text(QAccessible.Text.Name) for n in range(whole.childCount())]


def test_every_system_is_here(workspace: Workspace) -> None:
    assert {info.key for info in registry.systems()} == set(SYSTEMS)


@pytest.mark.parametrize("system", SYSTEMS)
def test_its_events_are_in_all_views(
    workspace: Workspace, system: str, locale: QLocale, qloop: QLoop
) -> None:
    found = events_of(workspace, system)
    assert found

    async def body() -> None:
        for met in found:
            now = datetime.combine(met.span.first, datetime.min.time())
            async with opened(Desk(workspace), now=now) as shown:
                shown.region._choose(CalendarEntry.of(met.listed))
                see_month(shown, met)
                for name in ("week", "day"):
                    see_hours(await open_grid(shown, name), met)
                await see_agenda(shown, met)

    qloop.run(body())


def is_right_to_left() -> bool:
    return QLocale().textDirection() == Qt.LayoutDirection.RightToLeft


def see_month(shown: Shown, met: Met) -> None:
    scene = shown.month.scene
    cell = scene.cell_of(met.span.first)
    boxes = [box for box in scene.boxes if box.piece.span.entry == met.span.entry]
    assert cell is not None
    first = boxes[0]
    near = first.rect.right() - cell.right() if scene.rtl else first.rect.left() - cell.left()
    assert abs(near) <= 5
    assert cell.top() <= first.rect.top()
    assert first.rect.bottom() <= cell.bottom()
    assert met.is_told_in(said_by(shown.month))
    assert (scene.cells[0][0].left() > scene.cells[0][1].left()) == is_right_to_left()
    assert not shown.month.grab().isNull()


def see_hours(grid: Grid, met: Met) -> None:
    scene = grid.view.scene
    column = scene.sheet.column(met.span.first)
    assert column is not None
    left, width = scene.columns[column]
    room = QRect(left, 0, width, 1)
    own = [box for box in scene.boxes if box.entry == met.span.entry and box.column == column]
    counted = sum(count.count for count in scene.counts if count.column == column)
    assert own or counted
    for box in own:
        edge = box.rect.right() if is_right_to_left() else box.rect.left()
        assert room.left() - 2 <= edge <= room.right() + 2
        assert met.is_told_in(said_by(grid.view))
    assert not grid.view.grab().isNull()


async def see_agenda(shown: Shown, met: Met) -> None:
    shown.region.show_view("agenda")
    shown.window.findChildren(AgendaView)[0].period_chosen.emit(Period.TODAY)
    await shown.settled()
    table, entry = shown.table, met.span.entry
    table.choose(entry)
    assert table.current == entry
    row = table.currentIndex().row()
    cells = [table.model().index(row, column) for column in range(table.model().columnCount())]
    said = [cell.data(Qt.ItemDataRole.AccessibleTextRole) for cell in cells]
    assert met.is_told_in([text for text in said if text])
    time, title = (table.visualRect(cells[column]) for column in (0, 1))
    assert (time.left() > title.left()) == is_right_to_left()
    assert not table.grab().isNull()
