"""Where everything of a month is painted and clicked: computed once for a size, then only read."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle

from eventdesk.ui.models.calendar_days import DAY, DaySpan
from eventdesk.ui.models.event_texts import clock_text, is_past, title_text
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.layout import DAYS, Piece, WeekLayout, layout_week

HEADER = 30
"""Height of the row with the names of the days."""

STRIPE = 3
"""Width of the account's colour at the leading edge of an event."""

MORE_INSET = 3
"""Room at both sides of the count of hidden events."""

_NUMBERS = 34
_DAY_NUMBER = 28
_LANE_GAP = 2
_INSET = 4
_TITLE_BESIDE_TIME = 44
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class EventBox:
    """A piece of an event on screen, with its texts cut to the room there is."""

    rect: QRect
    piece: Piece
    day: date
    time: str
    time_width: int
    title: str
    past: bool


@dataclass(frozen=True, slots=True)
class MoreBox:
    """Says how many events of a day are hidden."""

    rect: QRect
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """What a month shows: its weeks by their first days, and events in the order of their start.

    `now` is the wall clock, naive.
    """

    month: date
    weeks: tuple[date, ...]
    spans: tuple[DaySpan, ...] = ()
    now: datetime = datetime.min
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    """What the size of things depends on beside the size of the widget."""

    metrics: QFontMetrics
    strong: QFontMetrics
    direction: Qt.LayoutDirection
    more: str
    """Text for hidden events, with {count}."""


@dataclass(frozen=True)
class MonthScene:
    """The month laid out in a widget of this size."""

    sheet: MonthSheet
    size: QSize
    looks: Looks
    boxes: list[EventBox] = field(default_factory=list)
    more: list[MoreBox] = field(default_factory=list)

    @property
    def lane_height(self) -> int:
        """Of one event."""
        return max(20, self.looks.metrics.height() + 4)

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
        return self._visual(QRect(0, cell.top(), _NUMBERS, _DAY_NUMBER))

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

    def lane_rect(self, week: int, first: int, last: int, lane: int) -> QRect:
        """One lane of a week from one column to another."""
        cells = self.cells[week][first].united(self.cells[week][last])
        top = cells.top() + _DAY_NUMBER + lane * (self.lane_height + _LANE_GAP)
        return QRect(cells.left(), top, cells.width(), self.lane_height)

    def lanes(self, week: int) -> int:
        """How many events fit below each other in a week."""
        room = self.cells[week][0].height() - _DAY_NUMBER - _LANE_GAP
        return max(1, room // (self.lane_height + _LANE_GAP))

    def _visual(self, rect: QRect) -> QRect:
        whole = QRect(QPoint(0, 0), self.size)
        return QStyle.visualRect(self.looks.direction, whole, rect)


def lay_out(sheet: MonthSheet, size: QSize, looks: Looks) -> MonthScene:
    """Compute all places and cut all texts."""
    scene = MonthScene(sheet, size, looks)
    for week, first in enumerate(sheet.weeks):
        layout = layout_week(first, sheet.spans, scene.lanes(week))
        scene.boxes.extend(_event_box(scene, week, first, piece) for piece in layout.pieces)
        scene.more.extend(_more_boxes(scene, week, layout))
    return scene


def _event_box(scene: MonthScene, week: int, first: date, piece: Piece) -> EventBox:
    rect = scene.lane_rect(week, piece.first, piece.last, piece.lane)
    lead, trail = (_INSET if piece.begins else 0), (_INSET if piece.ends else 1)
    if scene.looks.direction == Qt.LayoutDirection.RightToLeft:
        lead, trail = trail, lead
    rect.adjust(lead, 0, -trail, 0)
    span, words = piece.span, scene.looks.metrics
    title = title_text(span.listed)
    room = rect.width() - STRIPE - 2 * metrics.TIGHT
    timed = not span.listed.event.all_day and piece.begins
    time = clock_text(span.starts) if timed else ""
    width = words.horizontalAdvance(time) + metrics.TIGHT if time else 0
    if room - width < min(words.horizontalAdvance(title), _TITLE_BESIDE_TIME):
        time, width = "", 0
    return EventBox(
        rect=rect,
        piece=piece,
        day=first + timedelta(days=piece.first),
        time=time,
        time_width=width,
        title=words.elidedText(title, _ELIDE, max(0, room - width)),
        past=is_past(span, scene.sheet.now),
    )


def _more_boxes(scene: MonthScene, week: int, layout: WeekLayout) -> list[MoreBox]:
    lane, found = scene.lanes(week) - 1, []
    for column, count in enumerate(layout.hidden):
        if count:
            rect = scene.lane_rect(week, column, column, lane).adjusted(_INSET, 0, -_INSET, 0)
            text = scene.looks.more.format(count=count)
            if scene.looks.strong.horizontalAdvance(text) > rect.width() - 2 * MORE_INSET:
                text = f"+{count}"
            found.append(MoreBox(rect, layout.first + timedelta(days=column), text))
    return found
