"""The occurrences of a series within a window. Every walk through a series is bounded.

A series repeats on the wall's clock of its zone: a meeting at ten stays at ten when the clocks
change (RFC 5545 section 3.3.10).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from heapq import merge
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import takes_place, wall_clock
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.rules import Rule, count_end, read_rule, starts

MOST_OCCURRENCES = 2_000
"""A window shows no more of one series: five years of every day."""

_ZONES_APART = timedelta(days=2)
_NAMES = tuple(field.name for field in fields(Event))
_values = attrgetter(*_NAMES)
_LONGEST = timedelta(days=400)  # an occurrence that began earlier is not looked for


def readable(recurrence: Recurrence, start: EventTime) -> bool:
    """False where the rule cannot be followed, so that only the first date is shown."""
    return not recurrence.rule or _rule(recurrence, start) is not None


def occurrences(event: Event, window: Window, zone: tzinfo | None) -> list[Event]:
    """Where the event takes place within the window, by start; an event that is no series too.

    Args:
        zone: of the window's days, None for the computer's own.
    """
    return sorted(each_occurrence(event, window, zone), key=lambda each: _place(each, zone))


def each_occurrence(event: Event, window: Window, zone: tzinfo | None) -> Iterator[Event]:
    """As `occurrences`, in no order."""
    return islice(_within(event, window, zone), MOST_OCCURRENCES)


def occurs(event: Event, window: Window, zone: tzinfo | None) -> bool:
    """Whether the event takes place within the window at all; as `occurrences`, but sooner."""
    return next(_within(event, window, zone), None) is not None


def begin_between(event: Event, window: Window) -> int:
    """How many occurrences of a series begin in a window, whatever its zone; none are made."""
    if event.recurrence is None or event.start is None:
        return 0
    last = moved_by(wall_clock(window.last, None), -timedelta.resolution)
    found = _Series.of(event).between(wall_clock(window.first, None), last)
    return sum(1 for _ in islice(found, MOST_OCCURRENCES))


def occurrence_at(event: Event, original: EventTime) -> Event | None:
    """The occurrence that the rule puts there, on that moment or day; None where there is none."""
    if event.recurrence is None or event.start is None:
        return None
    series = _Series.of(event)
    wanted = series.wall(original)
    if isinstance(original, datetime) and not event.all_day:
        span = (wanted, wanted)
    else:
        span = (datetime.combine(wanted, time.min), datetime.combine(wanted, time.max))
    here = (each for each in series.moved() if series.named(each.occurrence, original))
    return next(here, None) or next(map(series.at, series.between(*span)), None)


def reach_of(event: Event) -> tuple[EventTime | None, EventTime | None]:
    """The earliest moment at which any occurrence may begin, and the latest at which one may end.

    The second is None for a series without end. Both are the event's own where it is no series.
    """
    if event.recurrence is None or event.start is None:
        return event.start, event.end
    series = _Series.of(event)
    known = [event, *series.moved(), *(series.at(series.wall(x)) for x in event.recurrence.extra)]
    begins = [each.start for each in known if each.start is not None]
    first = min(begins, key=_in_utc)
    if series.rule is not None and series.last is None:
        return first, None
    if series.last is not None:
        known.append(series.at(max(series.last, series.first)))
    ends = [each.start if each.end is None else each.end for each in known]
    return first, max((end for end in ends if end is not None), key=_in_utc)


def _within(event: Event, window: Window, zone: tzinfo | None) -> Iterator[Event]:
    """The occurrences of a window, those that were moved first."""
    if event.recurrence is None or event.start is None:
        return iter([event] if takes_place(event, window, zone) else [])
    return _of_series(_Series.of(event), window, zone)


def _of_series(series: "_Series", window: Window, zone: tzinfo | None) -> Iterator[Event]:
    for moved in series.moved():
        if takes_place(moved, window, zone):
            yield moved
    first, last = wall_clock(window.first, None), wall_clock(window.last, None)
    since = moved_by(first, -_ZONES_APART - series.lookback)
    # What begins well within the window is in it, whatever its zone.
    surely_from, surely_until = moved_by(first, _ZONES_APART), moved_by(last, -_ZONES_APART)
    for original in series.between(since, moved_by(last, _ZONES_APART)):
        each = series.at(original)
        if surely_from <= original < surely_until or takes_place(each, window, zone):
            yield each


@dataclass(frozen=True, slots=True)
class _Series:
    """A series on the wall's clock of its own zone, where a whole day is its midnight."""

    values: dict[str, Any]
    all_day: bool
    zone: tzinfo | None
    first: datetime
    length: timedelta | None
    rule: Rule | None
    last: datetime | None
    changes: tuple[OccurrenceChange, ...]
    extra: tuple[EventTime, ...]

    @classmethod
    def of(cls, event: Event) -> "_Series":
        """The series of an event that has a start and repeats."""
        start, recurrence = event.start, event.recurrence
        assert start is not None
        assert recurrence is not None
        zone = _zone(event.timezone, start) if isinstance(start, datetime) else None
        first = _on_wall(start, zone)
        rule = _rule(recurrence, start)
        return cls(
            values=dict(zip(_NAMES, _values(event), strict=True)),
            all_day=event.all_day,
            zone=zone,
            first=first,
            length=None if event.end is None else _on_wall(event.end, zone) - first,
            rule=rule,
            last=_last(rule, recurrence, first, zone),
            changes=recurrence.changes,
            extra=recurrence.extra,
        )

    @property
    def lookback(self) -> timedelta:
        """How long before a window an occurrence may have begun that reaches into it."""
        return min(max(self.length or timedelta(), timedelta()), _LONGEST)

    def wall(self, when: EventTime) -> datetime:
        """A moment on the wall's clock; a day of a series with times stands for its usual time."""
        if isinstance(when, datetime):
            return _on_wall(when, self.zone)
        return datetime.combine(when, self.first.time())

    def at(self, original: datetime) -> Event:
        """The occurrence that begins there."""
        start = self._told(original)
        end = None if self.length is None else self._told(moved_by(original, self.length))
        return self._made(start, end, start)

    def moved(self) -> list[Event]:
        """The occurrences that were moved, at their new places."""
        return [
            self._moved(change, change.start) for change in self.changes if change.start is not None
        ]

    def between(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """Where those begin that were neither cancelled nor moved, in order."""
        originals = self._originals(since, until)
        if not self.changes:
            return originals
        moments = {self.wall(c.original) for c in self.changes if self._has_time(c.original)}
        days = {
            self.wall(c.original).date() for c in self.changes if not self._has_time(c.original)
        }
        return (x for x in originals if x not in moments and x.date() not in days)

    def named(self, occurrence: EventTime | None, original: EventTime) -> bool:
        """Whether an occurrence is the one that is named by its start or its day."""
        if occurrence is None:
            return False
        here, there = self.wall(occurrence), self.wall(original)
        return here == there if self._has_time(original) else here.date() == there.date()

    def _originals(self, since: datetime, until: datetime) -> Iterator[datetime]:
        own = {self.first, *(self.wall(extra) for extra in self.extra)}
        told = sorted(start for start in own if since <= start <= until)
        if self.rule is None:
            return iter(told)
        end = until if self.last is None else min(until, self.last)
        found = starts(self.rule, self.first, since, end)
        return (start for start, _ in groupby(merge(told, found))) if told else found

    def _has_time(self, when: EventTime) -> bool:
        return isinstance(when, datetime) and not self.all_day

    def _moved(self, change: OccurrenceChange, start: EventTime) -> Event:
        original = self._told(self.wall(change.original))
        end = change.end
        if end is None and self.length is not None:
            inside = _on_wall(start, self.zone)
            end = _like(start, moved_by(inside, self.length), self.zone)
        return self._made(start, end, original)

    def _made(self, start: EventTime, end: EventTime | None, original: EventTime) -> Event:
        # As `dataclasses.replace` in half the time (2.3 µs); a month may hold thousands.
        return Event(**self.values | {"start": start, "end": end, "occurrence": original})

    def _told(self, wall: datetime) -> EventTime:
        day = wall.date()
        return day if self.all_day else datetime.combine(day, wall.time(), self.zone)


def _rule(recurrence: Recurrence, start: EventTime) -> Rule | None:
    try:
        rule = read_rule(recurrence.rule)
    except ValueError:
        return None
    # Hours of a whole day have no meaning (RFC 5545 section 3.3.10).
    return rule if isinstance(start, datetime) or not rule.has_times else None


def _last(
    rule: Rule | None, recurrence: Recurrence, first: datetime, zone: tzinfo | None
) -> datetime | None:
    if rule is None:
        return None
    told = [when for when in (rule.until, recurrence.until) if when is not None]
    ends = [
        _on_wall(when, zone) if isinstance(when, datetime) else datetime.combine(when, time.max)
        for when in told
    ]
    counted = count_end(rule, first)
    return min([*ends, *([] if counted is None else [counted])], default=None)


def _zone(name: str, start: datetime) -> tzinfo | None:
    """The zone whose clock a series follows; None where its start has none either."""
    from zoneinfo import ZoneInfo

    if start.tzinfo is None or not name:
        return start.tzinfo
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        return start.tzinfo


def _like(start: EventTime, wall: datetime, zone: tzinfo | None) -> EventTime:
    """A moment of the same kind as the start that it belongs to."""
    if not isinstance(start, datetime):
        return wall.date()
    return wall.replace(tzinfo=zone or start.tzinfo) if start.tzinfo else wall


def _in_utc(when: EventTime) -> datetime:
    return wall_clock(when, UTC)


def _place(event: Event, zone: tzinfo | None) -> datetime:
    return wall_clock(event.start or date.min, zone)


def _on_wall(when: EventTime, zone: tzinfo | None) -> datetime:
    """On the clock of a series; one without a zone takes every clock for its own."""
    if zone is None and isinstance(when, datetime):
        return when.replace(tzinfo=None)
    return wall_clock(when, zone)


def moved_by(wall: datetime, by: timedelta) -> datetime:
    """Later by so much, at most to the end of the calendar."""
    try:
        return wall + by
    except OverflowError:
        return datetime.min if by < timedelta() else datetime.max
