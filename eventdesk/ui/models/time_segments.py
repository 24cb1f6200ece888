"""The parts of timed events on single days, in minutes of the wall's clock. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventdesk.ui.models.calendar_days import DaySpan

MINUTES_OF_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Segment:
    """What a day holds of an event with times.

    Attributes:
        column: number of the day among those shown, 0 for the first.
        start, end: minutes since midnight on the wall; equal for an event without an end.
        begins, ends: the event begins on this day, or ends on it.
    """

    span: DaySpan
    column: int
    start: int
    end: int
    begins: bool
    ends: bool


def segments(first: date, days: int, spans: Sequence[DaySpan]) -> tuple[list[Segment], ...]:
    """The segments of each of `days` days from `first` on; events that are bars have none.

    The wall has 24 hours every day: on the day that has 25, both passes of the repeated hour lie
    at the same place.
    """
    found: tuple[list[Segment], ...] = tuple([] for _ in range(days))
    for span in spans:
        if not span.bar:
            start, end = (span.first - first).days, (span.ends.date() - first).days
            for column in range(max(start, 0), min(end, days - 1) + 1):
                segment = _of_day(first, column, span)
                if segment is not None:
                    found[column].append(segment)
    return found


def at_minute(day: date, minute: int) -> datetime:
    """The wall's clock so many minutes after midnight, also those of the next day."""
    return datetime.combine(day, datetime.min.time()) + minute * _MINUTE


def _of_day(first: date, column: int, span: DaySpan) -> Segment | None:
    midnight = at_minute(first + timedelta(days=column), 0)
    start, end = (span.starts - midnight) / _MINUTE, (span.ends - midnight) / _MINUTE
    begins = 0 <= start < MINUTES_OF_DAY
    if not begins and (start >= MINUTES_OF_DAY or end <= 0):
        return None
    return Segment(
        span,
        column,
        max(int(start), 0),
        min(int(end), MINUTES_OF_DAY),
        begins,
        end <= MINUTES_OF_DAY,
    )
