"""How an event repeats. What it comes to on which days is worked out in `eventdesk.recurrence`."""

from dataclasses import dataclass

from eventdesk.domain.event_time import EventTime


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
