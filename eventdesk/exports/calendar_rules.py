"""How a series is written: its rule with its end, the dates left out, those added and moved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.exports.calendar_times import day_of, time_value
from eventdesk.recurrence.expansion import occurrence_at, occurrences, reach_of, readable
from eventdesk.recurrence.rules import read_rule

_END = re.compile(r";?(COUNT|UNTIL)=[^;]*", re.IGNORECASE)
_UNTIL = re.compile(r";?UNTIL=[^;]*", re.IGNORECASE)
_LINES = re.compile(r"^(DTSTART[^\n]*\n|RRULE:)", re.IGNORECASE)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """What is written of a recurrence; each time is of the kind of the event's start."""

    rule: str = ""
    extra: Sequence[EventTime] = ()
    left_out: Sequence[EventTime] = ()
    moved: Sequence[OccurrenceChange] = ()


def dates_of(event: Event, zone: tzinfo | None, told_apart: frozenset[EventTime]) -> Dates:
    """How a series is written; nothing for a single event, or for a rule that nobody can read.

    Args:
        told_apart: dates that other components of the same file stand for, so that they must not
            be left out as well.
    """
    recurrence, start = event.recurrence, event.start
    if recurrence is None or start is None or not readable(recurrence, start):
        return Dates()
    plain = replace(event, recurrence=replace(recurrence, changes=()))
    extra, left_out, moved = list(recurrence.extra), list[EventTime](), list[OccurrenceChange]()
    for change in recurrence.changes:
        originals = _originals(plain, change.original)
        if change.start is None:
            left_out += [when for when in originals if when not in told_apart]
            continue
        if not originals:  # a date that the rule does not give
            originals = [_like(change.original, start)]
            extra += originals
        moved.append(replace(change, original=originals[0]))
    rule = _rule(event, recurrence, zone)
    return Dates(rule, [_like(when, start) for when in extra], left_out, moved)


def _originals(plain: Event, original: EventTime) -> list[EventTime]:
    """The dates of the series that an exception speaks of; a day means all of that day."""
    if isinstance(original, datetime) or plain.all_day:
        found = occurrence_at(plain, original)
        return [] if found is None or found.occurrence is None else [found.occurrence]
    around = Window(original - _DAY, original + 2 * _DAY)
    every = (each.occurrence for each in occurrences(plain, around, None))
    return [when for when in every if when is not None and day_of(when) == original]


def _like(when: EventTime, start: EventTime) -> EventTime:
    """In the kind of the start: a date stands for the usual time, a time of a day for the day."""
    if not isinstance(start, datetime):
        return day_of(when)
    return when if isinstance(when, datetime) else datetime.combine(when, start.timetz())


def _rule(event: Event, recurrence: Recurrence, zone: tzinfo | None) -> str:
    """The rule; an end that is told beside it becomes its own (RFC 5545 section 3.3.10).

    Whichever it is, it is written in the kind of the start, as that section asks.
    """
    rule = _LINES.sub("", recurrence.rule.strip()).strip()
    if not rule:
        return rule
    until, taken_out = read_rule(rule).until, _UNTIL
    if recurrence.until is not None:
        told = replace(event, recurrence=Recurrence(rule))
        whole = replace(event, recurrence=Recurrence(rule, recurrence.until))
        if reach_of(told)[1] != reach_of(whole)[1]:
            until, taken_out = recurrence.until, _END
    if until is None:
        return rule
    return f"{taken_out.sub('', rule).strip(';')};UNTIL={_until(until, event, zone)}"


def _until(until: EventTime, event: Event, zone: tzinfo | None) -> str:
    start = event.start
    if not isinstance(start, datetime):
        return time_value(day_of(until), None)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    if start.tzinfo is None:
        return time_value(until.replace(tzinfo=None), None)
    if until.tzinfo is None:
        until = until.replace(tzinfo=zone or start.tzinfo)
    return time_value(until, None)
