"""How an event repeats. What it comes to on which days is worked out in `eventdesk.recurrence`."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventdesk.domain.event_time import EventTime, sort_seconds

_NO_END = sort_seconds(datetime(9999, 12, 30))
_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{4})(\d{2})(\d{2})", re.IGNORECASE)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OccurrenceChange:
    """One occurrence that does not follow the rule.

    Attributes:
        original: where the rule puts it; a date for a whole day.
        start: where it was moved to, None where it is cancelled.
        end: exclusive; None where it is as long as the others.
    """

    original: EventTime
    start: EventTime | None = None
    end: EventTime | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a series takes place; its first occurrence is the event's own start and end.

    Attributes:
        rule: an RRULE's value (RFC 5545 section 3.3.10) without "RRULE:", "" where there is none.
        until: the last moment or day at which an occurrence may begin, told outside of the rule;
            the earlier end wins. None where none is told.
        extra: further starts (RDATE).
        changes: occurrences that were cancelled (EXDATE) or moved.
    """

    rule: str = ""
    until: EventTime | None = None
    extra: tuple[EventTime, ...] = ()
    changes: tuple[OccurrenceChange, ...] = ()


def last_second(series: Recurrence, starts: int) -> int:
    """By when no occurrence of the rule begins any more, as `sort_seconds`, some days to spare.

    `starts` is when the first one does. A rule that only counts its occurrences may be without end.
    """
    ends = [_NO_END]
    if series.until is not None:
        ends.append(sort_seconds(series.until) + 2 * int(_DAY.total_seconds()))
    if found := _UNTIL.search(series.rule):
        year, month, day = map(int, found.groups())
        # One that is no day of the calendar is told by whoever works the rule out.
        with suppress(ValueError, OverflowError):
            ends.append(sort_seconds(datetime(year, month, day) + 2 * _DAY))
    return max(starts, min(ends))
