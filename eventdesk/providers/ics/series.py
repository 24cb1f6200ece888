"""A group of components to events: one series with its exceptions, as RFC 5545 section 3.8.4.4 has
them. A date of a series that says something else than its time is an event of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_time import EventTime, as_iso
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordError
from eventdesk.providers.ics.components import Component
from eventdesk.providers.ics.dates import date_by_date
from eventdesk.providers.ics.mapping import ORIGINAL, UID, Read, read_component
from eventdesk.providers.ics.splitting import Group
from eventdesk.providers.ics.zones import Zones
from eventdesk.recurrence.expansion import MOST_OCCURRENCES, readable
from eventdesk.recurrence.rules import count_end, read_rule
from eventdesk.recurrence.within_day import most_a_day
from eventdesk.recurrence.words import rule_in_words

_OF_ITS_OWN = ("start", "end", "timezone", "ref", "refs", "updated_at", "recurrence", "recurring")
_ALSO = ("series", "more", "status_text")
_END_OF_RULE = re.compile(r";?(COUNT|UNTIL)=[^;]*", re.IGNORECASE)
_MOST_DATES = 5_000
_SECOND = timedelta(seconds=1)
_DAYS_OF_A_MONTH = 42  # as a calendar shows it
_NOT_FOLLOWED = "by a rule that is not followed here, so that dates are missing"
_BEYOND = "a time in it is beyond the calendar"


@dataclass(frozen=True, slots=True)
class _Part:
    """A component that was read, and which date of the series it stands for: None for all."""

    component: Component
    read: Read
    original: EventTime | None


def read_group(group: Group, zones: Zones, calendar: str) -> tuple[list[Read], list[str]]:
    """The events of a group, and why parts of it could not be read."""
    parts, problems = list[_Part](), list[str]()
    if len(group.components) > _MOST_DATES:
        return [], [f"“{one_line(group.ref, 80)}” has more than {_MOST_DATES:,} dates of its own"]
    for lines in group.components:
        try:
            component = Component(lines.split("\n"), zones)
            parts.append(_part(component, group.ref, zones, calendar))
        except RecordError as error:
            problems.append(str(error))
        except (OverflowError, ValueError):
            problems.append(_BEYOND)
    masters = _latest([part for part in parts if part.original is None])
    dates = _latest([part for part in parts if part.original is not None])
    if not masters:
        return [_alone(part, group.ref) for part in dates if not _is_cancelled(part)], problems
    main, *others = masters
    try:
        reads = list(_series(main, dates, group.ref, zones))
    except (OverflowError, ValueError):
        return [main.read], [*problems, _BEYOND]
    # Programs that give several events one UID would else lose all but one of them.
    return [*reads, *(_alone(part, group.ref) for part in others)], problems


def _part(component: Component, ref: str, zones: Zones, calendar: str) -> _Part:
    read = read_component(component, ref, zones, calendar)
    original = component.time("RECURRENCE-ID")
    if component.broken("RECURRENCE-ID"):
        raise RecordError("the date of the series that it stands for makes no sense")
    event = replace(read.event, refs=((UID, ref),))
    return _Part(component, replace(read, event=event), original)


def _latest(parts: Sequence[_Part]) -> list[_Part]:
    """One of each date, or start where there is no date: the one with the highest SEQUENCE."""
    newest = max((_sequence(part) for part in parts if part.original is None), default=0)
    found: dict[EventTime | None, _Part] = {}
    for part in parts:
        key = part.original if part.original is not None else part.read.event.start
        if part.original is None and _sequence(part) < newest:
            continue
        if key not in found or _sequence(part) >= _sequence(found[key]):
            found[key] = part
    return list(found.values())


def _sequence(part: _Part) -> int:
    text = part.component.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _is_cancelled(part: _Part) -> bool:
    return part.read.event.status is EventStatus.CANCELLED


def _alone(part: _Part, uid: str) -> Read:
    """An event of its own beside its series, or in its place."""
    event = part.read.event
    when = part.original if part.original is not None else event.start
    refs = dict(event.refs)
    if part.original is not None:
        refs[ORIGINAL] = as_iso(part.original) or ""
    return replace(
        part.read,
        event=replace(
            event,
            ref=f"{uid};{as_iso(when) or ''}",
            refs=tuple(refs.items()),
            series=uid if part.original is not None else "",
            recurring=part.original is not None,
        ),
    )


def _series(main: _Part, dates: Sequence[_Part], uid: str, zones: Zones) -> Iterator[Read]:
    """The event itself, and those of its dates that are events of their own."""
    zone = zones.told(main.component.zone_name("DTSTART"))
    event = _with_rule(main)
    changes = {c.original: c for c in (event.recurrence.changes if event.recurrence else ())}
    own = list[_Part]()
    later = list[_Part]()
    for part in dates:
        original = part.original
        assert original is not None  # else it would be the series itself
        if _is_ranged(part):
            later.append(part)
        elif _is_cancelled(part):
            changes[original] = OccurrenceChange(original)
        elif _differs(part.read.event, event):
            own.append(part)
            changes[original] = OccurrenceChange(original)
        else:
            changes[original] = _moved(part.read.event, original)
    if changes:
        recurrence = replace(event.recurrence or Recurrence(), changes=tuple(changes.values()))
        event = replace(event, recurrence=recurrence, recurring=True)
    event, followers = _parted(event, later, uid)
    for read in (replace(main.read, event=event), *followers):
        yield replace(read, event=date_by_date(read.event, zone) if zone else read.event)
    for part in own:
        yield _alone(part, uid)


def _is_ranged(part: _Part) -> bool:
    value = part.component.first("RECURRENCE-ID")
    return str(value.params.get("RANGE", "")).upper() == "THISANDFUTURE"


def _differs(date: Event, series: Event) -> bool:
    """Whether a date says anything else than when it is."""
    same = {name: getattr(series, name) for name in (*_OF_ITS_OWN, *_ALSO)}
    return replace(date, **same) != series


def _moved(date: Event, original: EventTime) -> OccurrenceChange:
    start = date.start if date.start is not None else original
    return OccurrenceChange(original, start, date.end)


def _with_rule(main: _Part) -> Event:
    """The event with its recurrence, and in words what of it cannot be followed."""
    event, component = main.read.event, main.component
    rules = [_rule_text(value) for value in component.all("RRULE")]
    told = [*rules, *filter(None, [component.broken("RRULE")])]
    rule, rows = rules[0] if rules else "", list[tuple[str, str]]()
    start = event.start
    if told and (not rule or start is None or not readable(Recurrence(rule), start)):
        rows += [("Repeats", f"{_NOT_FOLLOWED}: {one_line(one, 300)}") for one in told]
        rule = ""
    elif told:
        rows += [("Repeats", rule_in_words(rule) or rule)]
        rows += [("Repeats also", f"not followed: {one_line(t, 300)}") for t in told if t != rule]
        rows += _cut_short(rule)
    rows += [("Never on", f"not followed: {_rule_text(v)}") for v in component.all("EXRULE")]
    for name, label in (("RDATE", "Further dates"), ("EXDATE", "Left out")):
        if broken := component.broken(name):
            rows.append((label, f"cannot be read: {one_line(broken, 300)}"))
    recurrence = None if start is None else _recurrence(rule, component)
    more = (*rows, *event.more)
    return replace(event, recurrence=recurrence, recurring=bool(told or recurrence), more=more)


def _cut_short(rule: str) -> list[tuple[str, str]]:
    read = read_rule(rule)
    if read.count is not None or most_a_day(read) * _DAYS_OF_A_MONTH <= MOST_OCCURRENCES:
        return []
    return [("Shown", f"no more than the first {MOST_OCCURRENCES:,} dates of the days on screen")]


def _rule_text(value: object) -> str:
    to_ical = getattr(value, "to_ical", None)
    return one_line(to_ical().decode("utf-8", "replace"), 1000) if to_ical else str(value)


def _recurrence(rule: str, component: Component) -> Recurrence | None:
    changes: dict[EventTime, OccurrenceChange] = {}
    extra = dict[EventTime, None]()
    for start, end in component.times("RDATE"):
        if end is None:
            extra[start] = None
        else:  # a period has a length of its own
            changes[start] = OccurrenceChange(start, start, end)
    for start, _ in component.times("EXDATE"):
        extra.pop(start, None)
        changes[start] = OccurrenceChange(start)
    if not (rule or extra or changes):
        return None
    return Recurrence(rule, extra=tuple(extra), changes=tuple(changes.values()))


def _parted(event: Event, later: Sequence[_Part], uid: str) -> tuple[Event, list[Read]]:
    """The series up to the first date from which it is another one, and those others."""
    followers, first = list[Read](), event.start
    # The last one first, so that each ends where the next one begins.
    for part in sorted(later, key=lambda one: _wall(one.original or datetime.max), reverse=True):
        alone, original = _alone(part, uid), part.original
        recurrence, start = event.recurrence, alone.event.start
        assert original is not None  # only dates have a range
        if recurrence is None or not recurrence.rule or start is None or first is None:
            followers.append(alone)
            continue
        rule = next((_rule_text(value) for value in part.component.all("RRULE")), "")
        shift = _wall(start) - _wall(_like(original, start))
        if not rule and abs(shift) >= timedelta(days=1):
            note = ("Moves also", "the dates after it, which is not followed here")
            followers.append(_noted(alone, note))
            change = OccurrenceChange(original)
            recurrence = replace(recurrence, changes=(*recurrence.changes, change))
            event = replace(event, recurrence=recurrence)
            continue
        rest = _rest(first, recurrence, original, shift)
        rest = Recurrence(rule) if rule and readable(Recurrence(rule), start) else rest
        followers.append(replace(alone, event=replace(alone.event, recurrence=rest)))
        step = _SECOND if isinstance(original, datetime) else timedelta(days=1)
        event = replace(event, recurrence=replace(recurrence, until=original - step))
    return event, followers[::-1]


def _noted(read: Read, row: tuple[str, str]) -> Read:
    return replace(read, event=replace(read.event, more=(row, *read.event.more)))


def _rest(
    first: EventTime, recurrence: Recurrence, original: EventTime, shift: timedelta
) -> Recurrence:
    """A series from one of its dates on, each of them moved by as much as that one."""
    rule = read_rule(recurrence.rule)
    ends: list[EventTime | None] = [count_end(rule, _wall(first)), rule.until, recurrence.until]
    until = min((end for end in ends if end is not None), key=_last_moment, default=None)
    if isinstance(until, datetime):
        until += shift
    return Recurrence(
        _END_OF_RULE.sub("", recurrence.rule).strip(";"),
        until=until,
        extra=tuple(when + shift for when in recurrence.extra if _wall(when) > _wall(original)),
        changes=tuple(
            replace(change, original=change.original + shift)
            for change in recurrence.changes
            if _wall(change.original) > _wall(original)
        ),
    )


def _wall(when: EventTime) -> datetime:
    """On the clock of its own zone."""
    if isinstance(when, datetime):
        return when.replace(tzinfo=None)
    return datetime.combine(when, time())


def _last_moment(until: EventTime) -> datetime:
    """A day that ends a series is a part of it."""
    return _wall(until) if isinstance(until, datetime) else datetime.combine(until, time.max)


def _like(when: EventTime, other: EventTime) -> EventTime:
    """The same moment in the zone of another."""
    if not (isinstance(when, datetime) and isinstance(other, datetime)):
        return when
    return when.astimezone(other.tzinfo) if when.tzinfo and other.tzinfo else when
