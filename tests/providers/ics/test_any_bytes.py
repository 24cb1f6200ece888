"""Whatever bytes a calendar has: events, or a sentence. Nothing else is ever raised."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.ics.provider import IcsProvider
from eventdesk.recurrence.expansion import occurrences
from eventdesk.storage.event_rows import derived, stored
from tests.contract.subject import ALL_DAYS
from tests.servers import CalendarData

NAMES = (
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
    *("SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES", "COLOR", "URL", "SEQUENCE", "CLASS"),
    *("ATTENDEE", "ORGANIZER", "LAST-MODIFIED", "UID", "BEGIN", "END", "CONFERENCE", "TRANSP"),
)
VALUES = (
    *("20260105T090000", "20260105T090000Z", "20260105", "00010101T000000Z", "99991231T235959"),
    *("PT1H", "-P1D", "P99999999W", "FREQ=DAILY", "FREQ=WEEKLY;COUNT=0", "FREQ=YEARLY;BYDAY=54MO"),
    *("FREQ=MINUTELY", "FREQ=DAILY;UNTIL=99991231T235959Z", "20260105T090000Z/PT1H", "VEVENT"),
    *(
        "VTIMEZONE",
        "VCALENDAR",
        "mailto:anna@x.org",
        "CANCELLED",
        "a,b\\,c",
        "<br>a<![",
        "",
        "é\x00",
    ),
)
PARAMETERS = (
    *("", ";VALUE=DATE", ";TZID=Europe/Berlin", ";TZID=W. Europe Standard Time", ";TZID=Own"),
    *(
        ';TZID="(UTC+01:00) Amsterdam, Berlin"',
        ";RANGE=THISANDFUTURE",
        ";CN=x;PARTSTAT=",
        ";",
        ";=",
    ),
    *(";VALUE=PERIOD", ";TZID=(UTC+01:00) Amsterdam", ";CUTYPE=ROOM"),
)
LINES = st.builds(
    "{}{}:{}".format,
    st.sampled_from(NAMES),
    st.sampled_from(PARAMETERS),
    st.sampled_from(VALUES) | st.text(max_size=12),
)
ZONE = """BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
{}
END:STANDARD
END:VTIMEZONE"""
ZONES = st.lists(
    st.sampled_from(
        ["DTSTART:16010101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0145", "RRULE:FREQ=YEARLY"]
        + ["TZOFFSETTO:+9900", "DTSTART:x", "RDATE:20200101T000000", "TZNAME:Own"]
    ),
    max_size=5,
).map(lambda lines: ZONE.format("\n".join(lines)))
COMPONENTS = st.lists(LINES, max_size=9).map(
    lambda lines: "\n".join(["BEGIN:VEVENT", "DTSTART:20260105T090000", *lines, "END:VEVENT"])
)
CALENDARS = st.lists(COMPONENTS | COMPONENTS | ZONES, max_size=5).map(
    lambda parts: "\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"]).encode("utf-8", "replace")
)
WHOLE = CalendarData.small().body()
SPOILED = st.builds(
    lambda start, length, put: WHOLE[:start] + put + WHOLE[start + length :],
    st.integers(0, len(WHOLE)),
    st.integers(0, 60),
    st.binary(max_size=6),
)


def read(file: Path, body: bytes) -> list[Event]:
    """Every event that the calendar can be read as; they are what a store and a view take."""
    file.write_bytes(body)
    context = ProviderContext("A", str(file), {}, {}, file.parent / "kept", SystemClock())
    provider, cancel = IcsProvider(context), CancelToken()
    batches = list(provider.events(None, known=(), cancel=cancel))
    numbers = [number for batch in batches for number, _ in batch.items]
    found = [event for batch in batches for _, event in batch.items]
    assert len(set(numbers)) == len(numbers)
    assert len({event.ref for event in found}) == len(found)
    known = frozenset(numbers)
    again = list(provider.events(None, known=known, cancel=cancel))
    assert not [event for batch in again for _, event in batch.items]
    assert {number for batch in again for number in batch.unchanged} == known
    return found


def assert_usable(file: Path, body: bytes) -> None:
    found, told = list[Event](), ""
    try:
        found = read(file, body)
    except BadAnswer as error:
        told = error.sentence
    assert told == "" or told.endswith(".")
    for event in found:
        row: dict[str, Any] = stored(event, 0) | derived(event)
        assert row["ref"]
        occurrences(event, Window(ALL_DAYS.first, ALL_DAYS.first.replace(year=2030)), None)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=CALENDARS)
def test_odd_lines_end_in_events_or_a_sentence(tmp_path: Path, body: bytes) -> None:
    assert_usable(tmp_path / "odd.ics", body)


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART;TZID=X" + ";A=b" * 250_000,
        "DTSTART;TZID=X" + ";A=b" * 250_000 + ":20260101T100000",
        "DTSTART" + ";TZID=X" * 150_000,
        "DTSTART:20260101T100000\r\n" + "BEGIN:VALARM\r\n" * 100_000,
        "DTSTART:20260101T100000\r\n" + "BEGIN:X\r\n" * 50_000 + "END:X\r\n" * 50_000,
    ],
    ids=["parameters", "parameters and a value", "zones", "left open", "within each other"],
)
def test_a_megabyte_in_one_place_takes_no_longer_than_in_many(tmp_path: Path, lines: str) -> None:
    body = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR"
    (found,) = read(tmp_path / "long.ics", body.encode())
    assert found.ref == "1"


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=SPOILED | st.binary(max_size=200))
def test_a_spoiled_file_ends_in_events_or_a_sentence(tmp_path: Path, body: bytes) -> None:
    assert_usable(tmp_path / "spoiled.ics", body)
