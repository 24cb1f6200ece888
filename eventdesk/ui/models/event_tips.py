"""Everything that is said of one event in a tool tip or aloud, its own zone's time among it."""

from datetime import date

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan, day_span
from eventdesk.ui.models.event_texts import (
    spoken_text,
    time_text,
    tip_lines,
    tip_of_lines,
    when_text,
)
from eventdesk.ui.models.event_zones import zone_lines


def tip_of(listed: ListedEvent, today: date) -> str:
    """A tool tip: title, when, when in the event's zone, place, account, state, numbers."""
    title, *rest = tip_lines(listed, today)
    when, below = rest[:1], rest[1:]
    return tip_of_lines([title, *when, *_zones(day_span(listed)), *below])


def speech_of(listed: ListedEvent, today: date) -> str:
    """What a screen reader says of an event: title, day and time, place, account, state, when in
    the event's zone."""
    spoken = spoken_text(listed, when_text(listed, today))
    return ", ".join((spoken, *_zones(day_span(listed))))


def speech_below(span: DaySpan) -> str:
    """The same after its day was said."""
    return ", ".join((spoken_text(span.listed, time_text(span)), *_zones(span)))


def _zones(span: DaySpan | None) -> tuple[str, ...]:
    return () if span is None else zone_lines(span)
