"""The **Calendar** of a week or a day, painted hour by hour; how it is used is in time_grid.py."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from eventdesk.ui.models.calendar_days import DaySpan, week_start
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.time_texts import day_words
from eventdesk.ui.models.working_hours import WorkingHours
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.painted_parts import PaintedPart, make_parts_known, tell_place
from eventdesk.ui.views.calendar.time_layouts import Room, TimeLayouts
from eventdesk.ui.views.calendar.time_marks import TimeMarks
from eventdesk.ui.views.calendar.time_painter import TimePainter
from eventdesk.ui.views.calendar.time_parts import time_parts
from eventdesk.ui.views.calendar.time_scene import TimeScene, TimeSheet
from eventdesk.ui.views.calendar.time_seen import TimeSeen
from eventdesk.ui.views.calendar.time_zoom import HOUR
from eventdesk.ui.views.calendar.tips import show_tip
from eventdesk.ui.views.common.announce import announce

WEEK_DAYS = 7


class TimeCanvas(QAbstractScrollArea):
    """Signals:

    days_wanted: a `date` that is to be shown; answer with `show_days`.
    """

    days_wanted = Signal(object)

    def __init__(self, days: int, now: datetime, parent: QWidget | None = None) -> None:
        """Shows a week where `days` is 7, else the day; `now` is the wall clock, naive."""
        make_parts_known(TimeCanvas)
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._dress()
        self._hour = HOUR
        self._placed = self._just_shown = False
        hours = WorkingHours.usual()
        self._sheet = TimeSheet(self._first_of(now.date(), days), days, now, hours)
        self._marks = TimeMarks(now.date(), hours.start)
        self._scene = self._laid_out()
        self.setAccessibleName(self.tr("Calendar"))

    @property
    def days(self) -> int:
        """How many days are shown."""
        return self._sheet.days

    @property
    def first(self) -> date:
        """The first day on screen."""
        return self._sheet.first

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self._marks.day

    @property
    def today(self) -> date:
        """The person's date."""
        return self._sheet.now.date()

    @property
    def is_empty(self) -> bool:
        """True where the days on screen hold no event."""
        return not self._sheet.spans

    @property
    def scene(self) -> TimeScene:
        """Where everything is."""
        return self._scene

    @property
    def marks(self) -> TimeMarks:
        """What stands out."""
        return self._marks

    @property
    def hour_height(self) -> int:
        """Of an hour, in pixels."""
        return self._hour

    def minimumSizeHint(self) -> QSize:
        """Small, but still a calendar."""
        return QSize(280, 240)

    def show_days(self, day: date, spans: tuple[DaySpan, ...], now: datetime) -> None:
        """Show the days around a day and their events, given in the order of their start."""
        first = self._first_of(day, self.days)
        another = first != self.first
        self._sheet = replace(self._sheet, first=first, spans=spans, now=now)
        self.lay_out()
        if another or self._just_shown:
            self.show_chosen()
        self._just_shown = False
        self.describe(aloud=another)

    def preparing(self, day: date, spans: tuple[DaySpan, ...]) -> Generator[None, None, None]:
        """Lay out days that may be shown next, a part of it each turn."""
        sheet = replace(self._sheet, first=self._first_of(day, self.days), spans=spans)
        return self._layouts.preparing(sheet, self._room)

    def show_hours(self, hours: WorkingHours) -> None:
        """Shade what is no working time."""
        self._sheet = replace(self._sheet, hours=hours)
        self.lay_out()

    def show_zone(self, zone: tzinfo | None, title: str) -> None:
        """Show the hours of a second zone beside the person's, or do without."""
        self._sheet = replace(self._sheet, zone=zone, zone_title=title)
        self.lay_out()

    def set_hour_height(self, height: int, *, still: int | None = None) -> None:
        """Make hours higher or lower; the place at `still` keeps its time."""
        at = (self._scene.top if still is None else still) - self._scene.top
        minute = (self.scrolled + at) * 60 / self._hour
        self._hour = height
        self.lay_out()
        self.verticalScrollBar().setValue(round(minute * height / 60) - at)

    def set_day(self, day: date) -> None:
        """Put the keyboard on a day and ask for it if it is not on screen."""
        self.mark(replace(self._marks, day=day, ringed=None, picked=None))
        if self._sheet.column(day) is None:
            self.days_wanted.emit(day)
        self.describe(aloud=True)

    def choose(self, entry: CalendarEntry | None) -> None:
        """Mark the entry that the detail pane shows."""
        self.mark(replace(self._marks, chosen=entry))

    def end_move(self) -> None:
        """What was moved is where it should be, or went back."""
        self.mark(replace(self._marks, ghost=None))

    def clear_range(self) -> None:
        """The range was made use of, or is not wanted."""
        self.mark(replace(self._marks, picked=None))

    def events_of(self, day: date) -> list[DaySpan]:
        """All events of a day, hidden ones too, in the order of their start."""
        return self._sheet.events_of(day)

    def more_place(self, day: date) -> QPoint:
        """Where a list of the day's events should open, on the screen."""
        column = self._sheet.column(day) or 0
        return self.viewport().mapToGlobal(self._scene.header_rect(column).bottomLeft())

    @property
    def scrolled(self) -> int:
        """How much of the hours is above what is seen, in pixels."""
        return self.verticalScrollBar().value()

    def show_time(self, start: int, end: int) -> None:
        """Scroll just as far as needed for some minutes of the day to be seen."""
        place = self.seen.scrolled_to(start, end, self.viewport().height())
        self.verticalScrollBar().setValue(place)

    def show_now(self) -> None:
        """Scroll to now, if today is on screen."""
        now = self._sheet.now
        if self._sheet.column(now.date()) is not None:
            minute = now.hour * 60 + now.minute
            self.show_time(max(0, minute - 60), min(24 * 60, minute + 60))

    def show_chosen(self) -> None:
        """Scroll to the event that the detail pane shows, if it is among the hours on screen."""
        chosen = (box.placed for box in self._scene.boxes if box.entry == self._marks.chosen)
        if (place := next(chosen, None)) is not None:
            self.show_time(place.start, place.end)

    def mark(self, marks: TimeMarks) -> None:
        """Let other things stand out."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    @property
    def seen(self) -> TimeSeen:
        """Where everything is as it is scrolled now."""
        return TimeSeen(self._scene, self.scrolled)

    def painted_parts(self) -> Sequence[PaintedPart]:
        """What is on screen now, for screen readers."""
        return time_parts(self.seen, self._marks, self.viewport().geometry())

    def lay_out(self) -> None:
        """Compute all places anew."""
        top = self._scene.top
        self._scene = self._laid_out()
        room = max(0, self.viewport().height() - self._scene.top)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._scene.sheet_height - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._hour // 2)
        if self._placed:  # hours stay where they are when the strip above them grows
            bar.setValue(bar.value() + self._scene.top - top)
        self.viewport().update()

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

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips come after the usual rest; a pointer that left is over nothing."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self.seen.box_at(event.pos())
            found = None if box is None else (box.span.listed, self.seen.rect_of(box))
            show_tip(self.viewport(), event, found, self.today)
            return True
        if event.type() == QEvent.Type.Leave:
            self.mark(replace(self._marks, hovered=None))
        return bool(super().viewportEvent(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the place of the keyboard."""
        super().focusInEvent(event)
        self.mark(replace(self._marks, focus=True))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the place of the keyboard."""
        super().focusOutEvent(event)
        self.mark(replace(self._marks, focus=False))

    def changeEvent(self, event: QEvent) -> None:
        """Fonts and the direction change places."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._dress()
            self.lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room or less; at first the working hours are shown, from an hour before."""
        super().resizeEvent(event)
        self.lay_out()
        if not self._placed and self.verticalScrollBar().maximum():
            self._placed = True
            before = self._scene.y_of(self._sheet.hours.start) - self._hour
            self.verticalScrollBar().setValue(before)
            self.show_now()
            self.show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """What was chosen in another view meanwhile is seen."""
        super().showEvent(event)
        self._just_shown = True  # its events may come later
        self.show_chosen()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was laid out."""
        painter = QPainter(self.viewport())
        self._painter.paint(painter, self._scene, self._marks, event.rect(), self.scrolled)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Other hours are seen."""
        self.viewport().update()

    def _dress(self) -> None:
        """Take over the present fonts."""
        self._painter = TimePainter()
        self._layouts = TimeLayouts(self._painter.fonts, self.tr("+{count} more"))

    @property
    def _room(self) -> Room:
        return Room(self.viewport().size(), self.layoutDirection(), self._hour)

    def _laid_out(self) -> TimeScene:
        return self._layouts.scene(self._sheet, self._room)

    @staticmethod
    def _first_of(day: date, days: int) -> date:
        return week_start(day, first_weekday()) if days == WEEK_DAYS else day
