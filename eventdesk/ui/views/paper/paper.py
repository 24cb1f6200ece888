"""A page to paint on: millimetres, a few sizes of text, and the direction of the language."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QApplication

from eventdesk.ui.theme.colors import LIGHT

_MM_PER_INCH = 25.4

INK, MUTED, LINE, BAND = LIGHT.text, LIGHT.muted, LIGHT.edge, LIGHT.window
"""Paper is white whatever the theme of the window."""


class Type(Enum):
    """A size of text in points, and its weight."""

    TITLE = (17.0, QFont.Weight.DemiBold)
    HEADING = (10.5, QFont.Weight.DemiBold)
    STRONG = (9.0, QFont.Weight.DemiBold)
    BODY = (9.0, QFont.Weight.Normal)
    SMALL = (7.5, QFont.Weight.Normal)


class Paper:
    """Paints on one page after another. Lengths are the painter's own units unless named mm.

    Attributes:
        area: what a sheet may fill.
    """

    def __init__(self, painter: QPainter, area: QRectF) -> None:
        self._painter = painter
        self._device = painter.device()
        self._unit = self._device.logicalDpiY() / _MM_PER_INCH
        self._fonts = {role: self._font(role) for role in Type}
        self._metrics = {
            role: QFontMetricsF(font, self._device) for role, font in self._fonts.items()
        }
        self.area = area
        self._backwards = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(QApplication.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def mm(self, length: float) -> float:
        """So many millimetres."""
        return length * self._unit

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
        self._prepare(role, colour, struck)
        shown = self._metrics[role].elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignTrailing if trailing else Qt.AlignmentFlag.AlignLeading
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(self._turned(place), flags, shown)

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
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        radius = self.mm(radius_mm)
        self._painter.drawRoundedRect(self._turned(place), radius, radius)

    def box(self, place: QRectF, colour: str = LINE, *, dashed: bool = False) -> None:
        """The edges of a box."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self._painter.setPen(QPen(QColor(colour), self.mm(0.2), style))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._turned(place))

    def rule(self, left: float, right: float, height: float, colour: str = LINE) -> None:
        """A line across."""
        ends = self._turned(QRectF(left, height, right - left, 0))
        self._painter.setPen(QPen(QColor(colour), self.mm(0.2)))
        self._painter.drawLine(QPointF(ends.left(), height), QPointF(ends.right(), height))

    def _font(self, role: Type) -> QFont:
        points, weight = role.value
        font = QFont(QApplication.font())
        font.setPointSizeF(points)
        font.setWeight(weight)
        return font

    def _lines(self, text: str, role: Type, width: float, most: int) -> list[str]:
        """The text line by line; the last one holds all that has no room."""
        found: list[str] = []
        for paragraph in text.splitlines() or [""]:
            layout = QTextLayout(paragraph, self._fonts[role], self._device)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                start = line.textStart()
                if len(found) == most - 1:
                    return [*found, paragraph[start:]]
                found.append(paragraph[start : start + line.textLength()].rstrip())
            layout.endLayout()
        return found

    def _prepare(self, role: Type, colour: str, struck: bool) -> None:
        font = QFont(self._fonts[role])
        font.setStrikeOut(struck)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))

    def _turned(self, place: QRectF) -> QRectF:
        """The place as seen by who reads from right to left."""
        if not self._backwards:
            return place
        left = self.area.left() + self.area.right() - place.right()
        return QRectF(left, place.top(), place.width(), place.height())
