"""Dates and times of SafeSites (apis/safesites.md section 6): two forms, mostly without a zone.

A time without a zone stays the site's wall clock, unless the account says which zone that is.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from eventdesk.domain.event_time import EventTime
from eventdesk.providers.times import moment

_DAY_MINUTES = 24 * 60
LONGEST_MINUTES = 366 * _DAY_MINUTES
_MOST_MINUTES = 100 * LONGEST_MINUTES
_DAY = timedelta(days=1)


def stamp(text: object) -> datetime | None:
    """When something was done: UTC, also where no zone stands there."""
    when = moment(text)
    if not isinstance(when, datetime):
        return None if when is None else datetime.combine(when, time(), UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def in_zone(when: EventTime | None, zone: tzinfo | None) -> EventTime | None:
    """A time on the wall of the account's zone; dates stay dates, and all stays without a zone."""
    if zone is None or not isinstance(when, datetime):
        return when
    if when.tzinfo is None:
        return when.replace(tzinfo=zone)
    try:
        return when.astimezone(zone)
    except (OverflowError, ValueError):
        return when


def first_day(when: EventTime, zone: tzinfo | None) -> date:
    """The day of an event without times. Midnight as it is written is that very day."""
    if not isinstance(when, datetime):
        return when
    placed = when if when.time() == time() else in_zone(when, zone)
    return placed.date() if isinstance(placed, datetime) else when.date()


def end_after(start: EventTime, minutes: float | None) -> EventTime | None:
    """The exclusive end: whole days for a date, at least one; None where no length is told."""
    length = int(minutes) if minutes is not None and 0 < minutes < _MOST_MINUTES else 0
    try:
        if not isinstance(start, datetime):
            return start + max(-(-length // _DAY_MINUTES), 1) * _DAY
        if not length:
            return None
        if start.tzinfo is None:
            return start + timedelta(minutes=length)
        return (start.astimezone(UTC) + timedelta(minutes=length)).astimezone(start.tzinfo)
    except (OverflowError, ValueError):
        return None


def alike(when: EventTime, start: EventTime) -> EventTime:
    """The time in the kind of another: a date, a wall-clock time, or a time in its zone.

    A series can only be worked out where all its times are of one kind.
    """
    if not isinstance(start, datetime):
        return when.date() if isinstance(when, datetime) else when
    if not isinstance(when, datetime):
        return datetime.combine(when, start.time(), start.tzinfo)
    if start.tzinfo is None:
        return when.replace(tzinfo=None)
    try:
        return when.astimezone(start.tzinfo) if when.tzinfo else when.replace(tzinfo=start.tzinfo)
    except (OverflowError, ValueError):
        return when.replace(tzinfo=start.tzinfo)
