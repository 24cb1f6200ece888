"""The series that RFC 5545 section 3.8.5.3 works out: rule, first start, and the dates it gives.

All begin in New York, mostly at nine in the morning. Dates are written as "1997-9: 2-4 9", months
separated by commas. An open series is looked at up to the last of these dates.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.expansion import occurrences

NEW_YORK = ZoneInfo("America/New_York")
DAYS = "SU,MO,TU,WE,TH,FR,SA"
JANUARIES = "1998-1: 1-31, 1999-1: 1-31, 2000-1: 1-31"
TUESDAYS_THURSDAYS = "1997-9: 2 4 9 11 16 18 23 25 30, 1997-10: 2"

EXAMPLES = [
    ("FREQ=DAILY;COUNT=10", "1997-9: 2-11"),
    (
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        "1997-9: 2-30, 1997-10: 1-31, 1997-11: 1-30, 1997-12: 1-23",
    ),
    (
        "FREQ=DAILY;INTERVAL=2",
        "1997-9: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30,"
        "1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30, 1997-11: 1 3 5",
    ),
    ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-9: 2 12 22, 1997-10: 2 12"),
    (f"FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY={DAYS}", JANUARIES),
    ("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", JANUARIES),
    ("FREQ=WEEKLY;COUNT=10", "1997-9: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4"),
    (
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997-9: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4 11 18 25, 1997-12: 2 9 16 23",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-9: 2 16 30, 1997-10: 14 28, 1997-11: 11 25, 1997-12: 9 23, 1998-1: 6 20, 1998-2: 3",
    ),
    ("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", TUESDAYS_THURSDAYS),
    ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", TUESDAYS_THURSDAYS),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-9: 1 3 5 15 17 19 29, 1997-10: 1 3 13 15 17 27 29 31,"
        "1997-11: 10 12 14 24 26 28, 1997-12: 8 10 12 22",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-9: 2 4 16 18 30, 1997-10: 2 14 16",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-9: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5, 1998-1: 2, 1998-2: 6, 1998-3: 6,"
        "1998-4: 3, 1998-5: 1, 1998-6: 5",
    ),
    (
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-9: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-9: 7 28, 1997-11: 2 30, 1998-1: 4 25, 1998-3: 1 29, 1998-5: 3 31",
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-9: 22, 1997-10: 20, 1997-11: 17, 1997-12: 22, 1998-1: 19, 1998-2: 16",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-9: 28, 1997-10: 29, 1997-11: 28, 1997-12: 29, 1998-1: 29, 1998-2: 26",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-9: 2 15, 1997-10: 2 15, 1997-11: 2 15, 1997-12: 2 15, 1998-1: 2 15",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-9: 30, 1997-10: 1 31, 1997-11: 1 30, 1997-12: 1 31, 1998-1: 1 31, 1998-2: 1",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-9: 10-15, 1999-3: 10-13",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-9: 2 9 16 23 30, 1997-11: 4 11 18 25, 1998-1: 6 13 20 27, 1998-3: 3 10 17 24 31",
    ),
    (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-6: 10, 1997-7: 10, 1998-6: 10, 1998-7: 10, 1999-6: 10, 1999-7: 10, 2000-6: 10,"
        "2000-7: 10, 2001-6: 10, 2001-7: 10",
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-3: 10, 1999-1: 10, 1999-2: 10, 1999-3: 10, 2001-1: 10, 2001-2: 10, 2001-3: 10,"
        "2003-1: 10, 2003-2: 10, 2003-3: 10",
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-1: 1, 1997-4: 10, 1997-7: 19, 2000-1: 1, 2000-4: 9, 2000-7: 18, 2003-1: 1,"
        "2003-4: 10, 2003-7: 19, 2006-1: 1",
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "1997-5: 19, 1998-5: 18, 1999-5: 17"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-5: 12, 1998-5: 11, 1999-5: 17"),
    (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-3: 13 20 27, 1998-3: 5 12 19 26, 1999-3: 4 11 18 25",
    ),
    (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-6: 5 12 19 26, 1997-7: 3 10 17 24 31, 1997-8: 7 14 21 28,"
        "1998-6: 4 11 18 25, 1998-7: 2 9 16 23 30, 1998-8: 6 13 20 27",
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-9: 13, 1997-10: 11, 1997-11: 8, 1997-12: 13, 1998-1: 10, 1998-2: 7, 1998-3: 7,"
        "1998-4: 11, 1998-5: 9, 1998-6: 13",
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11: 5, 2000-11: 7, 2004-11: 2",
    ),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-9: 4, 1997-10: 7, 1997-11: 6"),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-9: 29, 1997-10: 30, 1997-11: 27, 1997-12: 30, 1998-1: 29, 1998-2: 26, 1998-3: 30",
    ),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-8: 5 10 19 24"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-8: 5 17 19 31"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-1: 15 30, 2007-2: 15, 2007-3: 15 30"),
]

EVERY_TWENTY_MINUTES = [f"{hour}:{minute:02}" for hour in range(9, 17) for minute in (0, 20, 40)]
WITHIN_A_DAY = [
    # Five in the afternoon in UTC is one o'clock there; the standard's own list goes on to three.
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", ["9:00", "12:00"]),
    ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", ["9:00", "9:15", "9:30", "9:45", "10:00", "10:15"]),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", ["9:00", "10:30", "12:00", "13:30"]),
    ("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", EVERY_TWENTY_MINUTES),
    ("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", EVERY_TWENTY_MINUTES),
]


def written(text: str) -> Iterator[datetime]:
    """The moments of a list of dates."""
    for month in text.split(","):
        year_month, _, days = month.strip().partition(": ")
        year, _, number = year_month.partition("-")
        for span in days.split():
            first, _, last = span.partition("-")
            for day in range(int(first), int(last or first) + 1):
                yield datetime(int(year), int(number), day, 9, tzinfo=NEW_YORK)


def starts(event: Event, until: datetime) -> list[EventTime | None]:
    window = Window(datetime(1990, 1, 1).date(), until.date() + timedelta(days=1))
    return [each.start for each in occurrences(event, window, NEW_YORK)]


@pytest.mark.parametrize(("rule", "dates"), EXAMPLES, ids=lambda each: each[:60])
def test_a_series_has_the_dates_of_the_standard(rule: str, dates: str) -> None:
    expected = list(written(dates))
    event = Event("e", "", expected[0], None, NEW_YORK.key, recurrence=Recurrence(rule))
    ends = "COUNT" in rule or "UNTIL" in rule
    until = expected[-1] + timedelta(days=4000) if ends else expected[-1]
    assert starts(event, until) == expected


@pytest.mark.parametrize(("rule", "times"), WITHIN_A_DAY)
def test_a_series_within_a_day_has_the_times_of_the_standard(rule: str, times: list[str]) -> None:
    first = datetime(1997, 9, 2, 9, tzinfo=NEW_YORK)
    event = Event("e", "", first, None, NEW_YORK.key, recurrence=Recurrence(rule))
    ends = "COUNT" in rule or "UNTIL" in rule
    for number in range(3):
        day = (first + timedelta(days=number)).date()
        window = Window(day, day + timedelta(days=1))
        found = [each.start for each in occurrences(event, window, NEW_YORK)]
        told = [f"{start.hour}:{start.minute:02}" for start in found if isinstance(start, datetime)]
        assert told == (times if number == 0 or not ends else [])


def test_a_start_that_the_rule_does_not_give_can_be_left_out() -> None:
    first = datetime(1997, 9, 2, 9, tzinfo=NEW_YORK)
    left_out = (OccurrenceChange(first),)
    rule = Recurrence("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", changes=left_out)
    expected = list(written("1998-2: 13, 1998-3: 13, 1998-11: 13, 1999-8: 13, 2000-10: 13"))
    event = Event("e", "", first, None, NEW_YORK.key, recurrence=rule)
    assert starts(event, expected[-1]) == expected


def test_a_rule_within_a_day_that_never_matches_ends() -> None:
    first = datetime(1997, 9, 2, 9, 0, tzinfo=UTC)
    never = Recurrence("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1,3")
    event = Event("e", "", first, recurrence=never)
    years = Window(datetime(1998, 1, 1).date(), datetime(2090, 1, 1).date())
    assert occurrences(event, years, UTC) == []
