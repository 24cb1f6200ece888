"""The dialog **Add account**, which also changes one: what to fill in, try and keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.account import Account
from eventdesk.domain.capability import SystemInfo
from eventdesk.ui.models.accounts_offers import offers_words
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.account_form import Form, SystemForm, line_edit

_WIDTH = 540


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What was filled in. `session_only`: keep the secrets for this run only."""

    system: str
    name: str
    address: str
    options: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    session_only: bool


class AccountDialog(QDialog):
    """Stays open until what was filled in is kept.

    Signals:
        check_asked: try what is filled in; `show_result` tells how it went.
        check_stopped: stop trying.
        file_wanted: name of an option for which a file is to be chosen; then `set_option`.
        address_file_wanted: a file is to be chosen as address; then `set_address`.
        save_asked: keep what is filled in; then `accept`, or `show_failure`.
        sign_in_stopped: stop signing in, and keep nothing.
    """

    check_asked = Signal()
    check_stopped = Signal()
    file_wanted = Signal(str)
    address_file_wanted = Signal()
    save_asked = Signal()
    sign_in_stopped = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        systems: Sequence[SystemInfo],
        *,
        account: Account | None = None,
    ) -> None:
        """`account` is the one to change, None to add one."""
        super().__init__(parent)
        self._account = account
        self._systems = {info.key: info for info in systems}
        title = self.tr("Add account") if account is None else self.tr("Edit account")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._system = QComboBox()
        self._name = line_edit(self.tr("Account name"), account.name if account else "")
        self._offers = TextLabel(role=TextRole.CAPTION, muted=True, wrap=True)
        self._place = QVBoxLayout()
        self._keyring = InlineMessage()
        self._session_only = QCheckBox(self.tr("Keep the key for this run only"))
        self._session_only.hide()
        self._message = InlineMessage()
        self._busy = BusyBar()
        self._checking = self._signing_in = False
        self._fill_systems()
        self._form = self._system_form()
        self._place.addWidget(self._form)
        self._lay_out(title)
        self._suggest_name()
        self._system.currentIndexChanged.connect(self._other_system)
        self._name.textChanged.connect(self._message.clear)
        self.resize(_WIDTH, self.sizeHint().height())

    def entry(self) -> AccountEntry:
        """What is filled in now."""
        return AccountEntry(
            system=str(self._system.currentData()),
            name=self._name.text().strip(),
            address=self._form.address(),
            options=self._form.options(),
            secrets=self._form.secrets(),
            session_only=self._session_only.isChecked(),
        )

    def set_option(self, name: str, text: str) -> None:
        """Fill an option in."""
        self._form.set_option(name, text)

    @property
    def system(self) -> SystemInfo:
        """The system that is chosen."""
        return self._systems[self._system.currentData()]

    def set_address(self, text: str) -> None:
        """Fill the address in."""
        self._form.set_address(text)

    def offer_session_only(self, sentence: str) -> None:
        """Say that no keyring keeps the secrets, and offer to do without."""
        if self._form.has_secrets():
            self._keyring.say(sentence, Tone.ALREADY, closable=False)
            self._session_only.show()
            self._grow()

    def show_checking(self) -> None:
        """Say that the connection is being tried."""
        self._message.clear()
        self._checking = True
        self._check.setText(self.tr("Stop checking"))
        self._busy.begin(self.tr("Checking the connection…"), cancellable=False)
        self._grow()

    def end_checking(self) -> None:
        """The trial is over."""
        self._checking = False
        self._check.setText(self.tr("Check connection"))
        self._busy.end()

    def show_result(self, sentence: str) -> None:
        """Say that the connection works, in the system's words."""
        self._message.say(sentence, Tone.CONFIRMED)
        self._grow()

    def show_failure(self, sentence: str) -> None:
        """Say what is wrong."""
        self._message.say(sentence, Tone.REFUSED)
        self._grow()

    def show_signing_in(self) -> None:
        """Say that the system is asked to let the person in, and offer to stop it."""
        self.show_saving(True)
        self._signing_in = True
        self._check.setText(self.tr("Stop signing in"))
        self._check.setEnabled(True)
        self._busy.begin(self.tr("Signing in…"), cancellable=False)
        self._grow()

    def show_saving(self, saving: bool) -> None:
        """Take no second click while the account is being kept; a keyring may ask meanwhile."""
        self._signing_in = False
        self._save.setEnabled(not saving)
        self._check.setText(self.tr("Check connection"))
        self._check.setEnabled(not saving)
        if saving:
            self._message.clear()
            self._busy.begin(self.tr("Saving…"), cancellable=False)
        else:
            self._busy.end()

    def _fill_systems(self) -> None:
        self._system.setAccessibleName(self.tr("System"))
        self._system.setAccessibleDescription(self.tr("System"))
        for key, info in self._systems.items():
            self._system.addItem(info.title, key)
        if self._account is not None:
            self._system.setCurrentIndex(self._system.findData(self._account.system))
            self._system.setEnabled(False)
            return
        elsewhere = next((key for key, info in self._systems.items() if info.address_used), "")
        self._system.setCurrentIndex(max(0, self._system.findData(elsewhere)))

    def _lay_out(self, title: str) -> None:
        fixed = Form()
        system = QWidget()
        told = QVBoxLayout(system)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(metrics.TIGHT)
        told.addWidget(self._system)
        told.addWidget(self._offers)
        fixed.add_field(self.tr("System"), system, self._system)
        fixed.add_field(self.tr("Account name"), self._name, self._name)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        column.setSpacing(metrics.MEDIUM)
        column.addLayout(fixed)
        column.addLayout(self._place)
        column.addWidget(self._keyring)
        column.addWidget(self._session_only)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.HUGE, 0, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        heading = TextLabel(title, role=TextRole.HEADING)
        heading.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        layout.addWidget(heading)
        self._scroll = _Scrolled(body)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self._check = button(self.tr("Check connection"), self._ask_check)
        self._save = button(self.tr("Save"), self._ask_save, variant=Variant.PRIMARY)
        self._save.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(self._check)
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(self._save)
        foot = QVBoxLayout()
        foot.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        foot.setSpacing(metrics.MEDIUM)
        foot.addWidget(self._message)
        foot.addWidget(self._busy)
        foot.addLayout(row)
        return foot

    def _other_system(self) -> None:
        old, self._form = self._form, self._system_form()
        self._place.replaceWidget(old, self._form)
        self._form.show()  # the layout would do so later, too late for the dialog's height
        old.deleteLater()
        self._message.clear()
        self._suggest_name()
        self._grow()

    def _system_form(self) -> SystemForm:
        mine = self._account
        info = self.system
        self._offers.setText(offers_words(info))
        form = SystemForm(
            info,
            address=mine.address if mine else "",
            options=mine.options if mine else None,
            keeps_secrets=mine is not None,
        )
        form.changed.connect(self._message.clear)
        form.file_wanted.connect(self.file_wanted)
        form.address_file_wanted.connect(self.address_file_wanted)
        return form

    def _suggest_name(self) -> None:
        """Call a new account like its system until the person calls it otherwise."""
        suggested = ("", *(info.title for info in self._systems.values()))
        if self._account is None and self._name.text() in suggested:
            self._name.setText(self._system.currentText())

    def _ask_check(self) -> None:
        if self._signing_in:
            self.sign_in_stopped.emit()
        elif self._checking:
            self.check_stopped.emit()
        elif self._complete():
            self.check_asked.emit()

    def _ask_save(self) -> None:
        if self._complete():
            self.save_asked.emit()

    def _complete(self) -> bool:
        """True where nothing is missing; else says what is, and goes there."""
        named = bool(self._name.text().strip())
        missing = self._form.missing() if named else (self.tr("Account name"), self._name)
        if missing is None:
            return True
        self.show_failure(self.tr("Fill in {title}.").format(title=missing[0]))
        missing[1].setFocus()
        return False

    def _grow(self) -> None:
        """Become high enough for everything, as far as the screen allows; never shrink."""
        self._scroll.updateGeometry()
        room = self.screen().availableGeometry().height() - 2 * metrics.HUGE
        self.resize(self.width(), min(room, max(self.height(), self.sizeHint().height())))


class _Scrolled(QScrollArea):
    """As high as what it holds; scrolls only where the screen is too small."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = body
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """The height that the body needs at the dialog's width."""
        height = self._body.heightForWidth(_WIDTH - 2 * metrics.HUGE)
        return QSize(_WIDTH, max(height, self._body.minimumSizeHint().height()))
