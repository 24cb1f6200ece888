"""One number of the door, large enough to be read from two metres, with its name below."""

from PySide6.QtCore import QEvent, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from eventdesk.ui.theme import colors, text_font
from eventdesk.ui.theme.typography import TextRole

_NAME_SHARE = 0.36
"""The name's size as a part of the number's."""

_ROOM_FOR = "888"
"""Digits that always have room, so that the first hundred guests move nothing."""


class Figure(QLabel):
    """Its text is the number, its accessible name is what is counted."""

    def __init__(self, name: str, *, strong: bool = False) -> None:
        """`strong` is for the number that matters most."""
        super().__init__("–")
        self._strong = strong
        self._pixels = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_size(40)

    def set_size(self, pixels: int) -> None:
        """How high the digits are, in logical pixels of the font."""
        if pixels == self._pixels:
            return
        self._pixels = pixels
        font = text_font(TextRole.STRONG if self._strong else TextRole.BODY)
        font.setPixelSize(pixels)
        self.setFont(font)
        self.updateGeometry()

    def show_number(self, number: int) -> None:
        """Count so many."""
        text = QLocale().toString(number)
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for three digits at least, and for the name below."""
        digits, name = self.fontMetrics(), QFontMetrics(self._name_font())
        width = max(
            digits.horizontalAdvance(_ROOM_FOR),
            digits.horizontalAdvance(self.text()),
            name.horizontalAdvance(self.accessibleName()),
        )
        return QSize(width + 2, self._digits_height() + name.height())

    def minimumSizeHint(self) -> QSize:
        """A number is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number and below it what it counts."""
        painter = QPainter(self)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        present = colors()
        digits = QRect(0, 0, self.width(), self._digits_height())
        painter.setPen(present.text)
        painter.setFont(self.font())
        painter.drawText(digits, side | Qt.AlignmentFlag.AlignVCenter, self.text())
        name = QRect(0, digits.bottom() + 1, self.width(), self.height() - digits.height())
        painter.setPen(present.text if self._strong else present.muted)
        painter.setFont(self._name_font())
        painter.drawText(name, side | Qt.AlignmentFlag.AlignTop, self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def _digits_height(self) -> int:
        """Digits have nothing below their line, so they may stand closer than text."""
        return round(self._pixels * 1.08)

    def _name_font(self) -> QFont:
        font = text_font(TextRole.STRONG if self._strong else TextRole.BODY)
        font.setPixelSize(max(round(self._pixels * _NAME_SHARE), 14))
        return font
