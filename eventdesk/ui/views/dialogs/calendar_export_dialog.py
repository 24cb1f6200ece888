"""The dialog **Export calendar**: which events go into a calendar file, and whether with people."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.buttons import Variant
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(620, 340)


class Events(StrEnum):
    """Which events are meant."""

    CHOSEN = "chosen"
    THIS = "this"
    SHOWN = "shown"
    ALL = "all"


class CalendarExportDialog(WorkDialog):
    """It stays open after a file is written, for one more.

    Signals:
        export_asked: write the chosen events.
    """

    export_asked = Signal()

    def __init__(self, parent: QWidget | None, offered: Sequence[tuple[Events, str]]) -> None:
        """`offered` is what can be exported and how it reads; the first is chosen."""
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Export calendar"))
        self._choices = QButtonGroup(self)
        self._titles = dict(offered)
        self._whats = [what for what, _ in offered]
        self._attendees = QCheckBox(self.tr("With attendees and their answers"))
        self._body_part = self._laid_out()
        self.set_body(self._body_part)
        self.add_button(self.tr("Close"), self.reject)
        self._go = self.add_button(
            self.tr("Export…"), self.export_asked.emit, variant=Variant.PRIMARY
        )

    @property
    def chosen(self) -> Events:
        """Which events are wanted."""
        return self._whats[max(self._choices.checkedId(), 0)]

    @property
    def with_attendees(self) -> bool:
        """Whether people are written into the file."""
        return self._attendees.isChecked()

    def lock(self, locked: bool) -> None:
        """While a file is written nothing of what was chosen can change."""
        self._body_part.setEnabled(not locked)
        self._go.setEnabled(not locked)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong."""
        self.message.say(sentence, Tone.REFUSED)

    def show_written(self, sentence: str, open_folder: Callable[[], object]) -> None:
        """Say where the file is."""
        self.message.say(sentence, Tone.CONFIRMED, action=self.tr("Open folder"), act=open_folder)
        self.message.action_button.setFocus()

    def _laid_out(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(TextLabel(self.tr("A file for any calendar"), role=TextRole.HEADING))
        about = self.tr(
            "The events as an iCalendar file (.ics): with their series, exceptions and time zones."
        )
        layout.addWidget(TextLabel(about, wrap=True))
        layout.addSpacing(metrics.MEDIUM)
        for number, (_, words) in enumerate(self._titles.items()):
            choice = QRadioButton(words.replace("&", "&&"))
            choice.setAccessibleName(words)
            choice.setChecked(number == 0)
            self._choices.addButton(choice, number)
            layout.addWidget(choice)
        layout.addSpacing(metrics.MEDIUM)
        layout.addWidget(self._attendees)
        hint = self.tr("Whoever has the file then sees their names and e-mail addresses.")
        self._attendees.setAccessibleDescription(hint)
        layout.addWidget(TextLabel(hint, wrap=True, muted=True))
        layout.addStretch(1)
        return body
