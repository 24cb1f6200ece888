"""The page of an import that asks which event the list goes into: a new one, or one there is."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.import_preview import EventChoicesModel
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.fields import dress_calendar, name_field
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import Heading, TextLabel
from eventdesk.ui.views.common.search_field import SearchField

_EVENING, _SECONDS = QTime(19, 0), 2 * 60 * 60
_NEW, _THERE = range(2)
_NARROW = 420


class ImportTargetPage(QWidget):
    """Asks for the event.

    Signals:
        target_changed: another event was chosen, or another kind of target.
        search_changed: words to look for among the events.
    """

    target_changed = Signal()
    search_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._new = QRadioButton(self.tr("Into a new event"))
        self._there = QRadioButton(self.tr("Into an event that is there"))
        self._title = _line(self.tr("Title"))
        self._place = _line(self.tr("Place"))
        self._start = _moment(self.tr("Start"))
        self._end = _moment(self.tr("End"))
        self._account = QComboBox()
        self._search = SearchField(self.tr("Search events"))
        self._model = EventChoicesModel()
        self._events = QListView()
        self._nothing = TextLabel(self.tr("No event was found."), muted=True)
        self._counts = TextLabel(role=TextRole.STRONG, wrap=True)
        self._seconds = _SECONDS
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def begin(self, title: str, accounts: Sequence[str]) -> None:
        """Offer a new event with this title; `accounts` are those that take lists."""
        self._title.setText(title)
        self._account.clear()
        self._account.addItems(list(accounts))
        self._form.setRowVisible(self._account, len(accounts) > 1)
        self._new.setEnabled(bool(accounts))
        self._seconds = _SECONDS
        self._start.setDateTime(QDateTime(QDateTime.currentDateTime().date(), _EVENING))
        self._move_end()

    def show_events(self, events: Sequence[ListedEvent]) -> None:
        """Show the events that a search found; the chosen one stays chosen if it is there."""
        chosen = self.chosen_event()
        self._model.show(events)
        self._nothing.setVisible(not events)
        self._events.setVisible(bool(events))
        if chosen is not None:
            self._select(chosen)

    def choose(self, listed: ListedEvent | None) -> None:
        """Choose an event that is there, or None for a new one."""
        (self._new if listed is None else self._there).setChecked(True)
        if listed is not None:
            self._select(listed)

    def wants_new(self) -> bool:
        """Whether the list goes into a new event."""
        return self._new.isChecked()

    def chosen_event(self) -> ListedEvent | None:
        """The event that is there and was chosen."""
        return self._model.event_at(self._events.currentIndex())

    def account(self) -> str:
        """The account of a new event."""
        return self._account.currentText()

    def values(self) -> dict[str, str]:
        """What was filled in about a new event."""
        return {
            "title": self._title.text().strip(),
            "start": self._start.dateTime().toString("yyyy-MM-ddTHH:mm"),
            "end": self._end.dateTime().toString("yyyy-MM-ddTHH:mm"),
            "place": self._place.text().strip(),
        }

    def show_counts(self, sentence: str) -> None:
        """Say what would happen to the event's attendees."""
        self._counts.setText(sentence)

    def focus_first(self) -> None:
        """Give the keyboard to what is to be filled in."""
        (self._title if self.wants_new() else self._search).setFocus()

    def _lay_out(self) -> None:
        self._pages.addWidget(self._new_event())
        self._pages.addWidget(self._events_there())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Heading(self.tr("Where does the list go?")))
        layout.addWidget(self._new)
        layout.addWidget(self._there)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._counts)
        self._new.setChecked(True)

    def _new_event(self) -> QWidget:
        page = QWidget()
        self._form = QFormLayout(page)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(metrics.LARGE)
        self._form.setVerticalSpacing(metrics.SMALL)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        policy = QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow
        self._form.setFieldGrowthPolicy(policy)
        name = self.tr("Account")
        self._account.setAccessibleName(name)
        self._account.setAccessibleDescription(name)
        for label, field in (
            (self.tr("Title"), self._title),
            (self.tr("Start"), self._start),
            (self.tr("End"), self._end),
            (self.tr("Place"), self._place),
            (name, self._account),
        ):
            self._form.addRow(label, field)
        for field in (self._start, self._end, self._account):
            field.setMaximumWidth(_NARROW // 2)
        return page

    def _events_there(self) -> QWidget:
        page = QWidget()
        dress_list(self._events, self.tr("Events"))
        self._events.setProperty("role", "")  # this one stands among fields and has a frame
        self._events.setModel(self._model)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._search)
        layout.addWidget(self._events, 1)
        layout.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        return page

    def _connect(self) -> None:
        self._new.toggled.connect(self._switch)
        self._search.textChanged.connect(self.search_changed)
        self._search.left_downwards.connect(self._events.setFocus)
        self._events.selectionModel().currentChanged.connect(self.target_changed)
        self._start.dateTimeChanged.connect(self._move_end)
        self._end.dateTimeChanged.connect(self._keep_length)

    def _switch(self, new: bool) -> None:
        self._pages.setCurrentIndex(_NEW if new else _THERE)
        self.target_changed.emit()

    def _select(self, listed: ListedEvent) -> None:
        for row in range(self._model.rowCount()):
            event = self._model.event_at(self._model.index(row))
            if event is not None and event.ref == listed.ref:
                self._events.setCurrentIndex(self._model.index(row))

    def _move_end(self) -> None:
        """The event keeps its length when its start moves."""
        seconds = self._seconds
        self._end.setDateTime(self._start.dateTime().addSecs(seconds))

    def _keep_length(self) -> None:
        self._seconds = max(0, self._start.dateTime().secsTo(self._end.dateTime()))


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def _moment(name: str) -> QDateTimeEdit:
    field = QDateTimeEdit()
    name_field(field, name)
    field.setCalendarPopup(True)
    field.setDisplayFormat("ddd d MMM yyyy  HH:mm")
    dress_calendar(field.calendarWidget(), name)
    return field
