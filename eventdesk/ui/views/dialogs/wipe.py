"""The dialog **Wipe attendee data**: of which account, how old, and what that comes to."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.buttons import Variant
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(560, 420)
_AGES = (365, 0, 30, 90, 2 * 365, 3 * 365, 6 * 365)
"""Days; what is offered first is kept by most who keep a list for the next year's event."""


class WipeDialog(WorkDialog):
    """Signals:

    scope_changed: another account or age was chosen.
    wipe_asked: the person pressed Wipe.
    """

    scope_changed = Signal()
    wipe_asked = Signal()

    def __init__(self, parent: QWidget | None, accounts: Sequence[str]) -> None:
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Wipe attendee data"))
        self._account = QComboBox()
        self._account.addItem(self.tr("All accounts"), None)
        for name in accounts:
            self._account.addItem(name, name)
        self._age = QComboBox()
        for days in _AGES:
            self._age.addItem(self._age_text(days), days)
        self._account.currentIndexChanged.connect(self._choose)
        self._age.currentIndexChanged.connect(self._choose)
        self._sum = TextLabel(wrap=True)
        self._warning = InlineMessage()
        self._discard = QCheckBox(self.tr("Delete these marks too"))
        self._discard.toggled.connect(self._allow)
        self._discard.hide()
        self._close = self.add_button(self.tr("Close"), self.reject)
        self._wipe = self.add_button(
            self.tr("Wipe"), self.wipe_asked.emit, variant=Variant.DESTRUCTIVE
        )
        self._close.setDefault(True)
        self._found = False
        self.set_body(self._body_widget())
        self._allow()

    @property
    def account(self) -> str | None:
        """The chosen account, None for all."""
        name: str | None = self._account.currentData()
        return name

    @property
    def days(self) -> int | None:
        """For how many days events must be over, None for events of any age."""
        return int(self._age.currentData()) or None

    @property
    def discards_marks(self) -> bool:
        """Whether marks that exist on this desk only are to be deleted too."""
        return self._discard.isChecked()

    def show_plan(self, sentence: str, warning: str) -> None:
        """Say what the choice comes to; an empty sentence means that there is nothing to wipe."""
        self._found = bool(sentence)
        self._sum.setText(sentence or self.tr("Nothing about persons is kept of these events."))
        if warning:
            self._warning.say(warning, Tone.ALREADY, closable=False)
        else:
            self._warning.clear()
        self._discard.setVisible(bool(warning))
        self._discard.setChecked(False)
        self._allow()

    def show_working(self, working: bool) -> None:
        """While it is being done nothing else can be chosen."""
        for widget in (self._account, self._age, self._discard, self._close):
            widget.setEnabled(not working)
        self._wipe.setEnabled(not working)
        if not working:
            self._allow()

    def _choose(self) -> None:
        self._found = False
        self._allow()
        self.message.clear()
        self.scope_changed.emit()

    def _allow(self) -> None:
        agreed = self._discard.isHidden() or self._discard.isChecked()
        self._wipe.setEnabled(self._found and agreed)

    def _age_text(self, days: int) -> str:
        if not days:
            return self.tr("of any age, those to come too")
        if days < 365:
            return self.tr("over for {count} days").format(count=days)
        if days == 365:
            return self.tr("over for a year")
        return self.tr("over for {count} years").format(count=days // 365)

    def _body_widget(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.LARGE)
        column.addWidget(TextLabel(self.windowTitle(), role=TextRole.HEADING))
        column.addWidget(
            TextLabel(
                self.tr(
                    "Attendees, orders, contact cards, marks and their lines in the activity log "
                    "are deleted from this computer. The systems keep what they hold; a desk book "
                    "forgets its attendees for good."
                ),
                wrap=True,
            )
        )
        rows = QFormLayout()
        rows.setHorizontalSpacing(metrics.LARGE)
        rows.setVerticalSpacing(metrics.MEDIUM)
        rows.addRow(self.tr("Account"), self._account)
        rows.addRow(self.tr("Events"), self._age)
        for label, combo in ((self.tr("Account"), self._account), (self.tr("Events"), self._age)):
            combo.setAccessibleName(label)
            combo.setAccessibleDescription(label)
        column.addLayout(rows)
        column.addWidget(self._sum)
        column.addWidget(self._warning)
        column.addWidget(self._discard)
        column.addStretch(1)
        return body
