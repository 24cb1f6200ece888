"""Exceptions of a series: which date each means, and what becomes of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.event import Window
from eventdesk.domain.recurrence import OccurrenceChange
from eventdesk.recurrence.expansion import occurrences
from tests.providers.safesites.test_event_mapping import STOCKHOLM, WEEKLY, days, read

NEW_YORK = ZoneInfo("America/New_York")
CANCELLED = {"originalDate": "2026-03-13", "type": "cancelled"}
MOVED = {
    "originalDate": "2026-03-20",
    "type": "whatever",
    "rescheduledStart": "2026-03-21 15:00:00",
    "rescheduledDurationMinutes": 30,
}


@pytest.mark.parametrize("wrap", [False, True])
def test_exceptions_with_the_keys_of_the_request_are_applied(wrap: bool) -> None:
    changes = [{"data": change} if wrap else change for change in (CANCELLED, MOVED)]
    event = read(**WEEKLY, exceptions={"data": changes} if wrap else changes)
    assert event.recurrence.changes == (
        OccurrenceChange(date(2026, 3, 13)),
        OccurrenceChange(
            date(2026, 3, 20), datetime(2026, 3, 21, 15), datetime(2026, 3, 21, 15, 30)
        ),
    )
    assert days(event, "2026-03-01", "2026-03-28") == ["03-06 10:00", "03-21 15:00", "03-27 10:00"]


@pytest.mark.parametrize("zone", [None, STOCKHOLM])
@pytest.mark.parametrize(
    "named",
    ["2026-03-13", "2026-03-13 00:00:00", "2026-03-13T00:00:00.000000Z"]
    + ["2026-03-13 10:00:00", "2026-03-13T09:00:00Z"],
)
def test_an_exception_names_the_day_whatever_time_stands_beside_it(
    named: str, zone: ZoneInfo | None
) -> None:
    event = read(zone, **WEEKLY, exceptions=[{**CANCELLED, "originalDate": named}])
    window = Window(date(2026, 3, 7), date(2026, 3, 21))
    (left,) = occurrences(event, window, zone)
    assert isinstance(left.start, datetime)
    assert left.start.date() == date(2026, 3, 20)


def test_midnight_at_the_site_is_a_day_too() -> None:
    fields = {**WEEKLY, "until": "2026-03-26T23:00:00Z"}
    named = {**CANCELLED, "originalDate": "2026-03-12T23:00:00Z"}
    event = read(STOCKHOLM, **fields, exceptions=[named])
    assert event.recurrence.changes == (OccurrenceChange(date(2026, 3, 13)),)
    assert event.recurrence.until == date(2026, 3, 27)


@pytest.mark.parametrize("named", ["2026-03-12T23:00:00Z", "2026-03-13T00:00:00Z", "2026-03-13"])
def test_an_exception_of_whole_days_names_the_day_at_the_site(named: str) -> None:
    fields = {**WEEKLY, "allDay": True, "start": "2026-03-05T23:00:00Z"}
    event = read(STOCKHOLM, **fields, exceptions=[{**CANCELLED, "originalDate": named}])
    assert event.recurrence.changes == (OccurrenceChange(date(2026, 3, 13)),)


def test_one_of_two_times_of_a_day_is_named_with_its_time() -> None:
    fields = {**WEEKLY, "rrule": "FREQ=WEEKLY;BYHOUR=10,15"}
    event = read(**fields, exceptions=[{**CANCELLED, "originalDate": "2026-03-13 15:00:00"}])
    assert days(event, "2026-03-13", "2026-03-14") == ["03-13 10:00"]


def test_a_moved_date_keeps_its_length_where_none_is_told_and_its_kind() -> None:
    moved = {**MOVED, "rescheduledDurationMinutes": None}
    change = read(STOCKHOLM, **WEEKLY, exceptions=[moved]).recurrence.changes[0]
    assert change.start == datetime(2026, 3, 21, 15, tzinfo=STOCKHOLM)
    assert change.end is None
    whole_days = read(**{**WEEKLY, "allDay": True}, exceptions=[moved]).recurrence.changes[0]
    assert whole_days == OccurrenceChange(date(2026, 3, 20), date(2026, 3, 21))


@pytest.mark.parametrize(
    ("exception", "told"),
    [
        ({"on": "2026-03-13", "kind": "skip"}, "On: 2026-03-13, Kind: skip"),
        ({"originalDate": "2026-03-13", "type": "odd"}, "Original date: 2026-03-13, Type: odd"),
        ("2026-03-13", "2026-03-13"),
    ],
)
def test_exceptions_of_an_unknown_shape_are_told_and_not_applied(
    exception: object, told: str
) -> None:
    event = read(**WEEKLY, exceptions=[exception])
    assert ("Exception, not applied here", told) in event.more
    assert event.recurrence.changes == ()
    assert "03-13 10:00" in days(event, "2026-03-01", "2026-03-21")


def test_a_moment_of_the_series_is_that_occurrence_though_it_is_midnight_elsewhere() -> None:
    evening = {**WEEKLY, "start": "2026-03-07T00:00:00Z"}  # seven in the evening of the sixth
    named = {**CANCELLED, "originalDate": "2026-03-07T00:00:00Z"}
    event = read(NEW_YORK, **evening, exceptions=[named])
    assert event.recurrence.changes == (OccurrenceChange(date(2026, 3, 6)),)
