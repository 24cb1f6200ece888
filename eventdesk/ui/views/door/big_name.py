"""A name as large as there is room for, so that it is read from two metres."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle

from eventdesk.ui.theme import TextRole
from eventdesk.ui.views.common.labels import ClampedHeading, direction_of
from eventdesk.ui.views.door.fitting import Fitted, fit

_LINES = 3
_LARGEST = 84
_SMALLEST = 22
_COMPACT = 30
_SHARE = 13
"""The largest name is a thirteenth of the window's height."""

_LARGE_ENOUGH = 0.72
"""Of the largest size; a name so large takes no further line."""

_WORTH_A_LINE = 1.15
_ENDLESS = 1_000_000.0


class BigName(ClampedHeading):
    """On as few lines as leave it large; below the smallest size it is cut at their end."""

    def __init__(self) -> None:
        self._compact = False
        self._share = 1.0
        super().__init__(_LINES, role=TextRole.DISPLAY)
        font = self.font()
        font.setPixelSize(_SMALLEST)  # that of a name which is cut; all others are larger
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    @property
    def pixels(self) -> int:
        """The size of the letters now."""
        laid = self._laid_out(self.width())
        return _SMALLEST if laid is None else int(laid.size)

    def set_compact(self, compact: bool) -> None:
        """Take no more room than a line of a list."""
        self._compact = compact
        self._change()

    def set_room(self, lines: int, share: float = 1.0) -> None:
        """Take so many lines at most, and so much of the largest size."""
        self.set_lines(lines)
        if share != self._share:
            self._share = share
            self._change()

    def heightForWidth(self, width: int) -> int:
        """As high as the lines that it takes at this width."""
        laid = self._laid_out(width)
        if laid is None:
            return super().heightForWidth(width)
        return ceil(laid.line_height * len(laid.lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each line where people begin to read."""
        laid = self._laid_out(self.width())
        if laid is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(laid.font)
        painter.setLayoutDirection(direction_of(self.text()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        top = (self.height() - laid.line_height * len(laid.lines)) / 2
        for number, line in enumerate(laid.lines):
            y = top + number * laid.line_height
            place = QRectF(0, y, self.width(), laid.line_height)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, line)

    def _change(self) -> None:
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> Fitted | None:
        """The name at its largest; None where even the smallest size leaves no room."""
        largest = min(max(self.window().height() // _SHARE, _COMPACT), _LARGEST)
        largest = max(round(largest * self._share), _SMALLEST)
        text = " ".join(self.text().split())
        if not text or width <= 0:
            return None
        if self._compact:
            return _fitted(text, width, _COMPACT, 1)
        return _fitted(text, width, largest, self._lines)


@lru_cache(maxsize=64)
def _fitted(text: str, width: int, largest: int, most_lines: int) -> Fitted | None:
    box = QRectF(0, 0, width, _ENDLESS)
    best = fit(text, box, largest=largest, bold=True)
    for lines in range(2, most_lines + 1):
        if best.size >= largest * _LARGE_ENOUGH:
            break
        more = fit(text, box, largest=largest, lines=lines, bold=True)
        if more.size >= best.size * _WORTH_A_LINE:
            best = more
    return best if best.size >= _SMALLEST else None
