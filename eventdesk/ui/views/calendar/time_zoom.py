"""Makes hours higher or lower with Ctrl and the wheel, or with two fingers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.time_grid import TimeGridView

HOUR = 48
"""Height of an hour at first, in pixels."""

LOWEST, HIGHEST = 24, 180
"""Heights that an hour may have."""

_NOTCH = 120
_STEP = 1.1


class TimeZoom(QObject):
    """Keeps the time under the pointer where it is."""

    def __init__(self, view: "TimeGridView") -> None:
        super().__init__(view)
        self._view = view
        view.viewport().grabGesture(Qt.GestureType.PinchGesture)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for zooming; the wheel alone scrolls."""
        if isinstance(event, QWheelEvent):
            return self._wheeled(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinched_on_pad(event)
        if isinstance(event, QGestureEvent):
            return self._pinched_on_screen(event)
        return bool(super().eventFilter(watched, event))

    def _by(self, factor: float, still: int) -> None:
        """Make hours so much higher; `still` is the place that keeps its time."""
        height = min(max(round(self._view.hour_height * factor), LOWEST), HIGHEST)
        if height != self._view.hour_height:
            self._view.set_hour_height(height, still=still)
            self._view.zoomed.emit(height)

    def _wheeled(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        notches = event.angleDelta().y() / _NOTCH
        self._by(_STEP**notches, event.position().toPoint().y())
        event.accept()
        return True

    def _pinched_on_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._by(1 + event.value(), event.position().toPoint().y())
        return True

    def _pinched_on_screen(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        event.accept(pinch)
        middle: QPoint = self._view.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
        self._by(pinch.scaleFactor(), middle.y())
        return True
