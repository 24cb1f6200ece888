"""The month and the small month: reads their events, opens the list of a day."""

import asyncio
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.controllers.calendar_loader import EventsLoader, MonthEvents, Wanted
from eventdesk.ui.models.calendar_days import (
    add_months,
    month_of,
    weeks_of_month,
    window_of_weeks,
    within_calendar,
)
from eventdesk.ui.models.event_texts import month_text
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.calendar.day_popup import DayPopup
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.side_panel import SidePanel
from eventdesk.ui.views.calendar.wall_time import Now


class MonthController(QObject):
    """Signals:

    shown: another month, or other events of it, are on screen.
    failed: a sentence on why a month could not be read.
    opened: the `CalendarEntry` that was opened in the list of a day.
    """

    shown = Signal()
    failed = Signal(str)
    opened = Signal(object)

    def __init__(
        self,
        view: MonthView,
        side: SidePanel,
        loader: EventsLoader,
        wanted: Wanted,
        now: Now,
        scope: TaskScope,
    ) -> None:
        super().__init__(view)
        self._scope = scope
        self.view = view
        self._side = side
        self._loader = loader
        self._wanted = wanted
        self._now = now
        self._month = view.month
        self._small_month = view.month
        self._ahead = 1
        self.numbers = QAction(self.tr("Week numbers"), view, checkable=True)
        self.numbers.toggled.connect(view.show_numbers)
        view.addAction(self.numbers)
        view.month_wanted.connect(self._want)
        view.day_opened.connect(self._open_day)
        side.month.month_wanted.connect(self._want_small)

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self.view.day

    @property
    def window(self) -> Window:
        """The days on screen."""
        return window_of_weeks(weeks_of_month(self.view.month, first_weekday()))

    def title(self) -> str:
        """Which month is shown."""
        return month_text(self.view.month)

    def today(self) -> None:
        """Go to today."""
        self.go_to(self._now().date())

    def refresh(self) -> None:
        """Read the month on screen again; what is there stays until then."""
        self._want(self._month)
        self.refresh_small()

    def refresh_small(self) -> None:
        """Read the small month again."""
        self._want_small(self._small_month)

    def step(self, months: int) -> None:
        """Go so many months on; the day of the keyboard goes along."""
        self.view.set_day(add_months(self.view.day, months))

    def go_to(self, day: date) -> None:
        """Go to a day."""
        self.view.set_day(within_calendar(day))

    def tick(self) -> None:
        """Time has passed: what is over is dimmed."""
        kept = self._loader.kept(self._query(self.view.month))
        if kept is not None:
            self.view.show_month(self.view.month, kept.spans, self._now())

    def _query(self, month: date) -> EventQuery:
        return self._wanted.query(window_of_weeks(weeks_of_month(month, first_weekday())))

    def _want(self, day: date) -> None:
        month = month_of(day)
        self._ahead = -1 if month < self._month else 1
        self._month = month
        kept = self._loader.kept(self._query(month))
        if kept is None:
            work = partial(self._read, month)
            self._scope.single("reading the month", work, repeat=Repeat.REPLACE)
        else:
            self._show(month, kept)

    async def _read(self, month: date) -> None:
        try:
            found = await self._loader.month(self._query(month))
        except EventDeskError as error:
            self.failed.emit(error.message)
            return
        for _ in self.view.preparing(month, found.spans):
            await asyncio.sleep(0)  # a full month is laid out by parts, so that nothing waits
        if month == self._month:
            self._show(month, found)

    def _show(self, month: date, found: MonthEvents) -> None:
        another = month != self.view.month
        self.view.show_month(month, found.spans, self._now())
        if another or month == self._small_month:
            self._small_month = month
            self._side.show_month(month, found.busy, self._now().date())
        self.shown.emit()
        self._scope.single("reading ahead", self._read_ahead, repeat=Repeat.REPLACE)

    async def _read_ahead(self) -> None:
        """The months beside this one, laid out too, those first to which somebody moves."""
        await asyncio.sleep(0)  # this month is painted first
        for months in (1, 2, -1):
            month = add_months(self._month, months * self._ahead)
            try:
                found = await self._loader.month(self._query(month))
            except EventDeskError:
                return  # told once that month is wanted
            for _ in self.view.preparing(month, found.spans):
                await asyncio.sleep(0)

    def _want_small(self, day: date) -> None:
        self._small_month = month_of(day)
        work = partial(self._read_small, self._small_month)
        self._scope.single("reading the small month", work, repeat=Repeat.REPLACE)

    async def _read_small(self, month: date) -> None:
        try:
            found = await self._loader.month(self._query(month))
        except EventDeskError:
            return  # the view in the middle says it
        self._side.show_month(month, found.busy, self._now().date())

    def _open_day(self, day: date) -> None:
        spans = self.view.events_of(day)
        popup = DayPopup(day, spans, self._now().date(), self.view)
        popup.opened.connect(self.opened)
        popup.open_at(self.view.more_place(day))
