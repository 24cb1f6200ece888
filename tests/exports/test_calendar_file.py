"""Calendar files: what they hold comes back the same, and other programs can read them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, Cancelled
from eventdesk.domain.event import Event, EventStatus, Window
from eventdesk.domain.event_time import EventTime, as_iso, from_iso
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.exports.calendar_events import CalendarEvent
from eventdesk.exports.calendar_file import write_calendar
from eventdesk.recurrence.expansion import occurrences
from tests.providers.ics.generated import drawn
from tests.providers.ics.reading import reads

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BERLIN, LONDON = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London")
NINE = datetime(2026, 3, 23, 9, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
YEARS = Window(date(2025, 1, 1), date(2029, 1, 1))
FULL = Event(
    "1",
    "Réunion; with “quotes”, commas\\ and a very long title " + "ü" * 60,
    NINE,
    NINE + HOUR,
    "Europe/Berlin",
    status_text="tentative",
    colour="#008080",
    place="Hall 2, East quay",
    organizer="Ngozi “N” Okafor",
    description="First line\nsecond, with; signs\\",
    link="https://choir.example.org/?a=1,2",
    tags=("Music, live", "Members"),
    updated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
)


def written(*events: CalendarEvent, name: str = "") -> bytes:
    stream = io.BytesIO()
    assert write_calendar(stream, events, name=name, now=NOW) == len(events)
    return stream.getvalue()


def back(*events: Event) -> list[Event]:
    """The events as they come back from a file."""
    found, problems = reads(written(*(CalendarEvent("A", event) for event in events)))
    assert not problems
    return [read.event for read in found]


def spans(events: Sequence[Event], window: Window = YEARS) -> list[tuple[str | None, str | None]]:
    every = (one for event in events for one in occurrences(event, window, UTC))
    return sorted((as_iso(_in_utc(one.start)), as_iso(_in_utc(one.end))) for one in every)


def _in_utc(when: EventTime | None) -> EventTime | None:
    aware = isinstance(when, datetime) and when.tzinfo is not None
    return when.astimezone(UTC) if aware and isinstance(when, datetime) else when


def test_an_event_comes_back_as_it_was() -> None:
    (one,) = back(FULL)
    expected = replace(FULL, ref=one.ref, refs=one.refs, people=one.people)
    assert replace(one, title=FULL.title) == expected
    assert one.title == FULL.title


@pytest.mark.parametrize(
    ("start", "end", "zone"),
    [
        (date(2026, 3, 28), date(2026, 3, 30), ""),
        (datetime(2026, 3, 29, 2, 30), None, ""),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC), "UTC"),
        (NINE, None, "Europe/Berlin"),
        (None, None, ""),
    ],
)
def test_times_of_every_kind_come_back(start: EventTime, end: EventTime, zone: str) -> None:
    (one,) = back(Event("1", "Tide", start, end, zone))
    assert (one.start, one.end, one.timezone) == (start, end, zone)


def test_a_moment_with_an_offset_alone_stays_that_moment() -> None:
    start = datetime(2026, 3, 23, 9, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    (one,) = back(Event("1", "Call", start, start + HOUR))
    assert one.start == start
    assert one.end == start + HOUR


def test_states_are_told() -> None:
    def state(status: EventStatus) -> tuple[EventStatus, str]:
        (one,) = back(replace(FULL, status=status, status_text=""))
        return one.status, one.status_text

    assert state(EventStatus.CANCELLED) == (EventStatus.CANCELLED, "cancelled")
    assert state(EventStatus.DRAFT) == (EventStatus.ACTIVE, "tentative")
    assert state(EventStatus.ACTIVE) == (EventStatus.ACTIVE, "")


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence("FREQ=WEEKLY;COUNT=8"),
        Recurrence("RRULE:FREQ=DAILY;COUNT=30", until=date(2026, 4, 2)),
        Recurrence("FREQ=WEEKLY", until=datetime(2026, 5, 4, 9, tzinfo=BERLIN)),
        Recurrence("FREQ=WEEKLY;COUNT=3", until=date(2027, 1, 1)),
        Recurrence("FREQ=DAILY;COUNT=9", changes=(OccurrenceChange(date(2026, 3, 29)),)),
        Recurrence(
            "FREQ=WEEKLY;COUNT=5",
            extra=(datetime(2026, 4, 1, 9, tzinfo=BERLIN),),
            changes=(
                OccurrenceChange(NINE + timedelta(days=7)),
                OccurrenceChange(NINE + timedelta(days=14), NINE + timedelta(days=15)),
                OccurrenceChange(
                    date(2026, 4, 13), NINE + timedelta(days=20), NINE + 21 * HOUR * 24
                ),
                OccurrenceChange(
                    NINE + timedelta(days=3), NINE + timedelta(days=3), NINE + timedelta(days=4)
                ),
            ),
        ),
        Recurrence(extra=(NINE + timedelta(days=3),)),
    ],
)
def test_a_series_comes_back_with_its_exceptions(recurrence: Recurrence) -> None:
    series = replace(FULL, recurrence=recurrence, recurring=True)
    found = back(series)
    assert len(found) == 1
    assert spans(found) == spans([series])
    assert found[0].recurring


def test_a_rule_that_cannot_be_read_leaves_the_first_date() -> None:
    (one,) = back(replace(FULL, recurrence=Recurrence("FREQ=SOMETIMES"), recurring=True))
    assert one.start == NINE
    assert one.recurrence is None


def test_what_a_calendar_held_comes_back_whoever_reads_it() -> None:
    """Series of another's making, with dates moved and left out, through a store and a file."""
    for seed in range(120):
        before = [read.event for read in reads(drawn(seed).text.encode())[0]]
        stored = [_stored(event) for event in before]
        file = written(*(CalendarEvent("A", event) for event in stored))
        after = [read.event for read in reads(file)[0]]
        assert spans(after) == spans(before), f"seed {seed}"
        assert [event.ref for event in after] == [event.ref for event in before]
        peer = recurring_ical_events.of(Calendar.from_ical(file)).between(YEARS.first, YEARS.last)
        starts = (as_iso(_in_utc(each["DTSTART"].dt)) or "" for each in peer)
        # The last days are another zone's for the peer.
        told = sorted(start for start in starts if start < "2028-12-30")
        ours = [start or "" for start, _ in spans(before)]
        assert told == [start for start in ours if start < "2028-12-30"], f"seed {seed}"


def _stored(event: Event) -> Event:
    """As a store gives it back: times with an offset, and the zone's name beside them."""
    start, end = from_iso(as_iso(event.start)), from_iso(as_iso(event.end))
    return replace(event, start=start, end=end)


def test_a_date_that_says_something_else_stays_with_its_series() -> None:
    series, *dates = [read.event for read in reads(_SERIES)[0]]
    assert len(dates) == 1
    again = back(series, *dates)
    assert [event.title for event in again] == ["Rehearsal", "Dress rehearsal"]
    assert [event.ref for event in again] == [series.ref, dates[0].ref]
    assert spans(again) == spans([series, *dates])
    file = written(*(CalendarEvent("A", event) for event in (series, *dates)))
    assert b"EXDATE" not in file  # the date is told by its own component
    assert b"EXDATE" in written(CalendarEvent("A", series))


_SERIES = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:choir@example.org
DTSTART;TZID=Europe/London:20260302T190000
DTEND;TZID=Europe/London:20260302T210000
RRULE:FREQ=WEEKLY;COUNT=6
SUMMARY:Rehearsal
END:VEVENT
BEGIN:VEVENT
UID:choir@example.org
RECURRENCE-ID;TZID=Europe/London:20260330T190000
DTSTART;TZID=Europe/London:20260330T180000
DTEND;TZID=Europe/London:20260330T220000
SUMMARY:Dress rehearsal
END:VEVENT
END:VCALENDAR
"""


def test_a_file_names_its_zones_and_folds_its_lines() -> None:
    file = written(
        CalendarEvent("A", FULL), CalendarEvent("A", replace(FULL, ref="2")), name="Choir, all"
    )
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert file.count(b"BEGIN:VTIMEZONE") == 1
    calendar = Calendar.from_ical(file)
    assert b"X-WR-CALNAME:Choir\\, all\r\n" in file
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [FULL.title] * 2
    assert not calendar.get_missing_tzids()


def test_a_uid_is_the_same_in_every_file_and_no_two_events_share_one() -> None:
    own = replace(FULL, refs=(("uid", "choir@example.org"),))
    events = [CalendarEvent("A", own), CalendarEvent("B", own), CalendarEvent("A", FULL)]
    events.append(CalendarEvent("B", FULL))
    uids = [str(e["UID"]) for e in Calendar.from_ical(written(*events)).walk("VEVENT")]
    assert uids[0] == "choir@example.org"
    assert len(set(uids)) == 4
    alone = [str(Calendar.from_ical(written(one)).walk("VEVENT")[0]["UID"]) for one in events]
    assert alone[2:] == uids[2:]


def test_attendees_are_written_with_their_answers() -> None:
    people = [
        ListedAttendee(Attendee("1", 'Anna "Ann" Baker', email="anna@example.org"), "attended"),
        ListedAttendee(Attendee("2", "Tom Baker"), "declined"),
        ListedAttendee(Attendee("3", "Zoë, née Lang", email="zoe@example.org"), "invited"),
    ]
    (read,) = reads(written(CalendarEvent("A", FULL, people)))[0]
    assert [(one.name, one.email, one.status) for one in read.attendees] == [
        ('Anna "Ann" Baker', "anna@example.org", "accepted"),
        ("Tom Baker", "", "declined"),
        ("Zoë, née Lang", "zoe@example.org", "invited"),
    ]
    assert b"ATTENDEE" not in written(CalendarEvent("A", FULL))


def test_a_file_that_is_stopped_or_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    file, stopped = tmp_path / "choir.ics", CancelToken()
    file.write_text("before")
    stopped.cancel()
    with pytest.raises(Cancelled):
        write_calendar(file, [CalendarEvent("A", FULL)], name="", now=NOW, cancel=stopped)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(BadRequest, match="folder does not exist"):
        write_calendar(tmp_path / "no" / "x.ics", [], name="", now=NOW)
