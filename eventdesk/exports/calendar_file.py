"""Writes events as an iCalendar file (RFC 5545), for any calendar program."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import Progress, ProgressCallback, silent
from eventdesk.exports.calendar_events import CalendarEvent, components, zone_of
from eventdesk.exports.calendar_times import line
from eventdesk.exports.files import replacing, told_plainly

if TYPE_CHECKING:
    from icalendar import TimezoneDaylight, TimezoneStandard

_STEP = 100  # events between two looks at the cancel token
_YEARS_ON = 15  # for how long the rules of zones are written beyond the last start
_FIRST_YEAR, _LAST_YEAR = 1970, 2100


def write_calendar(
    target: Path | BinaryIO,
    events: Sequence[CalendarEvent],
    *,
    name: str,
    now: datetime,
    cancel: CancelToken | None = None,
    progress: ProgressCallback = silent,
) -> int:
    """Write the events; returns how many.

    A path's file is replaced at the very end or not at all; a stream stays open.

    `name` is what the calendar is called, "" for none; `now` is aware: when the file was made.

    Raises:
        BadRequest: the file cannot be written. Cancelled: somebody asked to stop.
    """
    token = cancel or CancelToken()
    with _opened(target) as stream:
        stream.write(_head(name, events))
        for count, piece in enumerate(components(events, now)):
            if count % _STEP == 0:
                token.check()
                progress(Progress("Writing events", count, len(events)))
            stream.write(piece)
        stream.write(b"END:VCALENDAR\r\n")
        token.check()
        stream.flush()
    return len(events)


def _opened(target: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return replacing(target) if isinstance(target, Path) else _kept_open(target)


@contextmanager
def _kept_open(stream: BinaryIO) -> Iterator[BinaryIO]:
    with told_plainly("standard output"):
        yield stream


def _head(name: str, events: Sequence[CalendarEvent]) -> bytes:
    lines = [line("BEGIN", "VCALENDAR"), line("VERSION", "2.0")]
    lines += [line("PRODID", "-//Event Desk//Event Desk//EN"), line("CALSCALE", "GREGORIAN")]
    if name:
        lines += [line("NAME", name, text=True), line("X-WR-CALNAME", name, text=True)]
    return b"".join([*lines, *(_vtimezone(zone, *_years(events)) for zone in _zones(events))])


def _zones(events: Sequence[CalendarEvent]) -> list[tzinfo]:
    """Each zone that times are written in."""
    found = (zone_of(one.event) for one in events)
    return list({str(zone): zone for zone in found if zone is not None}.values())


def _years(events: Sequence[CalendarEvent]) -> tuple[date, date]:
    years = [one.event.start.year for one in events if one.event.start is not None]
    first = max(min(years, default=_FIRST_YEAR) - 1, _FIRST_YEAR)
    return date(first, 1, 1), date(min(max(years, default=first) + _YEARS_ON, _LAST_YEAR), 1, 1)


def _vtimezone(zone: tzinfo, first: date, last: date) -> bytes:
    # It takes a twentieth of a second, and most runs write no calendar.
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    told = Timezone.from_tzinfo(zone, str(zone), first, max(first, last))
    for part in told.subcomponents:
        if isinstance(part, (TimezoneDaylight, TimezoneStandard)):
            _tell_by_the_old_clock(part, zone)
    return bytes(told.to_ical())


def _tell_by_the_old_clock(part: "TimezoneDaylight | TimezoneStandard", zone: tzinfo) -> None:
    """When clocks go on, the clock before counts (RFC 5545 section 3.6.5); the library's is new."""
    later = part.TZOFFSETTO - part.TZOFFSETFROM
    told = part.DTSTART.replace(tzinfo=zone)
    if later <= timedelta() or told.utcoffset() != part.TZOFFSETTO:
        return
    further = part.pop("RDATE", None)
    part.DTSTART -= later
    if further is not None:
        part.add("RDATE", [one.dt - later for one in further.dts])
