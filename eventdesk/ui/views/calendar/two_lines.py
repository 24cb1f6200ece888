"""Rows of two lines with an account's colour: events in a day's list and in a search."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eventdesk.ui.theme import TextRole, colors, icon, metrics, text_font
from eventdesk.ui.views.calendar.event_paint import readable

_ROLE = Qt.ItemDataRole.UserRole + 1
_STRIPE = 3
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row shows.

    Attributes:
        colour: "#rrggbb" of the stripe; empty for none.
        second: of another stripe beside it; empty for none.
        icon: the name of an icon in front, empty for none.
        off: struck through, for what is called off.
    """

    upper: str
    lower: str
    colour: str = ""
    second: str = ""
    icon: str = ""
    off: bool = False


def two_lines_item(lines: TwoLines, data: object) -> QListWidgetItem:
    """A row for a list that has a `TwoLinesDelegate`; `data` is kept under `UserRole`."""
    item = QListWidgetItem(f"{lines.upper}, {lines.lower}" if lines.lower else lines.upper)
    item.setData(_ROLE, lines)
    item.setData(Qt.ItemDataRole.UserRole, data)
    return item


class TwoLinesDelegate(QStyledItemDelegate):
    """Paints the rows of `two_lines_item`."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """High enough for two lines of the present font."""
        return QSize(0, option.fontMetrics.height() * 2 + metrics.LARGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row's background as ever, then stripe, icon and lines."""
        lines: TwoLines = index.data(_ROLE)
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(metrics.MEDIUM, 6, -metrics.MEDIUM, -6)
        for number, colour in enumerate((lines.colour, lines.second)):
            if colour:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(readable(colour, colors().surface)))
                left = area.left() + number * (_STRIPE + 1)
                stripe = QRect(left, area.top() + 1, _STRIPE, area.height() - 2)
                painter.drawRoundedRect(self._visual(option, stripe), 1.5, 1.5)
        area.adjust(2 * _STRIPE + 1 + metrics.SMALL, 0, 0, 0)
        if lines.icon:
            place = QRect(area.left(), 0, metrics.ICON, metrics.ICON)
            place.moveTop(area.center().y() - metrics.ICON // 2)
            icon(lines.icon, "muted").paint(painter, self._visual(option, place))
            area.adjust(metrics.ICON + metrics.SMALL, 0, 0, 0)
        self._paint_lines(painter, option, area, lines)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, lines: TwoLines
    ) -> None:
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = QRect(area.left(), upper.bottom() + 1, area.width(), area.height() // 2)
        font = QFont(option.font)
        font.setStrikeOut(lines.off)
        painter.setFont(font)
        painter.setPen(QColor(colors().muted if lines.off else colors().text))
        self._line(painter, option, upper, lines.upper)
        painter.setFont(text_font(TextRole.CAPTION))
        painter.setPen(QColor(colors().muted))
        self._line(painter, option, lower, lines.lower)

    def _line(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str
    ) -> None:
        place = self._visual(option, rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, cut)

    @staticmethod
    def _visual(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)
