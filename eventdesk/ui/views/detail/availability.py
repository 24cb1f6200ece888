"""Paints how much of a ticket type is left: a word and a slim bar under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from eventdesk.domain.ticket import TicketType
from eventdesk.ui.theme import colors, metrics
from eventdesk.ui.views.detail.record_model import RECORD_ROLE

_THICK = 3


def sold(kind: TicketType) -> int | None:
    """How many tickets of a type are taken, None where the system does not tell."""
    if kind.allocated is not None:
        return kind.allocated
    if kind.total is not None and kind.available is not None:
        return max(kind.total - kind.available, 0)
    return None


def taken_share(kind: TicketType) -> float | None:
    """How much of a type is taken, 0 to 1; None where it has no limit or nobody knows."""
    if not kind.total or kind.total < 0 or kind.available is None:
        return None
    return min(max(1 - kind.available / kind.total, 0.0), 1.0)


def availability(kind: TicketType) -> str:
    """What is left, in words."""
    if kind.available is None:
        return ""
    if kind.total:
        return f"{kind.available} of {kind.total}"
    return str(kind.available)


class AvailabilityDelegate(QStyledItemDelegate):
    """The cell's text as ever, and the bar at its bottom."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Text, then the bar where the share is known."""
        super().paint(painter, option, index)
        kind = index.data(RECORD_ROLE)
        share = taken_share(kind) if isinstance(kind, TicketType) else None
        if share is None:
            return
        cell = QRectF(option.rect).adjusted(metrics.SMALL, 0, -metrics.SMALL, -metrics.TIGHT - 1)
        bar = QRectF(cell.left(), cell.bottom() - _THICK, cell.width(), _THICK)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(colors().pressed))
        painter.drawRoundedRect(bar, _THICK / 2, _THICK / 2)
        painter.setBrush(QColor(colors().accent))
        bar.setWidth(bar.width() * share)
        painter.drawRoundedRect(bar, _THICK / 2, _THICK / 2)
        painter.restore()
