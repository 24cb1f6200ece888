"""The month **Calendar**: moved through by days and events, with keys, pointer and wheel."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan, add_months
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_tips import speech_of
from eventdesk.ui.views.calendar.day_keys import day_after_key
from eventdesk.ui.views.calendar.gestures import PinchSteps, WheelSteps
from eventdesk.ui.views.calendar.month_canvas import MonthCanvas
from eventdesk.ui.views.calendar.month_hands import MonthHands
from eventdesk.ui.views.calendar.month_scene import EventBox
from eventdesk.ui.views.calendar.painted_parts import tell_place

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MONTH_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_T)
_EVENT_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_GESTURES = (QEvent.Type.NativeGesture, QEvent.Type.Gesture)


class MonthView(MonthCanvas):
    """Signals:

    selected: a `CalendarEntry` that somebody looks at.
    opened: a `CalendarEntry` that somebody opened with Enter or a double click.
    day_opened: a `date` whose events are wanted as a list.
    menu_asked: a `date`, the `ListedEvent` on it that is meant or None, a place on the screen.
    range_offered: a `TimeRange` of whole days for a new event, and where on the screen that was
        asked; answer with `put_back`.
    move_wanted: a `DaySpan`, and the times on the wall, naive, at which it should begin and end;
        answer with `put_back`.
    zoomed: two fingers ask for fewer days, or for more where negative; and the `date` below them.

    Attributes:
        why_fixed: tells why an event cannot be dragged elsewhere, "" where it can.
    """

    selected = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)
    menu_asked = Signal(object, object, QPoint)
    range_offered = Signal(object, QPoint)
    move_wanted = Signal(object, object, object)
    zoomed = Signal(int, object)

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        """`now` is the wall clock, naive."""
        super().__init__(now, parent)
        self._pressed: tuple[QPoint, CalendarEntry | None] = QPoint(), None
        self._wheel, self._pinch = WheelSteps(), PinchSteps()
        self._hands = MonthHands(self)
        self.why_fixed: Callable[[ListedEvent], str] = lambda _listed: ""
        self.grabGesture(Qt.GestureType.PinchGesture)

    def put_back(self) -> None:
        """What was chosen or carried is done with, or not wanted."""
        self._hands.put_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day, or open what is on it."""
        if self._hands.key(event):
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _OPENING_KEYS:
            self._open_day()
            return
        if plain and self._left_by_key(Qt.Key(event.key())):
            return
        day = None
        if plain:
            direction = self.layoutDirection()
            day = day_after_key(event.key(), self.day, self._marks.today, direction)
        if day is None:
            super().keyPressEvent(event)
            return
        self.set_day(day, whole_month=event.key() in _MONTH_KEYS)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Tab goes through the events of the day before it leaves."""
        if self.ringed is None and not onwards:
            return bool(super().focusNextPrevChild(onwards))
        if self._ring_next(1 if onwards else -1):
            return True
        self.mark(replace(self._marks, ringed=None))
        return bool(super().focusNextPrevChild(onwards))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is under the pointer."""
        point = event.position().toPoint()
        day = self._scene.day_at(point)
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            super().mousePressEvent(event)
            return
        box = self._scene.box_at(point)
        more = self._scene.more_at(point)
        span = box.piece.span if box else None
        self._pressed = point, span.entry if span else None
        self._hands.put_back()
        self._hands.pressed(point, day, span)
        self.mark(replace(self._marks, day=day, ringed=self._pressed[1]))
        self.describe()
        if box is not None:
            self.selected.emit(box.piece.span.entry)
        elif more is not None:
            self.day_opened.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what the first click met; choosing it may have moved it from under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        place, entry = self._pressed
        if (point - place).manhattanLength() > QApplication.startDragDistance():
            box = self._scene.box_at(point)
            entry = box.piece.span.entry if box else None
        day = self._scene.day_at(point)
        if entry is not None:
            self.opened.emit(entry)
        elif day is not None and self._scene.more_at(point) is None:
            self._hands.offer(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is dragged."""
        self._hands.released()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what a click would meet."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton and self._hands.dragged(point):
            return
        box = self._scene.box_at(point)
        self._hover(box)
        hand = box is not None or self._scene.more_at(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch, or as far on a trackpad, is a month."""
        steps = self._wheel.steps(event)
        if steps:
            self.set_day(add_months(self.day, steps))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the event or the day that is meant."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point = event.pos()
            day, box = self._scene.day_at(point), self._scene.box_at(point)
        else:
            day, box = self.day, self._ringed_box()
            cell = self._scene.cell_of(day)
            rect = box.rect if box is not None else cell
            point = rect.center() if rect is not None else self.rect().center()
        if day is not None:
            span = box.piece.span if box else None
            self.mark(replace(self._marks, day=day, ringed=span.entry if span else None))
            self.menu_asked.emit(day, span.listed if span else None, self.mapToGlobal(point))

    def event(self, event: QEvent) -> bool:
        """Two fingers show more or fewer days."""
        steps = self._pinch.steps(event) if event.type() in _GESTURES else None
        if steps is None:
            return super().event(event)
        if steps:
            self.zoomed.emit(steps, self._scene.day_at(self._pointer()) or self.day)
        return True

    def _pointer(self) -> QPoint:
        return self.mapFromGlobal(self.cursor().pos())

    def _left_by_key(self, key: Qt.Key) -> bool:
        """Up and Down go through the events of a day once one of them has the keyboard."""
        if self.ringed is None:
            return False
        if key in _EVENT_KEYS and self._ring_next(_EVENT_KEYS[key]):
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Escape):
            self.mark(replace(self._marks, ringed=None))
            self.describe(aloud=True)
            return True
        return False

    def _ring_next(self, step: int) -> bool:
        """Put the keyboard on the next event of the day; false where there is none."""
        boxes = self._scene.boxes_of(self.day)
        entries = [box.piece.span.entry for box in boxes]
        outside = -1 if step > 0 else len(entries)
        place = (entries.index(self.ringed) if self.ringed in entries else outside) + step
        if not 0 <= place < len(entries):
            return False
        span = boxes[place].piece.span
        self.mark(replace(self._marks, ringed=entries[place]))
        self.selected.emit(entries[place])
        tell_place(self, speech_of(span.listed, self.today))
        return True

    def ringed_span(self) -> DaySpan | None:
        """The event of the keyboard."""
        box = self._ringed_box()
        return None if box is None else box.piece.span

    def _ringed_box(self) -> EventBox | None:
        boxes = self._scene.boxes_of(self.day)
        return next((box for box in boxes if box.piece.span.entry == self.ringed), None)

    def _hover(self, box: EventBox | None) -> None:
        self.mark(replace(self._marks, hovered=box.piece.span.entry if box else None))

    def _open_day(self) -> None:
        if self.ringed is not None:
            self.opened.emit(self.ringed)
            return
        spans = self.events_of(self.day)
        if len(spans) == 1:
            self.opened.emit(spans[0].entry)
        elif spans:
            self.day_opened.emit(self.day)
