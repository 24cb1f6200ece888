"""The week and the day: reads their events, opens lists and menus, shades hours, tells zones."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.controllers.calendar_loader import EventsLoader, Wanted
from eventdesk.ui.models.calendar_days import DaySpan, week_start, within_calendar
from eventdesk.ui.models.event_texts import day_text, month_text, short_day_text
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.calendar.day_popup import DayPopup
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.time_canvas import WEEK_DAYS
from eventdesk.ui.views.calendar.time_grid import TimeGridView
from eventdesk.ui.views.calendar.wall_time import Now


class DaysController(QObject):
    """Behind the week, or behind the day.

    Signals:
        shown: other days, or other events of theirs, are on screen.
        failed: a sentence on why they could not be read.
        opened: the `CalendarEntry` that was opened in the list of a day.
    """

    shown = Signal()
    failed = Signal(str)
    opened = Signal(object)

    def __init__(
        self,
        view: TimeGridView,
        loader: EventsLoader,
        wanted: Wanted,
        now: Now,
        scope: TaskScope,
    ) -> None:
        super().__init__(view)
        self.view = view
        self._loader = loader
        self._wanted = wanted
        self._now = now
        self._scope = scope
        self._first = view.first
        self._key = f"the {view.days} days"
        view.days_wanted.connect(self._want)
        view.list_wanted.connect(self._open_list)

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self.view.day

    @property
    def window(self) -> Window:
        """The days on screen."""
        return self._window(self.view.first)

    def title(self) -> str:
        """Which days are shown."""
        first, today = self.view.first, self._now().date()
        if self.view.days < WEEK_DAYS:
            return day_text(first, year=first.year != today.year)
        last = first + timedelta(days=WEEK_DAYS - 1)
        if first.month == last.month:
            return month_text(first)
        return f"{short_day_text(first)} – {short_day_text(last, year=True)}"

    def refresh(self) -> None:
        """Read the days on screen again; what is there stays until then."""
        self._want(self._first)

    def step(self, steps: int) -> None:
        """Go so many weeks or days on; the day of the keyboard goes along."""
        self.view.set_day(self.view.day + timedelta(days=self.view.days * steps))

    def go_to(self, day: date) -> None:
        """Go to a day."""
        self.view.set_day(within_calendar(day))

    def today(self) -> None:
        """Go to today, and to the hour that it is."""
        self.view.set_day(self._now().date())
        self.view.show_now()

    def tick(self) -> None:
        """Time has passed: the line of now goes on, and what is over is dimmed."""
        kept = self._loader.kept(self._query(self.view.first))
        if kept is not None:
            self.view.show_days(self.view.first, kept.spans, self._now())

    def _query(self, first: date) -> EventQuery:
        return self._wanted.query(self._window(first))

    def _window(self, first: date) -> Window:
        return Window(first, first + timedelta(days=self.view.days))

    def _first_of(self, day: date) -> date:
        return week_start(day, first_weekday()) if self.view.days == WEEK_DAYS else day

    def _want(self, day: date) -> None:
        self._first = self._first_of(day)
        kept = self._loader.kept(self._query(self._first))
        if kept is None:
            work = partial(self._read, self._first)
            self._scope.single(f"reading {self._key}", work, repeat=Repeat.REPLACE)
        else:
            self._show(self._first, kept.spans)

    async def _read(self, first: date) -> None:
        try:
            found = await self._loader.month(self._query(first))
        except EventDeskError as error:
            self.failed.emit(error.message)
            return
        if first == self._first:
            self._show(first, found.spans)

    def _show(self, first: date, spans: tuple[DaySpan, ...]) -> None:
        self.view.show_days(first, spans, self._now())
        self.shown.emit()
        self._scope.single(f"reading beside {self._key}", self._read_beside, repeat=Repeat.REPLACE)

    async def _read_beside(self) -> None:
        """The days before and after, so that they are there when somebody goes on."""
        for steps in (1, -1):
            try:
                first = self._first + timedelta(days=self.view.days * steps)
                await self._loader.month(self._query(first))
            except EventDeskError:
                return  # told once those days are wanted

    def _open_list(self, day: date) -> None:
        popup = DayPopup(day, self.view.events_of(day), self._now().date(), self.view)
        popup.opened.connect(self.opened)
        popup.open_at(self.view.more_place(day))
