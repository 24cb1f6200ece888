"""Where everything of a month is painted and clicked: computed once for a size, then only read."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DAY, DaySpan
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import (
    clock_text,
    is_past,
    is_sold_out,
    own_colour,
    repeats,
    title_text,
)
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.layout import DAYS, Piece, WeekLayout, layout_week, stretched
from eventdesk.ui.views.calendar.month_titles import short_title, tall_title

HEADER = 30
"""Height of the row with the names of the days."""

STRIPE = 3
"""Width of the account's colour at the leading edge of an event, and of its own beside it."""

SIGN = 12
"""Width of a sign at the trailing edge of an event."""

SOLD_OUT, REPEATS = "prohibit", "repeat"
"""Icons."""

MORE_INSET = 3
"""Room at both sides of the count of hidden events."""

_NUMBERS = 34
_DAY_NUMBER = 28
_LANE_GAP = 2
_INSET = 4


@dataclass(frozen=True, slots=True)
class EventBox:
    """A piece of an event on screen, with its texts cut to the room there is.

    Attributes:
        time_width: room for the time before the title, 0 where it stands above.
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
    past: bool
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

    def lane_rect(self, week: int, first: int, last: int, lane: int, lanes: int = 1) -> QRect:
        """One lane of a week, or several, from one column to another."""
        cells = self.cells[week][first].united(self.cells[week][last])
        each = self.lane_height + _LANE_GAP
        top = cells.top() + _DAY_NUMBER + lane * each
        return QRect(cells.left(), top, cells.width(), lanes * each - _LANE_GAP)

    def lanes(self, week: int) -> int:
        """How many events fit below each other in a week."""
        room = self.cells[week][0].height() - _DAY_NUMBER - _LANE_GAP
        return max(1, room // (self.lane_height + _LANE_GAP))

    def _visual(self, rect: QRect) -> QRect:
        whole = QRect(QPoint(0, 0), self.size)
        return QStyle.visualRect(self.looks.direction, whole, rect)


def lay_out(
    sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None = None
) -> MonthScene:
    """Compute all places and cut all texts; the chosen entry is not hidden."""
    scene = MonthScene(sheet, size, looks)
    leader = next((span for span in sheet.spans if span.entry == chosen), None) if chosen else None
    for week, first in enumerate(sheet.weeks):
        lanes = scene.lanes(week)
        layout = layout_week(first, sheet.spans, lanes, leader)
        layout = stretched(layout, lanes, partial(_is_tall, scene))
        scene.boxes.extend(_event_box(scene, week, first, piece) for piece in layout.pieces)
        scene.more.extend(_more_boxes(scene, week, layout))
    return scene


def _is_tall(scene: MonthScene, span: DaySpan) -> bool:
    """True where time, title and sign do not fit beside each other."""
    words = scene.looks.metrics
    text = f"{clock_text(span.starts)} {title_text(span.listed)}"
    room = scene.columns[0].width() - 2 * _INSET - _lead(span.listed) - metrics.TIGHT
    return words.horizontalAdvance(text) > room - SIGN * repeats(span.listed)


def _lead(listed: ListedEvent) -> int:
    return STRIPE + metrics.TIGHT + (STRIPE + 1 if own_colour(listed) else 0)


def _event_box(scene: MonthScene, week: int, first: date, piece: Piece) -> EventBox:
    rect = scene.lane_rect(week, piece.first, piece.last, piece.lane, piece.lanes)
    before, after = (_INSET if piece.begins else 0), (_INSET if piece.ends else 1)
    if scene.looks.direction == Qt.LayoutDirection.RightToLeft:
        before, after = after, before
    rect.adjust(before, 0, -after, 0)
    span, words, lead = piece.span, scene.looks.metrics, _lead(piece.span.listed)
    room, tall = rect.width() - lead - metrics.TIGHT, piece.lanes > 1
    time = clock_text(span.starts) if piece.begins and not span.listed.event.all_day else ""
    title = title_text(span.listed)
    beside = title if tall or not time else f"{time} {title}"
    signs = _signs(span.listed, room - words.horizontalAdvance(beside))
    said = (tall_title if tall else short_title)(words, time, title, room - len(signs) * SIGN)
    return EventBox(
        rect=rect,
        piece=piece,
        day=first + timedelta(days=piece.first),
        time=said.time,
        time_width=said.time_width,
        lines=said.lines,
        past=is_past(span, scene.sheet.now),
        lead=lead,
        signs=signs,
    )


def _signs(listed: ListedEvent, room: int) -> tuple[str, ...]:
    """That an event is sold out; that it repeats only where the title is not cut for it."""
    signs: tuple[str, ...] = (SOLD_OUT,) if is_sold_out(listed) else ()
    if repeats(listed) and room >= SIGN * (len(signs) + 1):
        signs += (REPEATS,)
    return signs


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
