"""A week or a day as somebody uses it: keys, pointer, wheel and fingers."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.views.calendar.time_canvas import TimeCanvas
from eventdesk.ui.views.calendar.time_carrying import TimeCarrying
from eventdesk.ui.views.calendar.time_keys import TimeKeys
from eventdesk.ui.views.calendar.time_pointer import TimePointer
from eventdesk.ui.views.calendar.time_zoom import TimeZoom


class TimeGridView(TimeCanvas):
    """Signals:

    selected: a `CalendarEntry` that somebody looks at.
    opened: a `CalendarEntry` that somebody opened with Enter or a double click.
    day_opened: a `date` whose name was clicked, wanted as a day of its own.
    list_wanted: a `date` whose events are wanted as a list.
    range_offered: a `TimeRange` for a new event, and where on the screen that was asked.
    move_wanted: a `DaySpan`, and the times on the wall, naive, at which it should begin and end;
        answer with `end_move`.
    menu_wanted: the `DaySpan` that a menu is for, None for the view, and where on the screen.
    zoomed: the height of an hour in pixels.

    Attributes:
        why_fixed: tells why an event cannot be dragged elsewhere, "" where it can.
    """

    selected = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)
    list_wanted = Signal(object)
    range_offered = Signal(object, QPoint)
    move_wanted = Signal(object, object, object)
    menu_wanted = Signal(object, QPoint)
    zoomed = Signal(int)

    def __init__(self, days: int, now: datetime, parent: QWidget | None = None) -> None:
        """Shows a week where `days` is 7, else the day; `now` is the wall clock, naive."""
        super().__init__(days, now, parent)
        self.why_fixed: Callable[[ListedEvent], str] = lambda _listed: ""
        carrying = TimeCarrying(self)
        self._keys = TimeKeys(self, carrying)
        self._pointer = TimePointer(self, carrying)
        TimeZoom(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through days and events, or do something with them."""
        event.setAccepted(self._keys.pressed(event))

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Tab goes through the events of the day before it leaves."""
        return self._keys.tab(onwards=onwards) or bool(super().focusNextPrevChild(onwards))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is under the pointer, or begin to drag it."""
        self._pointer.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what a click would meet."""
        self._pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what was dragged."""
        self._pointer.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what the first click met."""
        self._pointer.double_clicked(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the event under the pointer, or for the one of the keyboard."""
        box = self.seen.box_at(event.pos())
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self._keys.ringed_box()
            spot = self.seen.rect_of(box).center() if box else self.viewport().rect().center()
            place = self.viewport().mapToGlobal(spot)
        self.menu_wanted.emit(box.span if box else None, place)
