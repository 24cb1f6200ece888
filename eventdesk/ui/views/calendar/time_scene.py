"""Where everything of a few days is painted and clicked: computed for a size, then only read.

Above lie the names of days and the strip of bars, in the widget's own coordinates. Below lies the
sheet of hours, 24 of them high, in coordinates of its own: it scrolls.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle

from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import is_past
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, at_minute
from eventdesk.ui.models.working_hours import WorkingHours
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.event_paint import leading
from eventdesk.ui.views.calendar.layout import Piece
from eventdesk.ui.views.calendar.looks import Looks
from eventdesk.ui.views.calendar.time_columns import Placed

HEADER = 36
"""Height of the row with the names of the days."""

GAP = 2
"""Between events."""

MOST_LANES = 4
"""Bars below each other before they are only counted."""


@dataclass(frozen=True, slots=True)
class TimeSheet:
    """What is shown: days from `first` on and events in the order of their start.

    Attributes:
        now: the wall clock, naive; it moves nothing.
        zone: a second zone whose hours stand beside the person's, and its title.
    """

    first: date
    days: int
    now: datetime = field(compare=False)
    hours: WorkingHours
    spans: tuple[DaySpan, ...] = ()
    zone: tzinfo | None = None
    zone_title: str = ""

    def day(self, column: int) -> date:
        """The day of a column."""
        return self.first + timedelta(days=column)

    def events_of(self, day: date) -> list[DaySpan]:
        """What is on a day, also what began the evening before and goes on after midnight."""
        midnight = at_minute(day, 0)
        return [s for s in self.spans if s.is_on(day) or (s.first < day and s.ends > midnight)]

    def column(self, day: date) -> int | None:
        """The column of a day, None where it is not shown."""
        number = (day - self.first).days
        return number if 0 <= number < self.days else None


@dataclass(frozen=True, slots=True)
class TimeLooks(Looks):
    """Looks of hours: the height of one, and the width of their ruler."""

    hour: int
    ruler: int


@dataclass(frozen=True, slots=True)
class TimeText:
    """What an event says, cut to the room there is.

    Attributes:
        lines: of the title, then of the time and the place.
        signs: names of icons for the trailing edge.
        time_line: number of the line that says when, -1 for none; what follows says where.
    """

    lines: tuple[str, ...]
    signs: tuple[str, ...]
    time_line: int = -1


@dataclass(frozen=True)
class TimeBox:
    """An event on screen.

    Attributes:
        rect: in the strip where `piece` is told, else on the sheet of hours.
        column: the first day it is on.
        begins, ends: it begins in this box, or ends in it.
        written: cuts its text; most of a full week is never seen, so that waits until it is.
    """

    rect: QRect
    span: DaySpan
    column: int
    begins: bool
    ends: bool
    written: Callable[["TimeBox"], TimeText]
    placed: Placed | None = None
    piece: Piece | None = None

    @property
    def entry(self) -> CalendarEntry:
        """The event."""
        return self.span.entry

    @cached_property
    def text(self) -> TimeText:
        """What it says."""
        return self.written(self)

    @property
    def title(self) -> str:
        """The title as far as it can be read."""
        lines, end = self.text.lines, self.text.time_line
        return " ".join(lines if end < 0 else lines[:end])

    @property
    def strip(self) -> bool:
        """True for a bar."""
        return self.piece is not None

    def is_on(self, column: int | None) -> bool:
        """True where the event is shown on the day of this column."""
        last = self.piece.last if self.piece is not None else self.column
        return column is not None and self.column <= column <= last


@dataclass(frozen=True, slots=True)
class CountBox:
    """Says how many events have no place; `strip` tells where it is."""

    rect: QRect
    column: int
    text: str
    count: int
    strip: bool


@dataclass(frozen=True, slots=True)
class TimePlace:
    """A place that a person can point at: a day, and a minute of it or its strip."""

    column: int
    minute: int | None


@dataclass(frozen=True)
class TimeScene:
    """Days laid out in a widget of this size."""

    sheet: TimeSheet
    size: QSize
    looks: TimeLooks
    lanes: int = 1
    boxes: list[TimeBox] = field(default_factory=list)
    counts: list[CountBox] = field(default_factory=list)

    @cached_property
    def text_flags(self) -> int:
        """How texts of one line stand: at the leading side, in the middle of their line."""
        return int(leading(rtl=self.looks.rtl)) | int(Qt.TextFlag.TextSingleLine)

    @property
    def lane_height(self) -> int:
        """Of a bar."""
        return max(20, self.looks.line + 4)

    @property
    def strip(self) -> QRect:
        """Where bars lie, the ruler beside them left out."""
        height = self.lanes * (self.lane_height + GAP) + metrics.TIGHT
        left = 0 if self.looks.rtl else self.rulers
        return QRect(left, HEADER, self.size.width() - self.rulers, height)

    @property
    def top(self) -> int:
        """Where the sheet of hours begins, unless it is scrolled."""
        return HEADER + self.strip.height() + 1

    @property
    def sheet_height(self) -> int:
        """All hours of a day."""
        return 24 * self.looks.hour

    @property
    def rulers(self) -> int:
        """Width of the hours beside the days, of both zones where there are two."""
        return self.looks.ruler * (2 if self.sheet.zone is not None else 1)

    @cached_property
    def columns(self) -> tuple[tuple[int, int], ...]:
        """Left edge and width of each day."""
        room = self.size.width() - self.rulers
        edges = [self.rulers + room * n // self.sheet.days for n in range(self.sheet.days + 1)]
        rects = [self._visual(QRect(a, 0, b - a, 1)) for a, b in pairwise(edges)]
        return tuple((rect.left(), rect.width()) for rect in rects)

    def header_rect(self, column: int) -> QRect:
        """The name of a day."""
        left, width = self.columns[column]
        return QRect(left, 0, width, HEADER)

    def lane_rect(self, first: int, last: int, lane: int) -> QRect:
        """One lane of the strip from one day to another."""
        edges = [self.columns[first], self.columns[last]]
        left = min(left for left, _ in edges)
        right = max(left + width for left, width in edges)
        top = HEADER + lane * (self.lane_height + GAP)
        return QRect(left, top, right - left, self.lane_height)

    def minutes_rect(self, column: int, start: int, end: int) -> QRect:
        """Some time of a day on the sheet of hours."""
        left, width = self.columns[column]
        top, bottom = self.y_of(start), self.y_of(end)
        return QRect(left, top, width, bottom - top)

    def y_of(self, minute: int) -> int:
        """Where a minute is on the sheet of hours."""
        return minute * self.looks.hour // 60

    def column_at(self, x: int) -> int | None:
        """The day above or below which a place is."""
        spots = enumerate(self.columns)
        return next((n for n, (left, width) in spots if left <= x < left + width), None)

    def minute_at(self, y: int) -> int:
        """The minute of a place on the sheet of hours."""
        return min(max(y * 60 // self.looks.hour, 0), MINUTES_OF_DAY)

    def boxes_of(self, column: int) -> list[TimeBox]:
        """The events that can be seen on a day: bars from top to bottom, then by time."""
        return [box for box in self.boxes if box.is_on(column)]

    def past(self, span: DaySpan) -> bool:
        """True for an event that is over."""
        return is_past(span, self.sheet.now)

    def _visual(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.looks.direction, QRect(QPoint(0, 0), self.size), rect)
