"""Times as people read them: of events, of marks, and the age of a list. No widgets."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from eventdesk.domain.event import Event
from eventdesk.domain.event_query import wall_clock
from eventdesk.domain.event_time import EventTime
from eventdesk.ui.models.event_texts import brief_day_text, clock_text, short_day_text

_DAY = timedelta(days=1)


def moment(when: datetime | None, today: date | None = None) -> str:
    """An aware time on the person's clock: "14:05", "20 Nov 14:05" or "20 Nov 2025 14:05"."""
    if when is None:
        return ""
    local = when.astimezone()
    today = today or date.today()
    clock = clock_text(local)
    if local.date() == today:
        return clock
    return f"{brief_day_text(local.date(), year=local.year != today.year)} {clock}"


def event_time(event: Event, zone: tzinfo | None = None) -> str:
    """When an event is, on the person's clock, with the event's own beside it if that differs.

    A wall-clock time stays as it is, since nobody told its zone. The last day of an all-day event
    is the day before its end, which is exclusive.

    Args:
        zone: the person's zone, None for the computer's.
    """
    if event.start is None:
        return "No date"
    here = _span(event.start, event.end, zone)
    if not isinstance(event.start, datetime) or event.start.tzinfo is None:
        return here
    own_zone = _zone_of(event)
    there = _span(event.start, event.end, own_zone)
    if there == here:
        return here
    name = event.timezone or _offset(event.start)
    day = _day(wall_clock(event.start, zone).date())
    return f"{here} ({there.removeprefix(f'{day}, ')} {name})"


def _zone_of(event: Event) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # reads the zone files

    assert isinstance(event.start, datetime)
    try:
        return ZoneInfo(event.timezone) if event.timezone else event.start.tzinfo
    except (KeyError, ValueError, OSError):
        return event.start.tzinfo


def _offset(when: datetime) -> str:
    text = when.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"


def _span(start: EventTime, end: EventTime | None, zone: tzinfo | None) -> str:
    first = wall_clock(start, zone)
    last = None if end is None else wall_clock(end, zone)
    if not isinstance(start, datetime):
        return _days(first.date(), None if last is None else (last - _DAY).date())
    text = f"{_day(first.date())}, {clock_text(first)}"
    if last is None or last <= first:
        return text
    if last.date() == first.date():
        return f"{text}–{clock_text(last)}"
    return f"{text} – {_day(last.date())}, {clock_text(last)}"


def _days(first: date, last: date | None) -> str:
    if last is None or last <= first:
        return f"{_day(first)}, all day"
    return f"{_day(first)} – {_day(last)}, all day"


def _day(day: date) -> str:
    return short_day_text(day, year=True)


def is_older(when: datetime | None, seconds: float, now: datetime) -> bool:
    """Whether something was fetched longer ago than so, or never."""
    return when is None or now - when.astimezone(UTC) > timedelta(seconds=seconds)
