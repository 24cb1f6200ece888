"""The outcome itself: its icon and word, white on a solid colour, to be seen from afar."""

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eventdesk.ui.theme import TextRole, colors, icon, metrics, text_font
from eventdesk.ui.views.common.labels import direction_of
from eventdesk.ui.views.door.outcome_look import READY, OutcomeLook

_LARGEST_ICON = 128
_SMALLEST = 12
_LONGEST_LINE = 8
"""Letters; a longer word has its line alone."""


class OutcomeBand(QWidget):
    """Says nothing to a screen reader: the card says it all in one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = READY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @property
    def look(self) -> OutcomeLook:
        """What is shown."""
        return self._look

    def show_look(self, look: OutcomeLook) -> None:
        """Show another outcome."""
        self._look = look
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon above word, in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self._leading_corners())
        painter.fillRect(self.rect(), QColor(colors().tones[self._look.tone].solid))
        words = _lines(self._look.word)
        painter.setFont(self._fitting(words))
        line = painter.fontMetrics().lineSpacing()
        room = self.height() - line * len(words) - metrics.HUGE
        side = max(min(_LARGEST_ICON, self.width() // 2, room), metrics.HUGE)
        top = (self.height() - side - metrics.SMALL - line * len(words)) // 2
        place = QRect((self.width() - side) // 2, top, side, side)
        icon(self._look.icon, "on_accent").paint(painter, place)
        painter.setPen(QColor(colors().on_accent))
        painter.setLayoutDirection(direction_of(self._look.word))
        for number, word in enumerate(words):
            area = QRect(0, place.bottom() + metrics.SMALL + number * line, self.width(), line)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)

    def _fitting(self, words: Sequence[str]) -> QFont:
        """The largest font in which each word has a line."""
        font = text_font(TextRole.DISPLAY)
        room = self.width() - 2 * metrics.MEDIUM
        font.setPixelSize(min(self.width() // 4, self.height() // 5))
        widest = max(QFontMetrics(font).horizontalAdvance(word) for word in words)
        font.setPixelSize(max(min(font.pixelSize(), font.pixelSize() * room // widest), _SMALLEST))
        return font

    def _leading_corners(self) -> QPainterPath:
        """Round where the card is round, straight where its text begins."""
        radius, path = metrics.CARD_RADIUS, QPainterPath()
        area = self.rect().adjusted(0, 0, radius, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area = self.rect().adjusted(-radius, 0, 0, 0)
        path.addRoundedRect(area, radius, radius)
        return path


def _lines(word: str) -> list[str]:
    """Short lines, which can be large; what a comma parts is parted here too."""
    parts = word.upper().split(", ")
    return [line for part in parts for line in wrap(part, _LONGEST_LINE, break_long_words=False)]
