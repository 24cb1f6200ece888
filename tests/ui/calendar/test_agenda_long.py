"""A long agenda: it holds only what is looked at, and changes where its events do, nowhere else."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from eventdesk.domain.account import Account
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.events import PLACEHOLDER, EventsModel
from eventdesk.ui.views.calendar.events_table import EventsTable
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, found_rows, opened
from tests.ui.conftest import QLoop, until

TODAY = date(2026, 11, 18)
CTRL = Qt.KeyboardModifier.ControlModifier
TITLES = [f"Talk {number * 7919 % 900:04}" for number in range(900)]
TALKS = [event(title, at(20 + n % 9, 8, n // 50), title) for n, title in enumerate(TITLES)]


def ref(title: str) -> EventRef:
    return EventRef(BOOK, title)


def on_screen(table: EventsTable) -> list[tuple[str, int]]:
    """What the rows on screen say, and how far below the edge each begins."""
    rows = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
    return [
        (str(table.model().index(row, 1).data()), table.rowViewportPosition(row)) for row in rows
    ]


@asynccontextmanager
async def long_agenda(desk: Desk) -> AsyncIterator[Shown]:
    desk.fill(*TALKS)
    async with opened(desk) as shown:
        shown.region.show_view("agenda")
        await shown.settled()
        shown.table.setFocus()
        yield shown


def test_rows_are_there_wherever_somebody_scrolls(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with long_agenda(desk) as shown:
            table = shown.table
            assert PLACEHOLDER in shown.rows()
            for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
                QTest.keyClick(table, key, CTRL)
                await shown.settled()
                assert all(title != PLACEHOLDER for title, _ in on_screen(table))
            table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
            table.grab()  # dots at first
            await shown.settled()
            assert all(title != PLACEHOLDER for title, _ in on_screen(table))

    qloop.run(body())


def test_a_change_leaves_screen_and_choice_alone(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with long_agenda(desk) as shown:
            table, resets = shown.table, list[None]()
            table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
            await shown.settled()
            QTest.keyClick(table, Qt.Key.Key_A, CTRL)
            table.model().modelReset.connect(lambda: resets.append(None))
            before, current = on_screen(table), table.current
            assert len(shown.region.chosen_refs) == len(TALKS)
            moved = replace(TALKS[0], start=at(5, month=12), end=None)
            gone_on = replace(TALKS[9], title="Another title")
            desk.fill(event("new", at(19), "New"), event("last", at(30), "Last"), moved, gone_on)
            await shown.changed()
            assert on_screen(table) == before
            assert table.current == current
            chosen = shown.region.chosen_refs
            assert len(chosen) == len(TALKS)
            assert chosen[-1] == ref(TITLES[0])  # where it is now
            assert ref("new") not in chosen
            await shown.changed()
            assert not resets

    qloop.run(body())


def test_the_choice_outlives_the_event_that_the_keyboard_was_on(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with long_agenda(desk) as shown:
            for _ in range(3):
                QTest.keyClick(shown.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
            *others, last = shown.region.chosen_refs
            assert len(others) == 2
            await until(lambda: shown.wanted)
            with desk.workspace.database.write() as tx:
                tx.execute("DELETE FROM events WHERE ref = ?", (last.id,))
            await shown.changed()
            assert shown.table.current is None
            assert shown.region.chosen_refs == tuple(others)
            assert shown.wanted == [last]  # nobody is sent to another event

    qloop.run(body())


def test_another_order_keeps_the_keyboards_event_and_the_choice(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with long_agenda(desk) as shown:
            table, model = shown.table, shown.table.model()
            assert isinstance(model, EventsModel)
            table.choose(CalendarEntry(ref("Talk 0700")))
            await shown.settled()
            first = next(row for row in on_screen(table) if row[0].startswith("Talk"))
            table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
            table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
            await shown.settled()
            entries = [table.current, *(model.entry(row) for row in range(model.rowCount()))]
            assert entries == [
                CalendarEntry(ref(title)) for title in ["Talk 0700", *sorted(TITLES)]
            ]
            assert shown.region.chosen_refs == (ref("Talk 0700"),)
            assert first in on_screen(table)
            desk.fill(event("new", at(20), "Talk 0699 and a half"))
            await shown.changed()
            assert model.row_of(CalendarEntry(ref("new"))) == 700

    qloop.run(body())


def listed(numbers: Sequence[tuple[int, int]]) -> list[ListedEvent]:
    """Events by number, each with its day of November."""
    account = Account(1, BOOK, "memory")
    return [
        ListedEvent(number, account, event(f"e{number}", at(day), f"Talk {number}"))
        for number, day in numbers
    ]


calendars = st.dictionaries(st.integers(1, 40), st.integers(1, 9), max_size=30).map(
    lambda days: listed(sorted(days.items()))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(calendars, st.sampled_from([0, 0, 0, 1])), min_size=2, max_size=5))
def test_rows_that_stay_are_never_taken_away(
    qapp: QApplication, turns: list[tuple[list[ListedEvent], int]]
) -> None:
    model = EventsModel(TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for events, column in turns:
        model.sort(column)
        before = model.rows
        marks = {
            before.keys[row]: QPersistentModelIndex(model.index(row, 1))
            for row in range(model.rowCount())
        }
        found = found_rows(events, model.arrangement, before)
        model.show(found)
        rows = model.rows
        assert [model.index(row, 1).data() for row in range(model.rowCount())] == [
            None if (one := model.listed(row)) is None else one.event.title
            for row in range(len(rows.keys))
        ]
        days = [one.start.day for one in (item.event for item in events) if one.start is not None]
        assert len(rows.headings) == (len(set(days)) if column == 0 else 0)
        if found.steps is not None:
            for row, key in enumerate(rows.keys):
                if key in marks and key not in found.moved:
                    assert marks[key].row() == row
