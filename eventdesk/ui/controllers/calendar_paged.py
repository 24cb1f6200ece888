"""What the month, the week and the day have in common: which days they show, and reading these.

Days beside those on screen are read and laid out ahead, so that going on only has to be painted.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.controllers.calendar_loader import MonthEvents, Reading
from eventdesk.ui.models.calendar_days import within_calendar
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.runtime.turns import in_turns
from eventdesk.ui.views.calendar.day_popup import DayPopup
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.time_grid import TimeGridView

_IN_TURN = (0, 1, 2, -1)
"""Which days are read: those that are wanted, then those to which somebody moves."""


class Paging(Protocol):
    """How a view goes through the calendar: by months, weeks or days.

    Attributes:
        said: what is shown at once, for the log.
    """

    said: ClassVar[str]

    def start(self, day: date) -> date:
        """The first of the days that are shown with this one, of a month its first day."""
        ...

    def window(self, start: date) -> Window:
        """All days that are shown."""
        ...

    def further(self, day: date, steps: int) -> date:
        """The day that takes the place of another so many steps on."""
        ...

    def title(self, start: date, today: date) -> str:
        """What the days are called."""
        ...


class PagedController(QObject):
    """Behind a view that shows some days at once.

    Signals:
        shown: other days, or other events of theirs, are on screen.
        failed: a sentence on why they could not be read.
        opened: the `CalendarEntry` that was opened in the list of a day.
    """

    shown = Signal()
    failed = Signal(str)
    opened = Signal(object)

    def __init__(self, view: MonthView | TimeGridView, paging: Paging, reading: Reading) -> None:
        super().__init__(view)
        self._view = view
        self._paging = paging
        self._reading = reading
        self._start = self._on_screen = paging.start(view.day)
        self._onwards = 1
        self._missing = True
        self._coming: date | None = None
        view.days_wanted.connect(self._want)

    @property
    def day(self) -> date:
        """The day of the keyboard."""
        return self._view.day

    @property
    def window(self) -> Window:
        """The days on screen."""
        return self._paging.window(self._on_screen)

    def title(self) -> str:
        """Which days are shown."""
        return self._paging.title(self._on_screen, self._reading.now().date())

    def refresh(self) -> None:
        """Read the days on screen again; what is there stays until then."""
        self._coming = None  # what is on its way may be old already
        self._want(self._start)

    def step(self, steps: int) -> None:
        """Go so many months, weeks or days on; the day of the keyboard goes along."""
        self._view.set_day(self._paging.further(self._view.day, steps))

    def go_to(self, day: date) -> None:
        """Go to a day."""
        self._view.set_day(within_calendar(day))

    def today(self) -> None:
        """Go to today."""
        self.go_to(self._reading.now().date())

    def tick(self) -> None:
        """Time has passed: what is over is dimmed."""
        kept = self._reading.loader.kept(self._query(self._on_screen))
        if kept is not None:
            self._view.show_days(self._on_screen, kept.spans, self._reading.now())

    def _query(self, start: date) -> EventQuery:
        return self._reading.wanted.query(self._paging.window(start))

    def _want(self, day: date) -> None:
        start = self._paging.start(day)
        self._onwards = -1 if start < self._start else 1
        self._start = start
        kept = self._reading.loader.kept(self._query(start))
        self._missing = kept is None
        if kept is not None:
            self._show(start, kept)
        if self._coming not in self._in_turn(start):  # else reading goes on from there
            self._run("reading", self._read)

    async def _read(self) -> None:
        """The days that are wanted and those beside them, from the start if others are wanted."""
        await asyncio.sleep(0)  # what is on screen is painted first
        wanted = None
        while wanted != self._start:
            wanted = self._start
            for start in self._in_turn(wanted):
                await self._fetch(start)
                if wanted != self._start:
                    break

    def _in_turn(self, start: date) -> list[date]:
        return [self._paging.further(start, steps * self._onwards) for steps in _IN_TURN]

    async def _fetch(self, start: date) -> None:
        """Read and lay out some days, a part of that each turn so that nothing waits for it."""
        self._coming = start
        try:
            found = await self._reading.loader.month(self._query(start))
            await in_turns(self._view.preparing(start, found.spans))
        except EventDeskError as error:
            if start == self._start:  # else told once those days are wanted
                self.failed.emit(error.message)
            return
        finally:
            if self._coming == start:
                self._coming = None
        if self._missing and start == self._start:
            self._missing = False
            self._show(start, found)

    def _show(self, start: date, found: MonthEvents) -> None:
        self._on_screen = start
        self._view.show_days(start, found.spans, self._reading.now())
        self.shown.emit()

    def _run(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._reading.scope.single(f"{name} {self._paging.said}", work, repeat=Repeat.REPLACE)

    def _open_list(self, day: date) -> None:
        today = self._reading.now().date()
        popup = DayPopup(day, self._view.events_of(day), today, self._view)
        popup.opened.connect(self.opened)
        popup.open_at(self._view.more_place(day))
