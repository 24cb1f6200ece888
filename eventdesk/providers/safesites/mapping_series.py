"""How an event repeats: rule, end and exceptions to the domain's recurrence.

What cannot be read is shown as it came and not applied (apis/safesites.md sections 4 and 6).
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.dates import alike, end_after, first_day, in_zone
from eventdesk.providers.safesites.records import items_of
from eventdesk.providers.safesites.words import Rows, in_words, shown
from eventdesk.providers.times import moment
from eventdesk.recurrence.expansion import readable
from eventdesk.recurrence.words import rule_in_words

_LONGEST_RULE = 300
_CANCELLED = frozenset({"cancelled", "canceled"})
_LINE = re.compile(r"(RRULE|DTSTART|EXDATE|RDATE)(?:;[^:]*)?:(.*)", re.IGNORECASE)

_changes = RecordDecoder(wire.Change)


@dataclass(frozen=True, slots=True)
class Series:
    """What repeats, None where nothing can be worked out, and what to tell a person of it."""

    recurrence: Recurrence | None = None
    rows: Rows = ()


def series_of(found: wire.Event, start: EventTime | None, zone: tzinfo | None) -> Series:
    """How an event that says so repeats. A rule that cannot be read leaves its first date."""
    if not is_series(found):
        return Series()
    told = one_line(found.rrule or "", _LONGEST_RULE)
    until = shown(found.until)
    end = (("Repeats until", until),) if until else ()
    rule = _rule(found.rrule or "")
    several = "BYHOUR" in rule.upper() or "BYMINUTE" in rule.upper()
    changes, rows = _exceptions(found.exceptions, start, zone, several_a_day=several)
    recurrence = Recurrence(rule, _until(found.until, start, zone), (), changes)
    if not told:
        return Series(None, (("Repeats", "yes, but SafeSites tells no rule"), *end, *rows))
    if start is None:
        return Series(None, (("Repeats", f"from a start that cannot be read: {told}"), *end, *rows))
    if not rule or not readable(recurrence, start):
        return Series(None, (("Repeats", f"cannot be read: {told}"), *end, *rows))
    return Series(recurrence, (("Repeats", rule_in_words(rule) or rule), *end, *rows))


def is_series(found: wire.Event) -> bool:
    """True where the event says that it repeats, or has a rule and does not deny it."""
    return bool(found.recurring) or (found.recurring is None and bool(found.rrule))


def _rule(text: str) -> str:
    """The value of the one rule, with or without its name and lines around; "" for anything else.

    A start in it repeats what the event says. Lines that would add or leave out dates are not
    documented here, so a rule that has them cannot be read.
    """
    rules = []
    for line in text.replace("\\n", "\n").split():
        match = _LINE.fullmatch(line)
        name = match.group(1).upper() if match else "RRULE"
        if name == "RRULE":
            rules.append(match.group(2) if match else line)
        elif name != "DTSTART":
            return ""
    return rules[0] if len(rules) == 1 else ""


def _until(text: object, start: EventTime | None, zone: tzinfo | None) -> EventTime | None:
    """The end of the series in the kind of its start; a plain day, or midnight, is a whole day.

    Which of the two a midnight is meant to be is not documented: a day shown too many is seen and
    asked about, a missing one is not.
    """
    told = moment(text)
    until = in_zone(told, zone)
    if start is None or not isinstance(told, datetime) or not isinstance(until, datetime):
        return until
    for when in (told, until):
        if when.time() == time():
            return when.date()
    return alike(until, start)


def _exceptions(
    value: object, start: EventTime | None, zone: tzinfo | None, *, several_a_day: bool
) -> tuple[tuple[OccurrenceChange, ...], Rows]:
    """The changes that can be applied, and in words those that cannot.

    A date that was changed twice, say moved and then cancelled, is as the last change left it.
    """
    changes: dict[EventTime, OccurrenceChange] = {}
    rows = []
    for item in items_of(value):
        change = None if start is None else _change(item, start, zone, several_a_day)
        if change is not None:
            changes[change.original] = change
            continue
        text = in_words(item)
        if text:
            rows.append(("Exception, not applied here", text))
    return tuple(changes.values()), tuple(rows)


def _change(
    item: object, start: EventTime, zone: tzinfo | None, several_a_day: bool
) -> OccurrenceChange | None:
    """One exception; None where it does not have the keys of the documented request."""
    try:
        found = _changes.converted(item)
    except RecordError:
        return None
    original = _original(moment(found.original_date), start, zone, several_a_day)
    if original is None:
        return None
    if (found.type or "").strip().casefold() in _CANCELLED:
        return OccurrenceChange(original)
    moved = in_zone(moment(found.rescheduled_start), zone)
    if moved is None:
        return None
    moved = alike(moved, start)
    minutes = found.rescheduled_duration_minutes
    return OccurrenceChange(original, moved, end_after(moved, minutes) if minutes else None)


def _original(
    when: EventTime | None, start: EventTime, zone: tzinfo | None, several_a_day: bool
) -> EventTime | None:
    """Which occurrence is meant: the key speaks of a date, so it is the one of that day.

    Whether it is read back as a date is not documented. A time beside it counts only where a day
    has several occurrences, or where it tells the day: a midnight is its own.
    """
    if not isinstance(when, datetime):
        return when
    if not isinstance(start, datetime):
        return first_day(when, zone)
    placed = alike(in_zone(when, zone) or when, start)
    assert isinstance(placed, datetime)  # as `start` is
    if placed.time() != start.time():
        for midnight in (when, placed):
            if midnight.time() == time():
                return midnight.date()
    return placed if several_a_day else placed.date()
