"""How many came over time, as a small curve; the last ten minutes stand out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eventdesk.ui.theme import colors

_RECENT_SECONDS = 600
_PIXELS_A_POINT = 6
_LEAST_TOP = 3
"""Guests in a step; with fewer the curve stays low instead of filling the picture."""


def thinned(counts: Sequence[int], points: int) -> list[float]:
    """The counts as the means of at most so many groups, oldest first.

    Groups are counted from the end, so that the newest never jump between two of them.
    """
    size = max(1, -(-len(counts) // max(points, 1)))
    ends = range(len(counts), 0, -size)
    groups = [counts[max(0, end - size) : end] for end in ends]
    return [sum(group) / len(group) for group in reversed(groups)]


class ArrivalsCurve(QWidget):
    """Carries no text; whoever places it says the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[int, ...] = ()
        self._step = 60
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 28)

    def show_counts(self, counts: Sequence[int], step_seconds: int) -> None:
        """Show how many came in each step, oldest first."""
        fresh = tuple(counts)
        if (fresh, step_seconds) != (self._counts, self._step):
            self._counts, self._step = fresh, step_seconds
            self.update()

    def sizeHint(self) -> QSize:
        """Small, but wide enough for an evening."""
        return QSize(220, 40)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the base line, the band of the last ten minutes and the curve."""
        present = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 3, -1, -1)
        if self._counts:
            painter.fillRect(self._recent(room), QColor(present.selection))
        painter.setPen(QPen(QColor(present.edge), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        if not any(self._counts):
            return
        curve = self._curve(room)
        area = QPainterPath(curve)
        area.lineTo(room.bottomRight())
        area.lineTo(room.bottomLeft())
        tint = QColor(present.accent_ink)
        tint.setAlphaF(0.18)
        painter.fillPath(area, tint)
        painter.setPen(QPen(QColor(present.accent_ink), 2))
        painter.drawPath(curve)

    def _recent(self, room: QRectF) -> QRectF:
        share = min(1.0, _RECENT_SECONDS / (self._step * max(len(self._counts), 1)))
        width = room.width() * share
        return QRectF(room.right() - width, room.top(), width, room.height())

    def _curve(self, room: QRectF) -> QPainterPath:
        """A line through the middles of its points, which is smooth and never overshoots."""
        means = thinned(self._counts, max(2, int(room.width()) // _PIXELS_A_POINT))
        if len(means) == 1:
            means *= 2
        top = max(*means, _LEAST_TOP)
        step = room.width() / (len(means) - 1)
        points = [
            QPointF(room.left() + place * step, room.bottom() - room.height() * mean / top)
            for place, mean in enumerate(means)
        ]
        path = QPainterPath(points[0])
        for before, after in zip(points, points[1:], strict=False):
            path.quadTo(before, (before + after) / 2)
        path.lineTo(points[-1])
        return path
