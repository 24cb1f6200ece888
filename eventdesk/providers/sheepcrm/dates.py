"""Dates and times of sheepCRM: many forms, no zone (apis/sheepcrm.md section 8).

A time without a zone stays the venue's wall-clock time, unless the account says which zone it is.
"""

from datetime import date, datetime, time, timedelta, tzinfo

from eventdesk.domain.event_time import EventTime
from eventdesk.providers.sheepcrm.wire import Event
from eventdesk.providers.times import moment

_DAY = timedelta(days=1)


def stamp(text: object) -> datetime | None:
    """When something was done. Whether such stamps are UTC is not known: no zone is claimed."""
    when = moment(text)
    if when is None or isinstance(when, datetime):
        return when
    return datetime.combine(when, time())


def in_zone(when: EventTime | None, zone: tzinfo | None) -> EventTime | None:
    """A wall-clock time in the zone that the account names; dates stay dates."""
    if zone is not None and isinstance(when, datetime) and when.tzinfo is None:
        return when.replace(tzinfo=zone)
    return when


def span(event: Event, zone: tzinfo | None) -> tuple[EventTime | None, EventTime | None]:
    """Start and exclusive end of an event. Both are dates, or both are times of one kind."""
    start = in_zone(_joined(event.start_date, event.start_time, event.start_datetime), zone)
    end = in_zone(_joined(event.end_date, event.end_time, event.end_datetime), zone)
    if start is None or end is None:
        return start, None
    if not isinstance(start, datetime):
        return start, _after(end, start)
    if not isinstance(end, datetime):
        # A last day without a time: nothing is told about an end on the first day.
        if end <= start.date() or end == date.max:
            return start, None
        return start, datetime.combine(end + _DAY, time(), start.tzinfo)
    if (start.tzinfo is None) != (end.tzinfo is None):
        end = end.replace(tzinfo=start.tzinfo)
    return start, end if end >= start else None


def _after(end: EventTime, start: date) -> date | None:
    """The day after the last one: sheepCRM's last day belongs to the event (inferred)."""
    last = end.date() if isinstance(end, datetime) else end
    return last + _DAY if start <= last < date.max else None


def _joined(day_text: object, clock_text: object, moment_text: object) -> EventTime | None:
    """What date, time and datetime say together; midnight without a clock time is a date."""
    whole, day = moment(moment_text), moment(day_text)
    for told in (whole, day):
        if isinstance(told, datetime) and (told.time() != time() or told.tzinfo):
            return told
    first = day or whole
    if first is None:
        return None
    just_day = first.date() if isinstance(first, datetime) else first
    clock = _clock(clock_text)
    return just_day if clock is None else datetime.combine(just_day, clock)


def _clock(text: object) -> time | None:
    if not isinstance(text, str):
        return None
    try:
        return time.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
