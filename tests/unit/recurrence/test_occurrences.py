"""What a series comes to where plain rules end: zones, changes, broken rules, endless walks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.expansion import (
    MOST_OCCURRENCES,
    occurrence_at,
    occurrences,
    reach_of,
    readable,
)
from eventdesk.recurrence.nearest import next_occurrence

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 1, 1, 9, 0)  # a Thursday
ALL = Window(date.min, date.max)


def series(start: EventTime, rule: str, **told: object) -> Event:
    """An event of an hour, or of a day."""
    span = timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1)
    return Event("e", "", start, start + span, recurrence=Recurrence(rule, **told))  # type: ignore[arg-type]


def days(event: Event, window: Window = ALL) -> list[EventTime | None]:
    return [one.start for one in occurrences(event, window, UTC)]


@pytest.mark.parametrize(("zone", "name"), [(LONDON, ""), (UTC, "Europe/London")])
def test_a_series_keeps_its_hour_when_the_clocks_change(zone: ZoneInfo, name: str) -> None:
    first = datetime(2026, 3, 26, 9, 0, tzinfo=zone)
    event = Event(
        "e",
        "",
        first,
        first + timedelta(hours=1),
        name,
        recurrence=Recurrence("FREQ=WEEKLY;COUNT=2"),
    )
    _, summer = occurrences(event, ALL, UTC)
    assert summer.start == datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
    assert summer.end == datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def test_an_unknown_zone_is_that_of_the_start() -> None:
    first = datetime(2026, 3, 26, 9, 0, tzinfo=UTC)
    event = Event("e", "", first, None, "Mars/Base", recurrence=Recurrence("FREQ=WEEKLY;COUNT=2"))
    assert [one.start for one in occurrences(event, ALL, UTC)] == [first, first + timedelta(days=7)]


@pytest.mark.parametrize(
    ("rule", "until", "last"),
    [
        ("FREQ=DAILY;COUNT=5", date(2026, 1, 3), 3),
        ("FREQ=DAILY;COUNT=2", date(2026, 1, 3), 2),
        ("FREQ=DAILY;UNTIL=20260104", date(2026, 1, 9), 4),
        ("FREQ=DAILY;UNTIL=20260104T085959", None, 3),
        ("RRULE:FREQ=DAILY;UNTIL=20260104T090000Z", datetime(2026, 1, 9, tzinfo=UTC), 4),
        ("DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;COUNT=4", None, 4),
        ("freq=daily;", datetime(2026, 1, 3, 8, 59), 2),
        ("FREQ=DAILY", date(2025, 1, 1), 1),
    ],
)
def test_the_earlier_end_wins(rule: str, until: EventTime | None, last: int) -> None:
    event = series(NINE, rule, until=until)
    assert days(event) == [NINE + timedelta(days=number) for number in range(last)]
    end = NINE + timedelta(days=last - 1, hours=1)
    assert reach_of(event)[0] == NINE
    assert (reach_of(event)[1] or NINE) >= end


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "nonsense",
            "FREQ=SECONDLY",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=x",
        ),
        *("FREQ=DAILY;FREQ=DAILY", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;BYDAY=XX", "FREQ=;"),
        *("FREQ=DAILY;UNTIL=20269999", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;BYEASTER=0"),
        *("FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=0", "FREQ=YEARLY;BYMONTH=-1"),
    ],
)
def test_of_a_broken_rule_the_first_date_is_left(rule: str) -> None:
    event = series(NINE, rule, extra=(datetime(2026, 2, 1, 9),))
    assert not readable(Recurrence(rule), NINE)
    assert days(event) == [NINE, datetime(2026, 2, 1, 9)]
    assert reach_of(event) == (NINE, datetime(2026, 2, 1, 10))


def test_hours_of_a_whole_day_are_no_rule() -> None:
    assert readable(Recurrence("FREQ=DAILY;BYHOUR=9,17"), NINE)
    assert not readable(Recurrence("FREQ=DAILY;BYHOUR=9,17"), NINE.date())
    assert readable(Recurrence(), NINE)


def test_changes_are_known_by_start_or_by_day() -> None:
    moved = OccurrenceChange(date(2026, 1, 2), datetime(2027, 5, 5, 12), datetime(2027, 5, 5, 14))
    cancelled = OccurrenceChange(datetime(2026, 1, 3, 9, tzinfo=UTC))
    other_time = OccurrenceChange(datetime(2026, 1, 4, 10))
    first = datetime(2026, 1, 1, 9, tzinfo=UTC)
    event = series(first, "FREQ=DAILY;COUNT=5", changes=(moved, cancelled, other_time))
    found = occurrences(event, ALL, UTC)
    assert [one.occurrence for one in found] == [first.replace(day=day) for day in (1, 4, 5, 2)]
    assert (found[-1].start, found[-1].end) == (moved.start, moved.end)
    may = Window(date(2027, 5, 5), date(2027, 5, 6))
    assert days(event, may) == [moved.start]
    assert occurrence_at(event, date(2026, 1, 2)) == found[-1]
    assert occurrence_at(event, first.replace(day=2)) == found[-1]
    assert occurrence_at(event, first.replace(day=5)) == found[2]
    for gone in (date(2026, 1, 3), first.replace(day=3), first.replace(day=5, hour=10)):
        assert occurrence_at(event, gone) is None
    assert reach_of(event) == (first, moved.end)


def test_a_window_shows_what_is_under_way() -> None:
    event = Event("e", "", date(2026, 1, 5), date(2026, 1, 8), recurrence=Recurrence("FREQ=WEEKLY"))
    assert days(event, Window(date(2026, 3, 4), date(2026, 3, 5))) == [date(2026, 3, 2)]
    assert days(event, Window(date(2026, 3, 5), date(2026, 3, 6))) == []  # an end is exclusive
    single = Event("s", "", date(2026, 1, 5))
    assert occurrences(single, Window(date(2026, 1, 5), date(2026, 1, 6)), UTC) == [single]
    assert occurrences(single, Window(date(2026, 1, 6), date(2026, 1, 7)), UTC) == []
    nowhere = Event("n", "", recurrence=Recurrence("FREQ=DAILY"))
    assert occurrences(nowhere, ALL, UTC) == []
    assert (reach_of(nowhere), occurrence_at(nowhere, NINE)) == ((None, None), None)


def test_the_next_one_is_found_and_after_the_end_the_last() -> None:
    yearly = series(date(1990, 2, 28), "FREQ=YEARLY;INTERVAL=4")
    found = next_occurrence(yearly, date(2026, 11, 21), UTC)
    assert found is not None
    assert found.start == date(2030, 2, 28)
    ended = series(NINE, "FREQ=WEEKLY;COUNT=3")
    last = next_occurrence(ended, date(2044, 1, 1), UTC)
    assert last is not None
    assert last.start == NINE + timedelta(days=14)
    every = series(NINE, "FREQ=DAILY;COUNT=1", changes=(OccurrenceChange(NINE),))
    assert next_occurrence(every, date(2026, 1, 1), UTC) is None


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        ("FREQ=DAILY", MOST_OCCURRENCES),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", 1),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=90000", 1),
        ("FREQ=WEEKLY;INTERVAL=99999", 1),
    ],
)
def test_walks_end(rule: str, most: int) -> None:
    """Each of these keeps dateutil alone busy for seconds, or for ever."""
    event = series(datetime(1990, 2, 1, 9), rule)  # a Thursday
    assert len(days(event)) <= most
    next_occurrence(event, date(2026, 1, 1), UTC)
    reach_of(event)
    never = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert days(series(never.replace(year=9998), "FREQ=DAILY")) != []
    assert days(Event("e", "", never, recurrence=Recurrence("FREQ=MONTHLY"))) == []


def test_an_end_of_the_calendar_is_no_end_of_the_program() -> None:
    long = Event("e", "", NINE, datetime.max, recurrence=Recurrence("FREQ=YEARLY"))
    assert days(long, Window(date(2026, 6, 1), date(2026, 6, 2))) == [NINE]
    assert reach_of(long) == (NINE, None)
