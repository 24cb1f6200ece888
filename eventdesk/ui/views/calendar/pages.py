"""The centre of the window: news above, below them the month or the agenda."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eventdesk.ui.theme import Tone, metrics
from eventdesk.ui.views.calendar.agenda_view import AgendaView
from eventdesk.ui.views.calendar.keyboard import has_keyboard
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.wall_time import Now
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage

MONTH, AGENDA = "month", "agenda"
"""The names of the views."""


class CalendarPages(QWidget):
    """Holds both views; the focus goes to the one on screen."""

    def __init__(self, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = InlineMessage()
        self.busy = BusyBar()
        self.month = MonthView(now())
        self.agenda = AgendaView(now)
        self._views: dict[str, QWidget] = {MONTH: self.month, AGENDA: self.agenda}
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        news = QVBoxLayout()
        news.setContentsMargins(metrics.MEDIUM, 0, metrics.MEDIUM, 0)
        news.setSpacing(metrics.TIGHT)
        news.addWidget(self.message)
        news.addWidget(self.busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(news)
        layout.addWidget(self._stack, 1)
        self.show_view(MONTH)

    @property
    def view(self) -> str:
        """The name of the view on screen."""
        return AGENDA if self._stack.currentWidget() is self.agenda else MONTH

    def show_view(self, name: str) -> None:
        """Show a view; the focus stays in the calendar if it was there."""
        widget = self._views[name]
        held = has_keyboard(self._stack)
        self._stack.setCurrentWidget(widget)
        if held:
            self._inner().setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on. A focus proxy would keep Tab from other widgets of the view."""
        super().focusInEvent(event)
        self._inner().setFocus(event.reason())

    def _inner(self) -> QWidget:
        return self.agenda.inner if self.view == AGENDA else self.month

    def say_nothing_matches(self, clear: Callable[[], object] | None) -> None:
        """Say why a month is empty; `clear` lets the filters pass everything, if any hold."""
        sentence = self.tr("No event of these weeks matches. The agenda searches all dates.")
        action = self.tr("Clear filters") if clear else ""
        self.message.say(sentence, action=action, act=clear, closable=False)

    def complain(self, sentence: str, retry: Callable[[], object]) -> None:
        """Say what went wrong, above what is on screen."""
        self.message.say(sentence, Tone.REFUSED, action=self.tr("Try again"), act=retry)
