"""The dialog **Add walk-in**: who came without being on a list, and whether they really did."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.door import Guest, WalkIn
from eventdesk.domain.event import EventRef
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import IconLabel, TextLabel
from eventdesk.ui.views.common.restyle import set_look
from eventdesk.ui.views.door.namesakes import NamesakesPage

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class WalkInEvent:
    """An event that a walk-in may come to: its ticket types, and a sentence on who is told."""

    ref: EventRef
    title: str
    tickets: tuple[str, ...]
    kept: str


class WalkInDialog(QDialog):
    """Stays open until somebody is admitted.

    Signals:
        submitted: an `EventRef` and a `WalkIn`, to look for guests of that name first.
        another_wanted: the same, added although there is a guest of that name.
        guest_chosen: the `Guest` of that name, to be admitted instead.
    """

    submitted = Signal(object, object)
    another_wanted = Signal(object, object)
    guest_chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None, events: Sequence[WalkInEvent], *, name: str = ""
    ) -> None:
        """`name` is what was typed at the door already."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add walk-in"))
        self.setAccessibleName(self.tr("Add walk-in"))
        self._events = tuple(events)
        self._working = False
        self._event = QComboBox()
        self._name = QLineEdit(name)
        self._email = QLineEdit()
        self._ticket = QComboBox()
        self._note = QLineEdit()
        self._kept = TextLabel(muted=True, wrap=True)
        self._complaint = TextLabel(role=TextRole.CAPTION, wrap=True)
        self._page = QWidget()
        self._pages = QStackedWidget()
        self._namesakes = NamesakesPage()
        self.message = InlineMessage()
        self.busy = BusyBar()
        self._submit = button(
            self.tr("Add and admit"), self._check_and_submit, variant=Variant.PRIMARY
        )
        self._submit.setDefault(True)
        self._cancel = button(self.tr("Cancel"), self.reject)
        self._fill()
        self._lay_out()
        self._connect()
        self._name.setFocus()

    @property
    def event_ref(self) -> EventRef:
        """The chosen event."""
        return self._events[max(self._event.currentIndex(), 0)].ref

    def walk_in(self) -> WalkIn:
        """What is filled in."""
        return WalkIn(
            name=self._name.text().strip(),
            email=self._email.text().strip(),
            ticket=self._ticket.currentText().strip(),
            note=self._note.text().strip(),
        )

    def show_form(self) -> None:
        """Back to what is filled in."""
        self._pages.setCurrentIndex(0)
        self._foot.show()
        self._submit.setDefault(True)
        self._name.setFocus()

    def show_namesakes(self, guests: Sequence[Guest], *, hides_personal: bool = False) -> None:
        """Ask about guests of the same name, perhaps without their addresses and numbers."""
        self.message.clear()
        self._foot.hide()
        self._pages.setCurrentIndex(1)
        self._namesakes.show_guests(guests, hides_personal=hides_personal)

    def show_failure(self, sentence: str) -> None:
        """Say why nobody was added."""
        self.message.say(sentence, Tone.REFUSED)

    def show_working(self, working: bool) -> None:
        """While it is being done nothing can be changed, and the dialog stays."""
        self._working = working
        for part in (self._pages, self._submit, self._cancel):
            part.setEnabled(not working)

    def reject(self) -> None:
        """Close, but not while somebody is being added: its answer must be seen."""
        if self._working:
            return
        if self._pages.currentIndex() == 1:
            self.show_form()
        else:
            super().reject()

    def _connect(self) -> None:
        self._event.currentIndexChanged.connect(self._other_event)
        self._name.textEdited.connect(lambda: self._complain(""))
        self._namesakes.chosen.connect(self.guest_chosen)
        self._namesakes.another_wanted.connect(
            lambda: self.another_wanted.emit(self.event_ref, self.walk_in())
        )
        self._namesakes.back_asked.connect(self.show_form)

    def _fill(self) -> None:
        fields = (
            (self._name, self.tr("Name")),
            (self._email, self.tr("E-mail")),
            (self._ticket, self.tr("Ticket")),
            (self._note, self.tr("Note")),
            (self._event, self.tr("Event")),
        )
        for field, title in fields:
            field.setAccessibleName(title)
            field.setAccessibleDescription(title)
        self._kept.setAccessibleName(self.tr("Where it is kept"))
        self._complaint.setProperty("role", "error")
        self._complaint.hide()
        self._ticket.setEditable(True)
        self._ticket.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (typed := self._ticket.lineEdit()) is not None:  # it has the focus, and is spoken of
            typed.setAccessibleName(self._ticket.accessibleName())
        for event in self._events:
            self._event.addItem(event.title)
        self._other_event(0)

    def _other_event(self, place: int) -> None:
        """Offer the ticket types of another event; one that was typed stays."""
        typed, event = self._ticket.currentText(), self._events[max(place, 0)]
        self._ticket.clear()
        self._ticket.addItems(event.tickets)
        self._ticket.setCurrentIndex(-1)
        self._ticket.setEditText(typed)
        self._kept.setText(event.kept)
        self._kept.setAccessibleDescription(event.kept)

    def _check_and_submit(self) -> None:
        self.message.clear()
        if not self._name.text().strip():
            self._complain(self.tr("Write a name."))
            self._name.setFocus()
            return
        self.submitted.emit(self.event_ref, self.walk_in())

    def _complain(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        set_look(self._name, "invalid", "true" if words else "false")
        self._make_room()
        self._name.setAccessibleDescription(f"{self._name.accessibleName()}. {words}".strip(". "))

    def _make_room(self) -> None:
        """Grow as high as it takes; else what is said would be squeezed into the field."""
        for part in (self._page, self._pages, self):
            if (layout := part.layout()) is not None:
                layout.activate()  # from within: each layout then knows how high the next is
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _lay_out(self) -> None:
        self._fill_page()
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._namesakes)
        self._foot = QWidget()
        last = QHBoxLayout(self._foot)
        last.setContentsMargins(0, 0, 0, 0)
        last.setSpacing(metrics.SMALL)
        last.addStretch(1)
        last.addWidget(self._cancel)
        last.addWidget(self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        column.setSpacing(metrics.LARGE)
        column.addWidget(TextLabel(self.windowTitle(), role=TextRole.HEADING))
        column.addWidget(self._pages, 1)
        column.addWidget(self.message)
        column.addWidget(self.busy)
        column.addWidget(self._foot)
        self.resize(_WIDTH, self.sizeHint().height())

    def _fill_page(self) -> None:
        kept = QHBoxLayout()
        kept.setSpacing(metrics.SMALL)
        kept.addWidget(IconLabel("info", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        kept.addWidget(self._kept, 1)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.LARGE)
        column.addLayout(self._rows())
        column.addLayout(kept)
        column.addStretch(1)

    def _rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(metrics.LARGE)
        rows.setVerticalSpacing(metrics.MEDIUM)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if len(self._events) > 1:
            rows.addRow(self.tr("Event"), self._event)
        name = QVBoxLayout()
        name.setSpacing(metrics.TIGHT)
        name.addWidget(self._name)
        name.addWidget(self._complaint)
        label = TextLabel(self.tr("Name *"))
        label.setBuddy(self._name)
        rows.addRow(label, name)
        rows.addRow(self.tr("E-mail"), self._email)
        rows.addRow(self.tr("Ticket"), self._ticket)
        rows.addRow(self.tr("Note"), self._note)
        return rows
