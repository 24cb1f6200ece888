"""The centre of the window: one of the views below what filters it, news above its lower edge."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eventdesk.ui.theme import Tone
from eventdesk.ui.views.calendar.agenda_view import AgendaView
from eventdesk.ui.views.calendar.filter_line import FilterLine
from eventdesk.ui.views.calendar.keyboard import has_keyboard
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.news import News
from eventdesk.ui.views.calendar.time_canvas import WEEK_DAYS
from eventdesk.ui.views.calendar.time_grid import TimeGridView
from eventdesk.ui.views.calendar.wall_time import Now

MONTH, WEEK, DAY, AGENDA = "month", "week", "day", "agenda"
"""The names of the views."""


class CalendarPages(QWidget):
    """Holds all views; the focus goes to the one on screen.

    Signals:
        clear_asked: filters are to let everything pass.
    """

    clear_asked = Signal()

    def __init__(self, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthView(now())
        self.agenda = AgendaView(now)
        self.week = TimeGridView(WEEK_DAYS, now())
        self.day = TimeGridView(1, now())
        self._views: Mapping[str, QWidget] = {
            MONTH: self.month,
            WEEK: self.week,
            DAY: self.day,
            AGENDA: self.agenda,
        }
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.filter_line = FilterLine()
        layout.addWidget(self.filter_line)
        layout.addWidget(self._stack, 1)
        for asking in (self.filter_line, self.agenda):
            asking.clear_asked.connect(self.clear_asked)
        self.news = News(self)
        self.message, self.busy = self.news.message, self.news.busy
        self.show_view(MONTH)

    @property
    def view(self) -> str:
        """The name of the view on screen."""
        present = self._stack.currentWidget()
        return next(name for name, view in self._views.items() if view is present)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all views, from many days to few, the list last."""
        return tuple(self._views)

    def show_view(self, name: str) -> None:
        """Show a view; the focus stays in the calendar if it was there."""
        widget = self._views[name]
        held = has_keyboard(self._stack)
        self.news.done.clear()
        self._stack.setCurrentWidget(widget)
        if held:
            self._inner().setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on. A focus proxy would keep Tab from other widgets of the view."""
        super().focusInEvent(event)
        self._inner().setFocus(event.reason())

    def _inner(self) -> QWidget:
        return self.agenda.inner if self.view == AGENDA else self._views[self.view]

    @property
    def is_empty(self) -> bool:
        """True where the days on screen hold no event; the agenda says so by itself."""
        views: Mapping[str, MonthView | TimeGridView]
        views = {MONTH: self.month, WEEK: self.week, DAY: self.day}
        return self.view in views and views[self.view].is_empty

    def say_nothing_matches(self, clear: Callable[[], object] | None) -> None:
        """Say why a month is empty; `clear` lets the filters pass everything, if any hold."""
        sentence = self.tr("No event of these days matches. The agenda searches all dates.")
        if self.view == MONTH:
            sentence = self.tr("No event of these weeks matches. The agenda searches all dates.")
        action = self.tr("Clear filters") if clear else ""
        self.message.say(sentence, action=action, act=clear, closable=False)

    def say_fetching(self, accounts: str, title: str) -> None:
        """Say that systems are asked for days that were not listed before."""
        self.news.fetch_failure.clear()
        text = self.tr("Fetching {title} from {accounts}…")
        self.news.fetching.begin(text.format(title=title, accounts=accounts))

    def complain(self, sentence: str, retry: Callable[[], object]) -> None:
        """Say what went wrong, above what is on screen."""
        self.message.say(sentence, Tone.REFUSED, action=self.tr("Try again"), act=retry)

    def complain_of_fetching(self, sentence: str, retry: Callable[[], object]) -> None:
        """Say which days could not be had; what is on screen may lack events."""
        again = self.tr("Try again")
        self.news.fetch_failure.say(sentence, Tone.REFUSED, action=again, act=retry)
