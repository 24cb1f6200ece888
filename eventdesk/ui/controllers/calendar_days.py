"""The week and the day: which days they show, and the hour that it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from eventdesk.domain.event import Window
from eventdesk.ui.controllers.calendar_loader import Reading
from eventdesk.ui.controllers.calendar_paged import PagedController
from eventdesk.ui.models.calendar_days import DAY, WEEK, week_start
from eventdesk.ui.models.event_texts import day_text, days_text
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.calendar.time_canvas import WEEK_DAYS
from eventdesk.ui.views.calendar.time_grid import TimeGridView


@dataclass(frozen=True, slots=True)
class ByWeeks:
    """Weeks as the person counts them."""

    said: ClassVar[str] = "the week"

    def start(self, day: date) -> date:
        """The first day of the week."""
        return week_start(day, first_weekday())

    def window(self, start: date) -> Window:
        """Its seven days."""
        return Window(start, start + WEEK)

    def further(self, day: date, steps: int) -> date:
        """The same day of another week."""
        return day + steps * WEEK

    def title(self, start: date, _today: date) -> str:
        """Its days: "16 – 22 November 2026"."""
        return days_text(start, start + WEEK - DAY)


@dataclass(frozen=True, slots=True)
class ByDays:
    """Single days."""

    said: ClassVar[str] = "the day"

    def start(self, day: date) -> date:
        """The day."""
        return day

    def window(self, start: date) -> Window:
        """The day alone."""
        return Window(start, start + DAY)

    def further(self, day: date, steps: int) -> date:
        """Another day."""
        return day + timedelta(days=steps)

    def title(self, start: date, today: date) -> str:
        """The day in full, with its year where it is not this one."""
        return day_text(start, year=start.year != today.year)


class DaysController(PagedController):
    """Behind the week, or behind the day."""

    def __init__(self, view: TimeGridView, reading: Reading) -> None:
        paging = ByWeeks() if view.days == WEEK_DAYS else ByDays()
        super().__init__(view, paging, reading)
        self.view = view
        view.list_wanted.connect(self._open_list)

    def today(self) -> None:
        """Go to today, and to the hour that it is."""
        super().today()
        self.view.show_now()
