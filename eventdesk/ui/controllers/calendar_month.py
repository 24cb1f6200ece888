"""The month, and the small month beside it that shows on which days something takes place."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QAction

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.ui.controllers.calendar_loader import MonthEvents, Reading
from eventdesk.ui.controllers.calendar_paged import PagedController
from eventdesk.ui.models.calendar_days import (
    add_months,
    month_of,
    weeks_of_month,
    window_of_weeks,
)
from eventdesk.ui.models.event_texts import month_text
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.side_panel import SidePanel


@dataclass(frozen=True, slots=True)
class ByMonths:
    """Months, in whole weeks."""

    said: ClassVar[str] = "the month"

    def start(self, day: date) -> date:
        """The first day of the month."""
        return month_of(day)

    def window(self, start: date) -> Window:
        """Its weeks, with the days of other months in them."""
        return window_of_weeks(weeks_of_month(start, first_weekday()))

    def further(self, day: date, steps: int) -> date:
        """The same day of another month, or its last one."""
        return add_months(day, steps)

    def title(self, start: date, _today: date) -> str:
        """Month and year."""
        return month_text(start)


class MonthController(PagedController):
    """Behind the month. `numbers` is the action that shows the numbers of weeks."""

    def __init__(self, view: MonthView, side: SidePanel, reading: Reading) -> None:
        super().__init__(view, ByMonths(), reading)
        self._side = side
        self._small_month = self._start
        self.numbers = QAction(self.tr("Week numbers"), view, checkable=True)
        self.numbers.toggled.connect(view.show_numbers)
        view.addAction(self.numbers)
        view.day_opened.connect(self._open_list)
        side.month.month_wanted.connect(self._want_small)

    def refresh(self) -> None:
        """Read both months again; what is there stays until then."""
        super().refresh()
        if self._small_month != self._start:  # else it is shown along with the month
            self.refresh_small()

    def refresh_small(self) -> None:
        """Read the small month again."""
        self._want_small(self._small_month)

    def _show(self, start: date, found: MonthEvents) -> None:
        another = start != self._on_screen
        super()._show(start, found)
        if another or start == self._small_month:
            self._small_month = start
            self._show_small(start, found)

    def _want_small(self, day: date) -> None:
        self._small_month = month_of(day)
        self._run("reading beside", partial(self._read_small, self._small_month))

    async def _read_small(self, month: date) -> None:
        try:
            found = await self._reading.loader.month(self._query(month))
        except EventDeskError:
            return  # the view in the middle says it
        self._show_small(month, found)

    def _show_small(self, month: date, found: MonthEvents) -> None:
        self._side.show_month(month, found.busy, self._reading.now().date())
