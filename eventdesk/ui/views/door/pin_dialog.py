"""The dialogs of the kiosk lock: one asks for the PIN, one chooses another."""

from PySide6.QtCore import QCoreApplication, QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel

_WIDTH = 420


class PinEntryDialog(QDialog):
    """A heading, a note, fields of digits, a message and two buttons.

    Signals:
        entered: the person pressed the button; the dialog stays until it is accepted.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None, title: str, note: str, go: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.message = InlineMessage()
        self._go = button(go, self.entered.emit, variant=Variant.PRIMARY)
        self._go.setDefault(True)
        self._go.setEnabled(False)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(metrics.TIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        layout.addWidget(TextLabel(title, role=TextRole.HEADING, wrap=True))
        layout.addWidget(TextLabel(note, muted=True, wrap=True))
        layout.addLayout(self._fields)
        layout.addWidget(self.message)
        layout.addStretch(1)
        layout.addLayout(_foot(button(_tr("Cancel"), self.reject), self._go))
        self.setMinimumWidth(_WIDTH)

    def say(self, sentence: str) -> None:
        """Say why it did not work, and let the person try again."""
        self.message.say(sentence, Tone.REFUSED, closable=False)
        for field in self.findChildren(QLineEdit):
            field.clear()
        self.findChildren(QLineEdit)[0].setFocus()

    def show_checking(self, checking: bool) -> None:
        """While it is being checked nothing else can be entered."""
        self._go.setEnabled(not checking and self._complete())

    def _add_field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), field))
        field.setAccessibleName(name)
        field.textChanged.connect(lambda _text: self._go.setEnabled(self._complete()))
        label = TextLabel(name)
        label.setBuddy(field)
        first = self._fields.isEmpty()
        if not first:
            self._fields.addSpacing(metrics.SMALL)
        self._fields.addWidget(label)
        self._fields.addWidget(field)
        if first:
            field.setFocus()
        return field

    def _complete(self) -> bool:
        return all(field.text() for field in self.findChildren(QLineEdit))


class PinDialog(PinEntryDialog):
    """Asks for the PIN."""

    def __init__(self, parent: QWidget | None, what: str) -> None:
        """`what` is what it opens, as in "leave the door"."""
        note = _tr("The door is locked. To {what}, enter the PIN.").format(what=what)
        super().__init__(parent, _tr("Enter the PIN"), note, _tr("Continue"))
        self._pin = self._add_field(_tr("PIN"))

    @property
    def pin(self) -> str:
        """What was entered."""
        return self._pin.text()


class NewPinDialog(PinEntryDialog):
    """Chooses a PIN; where there is one already, that is asked for too."""

    def __init__(self, parent: QWidget | None, *, has_pin: bool) -> None:
        note = _tr(
            "4 to 12 digits. Nobody can read it back: write it down where the people at the door "
            "do not look."
        )
        title = _tr("Change the PIN") if has_pin else _tr("Choose a PIN")
        super().__init__(parent, title, note, _tr("Save"))
        self._old = self._add_field(_tr("Present PIN")) if has_pin else None
        self._new = self._add_field(_tr("New PIN"))
        self._again = self._add_field(_tr("New PIN again"))

    @property
    def old(self) -> str:
        """The PIN that was valid until now, "" where there was none."""
        return self._old.text() if self._old is not None else ""

    @property
    def new(self) -> str:
        """The PIN from now on."""
        return self._new.text()

    @property
    def agrees(self) -> bool:
        """Whether both fields hold the same."""
        return self._new.text() == self._again.text()


def _foot(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics.SMALL)
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row


def _tr(text: str) -> str:
    return QCoreApplication.translate("kiosk", text)
