"""The month as it is shown and described: what it holds, what stands out, tool tips, its painting.

How it is moved through with keys and pointer is in month_view.py.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eventdesk.ui.models.calendar_days import DaySpan, month_of, weeks_of_month
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.time_texts import day_words
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.font_words import FontWords
from eventdesk.ui.views.calendar.kept_scenes import KeptScenes
from eventdesk.ui.views.calendar.looks import Looks
from eventdesk.ui.views.calendar.month_boxes import lay_out, laying_out
from eventdesk.ui.views.calendar.month_painter import Marks, MonthPainter
from eventdesk.ui.views.calendar.month_parts import month_parts
from eventdesk.ui.views.calendar.month_scene import MonthScene, MonthSheet
from eventdesk.ui.views.calendar.painted_parts import PaintedPart, make_parts_known, tell_place
from eventdesk.ui.views.calendar.tips import show_tip
from eventdesk.ui.views.common.announce import announce


class MonthCanvas(QWidget):
    """Signals:

    days_wanted: a `date` in the month that is to be shown; answer with `show_days`.
    """

    days_wanted = Signal(object)

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        """`now` is the wall clock, naive."""
        make_parts_known(MonthCanvas)
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        today = now.date()
        self._scenes = KeptScenes[MonthScene]()
        self._parts: tuple[PaintedPart, ...] | None = None
        self._dress()
        self._sheet = MonthSheet(month_of(today), weeks_of_month(today, first_weekday()))
        self._marks = Marks(today, now, focus=False)
        self._scene = self._laid_out()
        self.setAccessibleName(self.tr("Calendar"))

    @property
    def month(self) -> date:
        """The first day of the month on screen."""
        return self._sheet.month

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self._marks.day

    @property
    def ringed(self) -> CalendarEntry | None:
        """The entry of the keyboard, None while a day has it."""
        return self._marks.ringed

    @property
    def today(self) -> date:
        """The day that it is."""
        return self._marks.today

    @property
    def is_empty(self) -> bool:
        """True where the weeks on screen hold no event."""
        return not self._sheet.spans

    @property
    def marks(self) -> Marks:
        """What stands out."""
        return self._marks

    @property
    def scene(self) -> MonthScene:
        """Where everything is."""
        return self._scene

    def minimumSizeHint(self) -> QSize:
        """Small, but still a calendar."""
        return QSize(280, 240)

    def show_days(self, month: date, spans: tuple[DaySpan, ...], now: datetime) -> None:
        """Show a month and its events, given in the order of their start."""
        another = month_of(month) != self.month
        self._sheet = self._sheet_of(month, spans)
        self._marks = replace(self._marks, now=now)
        self._lay_out()
        self.describe(aloud=another)

    def preparing(self, month: date, spans: tuple[DaySpan, ...]) -> Generator[None, None, None]:
        """Lay out a month that may be shown next, a part of it each turn."""
        sheet = self._sheet_of(month, spans)
        terms = self._terms(sheet)
        return self._scenes.preparing(sheet.month, terms, partial(laying_out, *terms))

    def show_numbers(self, shown: bool) -> None:
        """Show the numbers of weeks, or do without."""
        self._sheet = replace(self._sheet, numbers=shown)
        self._lay_out()

    def set_day(self, day: date, *, whole_month: bool = True) -> None:
        """Put the keyboard on a day and ask for its month if the day is not on screen.

        With `whole_month` a day at the edge that belongs to another month counts as not on screen.
        """
        self.mark(replace(self._marks, day=day, ringed=None))
        other = whole_month and month_of(day) != self.month
        if other or self._scene.cell_of(day) is None:
            self.days_wanted.emit(day)  # said once it is there
        else:
            self.describe(aloud=True)

    def choose(self, entry: CalendarEntry | None) -> None:
        """Mark the entry that the detail pane shows; it is never among the hidden ones."""
        if entry != self._marks.chosen:
            self.mark(replace(self._marks, chosen=entry))
            self._lay_out()

    def events_of(self, day: date) -> list[DaySpan]:
        """All events of a day, hidden ones too, in the order of their start."""
        return [span for span in self._sheet.spans if span.is_on(day)]

    def more_place(self, day: date) -> QPoint:
        """Where a list of the day's events should open, on the screen."""
        cell = self._scene.cell_of(day)
        return self.mapToGlobal(cell.topLeft() if cell else self.rect().center())

    def painted_parts(self) -> Sequence[PaintedPart]:
        """The days and events on screen, for screen readers."""
        if self._parts is None:
            self._parts = tuple(month_parts(self._scene, self._marks))
        return self._parts

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the day of the keyboard."""
        self.mark(replace(self._marks, focus=True))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the day of the keyboard."""
        self.mark(replace(self._marks, focus=False))
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tool tips come after the usual rest."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self._scene.box_at(event.pos())
            found = None if box is None else (box.piece.span.listed, box.rect)
            show_tip(self, event, found, self.today)
            return True
        return bool(super().event(event))

    def changeEvent(self, event: QEvent) -> None:
        """Fonts and the direction change places."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._dress()
            self._lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was laid out, as far as it is wanted."""
        self._painter.paint(QPainter(self), self._scene, self._marks, event.rect())

    def _dress(self) -> None:
        """Take over fonts and direction; what was laid out with others counts no more."""
        self._painter = MonthPainter()
        fonts, more = self._painter.fonts, self.tr("+{count} more")
        words, strong = FontWords(fonts.plain), FontWords(fonts.strong)
        self._looks = Looks(words, strong, self.layoutDirection(), more)

    def _sheet_of(self, month: date, spans: tuple[DaySpan, ...]) -> MonthSheet:
        weeks = weeks_of_month(month, first_weekday())
        return replace(self._sheet, month=month_of(month), weeks=weeks, spans=spans)

    def _laid_out(self) -> MonthScene:
        terms = self._terms(self._sheet)
        return self._scenes.scene(self.month, terms, partial(lay_out, *terms))

    def _terms(self, sheet: MonthSheet) -> tuple[MonthSheet, QSize, Looks, CalendarEntry | None]:
        """What a month is laid out from; an entry that it does not show changes nothing there."""
        chosen = self._marks.chosen
        if chosen is not None and all(span.entry != chosen for span in sheet.spans):
            chosen = None
        return sheet, self.size(), self._looks, chosen

    def _lay_out(self) -> None:
        self._scene = self._laid_out()
        self._parts = None
        self.update()

    def mark(self, marks: Marks) -> None:
        """Let other things stand out."""
        if marks != self._marks:
            self._marks = marks
            self._parts = None
            self.update()

    def describe(self, *, aloud: bool = False) -> None:
        """Say the day of the keyboard and its events to a screen reader."""
        text = day_words(self.day, self.today, self.events_of(self.day))
        self.setAccessibleDescription(text)
        if aloud:
            tell_place(self, text)

    def say(self, text: str) -> None:
        """Say something that is no part of the view."""
        if self.hasFocus():
            announce(self, text)
