"""The month **Calendar**: painted by itself, moved through by days with the keyboard."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from eventdesk.ui.models.calendar_days import DaySpan, month_of, weeks_of_month
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import day_heading, spoken_text, tip_lines, tip_of_lines
from eventdesk.ui.views.calendar.day_keys import day_after_key
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.month_painter import Marks, MonthPainter
from eventdesk.ui.views.calendar.month_scene import (
    EventBox,
    Looks,
    MonthScene,
    MonthSheet,
    lay_out,
)

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MONTH_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_T)


class MonthView(QWidget):
    """Signals:

    month_wanted: a `date` in the month that is to be shown; answer with `show_month`.
    selected: a `CalendarEntry` that somebody looks at.
    opened: a `CalendarEntry` that somebody opened with Enter or a double click.
    day_opened: a `date` whose events are wanted as a list.
    """

    month_wanted = Signal(object)
    selected = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        """`now` is the wall clock, naive."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Calendar"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        today = now.date()
        weeks = weeks_of_month(today, first_weekday())
        self._painter = MonthPainter()
        self._sheet = MonthSheet(month_of(today), weeks, now=now)
        self._marks = Marks(today, today, focus=False)
        self._scene = self._laid_out()
        self._pressed: tuple[QPoint, CalendarEntry | None] = QPoint(), None

    @property
    def month(self) -> date:
        """The first day of the month on screen."""
        return self._sheet.month

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self._marks.day

    @property
    def is_empty(self) -> bool:
        """True where the weeks on screen hold no event."""
        return not self._sheet.spans

    @property
    def scene(self) -> MonthScene:
        """Where everything is."""
        return self._scene

    def minimumSizeHint(self) -> QSize:
        """Small, but still a calendar."""
        return QSize(280, 240)

    def show_month(self, month: date, spans: tuple[DaySpan, ...], now: datetime) -> None:
        """Show a month and its events, given in the order of their start."""
        weeks = weeks_of_month(month, first_weekday())
        another = month_of(month) != self.month
        self._sheet = replace(self._sheet, month=month_of(month), weeks=weeks, spans=spans, now=now)
        self._marks = replace(self._marks, today=now.date())
        self._lay_out()
        self._describe(announce=another)

    def show_numbers(self, shown: bool) -> None:
        """Show the numbers of weeks, or do without."""
        self._sheet = replace(self._sheet, numbers=shown)
        self._lay_out()

    def set_day(self, day: date, *, whole_month: bool = True) -> None:
        """Put the keyboard on a day and ask for its month if the day is not on screen.

        With `whole_month` a day at the edge that belongs to another month counts as not on screen.
        """
        self._mark(replace(self._marks, day=day, ringed=None))
        other = whole_month and month_of(day) != self.month
        if other or self._scene.cell_of(day) is None:
            self.month_wanted.emit(day)
        self._describe(announce=True)

    def choose(self, entry: CalendarEntry | None) -> None:
        """Mark the entry that the detail pane shows; it is never among the hidden ones."""
        if entry != self._marks.chosen:
            self._mark(replace(self._marks, chosen=entry))
            self._lay_out()

    def events_of(self, day: date) -> list[DaySpan]:
        """All events of a day, hidden ones too, in the order of their start."""
        return [span for span in self._sheet.spans if span.is_on(day)]

    def more_place(self, day: date) -> QPoint:
        """Where a list of the day's events should open, on the screen."""
        cell = self._scene.cell_of(day)
        return self.mapToGlobal(cell.topLeft() if cell else self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day, or open what is on it."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _OPENING_KEYS:
            self._open_day()
            return
        day = None
        if plain:
            direction = self.layoutDirection()
            day = day_after_key(event.key(), self.day, self._marks.today, direction)
        if day is None:
            super().keyPressEvent(event)
            return
        self.set_day(day, whole_month=event.key() in _MONTH_KEYS)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Tab goes through the events of the day before it leaves."""
        boxes = self._scene.boxes_of(self.day)
        entries = [box.piece.span.entry for box in boxes]
        ringed = self._marks.ringed
        place = entries.index(ringed) if ringed in entries else (-1 if onwards else len(entries))
        if self._marks.ringed is None and not onwards:
            return bool(super().focusNextPrevChild(onwards))
        place += 1 if onwards else -1
        if 0 <= place < len(entries):
            self._mark(replace(self._marks, ringed=entries[place]))
            self.selected.emit(entries[place])
            self._announce(spoken_text(boxes[place].piece.span.listed, boxes[place].piece.span))
            return True
        self._mark(replace(self._marks, ringed=None))
        return bool(super().focusNextPrevChild(onwards))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is under the pointer."""
        point = event.position().toPoint()
        day = self._scene.day_at(point)
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            super().mousePressEvent(event)
            return
        box = self._scene.box_at(point)
        more = self._scene.more_at(point)
        self._pressed = point, box.piece.span.entry if box else None
        self._mark(replace(self._marks, day=day, ringed=self._pressed[1]))
        self._describe()
        if box is not None:
            self.selected.emit(box.piece.span.entry)
        elif more is not None:
            self.day_opened.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what the first click met; choosing it may have moved it from under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        place, entry = self._pressed
        if (point - place).manhattanLength() > QApplication.startDragDistance():
            box = self._scene.box_at(point)
            entry = box.piece.span.entry if box else None
        if entry is not None:
            self.opened.emit(entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would meet."""
        point = event.position().toPoint()
        box = self._scene.box_at(point)
        self._hover(box)
        hand = box is not None or self._scene.more_at(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the day of the keyboard."""
        self._mark(replace(self._marks, focus=True))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the day of the keyboard."""
        self._mark(replace(self._marks, focus=False))
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tool tips come after the usual rest."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return bool(super().event(event))

    def changeEvent(self, event: QEvent) -> None:
        """Fonts and the direction change places."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._painter = MonthPainter()
            self._lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was laid out."""
        self._painter.paint(QPainter(self), self._scene, self._marks)

    def _laid_out(self) -> MonthScene:
        words, strong = QFontMetrics(self._painter.font), QFontMetrics(self._painter.strong)
        looks = Looks(words, strong, self.layoutDirection(), self.tr("+{count} more"))
        return lay_out(self._sheet, self.size(), looks, self._marks.chosen)

    def _lay_out(self) -> None:
        self._scene = self._laid_out()
        self.update()

    def _mark(self, marks: Marks) -> None:
        if marks != self._marks:
            self._marks = marks
            self.update()

    def _hover(self, box: EventBox | None) -> None:
        self._mark(replace(self._marks, hovered=box.piece.span.entry if box else None))

    def _open_day(self) -> None:
        if self._marks.ringed is not None:
            self.opened.emit(self._marks.ringed)
            return
        spans = self.events_of(self.day)
        if len(spans) == 1:
            self.opened.emit(spans[0].entry)
        elif spans:
            self.day_opened.emit(self.day)

    def _show_tip(self, event: QHelpEvent) -> None:
        box = self._scene.box_at(event.pos())
        if box is None:
            QToolTip.hideText()
            return
        lines = tip_lines(box.piece.span.listed, self._marks.today)
        QToolTip.showText(event.globalPos(), tip_of_lines(lines), self, box.rect)

    def _describe(self, *, announce: bool = False) -> None:
        """Say the day of the keyboard and its events to a screen reader."""
        spans = self.events_of(self.day)
        parts = [day_heading(self.day, self._marks.today)]
        if not spans:
            parts.append(self.tr("no events"))
        elif len(spans) > 1:
            parts.append(self.tr("{count} events").format(count=len(spans)))
        parts += [spoken_text(span.listed, span) for span in spans]
        text = "; ".join(parts)
        self.setAccessibleDescription(text)
        if announce:
            self._announce(text)

    def _announce(self, text: str) -> None:
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
