"""A small month beside the filters: which days hold events, and a way to get there."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from eventdesk.ui.models.calendar_days import month_of, weeks_of_month
from eventdesk.ui.models.event_texts import day_heading
from eventdesk.ui.theme import TextRole, colors, text_font
from eventdesk.ui.views.calendar.day_keys import day_after_key
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.calendar.painted_parts import (
    PaintedPart,
    make_parts_known,
    tell_focus,
)

_ROW = 26
_ROWS = 7  # names of days and six weeks, so that the height stays
_DOT = 2.0


class MiniMonth(QWidget):
    """Signals:

    month_wanted: a `date` in the month that is to be shown; answer with `show_month`.
    picked: the `date` that was clicked, or chosen with Enter.
    """

    month_wanted = Signal(object)
    picked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        make_parts_known(MiniMonth)
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._today = today
        self._day = today
        self._weeks = weeks_of_month(today, first_weekday())
        self._month = month_of(today)
        self._busy: frozenset[date] = frozenset()
        self._font = text_font(TextRole.CAPTION)
        self.setAccessibleName(self.tr("Mini month"))
        self._describe()

    @property
    def month(self) -> date:
        """The first day of the month on screen."""
        return self._month

    def sizeHint(self) -> QSize:
        """As high as six weeks."""
        return QSize(7 * _ROW, _ROWS * _ROW)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but as high as ever."""
        return QSize(7 * 18, _ROWS * _ROW)

    def show_month(self, month: date, busy: frozenset[date], today: date) -> None:
        """Show a month; `busy` are the days that hold events."""
        self._month, self._busy, self._today = month_of(month), busy, today
        self._weeks = weeks_of_month(month, first_weekday())
        if month_of(self._day) != self._month:
            self._day = today if month_of(today) == self._month else self._month
        self._describe()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day, or pick it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._day)
            return
        day = day_after_key(event.key(), self._day, self._today, self.layoutDirection())
        if day is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self._move(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the day under the pointer."""
        day = self._day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._move(day)
            self.picked.emit(day)

    def painted_parts(self) -> Sequence[PaintedPart]:
        """The days on screen, for screen readers."""
        days = [start + timedelta(days=column) for start in self._weeks for column in range(DAYS)]
        return [
            PaintedPart(
                partial(self._day_text, day),
                self._cell(number // DAYS + 1, number % DAYS),
                focused=day == self._day and self.hasFocus(),
                chosen=day == self._day,
            )
            for number, day in enumerate(days)
        ]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keyboard is."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of days, then the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        first = self._weeks[0].weekday()
        painter.setPen(QColor(colors().muted))
        for column in range(DAYS):
            name = QLocale().standaloneDayName(
                (first + column) % DAYS + 1, QLocale.FormatType.NarrowFormat
            )
            painter.drawText(self._cell(0, column), Qt.AlignmentFlag.AlignCenter, name)
        for week, start in enumerate(self._weeks):
            for column in range(DAYS):
                self._paint_day(painter, self._cell(week + 1, column), start, column)

    def _paint_day(self, painter: QPainter, cell: QRect, start: date, column: int) -> None:
        day, present = start + timedelta(days=column), colors()
        middle = QPointF(QRectF(cell).center())
        disc = QRectF(0, 0, 22, 22)
        disc.moveCenter(middle)
        today = day == self._today
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(present.accent))
            painter.drawEllipse(disc)
        if day == self._day and self.hasFocus():
            painter.setPen(QPen(QColor(present.accent_ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(-1, -1, 1, 1))
        ink = present.text if day.month == self._month.month else present.faint
        painter.setPen(QColor(present.on_accent if today else ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, QLocale().toString(day.day))
        if day in self._busy:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(present.on_accent if today else present.accent_ink))
            painter.drawEllipse(middle + QPointF(0, 8.5), _DOT, _DOT)

    def _cell(self, row: int, column: int) -> QRect:
        start, end = (self.width() * n // DAYS for n in (column, column + 1))
        cell = QRect(start, row * _ROW, end - start, _ROW)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), cell)

    def _day_at(self, point: QPoint) -> date | None:
        for week, start in enumerate(self._weeks):
            for column in range(DAYS):
                if self._cell(week + 1, column).contains(point):
                    return start + timedelta(days=column)
        return None

    def _move(self, day: date) -> None:
        self._day = day
        if month_of(day) != self._month:
            self.month_wanted.emit(day)
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self._day_text(self._day))
        if self.hasFocus():
            tell_focus(self)

    def _day_text(self, day: date) -> str:
        events = self.tr("has events") if day in self._busy else self.tr("no events")
        return f"{day_heading(day, self._today)}, {events}"
