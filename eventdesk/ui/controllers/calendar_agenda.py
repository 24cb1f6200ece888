"""The agenda: which days it shows, read and arranged away from the window's thread."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.ui.controllers.calendar_loader import EventsLoader, Wanted
from eventdesk.ui.models.calendar_days import within_calendar
from eventdesk.ui.models.calendar_periods import Period, period_title, period_window, stepped
from eventdesk.ui.models.events_rows import arrange
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.calendar.agenda_view import AgendaView
from eventdesk.ui.views.calendar.wall_time import Now


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

    def __init__(
        self,
        view: AgendaView,
        loader: EventsLoader,
        wanted: Wanted,
        now: Now,
        scope: TaskScope,
    ) -> None:
        super().__init__(view)
        self._scope = scope
        self.view = view
        self._loader = loader
        self._wanted = wanted
        self._now = now
        self._days = _Days()
        view.period_chosen.connect(self.choose)
        view.retry_asked.connect(self.refresh)
        view.model.order_wanted.connect(self._order)

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
        window = self.window
        model = self.view.model
        floor = window.first if window else date.min
        wanted = replace(model.arrangement, today=self._today, floor=floor)
        present = model.rows
        try:
            rows = await self._loader.listed(
                self._wanted.query(window), lambda events: present.arranged(events, wanted)
            )
        except EventDeskError as error:
            self._fail(error.message)
            return
        self.view.show_rows(
            rows, searching=bool(search), filtered=bool(filters), everything=window is None
        )
        self.shown.emit()

    def _order(self) -> None:
        """Put the many rows that are shown in another order."""
        self._scope.single("arranging the agenda", self._arrange, repeat=Repeat.REPLACE)

    async def _arrange(self) -> None:
        model = self.view.model
        shown, wanted = model.rows, model.arrangement
        rows = await self._loader.away(lambda: arrange(shown.events, wanted))
        if model.rows is shown:  # else others came meanwhile
            model.show(rows)

    def _fail(self, sentence: str) -> None:
        if self.view.has_rows:
            self.failed.emit(sentence)
        else:
            self.view.show_failure(sentence)
