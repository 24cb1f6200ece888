"""Dates and times of Teamwork.com: wall clock without a zone (apis/teamwork.md 5 and 7)."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from eventdesk.domain.event_time import EventTime

_DAY = timedelta(days=1)


def moment(text: object) -> datetime | None:
    """A time, with or without seconds or offset, or the midnight of a date; None for others."""
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def stamp(text: object) -> datetime | None:
    """When something was done: UTC, also where the "Z" is missing."""
    when = moment(text)
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def span(
    start_text: object, end_text: object, *, all_day: bool, zone: tzinfo | None
) -> tuple[EventTime | None, EventTime | None]:
    """Start and exclusive end. The end of an all-day event, 23:59 of its last day, is inclusive.

    The wall clock is that of `zone` where one is given. An end that is not after its start is none.
    """
    start, end = moment(start_text), moment(end_text)
    if start is None:
        return None, None
    if all_day or _is_date(start_text):
        first, last = start.date(), end.date() if end else start.date()
        return first, last + _DAY if first <= last < date.max else None
    if end is not None and _is_date(end_text):
        end = datetime.combine(end, time(23, 59))
    start = start.replace(tzinfo=start.tzinfo or zone)
    if end is None:
        return start, None
    end = end.replace(tzinfo=(end.tzinfo or start.tzinfo) if start.tzinfo else None)
    return start, end if end > start else None


def _is_date(text: object) -> bool:
    return isinstance(text, str) and len(text.strip()) == 10
