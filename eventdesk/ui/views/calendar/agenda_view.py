"""The agenda: a choice of days, and below it the table of events or why there is none."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eventdesk.ui.models.calendar_periods import WITHOUT_END, Period, period_text
from eventdesk.ui.models.events import EventsModel
from eventdesk.ui.models.events_changes import FoundRows
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.events_table import EventsTable
from eventdesk.ui.views.calendar.keyboard import has_keyboard
from eventdesk.ui.views.calendar.wall_time import Now
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.labels import ElidedLabel


class _Page(IntEnum):
    """What is shown below the choice of days."""

    LOADING = 0
    TABLE = 1
    EMPTY = 2
    NO_MATCH = 3
    FAILED = 4


class AgendaView(QWidget):
    """Signals:

    period_chosen: the `Period` that the person chose.
    clear_asked: the filters are to let everything pass.
    retry_asked: reading is to be tried again.
    """

    period_chosen = Signal(object)
    clear_asked = Signal()
    retry_asked = Signal()

    def __init__(self, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EventsModel(now().date(), self)
        self.table = EventsTable(self.model, now)
        self._period = QComboBox()
        for period in Period:
            self._period.addItem(period_text(period), period)
        self._period.activated.connect(self._choose)
        self._note = ElidedLabel(muted=True)
        self._chosen = 0
        self._searching = False
        self.table.choice_changed.connect(self._note_choice)
        self._pages = QStackedWidget()
        self._empty = EmptyState("calendar-blank", "", "")
        self._failed = EmptyState("warning-circle", "", "")
        for page in (self._loading(), self.table, self._empty, self._no_match(), self._failed):
            self._pages.addWidget(page)
        self._all = self._empty.add_button(
            self.tr("Show all dates"), lambda: self.period_chosen.emit(Period.ALL)
        )
        self._failed.add_button(self.tr("Try again"), self.retry_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self._content(), 1)

    def show_period(self, period: Period, title: str, *, searching: bool) -> None:
        """Say which days are shown; `title` names days that are not among the choices.

        While searching all days are looked through, and nothing can be chosen.
        """
        extra = self._period.count() > len(Period)
        if extra:
            self._period.removeItem(len(Period))
        if title:
            self._period.addItem(title, period)
        place = len(Period) if title else list(Period).index(period)
        self._period.setCurrentIndex(place)
        self._period.setEnabled(not searching)
        self._searching = searching
        self._write_note()

    def show_rows(
        self, found: FoundRows, *, searching: bool, filtered: bool, everything: bool
    ) -> None:
        """Show events, or why there are none.

        Args:
            searching, filtered: a search or filters narrow the list.
            everything: all days are looked through.
        """
        self.model.show(found)
        if found.rows.events:
            self._turn_to(_Page.TABLE)
        elif searching or filtered:
            self._clear.setVisible(filtered)
            self._turn_to(_Page.NO_MATCH)
        else:
            self._show_empty(everything)

    def _show_empty(self, everything: bool) -> None:
        sentence = self.tr("No event takes place in this period.")
        if everything:
            sentence = self.tr("The accounts that are shown hold no events.")
        self._empty.set_text("calendar-blank", self.tr("No events"), sentence)
        self._all.setVisible(not everything)
        self._turn_to(_Page.EMPTY)

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing; rows that are there stay."""
        if self._pages.currentIndex() != _Page.TABLE:
            self._failed.set_text("warning-circle", self.tr("Events could not be read"), sentence)
            self._turn_to(_Page.FAILED)

    @property
    def has_rows(self) -> bool:
        """True while events are on screen."""
        return self._pages.currentIndex() == _Page.TABLE

    @property
    def inner(self) -> QWidget:
        """Who takes the keyboard: the table, or the choice of days where there is none."""
        return self.table if self.has_rows else self._period

    def columns(self) -> dict[str, Any]:
        """What to remember of the table's columns."""
        return self.table.columns()

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "panel")
        label = QLabel(self.tr("&Period"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self._period)
        self._period.setAccessibleDescription(self.tr("Period"))
        self._period.setMinimumContentsLength(14)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(metrics.MEDIUM, metrics.SMALL, metrics.MEDIUM, metrics.SMALL)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(label)
        layout.addWidget(self._period)
        layout.addWidget(self._note, 1)
        return head

    def _content(self) -> QFrame:
        content = QFrame()
        content.setProperty("role", "content")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        return content

    def _note_choice(self, events: int) -> None:
        self._chosen = events
        self._write_note()

    def _write_note(self) -> None:
        notes = [self.tr("Search looks through all dates")] if self._searching else []
        if self._chosen > 1:
            notes.append(self.tr("{count} events chosen").format(count=self._chosen))
        elif self._searching or self._period.currentData() in WITHOUT_END:
            notes.append(self.tr("Of repeating events half a year is listed at most"))
        self._note.setText(" · ".join(notes))

    def _loading(self) -> EmptyState:
        return EmptyState(
            "hourglass", self.tr("Reading events"), self.tr("They are on this computer already.")
        )

    def _no_match(self) -> EmptyState:
        pane = EmptyState(
            "magnifying-glass",
            self.tr("No event matches"),
            self.tr("Look for fewer or other words, or let the filters pass more."),
        )
        self._clear = pane.add_button(self.tr("Clear filters"), self.clear_asked.emit)
        return pane

    def _choose(self, place: int) -> None:
        if place < len(Period):
            self.period_chosen.emit(list(Period)[place])

    def _turn_to(self, page: _Page) -> None:
        held = has_keyboard(self._pages)
        self._pages.setCurrentIndex(page)
        if held and page is _Page.TABLE:
            self.table.setFocus()
