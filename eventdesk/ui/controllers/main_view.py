"""What the menu View does: which days in which view, what the calendar shows, and the details."""

from PySide6.QtCore import QObject

from eventdesk.ui.controllers.calendar import CalendarRegion
from eventdesk.ui.views.calendar.pages import DAY, MONTH, WEEK
from eventdesk.ui.views.main.window import MainWindow


class ViewController(QObject):
    """Connects the window's actions with the calendar, and offers those that act in its view."""

    def __init__(self, window: MainWindow, calendar: CalendarRegion, view: str) -> None:
        """`view` is the name of the one to begin with."""
        super().__init__(window)
        self._commands = window.commands
        self._connect(calendar)
        bar = window.top_bar
        bar.search_changed.connect(calendar.set_search)
        bar.left_downwards.connect(window.focus_calendar)
        bar.next_wanted.connect(calendar.next_hit)
        calendar.hits_changed.connect(bar.set_hits)
        calendar.title_changed.connect(bar.set_title)
        calendar.view_changed.connect(self._check_view)
        window.commands.new_event.triggered.connect(
            lambda: calendar.hours.ask_new(bar.place_below_new())
        )
        bar.set_title(calendar.title())
        calendar.show_view(self._check_view(view))

    def _connect(self, calendar: CalendarRegion) -> None:
        commands = self._commands
        commands.views.triggered.connect(lambda action: calendar.show_view(action.data()))
        commands.previous.triggered.connect(lambda: calendar.step(-1))
        commands.next.triggered.connect(lambda: calendar.step(1))
        commands.today.triggered.connect(lambda: calendar.today())
        commands.go_to_date.triggered.connect(lambda: calendar.go_to_date())
        commands.week_numbers.toggled.connect(calendar.numbers.setChecked)
        calendar.numbers.toggled.connect(commands.week_numbers.setChecked)
        commands.working_hours.triggered.connect(lambda: calendar.hours.ask_hours())
        commands.second_zone.triggered.connect(lambda: calendar.hours.ask_zone())

    def _check_view(self, name: str) -> str:
        """Show in the bar which view it is; the month where there is none of that name."""
        commands = self._commands
        actions = {action.data(): action for action in commands.views.actions()}
        chosen = actions.get(name, commands.month)
        chosen.setChecked(True)
        shown = str(chosen.data())
        commands.week_numbers.setEnabled(shown == MONTH)
        commands.working_hours.setEnabled(shown in (WEEK, DAY))
        commands.second_zone.setEnabled(shown == DAY)
        return shown
