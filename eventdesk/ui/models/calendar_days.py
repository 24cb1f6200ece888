"""Days, weeks and months, and on which days an event is shown. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import ListedEvent, wall_clock
from eventdesk.ui.models.calendar_entry import CalendarEntry

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

_FIRST_MONTH = date(100, 1, 1)
_LAST_MONTH = date(9900, 12, 1)
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class DaySpan:
    """An event on the wall calendar.

    Attributes:
        first, last: the days it is shown on, both included.
        starts, ends: its times on the wall clock; an event without an end ends when it starts.
        bar: it has no times or takes a day and longer, so it is a bar and not a line of a day.
    """

    listed: ListedEvent
    first: date
    last: date
    starts: datetime
    ends: datetime
    bar: bool

    @property
    def entry(self) -> CalendarEntry:
        """What tells it from all others."""
        return CalendarEntry.of(self.listed)

    def is_on(self, day: date) -> bool:
        """True where the event is shown on this day."""
        return self.first <= day <= self.last


def day_span(listed: ListedEvent, zone: tzinfo | None = None) -> DaySpan | None:
    """The days of an event, None where it has no start.

    An event with times that takes less than a day belongs to the day on which it starts, even if
    it ends after midnight.
    """
    event = listed.event
    if event.start is None:
        return None
    starts = wall_clock(event.start, zone)
    ends = starts if event.end is None else max(starts, wall_clock(event.end, zone))
    first = last = starts.date()
    if ends > starts and (event.all_day or ends - starts >= DAY):
        last = max(first, (ends - timedelta.resolution).date())
    return DaySpan(listed, first, last, starts, ends, event.all_day or last > first)


def day_spans(events: Sequence[ListedEvent], zone: tzinfo | None = None) -> tuple[DaySpan, ...]:
    """The days of events, in their order; those without a start are left out."""
    spans = (day_span(listed, zone) for listed in events)
    return tuple(span for span in spans if span is not None)


def busy_days(spans: Sequence[DaySpan], window: Window) -> frozenset[date]:
    """The days of a window that hold events."""
    found = set[date]()
    for span in spans:
        first, last = max(span.first, window.first), min(span.last, window.last - DAY)
        found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset(found)


def within_calendar(day: date) -> date:
    """The day, or the closest that can be shown; some systems write "never" as one far away."""
    return min(max(day, _FIRST_MONTH), last_of_month(_LAST_MONTH))


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    bounds = (_FIRST_MONTH.year * 12, _LAST_MONTH.year * 12 + 11)
    number = min(max(number, bounds[0]), bounds[1])
    month = date(number // 12, number % 12 + 1, 1)
    return min(month + timedelta(days=day.day - 1), last_of_month(month))


def last_of_month(month: date) -> date:
    """The last day of a day's month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def week_start(day: date, first_weekday: int) -> date:
    """The first day of a day's week; weeks begin on `first_weekday`, 0 for Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def weeks_of_month(month: date, first_weekday: int) -> tuple[date, ...]:
    """The first day of each week that holds days of the month: four to six."""
    first, last = week_start(month_of(month), first_weekday), last_of_month(month)
    return tuple(first + WEEK * n for n in range((last - first).days // 7 + 1))


def window_of_weeks(weeks: Sequence[date]) -> Window:
    """All days of weeks that follow each other."""
    return Window(weeks[0], weeks[-1] + WEEK)


def week_number(first: date) -> int:
    """The number of a week by ISO 8601, which is that of its Thursday."""
    return week_start(first + WEEK - DAY, _THURSDAY).isocalendar().week
