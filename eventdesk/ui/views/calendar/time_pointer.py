"""What the pointer does among days and hours: clicks, ranges, events that are dragged."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, at_minute
from eventdesk.ui.views.calendar.no_drop import refuse_drag
from eventdesk.ui.views.calendar.time_carrying import TimeCarrying
from eventdesk.ui.views.calendar.time_marks import SLOT, STEP
from eventdesk.ui.views.calendar.time_scene import HEADER, TimeBox, TimePlace

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.time_grid import TimeGridView

_EDGE = 6
"""How near to the lower edge of an event a press takes hold of its end."""

_HIGH_ENOUGH = 3 * _EDGE
_LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down, and on what."""

    point: QPoint
    place: TimePlace
    box: TimeBox | None
    on_end: bool


class TimePointer:
    """A press on an event drags it, one on its lower edge its end, one beside it a range."""

    def __init__(self, view: "TimeGridView", carrying: TimeCarrying) -> None:
        self._view = view
        self._carrying = carrying
        self._press: _Press | None = None
        self._dragging = False

    def pressed(self, event: QMouseEvent) -> None:
        """Select what is under the pointer."""
        view, point = self._view, event.position().toPoint()
        place = view.seen.place_at(point)
        if event.button() != _LEFT or place is None or view.marks.ghost is not None:
            event.ignore()
            return
        box, count = view.seen.box_at(point), view.seen.count_at(point)
        self._dragging = False
        self._press = None
        day = view.scene.sheet.day(place.column)
        minute = view.marks.minute if place.minute is None else place.minute // SLOT * SLOT
        minute = min(minute, MINUTES_OF_DAY - SLOT)
        ringed = box.entry if box else None
        marks = replace(view.marks, day=day, minute=minute, ringed=ringed, picked=None)
        view.mark(marks)
        view.describe()
        if count is not None:
            view.list_wanted.emit(day)
        elif box is None and point.y() < HEADER:
            view.day_opened.emit(day)
        else:
            self._press = _Press(point, place, box, box is not None and self._on_end(box, point))
        if box is not None:
            view.selected.emit(box.entry)

    def moved(self, event: QMouseEvent) -> None:
        """Drag, or show what a click would meet."""
        point, press = event.position().toPoint(), self._press
        if press is None or not event.buttons() & _LEFT:
            self._hover(point)
            return
        marks = self._view.marks
        if self._dragging and marks.ghost is None and marks.picked is None:
            self._press = None  # Escape took back what was dragged
            return
        far = (point - press.point).manhattanLength() >= QApplication.startDragDistance()
        if press.box is not None and far and (why := self._view.why_fixed(press.box.span.listed)):
            refuse_drag(self._view.viewport(), event.globalPosition().toPoint(), why)
        elif self._dragging or far:
            self._dragging = True
            self._scroll_at_edges(point, press)
            self._drag(press, point)

    def released(self, event: QMouseEvent) -> None:
        """Let go: the event, or the range for a new one."""
        press, dragging = self._press, self._dragging
        self._press, self._dragging = None, False
        view = self._view
        if event.button() != _LEFT or press is None or not dragging:
            return
        if press.box is not None:
            self._carrying.let_go()
        elif view.marks.picked is not None:
            view.range_offered.emit(view.marks.picked, event.globalPosition().toPoint())

    def double_clicked(self, event: QMouseEvent) -> None:
        """Open the event, or offer a new one at the half hour."""
        view, point = self._view, event.position().toPoint()
        box, place = view.seen.box_at(point), view.seen.place_at(point)
        if event.button() != _LEFT or place is None or view.seen.count_at(point) is not None:
            return
        if box is not None:
            view.opened.emit(box.entry)
        elif point.y() >= HEADER:
            picked = self._range(place, place)
            view.mark(replace(view.marks, picked=picked))
            view.range_offered.emit(picked, event.globalPosition().toPoint())

    def _hover(self, point: QPoint) -> None:
        view = self._view
        box = view.seen.box_at(point)
        view.mark(replace(view.marks, hovered=box.entry if box else None))
        shape = Qt.CursorShape.ArrowCursor
        if box is not None and self._on_end(box, point):
            shape = Qt.CursorShape.SizeVerCursor
        elif box is not None or view.seen.count_at(point) is not None or point.y() < HEADER:
            shape = Qt.CursorShape.PointingHandCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    def _on_end(self, box: TimeBox, point: QPoint) -> bool:
        rect = self._view.seen.rect_of(box)
        near = rect.bottom() - point.y() < _EDGE
        return box.placed is not None and box.ends and near and rect.height() >= _HIGH_ENOUGH

    def _drag(self, press: _Press, point: QPoint) -> None:
        view = self._view
        inside = QPoint(min(max(point.x(), 0), view.viewport().width() - 1), point.y())
        place = view.seen.place_at(inside) or press.place
        if press.box is None:
            picked = self._range(press.place, place)
            view.mark(replace(view.marks, picked=picked, ringed=None))
        else:
            starts, ends = self._times(press, press.box.span, place)
            self._carrying.put(press.box.span, starts, ends)

    def _times(self, press: _Press, span: DaySpan, place: TimePlace) -> tuple[datetime, datetime]:
        """Where the event would begin and end."""
        days = timedelta(days=place.column - press.place.column)
        ends = max(span.ends, span.starts)
        if press.place.minute is None or place.minute is None:  # bars know no hours
            length = max(ends - span.starts, timedelta(days=1)) if span.bar else ends - span.starts
            return span.starts + days, span.starts + days + length
        by = timedelta(minutes=place.minute - press.place.minute)
        if press.on_end:
            return span.starts, max(_stepped(ends + by), span.starts + timedelta(minutes=STEP))
        starts = _stepped(span.starts + by) + days
        return starts, starts + (ends - span.starts)

    def _range(self, press: TimePlace, place: TimePlace) -> TimeRange:
        """The time from one place to another: of one day, or whole days in the strip."""
        sheet = self._view.scene.sheet
        if press.minute is None:
            first, last = sorted((press.column, place.column))
            return TimeRange(sheet.day(first), sheet.day(last))
        day, here = sheet.day(press.column), place.minute or 0
        if here >= press.minute:
            start, end = press.minute // SLOT * SLOT, -(-here // STEP) * STEP
        else:
            start, end = here // STEP * STEP, -(-press.minute // SLOT) * SLOT
        return TimeRange(day, day, start, min(max(end, start + SLOT), MINUTES_OF_DAY))

    def _scroll_at_edges(self, point: QPoint, press: _Press) -> None:
        """What is dragged to the edge brings further hours into view."""
        view = self._view
        if press.place.minute is None:
            return
        bar = view.verticalScrollBar()
        if point.y() < view.scene.top:
            bar.setValue(bar.value() - view.hour_height // 4)
        elif point.y() > view.viewport().height():
            bar.setValue(bar.value() + view.hour_height // 4)


def _stepped(when: datetime) -> datetime:
    """The nearest quarter of an hour."""
    minutes = when.hour * 60 + when.minute
    return at_minute(when.date(), round(minutes / STEP) * STEP)
