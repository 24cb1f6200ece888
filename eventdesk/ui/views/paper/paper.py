"""A page to paint on: millimetres, a few sizes of text, and the direction of the language.

Its measures depend on no device, so that what was painted once fits every printer and screen.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial
from operator import methodcaller

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from eventdesk.ui.theme.colors import LIGHT

RESOLUTION = 600
"""Dots per inch."""

_MM_PER_INCH = 25.4
_POINTS_PER_INCH = 72

INK, MUTED, LINE, BAND = LIGHT.text, LIGHT.muted, LIGHT.edge, LIGHT.window
"""Paper is white whatever the theme of the window."""


class Type(Enum):
    """A size of text in points, and its weight."""

    TITLE = (17.0, QFont.Weight.DemiBold)
    HEADING = (10.5, QFont.Weight.DemiBold)
    STRONG = (9.0, QFont.Weight.DemiBold)
    BODY = (9.0, QFont.Weight.Normal)
    SMALL = (7.5, QFont.Weight.Normal)


_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

Stroke = Callable[[QPainter], object]
"""One act of painting; lengths are dots."""


class Paper:
    """Keeps what is painted on a page. Lengths are dots, `RESOLUTION` of them an inch, unless
    named mm.

    Attributes:
        area: what a sheet may fill.
        strokes: what was painted, for any painter that is scaled to dots. Qt's own recording loses
            the spaces between words of two directions.
    """

    def __init__(self, area: QRectF) -> None:
        self._fonts = {role: _font(role) for role in Type}
        self._metrics = {role: QFontMetricsF(font) for role, font in self._fonts.items()}
        self.area = area
        direction = QApplication.layoutDirection()
        self._backwards = direction is Qt.LayoutDirection.RightToLeft
        self.strokes: list[Stroke] = [
            methodcaller("setLayoutDirection", direction),
            methodcaller("setRenderHint", QPainter.RenderHint.Antialiasing),
        ]

    def mm(self, length: float) -> float:
        """So many millimetres."""
        return length * RESOLUTION / _MM_PER_INCH

    def line_height(self, role: Type) -> float:
        """The height of one line of text."""
        return self._metrics[role].lineSpacing()

    def width_of(self, text: str, role: Type) -> float:
        """The width of a text on one line."""
        return self._metrics[role].horizontalAdvance(text)

    def height_of(self, text: str, role: Type, width: float, most_lines: int) -> float:
        """The height of a text that is wrapped, cut after so many lines."""
        return len(self._lines(text, role, width, most_lines)) * self.line_height(role)

    def text(
        self,
        place: QRectF,
        text: str,
        role: Type = Type.BODY,
        *,
        colour: str = INK,
        struck: bool = False,
        trailing: bool = False,
    ) -> None:
        """One line of plain text, cut with an ellipsis where it has no room."""
        font = QFont(self._fonts[role])
        font.setStrikeOut(struck)
        shown = self._metrics[role].elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignTrailing if trailing else Qt.AlignmentFlag.AlignLeading
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self.strokes.append(partial(_write, (font, colour), self._turned(place), flags, shown))

    def paragraph(
        self,
        place: QRectF,
        text: str,
        role: Type = Type.BODY,
        *,
        colour: str = INK,
        struck: bool = False,
    ) -> None:
        """Plain text, wrapped; the last line with room ends with an ellipsis if more follows."""
        height = self.line_height(role)
        most = max(round(place.height() / height), 1)
        for number, line in enumerate(self._lines(text, role, place.width(), most)):
            top = place.top() + number * height
            where = QRectF(place.left(), top, place.width(), height)
            self.text(where, line, role, colour=colour, struck=struck)

    def fill(self, place: QRectF, colour: str, *, radius_mm: float = 0.0) -> None:
        """A filled box."""
        self.strokes.append(partial(_fill, colour, self._turned(place), self.mm(radius_mm)))

    def box(self, place: QRectF, colour: str = LINE, *, dashed: bool = False) -> None:
        """The edges of a box."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(colour), self.mm(0.2), style)
        self.strokes.append(partial(_box, pen, self._turned(place)))

    def rule(self, left: float, right: float, height: float, colour: str = LINE) -> None:
        """A line across."""
        ends = self._turned(QRectF(left, height, right - left, 0))
        pen = QPen(QColor(colour), self.mm(0.2))
        self.strokes.append(partial(_line, pen, ends.topLeft(), ends.topRight()))

    def tick(self, place: QRectF, colour: str = INK) -> None:
        """A tick within a box."""
        pen = QPen(QColor(colour), self.mm(0.5))
        turned = self._turned(place)
        left, middle, right = (turned.left() + turned.width() * part for part in (0.2, 0.42, 0.82))
        high, half, low = (turned.top() + turned.height() * part for part in (0.22, 0.52, 0.78))
        foot = QPointF(middle, low)
        self.strokes.append(partial(_line, pen, QPointF(left, half), foot))
        self.strokes.append(partial(_line, pen, foot, QPointF(right, high)))

    def _lines(self, text: str, role: Type, width: float, most: int) -> list[str]:
        """The text line by line; the last one holds all that has no room."""
        if "\n" not in text and self.width_of(text, role) <= width:
            return [text]  # most texts: laying one out takes ten times as long
        found: list[str] = []
        for paragraph in text.splitlines() or [""]:
            layout = QTextLayout(paragraph, self._fonts[role])
            layout.setTextOption(_ANYWHERE)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                start = line.textStart()
                if len(found) == most - 1:
                    return [*found, paragraph[start:]]
                found.append(paragraph[start : start + line.textLength()].rstrip())
            layout.endLayout()
        return found

    def _turned(self, place: QRectF) -> QRectF:
        """The place as seen by who reads from right to left."""
        if not self._backwards:
            return place
        left = self.area.left() + self.area.right() - place.right()
        return QRectF(left, place.top(), place.width(), place.height())


def _font(role: Type) -> QFont:
    points, weight = role.value
    font = QFont(QApplication.font())
    font.setPixelSize(round(points * RESOLUTION / _POINTS_PER_INCH))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # as wide on every device
    return font


def _write(
    look: tuple[QFont, str], place: QRectF, flags: int, text: str, painter: QPainter
) -> None:
    font, colour = look
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, flags, text)


def _fill(colour: str, place: QRectF, radius: float, painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, radius, radius)


def _box(pen: QPen, place: QRectF, painter: QPainter) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _line(pen: QPen, start: QPointF, end: QPointF, painter: QPainter) -> None:
    painter.setPen(pen)
    painter.drawLine(start, end)
