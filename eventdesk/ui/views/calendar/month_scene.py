"""Where everything of a month is painted and clicked: computed once for a size, then only read."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle

from eventdesk.ui.models.calendar_days import DAY, DaySpan
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.event_paint import STRIPE, leading
from eventdesk.ui.views.calendar.layout import DAYS, Piece
from eventdesk.ui.views.calendar.looks import Looks
from eventdesk.ui.views.calendar.month_titles import times_fit

HEADER = 30
"""Height of the row with the names of the days."""

SIGN = 12
"""Width of a sign at the trailing edge of an event."""

MORE_INSET = 3
"""Room at both sides of the count of hidden events."""

INSET = 4
"""Between an event and the edge of its day."""

_AROUND_WORDS = STRIPE + 2 * metrics.TIGHT
"""Beside the words of an event: its account's colour and the gaps."""

_NUMBERS = 34
_DAY_NUMBER, _DAY_NUMBER_DENSE = 28, 19
_LANE_GAP, _LANE_GAP_DENSE = 2, 1
_LEAST_LANE = 20
_DENSE_BELOW = 130


@dataclass(frozen=True, slots=True)
class EventBox:
    """A piece of an event on screen, with its texts cut to the room there is.

    Attributes:
        time_width: room for the time before the first line of the title.
        lines: of the title.
        lead: room for colours at the leading edge.
        signs: names of icons for the trailing edge.
    """

    rect: QRect
    piece: Piece
    day: date
    time: str
    time_width: int
    lines: tuple[str, ...]
    lead: int
    signs: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title as far as it can be read."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class MoreBox:
    """Says how many events of a day are hidden."""

    rect: QRect
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """What a month shows: its weeks by their first days, and events in the order of their start."""

    month: date
    weeks: tuple[date, ...]
    spans: tuple[DaySpan, ...] = ()
    numbers: bool = False


@dataclass(frozen=True)
class MonthScene:
    """The month laid out in a widget of this size."""

    sheet: MonthSheet
    size: QSize
    looks: Looks
    boxes: list[EventBox] = field(default_factory=list)
    more: list[MoreBox] = field(default_factory=list)

    @cached_property
    def dense(self) -> bool:
        """True where days are low: lanes are too, and a count stands beside the day's number."""
        return (self.size.height() - HEADER) // len(self.sheet.weeks) < _DENSE_BELOW

    @cached_property
    def timed(self) -> bool:
        """True where days are wide enough for events to show their times: all do, or none."""
        width = min(column.width() for column in self.columns)
        return times_fit(self.looks.words, width - 2 * INSET - _AROUND_WORDS)

    @cached_property
    def lane_height(self) -> int:
        """Of one event."""
        height = self.looks.line
        return height if self.dense else max(_LEAST_LANE, height + 4)

    @cached_property
    def number_height(self) -> int:
        """Of the number of a day, above its first lane."""
        return _DAY_NUMBER_DENSE if self.dense else _DAY_NUMBER

    @cached_property
    def text_flags(self) -> int:
        """How texts of one line stand: at the leading side, in the middle of their line."""
        return int(leading(rtl=self.rtl)) | int(Qt.TextFlag.TextSingleLine)

    @cached_property
    def rtl(self) -> bool:
        """True where days go from right to left."""
        return self.looks.rtl

    @cached_property
    def columns(self) -> tuple[QRect, ...]:
        """The seven columns, header included; the first is on the leading side."""
        left = _NUMBERS if self.sheet.numbers else 0
        edges = [left + (self.size.width() - left) * n // DAYS for n in range(DAYS + 1)]
        return tuple(
            self._visual(QRect(start, 0, end - start, self.size.height()))
            for start, end in pairwise(edges)
        )

    @cached_property
    def cells(self) -> tuple[tuple[QRect, ...], ...]:
        """The cells of the days by week and column."""
        count, room = len(self.sheet.weeks), self.size.height() - HEADER
        edges = [HEADER + room * n // count for n in range(count + 1)]
        return tuple(
            tuple(QRect(whole.left(), top, whole.width(), bottom - top) for whole in self.columns)
            for top, bottom in pairwise(edges)
        )

    def number_rect(self, week: int) -> QRect:
        """Where the number of a week stands."""
        cell = self.cells[week][0]
        return self._visual(QRect(0, cell.top(), _NUMBERS, self.number_height))

    def cell_of(self, day: date) -> QRect | None:
        """The cell of a day, None where the month does not show it."""
        number = (day - self.sheet.weeks[0]).days
        week, column = divmod(number, DAYS)
        return self.cells[week][column] if 0 <= week < len(self.sheet.weeks) else None

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        for week, first in enumerate(self.sheet.weeks):
            for column in range(DAYS):
                if self.cells[week][column].contains(point):
                    return first + timedelta(days=column)
        return None

    def box_at(self, point: QPoint) -> EventBox | None:
        """The event under a point."""
        return next((box for box in self.boxes if box.rect.contains(point)), None)

    def more_at(self, point: QPoint) -> MoreBox | None:
        """The count of hidden events under a point."""
        return next((box for box in self.more if box.rect.contains(point)), None)

    def starting(self, day: date) -> list[EventBox]:
        """The pieces of events that begin on a day, from top to bottom."""
        return sorted((box for box in self.boxes if box.day == day), key=lambda box: box.piece.lane)

    def boxes_of(self, day: date) -> list[EventBox]:
        """The events that can be seen on a day, from top to bottom."""
        column = (day - self.sheet.weeks[0]).days % DAYS
        found = [
            box
            for box in self.boxes
            if box.day <= day < box.day + DAY * DAYS
            and box.piece.first <= column <= box.piece.last
            and box.day + timedelta(days=column - box.piece.first) == day
        ]
        return sorted(found, key=lambda box: box.piece.lane)

    def lane_rect(self, week: int, first: int, last: int, lane: int, lanes: int = 1) -> QRect:
        """One lane of a week, or several, from one column to another."""
        cells = self.cells[week][first].united(self.cells[week][last])
        gap = self._lane_gap
        each = self.lane_height + gap
        top = cells.top() + self.number_height + lane * each
        return QRect(cells.left(), top, cells.width(), lanes * each - gap)

    def lanes(self, week: int) -> int:
        """How many events fit below each other in a week."""
        room = self.cells[week][0].height() - self.number_height - self._lane_gap
        return max(1, room // (self.lane_height + self._lane_gap))

    def count_rect(self, week: int, column: int) -> QRect:
        """Where the count of a day's hidden events stands."""
        if not self.dense:
            lane = self.lane_rect(week, column, column, self.lanes(week) - 1)
            return lane.adjusted(INSET, 0, -INSET, 0)
        cell = self.cells[week][column]
        half = cell.width() // 2
        left = cell.left() if self.rtl else cell.right() - half
        return QRect(left + 1, cell.top() + 1, half - 1, self.number_height - 2)

    @property
    def _lane_gap(self) -> int:
        return _LANE_GAP_DENSE if self.dense else _LANE_GAP

    def _visual(self, rect: QRect) -> QRect:
        whole = QRect(QPoint(0, 0), self.size)
        return QStyle.visualRect(self.looks.direction, whole, rect)
