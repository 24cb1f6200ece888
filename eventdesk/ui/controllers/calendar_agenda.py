"""The agenda: which days it shows; what is read of them, and when."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.domain.event_brief import EventKey
from eventdesk.services.events import EventsService
from eventdesk.ui.controllers.calendar_agenda_reading import read_rows
from eventdesk.ui.controllers.calendar_loader import Reading
from eventdesk.ui.models.calendar_days import within_calendar
from eventdesk.ui.models.calendar_periods import Period, period_title, period_window, stepped
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.calendar.agenda_view import AgendaView


@dataclass(frozen=True, slots=True)
class _Days:
    """A period, so many of them on or back."""

    period: Period = Period.UPCOMING
    offset: int = 0


class AgendaController(QObject):
    """Signals:

    shown: other events are on screen, or other days.
    failed: a sentence on why events could not be read.
    """

    shown = Signal()
    failed = Signal(str)

    def __init__(self, view: AgendaView, reading: Reading) -> None:
        super().__init__(view)
        self.view = view
        self._scope = reading.scope
        self._loader = reading.loader
        self._wanted = reading.wanted
        self._now = reading.now
        self._days = _Days()
        view.period_chosen.connect(self.choose)
        view.retry_asked.connect(self.refresh)
        view.model.order_wanted.connect(self._order)
        view.model.events_wanted.connect(self._fill)

    @property
    def period(self) -> Period:
        """The choice of days."""
        return self._days.period

    def title(self) -> str:
        """Which days are shown."""
        if self._wanted.search:
            return QCoreApplication.translate("AgendaController", "Search results")
        return period_title(self._days.period, self._today, self._days.offset)

    @property
    def day(self) -> date:
        """The first day that is shown, today where there is none."""
        window = self.window
        return self._today if window is None else max(window.first, self._today)

    @property
    def window(self) -> Window | None:
        """The days on screen, None for all."""
        if self._wanted.search:
            return None
        return period_window(self._days.period, self._today, self._days.offset)

    def today(self) -> None:
        """Show what is to come, from its beginning."""
        self.view.table.scrollToTop()
        self.choose(Period.UPCOMING)

    def choose(self, period: Period, offset: int = 0) -> None:
        """Show other days."""
        newest_first = period is Period.PAST
        if newest_first != (self._days.period is Period.PAST):
            order = Qt.SortOrder.DescendingOrder if newest_first else Qt.SortOrder.AscendingOrder
            self.view.table.sort_by_time(order)
        self._days = _Days(period, offset)
        self.refresh()

    def step(self, steps: int) -> None:
        """Show the days after or before those."""
        self.choose(*stepped(self._days.period, self._days.offset, steps))

    def go_to(self, day: date) -> None:
        """Show one day."""
        self.choose(Period.TODAY, (within_calendar(day) - self._today).days)

    def refresh(self) -> None:
        """Read the events again; what is there stays until then."""
        days = self._days
        self.view.show_period(
            days.period,
            period_title(days.period, self._today, days.offset) if days.offset else "",
            searching=bool(self._wanted.search),
        )
        self._scope.single("reading the agenda", partial(self._read, days), repeat=Repeat.REPLACE)

    @property
    def _today(self) -> date:
        return self._now().date()

    async def _read(self, days: _Days) -> None:
        search, filters = self._wanted.search, self._wanted.filters
        window, model = self.window, self.view.model
        floor = window.first if window else date.min
        ask = partial(
            read_rows,
            query=self._wanted.query(window),
            arrangement=replace(model.arrangement, today=self._today, floor=floor),
            before=model.rows,
            in_sight=model.in_sight,
        )
        try:
            found = await self._loader.asked_at_length(ask)
        except EventDeskError as error:
            self._fail(error.message)
            return
        self.view.show_rows(
            found, searching=bool(search), filtered=bool(filters), everything=window is None
        )
        self.shown.emit()

    def _order(self) -> None:
        """Show the rows that are there in another order."""
        if self.view.model.rows.keys:
            self.refresh()

    def _fill(self) -> None:
        self._scope.single("reading events of the agenda", self._read_missing)

    async def _read_missing(self) -> None:
        """Read what is looked at until all of it is there, or no longer in the store."""
        model, asked = self.view.model, set[EventKey]()
        while keys := [key for key in model.missing if key not in asked]:
            asked.update(keys)
            try:
                listed = await self._loader.asked(partial(EventsService.of_keys, keys=keys))
            except EventDeskError as error:
                self._fail(error.message)
                return
            model.keep(listed)

    def _fail(self, sentence: str) -> None:
        if self.view.has_rows:
            self.failed.emit(sentence)
        else:
            self.view.show_failure(sentence)
