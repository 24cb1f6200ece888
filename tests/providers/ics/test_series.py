"""Series of calendars: exceptions, moved dates, dates that are events of their own, splits."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import as_iso
from eventdesk.recurrence.expansion import occurrences
from tests.providers.ics.reading import calendar, event, events, reads

YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))
RADICALE = Path(__file__).parents[2] / "data" / "calendars" / "radicale.ics"
NOT_FOLLOWED = "by a rule that is not followed here, so that dates are missing"
MONDAYS = """UID:choir
DTSTART;TZID=Europe/Berlin:20260302T190000
DTEND;TZID=Europe/Berlin:20260302T210000
SUMMARY:Rehearsal"""


def starts(*found: Event) -> list[str]:
    """When they take place, as "03-02 19:00"."""
    every = [one for each in found for one in occurrences(each, YEAR, UTC)]
    return sorted((as_iso(one.start) or "")[5:16].replace("T", " ") for one in every)


def test_a_series_is_one_event_with_its_rule_in_words() -> None:
    found = event(f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=3")
    assert found.recurring
    assert ("Repeats", "every week, 3 times") in found.more
    assert starts(found) == ["03-02 19:00", "03-09 19:00", "03-16 19:00"]


@pytest.mark.parametrize(
    "left_out",
    [
        "EXDATE;TZID=Europe/Berlin:20260309T190000",
        "EXDATE:20260309T180000Z",
        "EXDATE;VALUE=DATE:20260309",
        "EXDATE:20260309T190000",
        "EXDATE;TZID=W. Europe Standard Time:20260309T190000,20261212T190000",
    ],
)
def test_a_date_is_left_out_however_it_is_written(left_out: str) -> None:
    found = event(f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=3\n{left_out}")
    assert starts(found) == ["03-02 19:00", "03-16 19:00"]


def test_further_dates_and_periods() -> None:
    found = event(
        f"""{MONDAYS}
        RDATE;TZID=Europe/Berlin:20260304T190000,20260305T190000
        RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260306T190000/PT30M
        RDATE;VALUE=PERIOD:20260307T180000Z/20260307T200000Z
        EXDATE;TZID=Europe/Berlin:20260305T190000"""
    )
    shown = occurrences(found, YEAR, UTC)
    assert starts(found) == ["03-02 19:00", "03-04 19:00", "03-06 19:00", "03-07 18:00"]
    lengths = [one.end - one.start for one in shown if one.start is not None]  # type: ignore[operator]
    assert lengths == [timedelta(hours=2), timedelta(hours=2), timedelta(minutes=30), 2 * HOUR]


HOUR = timedelta(hours=1)


def test_a_date_that_only_moved_stays_in_its_series() -> None:
    moved = MONDAYS.replace("20260302T", "20260310T")
    (found,) = events(
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=3",
        f"{moved}\nRECURRENCE-ID;TZID=Europe/Berlin:20260309T190000",
    )
    assert starts(found) == ["03-02 19:00", "03-10 19:00", "03-16 19:00"]


def test_a_date_that_was_cancelled_is_no_more() -> None:
    (found,) = events(
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=3",
        f"{MONDAYS}\nSTATUS:CANCELLED\nRECURRENCE-ID:20260309T180000Z",
    )
    assert starts(found) == ["03-02 19:00", "03-16 19:00"]


def test_a_date_that_says_something_else_is_an_event_of_its_own() -> None:
    own = MONDAYS.replace("20260302T", "20260309T").replace("Rehearsal", "Dress rehearsal")
    series, alone = events(
        f"{own}\nRECURRENCE-ID;TZID=Europe/Berlin:20260309T190000\nLOCATION:Town Hall",
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=3",
    )
    assert starts(series) == ["03-02 19:00", "03-16 19:00"]
    assert (alone.title, alone.place, alone.series) == ("Dress rehearsal", "Town Hall", "choir")
    assert alone.ref == "choir;2026-03-09T19:00:00+01:00"
    assert starts(series, alone) == ["03-02 19:00", "03-09 19:00", "03-16 19:00"]


def test_dates_without_their_series_are_events() -> None:
    """What an invitation to some dates of a series is."""
    first, second = events(
        f"{MONDAYS}\nRECURRENCE-ID;TZID=Europe/Berlin:20260302T190000",
        f"{MONDAYS}\nRECURRENCE-ID;TZID=Europe/Berlin:20260309T190000",
    )
    assert first.ref != second.ref
    assert first.series == second.series == "choir"
    assert first.recurrence is None


def test_from_a_date_on_a_series_may_be_another_one() -> None:
    later = MONDAYS.replace("20260302T190000", "20260316T180000")
    before, after = events(
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE:20260323T180000Z",
        f"{later}\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T190000",
    )
    assert starts(before) == ["03-02 19:00", "03-09 19:00"]
    assert starts(after) == ["03-16 18:00", "03-30 18:00"]


def test_it_may_change_more_than_once() -> None:
    found = events(
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=6",
        *(
            MONDAYS.replace("20260302T190000", f"{day}T{hour}0000")
            + f"\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:{day}T190000"
            for day, hour in (("20260309", 18), ("20260323", 17))
        ),
    )
    assert [starts(one) for one in found] == [
        ["03-02 19:00"],
        ["03-09 18:00", "03-16 18:00"],
        ["03-23 17:00", "03-30 17:00", "04-06 17:00"],
    ]


def test_dates_that_move_to_other_days_from_one_on_are_told() -> None:
    later = MONDAYS.replace("20260302T", "20260317T")
    before, alone = events(
        f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=4",
        f"{later}\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T190000",
    )
    assert starts(before, alone) == ["03-02 19:00", "03-09 19:00", "03-17 19:00", "03-23 19:00"]
    assert alone.more[0] == ("Moves also", "the dates after it, which is not followed here")


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ("RRULE:FREQ=SECONDLY", ("Repeats", f"{NOT_FOLLOWED}: FREQ=SECONDLY")),
        ("RRULE:FREQ=SOMETIMES", ("Repeats", f"{NOT_FOLLOWED}: FREQ=SOMETIMES")),
        (
            "RRULE:FREQ=MINUTELY;INTERVAL=5",
            ("Shown", "no more than the first 2,000 dates of the days on screen"),
        ),
        (
            "RRULE:FREQ=WEEKLY\nRRULE:FREQ=MONTHLY",
            ("Repeats also", "not followed: FREQ=MONTHLY"),
        ),
        ("RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY", ("Never on", "not followed: FREQ=WEEKLY")),
        ("RRULE:FREQ=DAILY\nEXDATE:tomorrow", ("Left out", "cannot be read: tomorrow")),
    ],
)
def test_what_cannot_be_followed_is_told(lines: str, row: tuple[str, str]) -> None:
    found = event(f"{MONDAYS}\n{lines}")
    assert found.recurring
    assert row in found.more


def test_thousands_of_dates_of_their_own_are_told() -> None:
    dates = [f"{MONDAYS}\nRECURRENCE-ID:20260302T{n:06}" for n in range(5001)]
    found, problems = reads(calendar(f"{MONDAYS}\nRRULE:FREQ=WEEKLY", *dates))
    assert not found
    assert problems == ["“choir” has more than 5,000 dates of its own"]


def test_one_that_is_broken_is_told_and_the_others_live() -> None:
    body = calendar(f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=2", "UID:2\nDTSTART:20260401T090000")
    broken = body.replace(b"SUMMARY:Rehearsal", b"SUMMARY:Rehearsal\r\nBEGIN:VEVENT")
    found, problems = reads(broken)
    assert [read.event.ref.partition("~")[0] for read in found] == ["", "2"]
    assert problems == ["“Rehearsal” is not ended"]
    found, problems = reads(
        calendar(
            f"{MONDAYS}\nRRULE:FREQ=WEEKLY;COUNT=2", f"{MONDAYS}\nRECURRENCE-ID:the second one"
        )
    )
    assert starts(*(read.event for read in found)) == ["03-02 19:00", "03-09 19:00"]
    assert problems == ["the date of the series that it stands for makes no sense"]


def test_what_a_caldav_server_hands_on() -> None:
    found, problems = reads(RADICALE.read_bytes())
    assert not problems
    by_title = {read.event.title.partition(",")[0]: read for read in found}
    rehearsal, dress = by_title["Rehearsal"].event, by_title["Dress rehearsal"].event
    assert starts(rehearsal, dress) == [
        *("03-02 19:00", "03-09 19:00", "03-16 19:00", "03-24 19:30", "03-30 18:00"),
        *("04-08 19:00", "04-13 19:00", "04-20 19:00", "04-27 19:00", "05-04 19:00"),
    ]
    concert = by_title["Frühlingskonzert – Chor"]
    assert concert.event.timezone == "Europe/Berlin"
    assert concert.event.end == datetime(2026, 4, 11, 20, 30, tzinfo=UTC)
    assert concert.event.place == "Großer Saal"
    assert [one.status for one in concert.attendees] == ["accepted", "declined"]
    holiday = by_title["Easter"].event
    assert (holiday.start, holiday.end) == (date(2026, 4, 3), date(2026, 4, 7))
    assert by_title["Breakfast"].event.start == datetime(2026, 4, 12, 9)
    assert by_title["Call"].event.status == "cancelled"
    assert all(("Calendar", "Chor") in read.event.more for read in found)
