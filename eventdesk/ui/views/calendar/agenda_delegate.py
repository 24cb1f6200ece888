"""Paints the table of events: headings across all columns, colours of accounts, states."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.event_texts import (
    clock_text,
    is_called_off,
    is_draft,
    is_past,
    own_colour,
    repeats,
    short_day_text,
)
from eventdesk.ui.models.events import PLACEHOLDER, EventsModel
from eventdesk.ui.models.events_cells import cell_text
from eventdesk.ui.models.events_columns import ACCOUNT, COLUMNS, STATUS, TIME, TITLE, line_below
from eventdesk.ui.models.events_rows import Arrangement, DayHeading
from eventdesk.ui.theme import TextRole, Tone, colors, icon, metrics, text_font
from eventdesk.ui.views.calendar.event_paint import readable
from eventdesk.ui.views.calendar.wall_time import Now

_Index = QModelIndex | QPersistentModelIndex
_DOT = 9
_GAP = 6
_SIGN = 14
_ELIDE = Qt.TextElideMode.ElideRight
_PANEL = QStyle.PrimitiveElement.PE_PanelItemViewItem
_Align = Qt.AlignmentFlag
_IN_LINE = int(_Align.AlignAbsolute | _Align.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_LEFT, _RIGHT = (_IN_LINE | int(side) for side in (_Align.AlignLeft, _Align.AlignRight))


@dataclass(frozen=True, slots=True)
class _Look:
    """What all cells of an event's row have in common; `over` is dimmed."""

    listed: ListedEvent
    at: datetime
    over: bool
    called_off: bool


class AgendaDelegate(QStyledItemDelegate):
    """Attributes:
    below: columns without room, whose texts stand below the title.
    """

    def __init__(self, table: QTableView, model: EventsModel, now: Now) -> None:
        super().__init__(table)
        self._table = table
        self._events = model
        self._now = now
        self._heading = text_font(TextRole.STRONG)
        self._caption = text_font(TextRole.CAPTION)
        self._look: _Look | None = None
        self.below: frozenset[int] = frozenset()

    def two_lines(self) -> int:
        """How high a row with a second line is."""
        lines = QFontMetrics(self._table.font()).height() + QFontMetrics(self._caption).height()
        return lines + metrics.MEDIUM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell, or its part of a heading."""
        painter.save()
        listed = self._events.listed(index.row())
        heading = self._events.heading(index.row()) if listed is None else None
        if heading is not None:
            self._paint_heading(painter, option, heading)
        else:
            style = option.widget.style()
            style.drawPrimitive(_PANEL, option, painter, option.widget)
            rect = option.rect.adjusted(metrics.SMALL, 0, -metrics.SMALL, -1)
            if listed is None:
                painter.setPen(QColor(colors().muted))
                painter.drawText(rect, _side(option, leading=True), PLACEHOLDER)
            else:
                self._paint_event(painter, option, rect, self._look_of(listed), index.column())
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, heading: DayHeading
    ) -> None:
        """The whole heading, of which only what falls into this cell is seen."""
        present = colors()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, QColor(present.window))
        painter.setPen(QColor(present.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        header, view = self._table.horizontalHeader(), self._table.viewport()
        whole = QRect(0, option.rect.top(), view.width(), option.rect.height())
        if header.length() > view.width():
            whole.setWidth(header.length())
            whole.moveLeft(-header.offset())
        row = whole.adjusted(metrics.SMALL, 0, -metrics.MEDIUM, 0)
        today = heading.day == heading.today
        painter.setFont(self._heading)
        painter.setPen(QColor(present.accent_ink if today else present.text))
        painter.drawText(row, _side(option, leading=True), heading.text)
        shift = painter.fontMetrics().horizontalAdvance(heading.text) + metrics.MEDIUM
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        row.adjust(0 if rtl else shift, 0, -shift if rtl else 0, 0)
        painter.setFont(self._caption)
        painter.setPen(QColor(present.muted))
        painter.drawText(row, _side(option, leading=True), heading.count)

    def _look_of(self, listed: ListedEvent) -> _Look:
        """Worked out once for all cells of a row, which are painted one after the other."""
        now = self._now().replace(second=0, microsecond=0)
        if self._look is None or self._look.listed is not listed or self._look.at != now:
            span, called_off = day_span(listed), is_called_off(listed)
            over = called_off or (span is not None and is_past(span, now))
            self._look = _Look(listed, now, over, called_off)
        return self._look

    def _paint_event(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        look: _Look,
        column: int,
    ) -> None:
        listed = look.listed
        text = cell_text(listed, column, self._events.rows.arrangement)
        whole = QRect(rect)
        if self.below:  # the upper of two lines
            rect.setBottom(rect.top() + rect.height() * 11 // 20)
        if column == TITLE:
            self._paint_title_signs(painter, option, rect, listed)
        if column == TITLE and self.below:
            self._paint_below(painter, option, (whole, rect), listed)
        if column == ACCOUNT:
            self._paint_chip(painter, option, rect, listed.account.colour)
        if not text:
            return
        painter.setFont(_font(option.font, look, column))
        painter.setPen(QColor(_ink(look, column)))
        if column == TIME and painter.fontMetrics().horizontalAdvance(text) > rect.width():
            text = _start_of(text, listed, self._events.rows.arrangement)
        cut = painter.fontMetrics().elidedText(text, _ELIDE, rect.width())
        painter.drawText(rect, _side(option, leading=not COLUMNS[column].number), cut)

    def _paint_title_signs(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, listed: ListedEvent
    ) -> None:
        """Colours before the title, the sign of a series behind it; takes their room off `rect`."""
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        account = listed.account.colour if ACCOUNT in self.below else ""
        for colour in filter(None, (account, own_colour(listed))):
            self._paint_chip(painter, option, rect, colour)
        if repeats(listed):
            sign = QRect(0, 0, _SIGN, _SIGN)
            sign.moveCenter(rect.center())
            sign.moveLeft(rect.left() if rtl else rect.right() - _SIGN)
            icon("repeat", "muted").paint(painter, sign)
            rect.adjust(_SIGN + _GAP if rtl else 0, 0, 0 if rtl else -_SIGN - _GAP, 0)

    def _paint_below(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        places: tuple[QRect, QRect],
        listed: ListedEvent,
    ) -> None:
        """The second line; `places` are the whole cell and the title in it."""
        whole, upper = places
        lower = QRect(
            upper.left(), upper.bottom() - 2, upper.width(), whole.bottom() - upper.bottom() + 3
        )
        painter.setFont(self._caption)
        painter.setPen(QColor(colors().muted))
        cut = painter.fontMetrics().elidedText(
            line_below(listed, self.below), _ELIDE, lower.width()
        )
        painter.drawText(lower, _side(option, leading=True), cut)

    @staticmethod
    def _paint_chip(
        painter: QPainter, option: QStyleOptionViewItem, rect: QRect, colour: str
    ) -> None:
        """A colour at the leading edge; takes its room off `rect`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(readable(colour, colors().surface)))
        dot = QRectF(0, 0, _DOT, _DOT)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        x = rect.right() - _DOT / 2 if rtl else rect.left() + _DOT / 2
        dot.moveCenter(QPointF(x, rect.center().y() + 0.5))
        painter.drawRoundedRect(dot, 2.5, 2.5)
        rect.adjust(0 if rtl else _DOT + _GAP, 0, -_DOT - _GAP if rtl else 0, 0)


def _ink(look: _Look, column: int) -> str:
    if column == STATUS:
        return _state_ink(look.listed)
    return colors().text if column in (TIME, TITLE) and not look.over else colors().muted


def _start_of(text: str, listed: ListedEvent, shown: Arrangement) -> str:
    """Only when it begins, since half of a time misleads; of whole days the text.

    Below the heading of its day that is the time, elsewhere the day.
    """
    span = day_span(listed)
    if span is None or listed.event.all_day or span.first != span.last:
        return text
    if shown.grouped:
        return clock_text(span.starts)
    return short_day_text(span.first, year=span.first.year != shown.today.year)


def _state_ink(listed: ListedEvent) -> str:
    present = colors()
    if is_called_off(listed):
        return present.tones[Tone.REFUSED].ink
    if is_draft(listed) or listed.event.sold_out:
        return present.tones[Tone.ALREADY].ink
    return present.muted


def _font(font: QFont, look: _Look, column: int) -> QFont:
    if column == TITLE:
        font = QFont(font)
        font.setStrikeOut(look.called_off)
    return font


def _side(option: QStyleOptionViewItem, *, leading: bool) -> int:
    return _LEFT if leading == (option.direction == Qt.LayoutDirection.LeftToRight) else _RIGHT
