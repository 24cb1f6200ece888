"""A series: each of its dates is an entry of its own, wherever it is shown, chosen or kept."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QListWidget

from eventdesk.domain.account import Account
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import tip_lines
from eventdesk.ui.models.event_tips import speech_of
from eventdesk.ui.models.events import EventsModel
from eventdesk.ui.models.events_rows import Arrangement
from tests.ui.calendar.conftest import BOOK, Desk, at, event, found_rows, opened, press
from tests.ui.conftest import QLoop, until

TODAY = date(2026, 11, 18)
YOGA = EventRef(BOOK, "y")
WEEK = timedelta(days=7)


def series(title: str = "Yoga") -> Event:
    """Wednesdays from 4 November on; that of the 11th is on the 12th instead."""
    moved = OccurrenceChange(at(11), at(12), at(12, 21))
    return event("y", at(4), title, recurrence=Recurrence("FREQ=WEEKLY;COUNT=12", changes=(moved,)))


def occurrence(day: int, *, on: int | None = None) -> ListedEvent:
    """The one that the rule puts on a day of November, as the store lists it."""
    made = event("y", at(on or day), "Yoga", occurrence=at(day), recurrence=Recurrence())
    return ListedEvent(7, Account(1, BOOK, "memory"), made)


def test_dates_of_a_series_have_rows_of_their_own(qapp: object) -> None:
    found = (occurrence(4), occurrence(11, on=12), occurrence(18))
    model = EventsModel(TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(found_rows(found, Arrangement(TODAY)))

    rows = [model.row_of(CalendarEntry.of(one)) for one in found]

    assert rows == [1, 3, 5]
    assert model.row_of(CalendarEntry(YOGA)) is None


def test_a_date_says_that_it_repeats_and_from_where_it_was_moved() -> None:
    plain, moved = occurrence(18), occurrence(11, on=12)

    assert speech_of(plain, TODAY) == ("Yoga, Wed 18 Nov, 19:00–21:00, Desk book, Active, repeats")
    assert tip_lines(plain, TODAY) == (
        "Yoga", "Wed 18 Nov, 19:00–21:00", "Repeats", "Desk book · Active"
    )  # fmt: skip
    assert tip_lines(moved, TODAY)[1:3] == (
        "Thu 12 Nov, 19:00–21:00",
        "Repeats, moved from Wed 11 Nov, 19:00",
    )


def test_an_entry_is_remembered_as_two_texts() -> None:
    for entry in (CalendarEntry(YOGA), CalendarEntry(YOGA, at(4)), CalendarEntry(YOGA, TODAY)):
        assert CalendarEntry.parse(*entry.texts()) == entry
    with pytest.raises(BadRequest, match="soon"):
        CalendarEntry.parse(str(YOGA), "soon")


def test_a_date_of_the_month_is_chosen_alone_and_stays_chosen(desk: Desk, qloop: QLoop) -> None:
    desk.fill(series(), event("a", at(18, 9), "Ball"))

    async def body() -> None:
        async with opened(desk) as shown:
            boxes = {box.day.day: box for box in shown.month.scene.boxes if box.title == "Yoga"}
            assert sorted(boxes) == [2, 4, 12, 18, 25]
            press(shown.month, boxes[12].rect.center())
            await until(lambda: shown.entries)
            assert shown.entries == [CalendarEntry(YOGA, at(11))]
            shown.month.set_day(date(2026, 11, 25))
            QTest.keyClick(shown.month, Qt.Key.Key_Return)
            assert shown.entries[-1] == CalendarEntry(YOGA, at(25))
            shown.region.show_view("agenda")
            await shown.settled()
            assert shown.table.current == CalendarEntry(YOGA, at(25))
            desk.fill(*(event(f"n{n}", at(19, n), f"New {n}") for n in range(20)))
            await shown.changed()
            assert shown.table.current == CalendarEntry(YOGA, at(25))
            assert len(shown.entries) == 2

    qloop.run(body())


def test_another_date_wanted_elsewhere_is_gone_to(desk: Desk, qloop: QLoop) -> None:
    desk.fill(series(), event("a", at(18, 9), "Ball"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.hub.want_event(YOGA, at(4))
            shown.hub.want_event(YOGA, at(4) + 6 * WEEK)
            await shown.settled()
            assert shown.region.title() == "December 2026"
            assert shown.month.day == date(2026, 12, 16)

    qloop.run(body())


def test_the_list_of_a_day_opens_the_date_and_the_month_then_shows_it(
    desk: Desk, qloop: QLoop
) -> None:
    desk.fill(series(), *(event(f"e{n}", at(18, 7 + n), f"Talk {n}") for n in range(9)))

    async def body() -> None:
        async with opened(desk, size=(900, 500)) as shown:
            seen = [box.title for box in shown.month.scene.boxes_of(TODAY)]
            assert "Yoga" not in seen
            press(shown.month, shown.month.scene.more[0].rect.center())
            events = shown.named("Events of the day", QListWidget)
            yoga = next(row for row in range(events.count()) if "Yoga" in events.item(row).text())
            assert "repeats" in events.item(yoga).text()
            events.setCurrentRow(yoga)
            QTest.keyClick(events, Qt.Key.Key_Return)
            assert shown.entries == [CalendarEntry(YOGA, at(18))]
            assert shown.month.scene.boxes_of(TODAY)[-1].title == "Yoga"

    qloop.run(body())
