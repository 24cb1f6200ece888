"""What a wheel, a trackpad and two fingers mean, counted in whole steps. No widgets."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

_NOTCH = 120
"""What Qt counts for one notch of a wheel, in eighths of a degree."""

_PIXELS = 120
"""How far two fingers move on a trackpad for one step."""

_SPREAD = 0.3
"""How far two fingers spread for one step, as a share of their distance."""


class WheelSteps:
    """Adds up what a wheel or a trackpad tells until it is a whole step."""

    def __init__(self) -> None:
        self._sum = 0

    def steps(self, event: QWheelEvent) -> int:
        """Steps on, back where negative; a swipe's after-run moves nothing."""
        phase = event.phase()
        if phase == Qt.ScrollPhase.ScrollBegin:
            self._sum = 0
        if phase == Qt.ScrollPhase.ScrollMomentum:
            return 0
        pixels = event.pixelDelta()
        moved, step = (event.angleDelta(), _NOTCH) if pixels.isNull() else (pixels, _PIXELS)
        distance = -_longer(moved)
        if distance * self._sum < 0:
            self._sum = 0
        self._sum += distance
        steps = int(self._sum / step)
        self._sum -= steps * step
        return steps


class PinchSteps:
    """Adds up what two fingers do on a trackpad or a screen until it is a whole step."""

    def __init__(self) -> None:
        self._sum = 0.0

    def steps(self, event: QEvent) -> int | None:
        """Steps nearer, farther where negative; None for what is no pinch."""
        if isinstance(event, QNativeGestureEvent):
            return self._of_trackpad(event)
        if isinstance(event, QGestureEvent):
            return self._of_screen(event)
        return None

    def _of_trackpad(self, event: QNativeGestureEvent) -> int | None:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.BeginNativeGesture:
            self._sum = 0.0
            return 0
        return self._add(event.value()) if kind == Qt.NativeGestureType.ZoomNativeGesture else None

    def _of_screen(self, event: QGestureEvent) -> int | None:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return None
        if pinch.state() == Qt.GestureState.GestureStarted:
            self._sum = 0.0
        event.accept(pinch)
        return self._add(pinch.scaleFactor() - pinch.lastScaleFactor())

    def _add(self, share: float) -> int:
        self._sum += share
        steps = int(self._sum / _SPREAD)
        self._sum -= steps * _SPREAD
        return steps


def _longer(moved: QPoint) -> int:
    return moved.x() if abs(moved.x()) > abs(moved.y()) else moved.y()
