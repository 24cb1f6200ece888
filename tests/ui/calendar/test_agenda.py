"""The agenda: days, periods, sorting, columns, and why there may be nothing to see."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPushButton

from eventdesk.domain.account import Account
from eventdesk.domain.errors import ProfileUnusable
from eventdesk.domain.event import EventRef, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.services.events import EventsService
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.calendar_periods import Period, period_title, period_window, stepped
from eventdesk.ui.models.events_columns import (
    ACCOUNT,
    ATTENDED,
    EXPECTED,
    PLACE,
    STATUS,
    line_below,
)
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

TODAY = date(2026, 11, 18)
SEVERAL = (
    event("past", at(10), "Past one"),
    event("run", date(2026, 11, 15), "Exhibition", end=date(2026, 11, 20)),
    event("b", at(21), "Ball", attendees=40, attended=7),
    event("a", at(21, 9), "Aerobics", status=EventStatus.CANCELLED, attendees=300),
    event("d", at(5, month=12), "Dinner"),
    event("n", None, "Never"),
)


async def choose(shown: Shown, text: str) -> None:
    box = shown.named("", QComboBox)
    assert box.accessibleDescription() == "Period"
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())
    await shown.settled()


def test_events_stand_below_their_days(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            assert shown.titles[-1] == "Upcoming events"
            assert shown.rows() == [
                "Wednesday 18 November — today",
                "Exhibition",
                "Saturday 21 November",
                "Aerobics",
                "Ball",
                "Saturday 5 December",
                "Dinner",
            ]
            model = shown.table.model()
            assert [model.index(1, column).data() for column in range(7)] == [
                "until 19 Nov",
                "Exhibition",
                "",
                BOOK,
                "",
                "",
                "",
            ]
            assert model.index(1, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "Active"
            assert [model.index(4, column).data() for column in (0, 5, 6)] == [
                "19:00–21:00",
                "40",
                "7",
            ]
            shown.table.grab()

    qloop.run(body())


def test_periods_narrow_and_search_widens(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL, event("z", at(3, month=2), "Zoo"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await choose(shown, "Past")
            assert [row for row in shown.rows() if "202" not in row] == [
                "Sunday 15 November",
                "Exhibition",
                "Tuesday 10 November",
                "Past one",
                "Tuesday 3 February",
                "Zoo",
            ]
            await choose(shown, "Today")
            assert shown.rows() == ["Wednesday 18 November — today", "Exhibition"]
            shown.region.step(3)
            await shown.settled()
            assert shown.titles[-1] == "Saturday 21 November"
            assert shown.rows()[1:] == ["Aerobics", "Ball"]
            await choose(shown, "All")
            assert shown.rows()[-2:] == ["No date", "Never"]
            shown.region.step(1)
            await shown.settled()
            assert (shown.titles[-1], shown.rows()[-1]) == ("December 2026", "Dinner")
            shown.region.set_search("zo")
            await shown.settled()
            assert shown.titles[-1] == "Search results"
            assert shown.rows()[-1] == "Zoo"

    qloop.run(body())


def test_a_place_in_the_list_outlives_a_refresh(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*(event(f"e{n:03}", at(20 + n % 9, 8), f"Talk {n:03}") for n in range(120)))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            shown.go_to("Talk 060")
            await until(lambda: shown.wanted)
            assert shown.wanted == [EventRef(BOOK, "e060")]
            first, place = shown.table.rowAt(0), shown.table.verticalScrollBar().value()
            title = shown.rows()[first]
            desk.fill(*(event(f"new{n}", at(19), f"New {n}") for n in range(40)))
            await shown.changed()
            assert shown.table.current == CalendarEntry(EventRef(BOOK, "e060"))
            assert shown.rows()[shown.table.rowAt(0)] == title
            assert shown.table.verticalScrollBar().value() > place
            assert shown.wanted == [EventRef(BOOK, "e060")]

    qloop.run(body())


def test_the_keyboard_passes_over_headings_and_tab_leaves(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            shown.region.widget.setFocus()
            assert shown.table.hasFocus()
            shown.go_to("Exhibition")
            entered: list[CalendarEntry] = []
            shown.region.opened.connect(entered.append)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
                QTest.keyClick(shown.table, key)
            assert shown.wanted[-1] == entered[-1].ref == EventRef(BOOK, "b")
            QTest.keyClick(shown.table, Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is not shown.table

    qloop.run(body())


def test_columns_sort_and_are_remembered(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await choose(shown, "All")
            shown.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
            await shown.settled()
            assert shown.rows()[:2] == ["Aerobics", "Ball"]
            assert shown.rows()[-1] == "Never"
            assert shown.table.model().index(1, 0).data() == "Sat 21 Nov, 19:00–21:00"
            shown.table.horizontalHeader().moveSection(3, 1)
            kept = shown.hub.workspace.layout
            await until(lambda: "columns" in kept.get("calendar", {}))
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            assert shown.rows()[:2] == ["Aerobics", "Ball"]
            assert shown.table.horizontalHeader().visualIndex(3) == 1

    qloop.run(body())


def test_a_narrow_list_gives_its_room_to_titles(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk, size=(1100, 500)) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            assert not any(shown.table.isColumnHidden(column) for column in range(7))
            low = shown.table.rowHeight(1)
            shown.window.resize(600, 500)
            await until(lambda: shown.table.isColumnHidden(2))
            assert [shown.table.isColumnHidden(column) for column in (0, 4, 5, 6)] == [
                False, True, True, True,
            ]  # fmt: skip
            assert shown.table.columnWidth(1) >= 180
            assert shown.table.rowHeight(1) > low  # for the line that says what is hidden
            shown.table.grab()
            shown.window.resize(1100 + 220, 500)
            await until(lambda: not shown.table.isColumnHidden(2))
            assert shown.table.rowHeight(1) == low

    qloop.run(body())


def test_a_line_below_the_title_says_what_has_no_column() -> None:
    ball = event("b", at(21), "Ball", place="Hall", sold_out=True)
    listed = ListedEvent(1, Account(1, BOOK, "memory"), ball, expected=40, attended=7)

    below = line_below(listed, {STATUS, EXPECTED, ATTENDED, ACCOUNT, PLACE})

    assert below == "Sold out · 40 expected · 7 in · Desk book · Hall"
    assert line_below(listed, {EXPECTED}) == "40 expected"


def test_nothing_to_see_says_why(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("p", at(2), "Past one", kind="Ball"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            assert shown.named("No events").isVisible()
            shown.named("Show all dates", QAbstractButton).click()
            await shown.settled()
            assert shown.rows()[-1] == "Past one"
            shown.region.set_search("nobody")
            await shown.settled()
            assert shown.named("No event matches").isVisible()
            assert not shown.named("Clear filters").isVisible()

    qloop.run(body())


def test_what_cannot_be_read_is_said_and_tried_again(
    desk: Desk, qloop: QLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(*SEVERAL)

    def refuse(_service: EventsService, *_asked: object) -> None:
        raise ProfileUnusable("The disk is gone.")

    async def body() -> None:
        async with opened(desk) as shown:
            with monkeypatch.context() as broken:
                broken.setattr(EventsService, "find", refuse)
                broken.setattr(EventsService, "briefs", refuse)
                shown.region.show_view("agenda")
                await shown.settled()
                failed = shown.named("Events could not be read")
                assert failed.isVisible()
                assert failed.accessibleDescription() == "The disk is gone."
                shown.region.show_view("month")
                shown.region.step(3)
                await shown.settled()
                assert shown.named("The disk is gone.").isVisible()
                assert "Ball" in shown.texts()  # what was there stays
                shown.region.show_view("agenda")
            shown.named("Events could not be read").findChild(QPushButton).click()
            await shown.settled()
            assert "Ball" in shown.rows()

    qloop.run(body())


@pytest.mark.parametrize("period", Period)
def test_every_period_has_a_title_and_days_before_and_after(period: Period) -> None:
    assert period_title(period, TODAY)
    window = period_window(period, TODAY)
    other, offset = stepped(period, 0, 1)
    after = period_window(other, TODAY, offset)
    assert after is not None
    assert (window is None) == (period is Period.ALL)
    if window is not None and other is period:
        assert after.first == window.last
