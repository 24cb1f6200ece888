"""A series in a zone that its calendar alone tells: the dates of its rule, one by one.

An event can name an IANA zone only, so that nobody else could follow its rule through the changes
of such clocks.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from itertools import islice

from eventdesk.domain.event import Event
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.providers.ics.own_zone import OwnZone
from eventdesk.recurrence.rules import count_end, read_rule, starts

_MOST = 4_000
"""Eleven years of every day."""


def date_by_date(event: Event, zone: OwnZone) -> Event:
    """The event with dates in place of its rule, where its clocks change; else as it is."""
    start, recurrence = event.start, event.recurrence
    if recurrence is None or not recurrence.rule or event.timezone or not zone.changes:
        return event
    if not isinstance(start, datetime) or start.tzinfo is None:
        return event
    walls = list(islice(_walls(start, recurrence, zone), _MOST + 1))
    moments = [*map(zone.placed, walls[:_MOST]), *recurrence.extra]
    told = {start, *(change.original for change in recurrence.changes)}
    extra, changes = list[EventTime](), list(recurrence.changes)
    for moment in dict.fromkeys(moments):
        end = _end(event, moment, zone)
        if end is None:
            extra.append(moment)
        elif moment not in told:
            changes.append(OccurrenceChange(moment, moment, end))
    dates = Recurrence(extra=tuple(extra), changes=tuple(changes))
    until = f"{walls[-1]:%Y-%m-%d}, since only this calendar knows its time zone"
    more = event.more if len(walls) <= _MOST else (*event.more, ("Shown until", until))
    return replace(event, recurrence=dates, more=more)


def _walls(start: datetime, recurrence: Recurrence, zone: OwnZone) -> Iterator[datetime]:
    """What the clock shows at each start that the rule gives."""
    rule, first = read_rule(recurrence.rule), start.replace(tzinfo=None)
    counted = count_end(rule, first)
    ends = [end for end in (rule.until, recurrence.until) if end is not None]
    for wall in starts(rule, first, first, datetime.max):
        if (counted is not None and wall > counted) or any(_is_over(wall, e, zone) for e in ends):
            return
        yield wall


def _is_over(wall: datetime, end: EventTime, zone: OwnZone) -> bool:
    if not isinstance(end, datetime):
        return wall > datetime.combine(end, time.max)
    return zone.placed(wall) > end if end.tzinfo else wall > end


def _end(event: Event, moment: EventTime, zone: OwnZone) -> datetime | None:
    """Where a date ends on the wall's clock, if that makes it longer or shorter than the others."""
    if not (isinstance(event.start, datetime) and isinstance(event.end, datetime)):
        return None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    length = zone.wall(event.end) - zone.wall(event.start)
    end = zone.placed(zone.wall(moment) + length)
    return None if end - moment == event.end - event.start else end
