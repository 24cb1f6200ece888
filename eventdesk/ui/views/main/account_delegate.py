"""Paints a row of the list of accounts: tick in the account's colour, name, events, state."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eventdesk.ui.models.accounts import AccountRole, AccountRow
from eventdesk.ui.theme import TextRole, Tone, colors, icon, metrics, text_font

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 46
_TICK = 16
_NO_TICK = Qt.CheckState.Unchecked


class AccountDelegate(QStyledItemDelegate):
    """Two lines a row: name and events, and the state in words below."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """As wide as the list, high enough for two lines of the present font."""
        lines = option.fontMetrics.height() * 2
        return QSize(0, max(_HEIGHT, lines + metrics.MEDIUM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(AccountRole.ROW)
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tick = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        _paint_tick(painter, _tick_rect(option), row.colour or colors().accent, tick)
        _paint_words(painter, option, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, option.rect)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A click on the tick and the space bar toggle it."""
        if not self._toggles(event, option):
            return False
        shown = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        wanted = Qt.CheckState.Checked if shown != Qt.CheckState.Checked else _NO_TICK
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    @staticmethod
    def _toggles(event: QEvent, option: QStyleOptionViewItem) -> bool:
        if isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Space, Qt.Key.Key_Select)
            return event.type() == QEvent.Type.KeyPress and event.key() in keys
        if isinstance(event, QMouseEvent):
            room = _tick_rect(option).adjusted(-8, -10, 8, 10)
            left = event.button() == Qt.MouseButton.LeftButton
            released = event.type() == QEvent.Type.MouseButtonRelease
            return released and left and room.contains(event.position().toPoint())
        return False


def _tick_rect(option: QStyleOptionViewItem) -> QRect:
    rect = QRect(0, 0, _TICK, _TICK)
    rect.moveCenter(option.rect.center())
    rect.moveLeft(option.rect.left() + metrics.MEDIUM)
    return QStyle.visualRect(option.direction, option.rect, rect)


def _paint_tick(painter: QPainter, rect: QRect, colour: str, tick: Qt.CheckState) -> None:
    """A square in the account's colour, filled where its events are shown."""
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(QColor(colour) if tick != _NO_TICK else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 4, 4)
    if tick != _NO_TICK:
        name = "check-bold" if tick == Qt.CheckState.Checked else "minus-bold"
        icon(name, "on_accent").paint(painter, rect.adjusted(2, 2, -2, -2))


def _paint_words(painter: QPainter, option: QStyleOptionViewItem, row: AccountRow) -> None:
    left = metrics.MEDIUM + _TICK + metrics.MEDIUM
    area = option.rect.adjusted(left, 5, -metrics.MEDIUM, -5)
    upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
    lower = QRect(area.left(), upper.bottom() + 1, area.width(), area.height() - upper.height())
    count = str(row.events)
    taken = option.fontMetrics.horizontalAdvance(count) + metrics.SMALL
    painter.setFont(text_font(TextRole.STRONG if not row.name else TextRole.BODY))
    _text(painter, option, upper.adjusted(0, 0, -taken, 0), row.title, colors().text)
    painter.setFont(text_font(TextRole.CAPTION))
    number = upper.adjusted(upper.width() - taken, 0, 0, 0)
    _text(painter, option, number, count, colors().muted, Qt.AlignmentFlag.AlignRight)
    neutral = row.words.tone == Tone.NEUTRAL
    tint = colors().muted if neutral else colors().named(row.words.tone)
    _text(painter, option, lower, row.words.text, tint)


def _text(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    text: str,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of plain text, cut with an ellipsis, on the leading side of its place."""
    place = QStyle.visualRect(option.direction, option.rect, rect)
    alignment = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setPen(QColor(colour))
    painter.drawText(place, alignment, cut)


def _paint_focus(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QPen(QColor(colors().accent_ink), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), metrics.RADIUS, metrics.RADIUS)
