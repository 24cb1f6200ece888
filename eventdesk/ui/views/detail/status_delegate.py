"""Paints a status as a chip: icon, word and colour, in the middle of its cell."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.ui.theme import TextRole, colors, icon, metrics, text_font
from eventdesk.ui.views.detail.status_look import StatusLook, status_look

_GLYPH = 14
_INSET = 7
_HEIGHT = 22


class StatusDelegate(QStyledItemDelegate):
    """For a column whose model gives a `ListedAttendee` under a role."""

    def __init__(self, role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._font = text_font(TextRole.CAPTION)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell's background as ever, then the chip."""
        listed = index.data(self._role)
        if not isinstance(listed, ListedAttendee):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._paint_chip(painter, option, status_look(listed))

    def _paint_chip(
        self, painter: QPainter, option: QStyleOptionViewItem, look: StatusLook
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        words = painter.fontMetrics()
        extra = 2 * _INSET + _GLYPH + metrics.TIGHT
        room = option.rect.width() - 2 * metrics.SMALL
        text = words.elidedText(look.text, Qt.TextElideMode.ElideRight, room - extra)
        chip = QRect(0, 0, min(room, words.horizontalAdvance(text) + extra + 2), _HEIGHT)
        chip.moveTopLeft(
            QPoint(option.rect.left() + metrics.SMALL, option.rect.center().y() - _HEIGHT // 2)
        )
        chip = QStyle.visualRect(option.direction, option.rect, chip)
        tone = colors().tones[look.tone]
        painter.setPen(QColor(tone.edge))
        painter.setBrush(QColor(tone.tint))
        painter.drawRoundedRect(chip.adjusted(0, 0, -1, -1), _HEIGHT / 2, _HEIGHT / 2)
        inside = chip.adjusted(_INSET, 0, -_INSET, 0)
        glyph = QRect(inside.left(), chip.top() + (_HEIGHT - _GLYPH) // 2, _GLYPH, _GLYPH)
        icon(look.icon, look.tone).paint(painter, QStyle.visualRect(option.direction, chip, glyph))
        painter.setPen(QColor(tone.ink))
        rest = inside.adjusted(_GLYPH + metrics.TIGHT, 0, 2, 0)
        painter.drawText(
            QStyle.visualRect(option.direction, chip, rest), Qt.AlignmentFlag.AlignVCenter, text
        )
        painter.restore()
