"""When something takes place: a day, a time on the venue's wall, or a moment in a zone."""

from datetime import UTC, date, datetime, time

EventTime = date | datetime
"""A date (all day), a naive datetime (wall clock of the venue, zone unknown), or an aware one."""


def as_iso(when: EventTime | None) -> str | None:
    """ISO 8601: a date, a wall-clock time without offset, or a time with its offset."""
    return None if when is None else when.isoformat()


def from_iso(text: str | None) -> EventTime | None:
    """The inverse of `as_iso`; raises ValueError for text that is no ISO 8601."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def sort_seconds(when: EventTime) -> int:
    """A number to order and window events by: seconds since 1970.

    Wall-clock times and dates have no zone, so they are read as if in UTC; two events of different
    kinds may therefore be up to a day out of order, which windows must allow for.
    """
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(aware.timestamp())
