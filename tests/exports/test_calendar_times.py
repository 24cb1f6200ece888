"""Times in calendar files at their edges: offsets, hours that come twice, ends of rules."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from eventdesk.domain.event import Event
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import Recurrence
from eventdesk.exports.calendar_events import CalendarEvent
from tests.exports.test_calendar_file import BERLIN, HOUR, NINE, back, spans, written


def test_a_series_with_an_offset_alone_keeps_its_days() -> None:
    start = datetime(2026, 3, 23, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=MO;COUNT=4")
    series = Event("1", "Call", start, start + HOUR, "Mars/Olympus", recurrence=weekly)
    assert spans(back(series)) == spans([series])
    assert not Calendar.from_ical(written(CalendarEvent("A", series))).get_missing_tzids()


def test_the_second_pass_of_an_hour_that_comes_twice_stays_the_second() -> None:
    """RFC 5545 section 3.3.5: such a time on a zone's clock is the first."""
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    (one,) = back(Event("1", "Night", second.replace(fold=0), second, "Europe/Berlin"))
    assert one.end is not None
    assert one.end - second.astimezone(UTC) == timedelta()
    (one,) = back(Event("1", "Night", second, second + 2 * HOUR, "Europe/Berlin"))
    assert one.start == second.astimezone(UTC)


@pytest.mark.parametrize("year", [1, 9999])
def test_times_at_the_ends_of_the_calendar_stop_no_file(year: int) -> None:
    """Some systems write them for "never"."""
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    start = first if year == 1 else last
    for zone in ("America/New_York", "Asia/Tokyo"):
        (one,) = back(Event("1", "Never", start, None, zone, updated_at=start))
        assert isinstance(one.start, datetime)
        assert one.start.year == year


@pytest.mark.parametrize(
    ("rule", "start", "until"),
    [
        ("FREQ=DAILY;UNTIL=20260328", NINE, "20260328T225959Z"),
        ("FREQ=DAILY;UNTIL=20260328T090000;INTERVAL=2", NINE, "20260328T080000Z"),
        ("FREQ=DAILY;UNTIL=20260328T080000Z", NINE, "20260328T080000Z"),
        ("FREQ=DAILY;UNTIL=20260328T080000Z", NINE.replace(tzinfo=None), "20260328T080000"),
        ("FREQ=DAILY;UNTIL=20260328T120000Z", NINE.date(), "20260328"),
    ],
)
def test_the_end_of_a_rule_is_of_the_kind_that_its_start_asks(
    rule: str, start: EventTime, until: str
) -> None:
    """RFC 5545 section 3.3.10; others would leave out the last date."""
    zone = "Europe/Berlin" if isinstance(start, datetime) and start.tzinfo else ""
    series = Event("1", "Course", start, None, zone, recurrence=Recurrence(rule))
    file = written(CalendarEvent("A", series))
    assert f"UNTIL={until}\r\n".encode() in file.replace(b";INTERVAL=2", b"")
    assert [one for one, _ in spans(back(series))] == [one for one, _ in spans([series])]
