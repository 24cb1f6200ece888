"""Times of events in other zones than the person's: the event's own, and one more by choice."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.event_query import ListedEvent, wall_clock
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import clock_text, short_day_text


def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA name, None where there is none of that name."""
    # Reading the zone files is not worth the time before a zone is asked for.
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        return None


def zone_title(name: str) -> str:
    """The place of an IANA name: "New York" for "America/New_York"."""
    return name.rpartition("/")[2].replace("_", " ")


def in_zone(wall: datetime, zone: tzinfo) -> datetime:
    """The wall's clock of another zone, where the person's shows `wall`; naive."""
    return wall.astimezone(zone).replace(tzinfo=None)


def own_zone_text(listed: ListedEvent) -> str:
    """When the event is on the clock of its own zone, empty where that is the person's too."""
    event = listed.event
    start = event.start
    zone = zone_named(event.timezone)
    if zone is None or not isinstance(start, datetime) or start.tzinfo is None:
        return ""
    here, there = wall_clock(start, None), _clock_of(start, zone)
    if here == there:
        return ""
    text = clock_text(there)
    if event.end is not None and isinstance(event.end, datetime) and event.end > start:
        text = f"{text}–{clock_text(_clock_of(event.end, zone))}"
    if there.date() != here.date():
        text = f"{short_day_text(there.date())}, {text}"
    return _tr("{time} in {place}").format(time=text, place=zone_title(event.timezone))


def repeated_hour_text(span: DaySpan) -> str:
    """Which pass of an hour that the clocks repeat an event begins in; empty at other times."""
    start = span.listed.event.start
    if not isinstance(start, datetime) or start.tzinfo is None:
        return ""
    wall = span.starts
    try:
        first, second = wall.replace(fold=0).astimezone(), wall.replace(fold=1).astimezone()
    except (OverflowError, ValueError, OSError):  # the first or the last day of the calendar
        return ""
    if first.utcoffset() == second.utcoffset() or first > second:
        return ""
    here = first if first == start else second
    return _tr("{time} {zone}, an hour that comes twice that night").format(
        time=clock_text(wall), zone=here.tzname() or ""
    )


def _clock_of(when: datetime, zone: tzinfo) -> datetime:
    """What a zone's clock really shows: one that jumps never shows a time that it leaves out."""
    return wall_clock(wall_clock(when, UTC).replace(tzinfo=UTC), zone)


def zone_lines(span: DaySpan) -> tuple[str, ...]:
    """What is to be said of an event's zone, line by line."""
    return tuple(filter(None, (own_zone_text(span.listed), repeated_hour_text(span))))


def hour_in(day: date, hour: int, zone: tzinfo) -> datetime:
    """What another zone's clock shows at an hour of the person's."""
    return in_zone(datetime.combine(day, datetime.min.time()) + timedelta(hours=hour), zone)


def _tr(text: str) -> str:
    return QCoreApplication.translate("event_zones", text)
