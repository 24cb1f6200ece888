"""What one system asks for when an account of it is added: options, and one group of secrets."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.capability import Field, FieldKind, SystemInfo
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.labels import TextLabel, in_sentence
from eventdesk.ui.views.common.restyle import set_look
from eventdesk.ui.views.dialogs.action_form_fields import FieldEditor

_LABEL_WIDTH = 104


class Form(QFormLayout):
    """Names beside fields, a hint in small print below those that have one."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(metrics.MEDIUM)
        self.setVerticalSpacing(metrics.MEDIUM)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add_field(self, title: str, widget: QWidget, editor: QWidget, hint: str = "") -> None:
        """Add a row; `editor` is the part of `widget` that the name belongs to."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.TIGHT)
        column.addWidget(widget)
        if hint:
            column.addWidget(TextLabel(hint, role=TextRole.CAPTION, muted=True, wrap=True))
        label = TextLabel("" if isinstance(editor, QCheckBox) else title, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, metrics.SMALL, 0, 0)
        label.setBuddy(editor)
        label.setFixedWidth(_LABEL_WIDTH)
        label.setMinimumHeight(metrics.CONTROL_HEIGHT)
        self.addRow(label, holder)


class SystemForm(QWidget):
    """Address, options and secrets of one system. A secret that is kept is never shown.

    Signals:
        file_wanted: name of an option for which the person wants to choose a file.
        address_file_wanted: the same for the address.
        changed: the person fills something in.
    """

    file_wanted = Signal(str)
    address_file_wanted = Signal()
    changed = Signal()

    def __init__(
        self,
        info: SystemInfo,
        *,
        address: str = "",
        options: Mapping[str, str] | None = None,
        keeps_secrets: bool = False,
    ) -> None:
        """`keeps_secrets`: the account has some already, so that they may be left empty."""
        super().__init__()
        self._info = info
        self._keeps = keeps_secrets
        self._form = Form(self)
        self._address = line_edit(self.tr("Address"), address)
        self._address.setPlaceholderText(info.address)
        self._address.textChanged.connect(self.changed)
        self._add_address()
        self._options: list[FieldEditor] = []
        self._choice = QComboBox(self)
        self._choice.setVisible(len(info.secrets) > 1)
        self._rows: list[range] = []
        first, later = _in_order(info)
        self._add_options(first, options or {})
        self._secrets = self._secret_groups()
        self._add_options(later, options or {})
        self._choice.currentIndexChanged.connect(self._show_chosen)
        self._show_chosen()

    def address(self) -> str:
        """The address as typed; empty for the system's own."""
        return self._address.text().strip()

    def set_address(self, text: str) -> None:
        """Fill the address in."""
        self._address.setText(text)

    def options(self) -> dict[str, str]:
        """Name and text of each option."""
        return {each.field.name: each.text().strip() for each in self._options}

    def secrets(self) -> dict[str, str]:
        """Name and text of each secret of the chosen group that was typed."""
        typed = {each.field.name: each.text() for each in self._chosen()}
        return {name: value for name, value in typed.items() if value.strip()}

    def set_option(self, name: str, text: str) -> None:
        """Fill an option in, for example with a path that was chosen."""
        for each in self._options:
            if each.field.name == name:
                each.set_text(text)

    def has_secrets(self) -> bool:
        """Whether the system has any secrets at all."""
        return bool(self._secrets)

    def missing(self) -> tuple[str, QWidget] | None:
        """Title and editor of the first field that must be filled in and is not; marks them all."""
        secrets = [] if self._keeps and not self.secrets() else self._chosen()
        wrong = [
            each
            for each in (*self._options, *secrets)
            if each.field.required and not each.text().strip()
        ]
        for each in (*self._options, *self._chosen()):
            set_look(each.main, "invalid", "true" if each in wrong else "false")
        if self._info.address_required and not self.address():
            return self.tr("Address"), self._address
        return (wrong[0].field.title, wrong[0].main) if wrong else None

    def _chosen(self) -> list[FieldEditor]:
        """The secrets of the group that the person signs in with."""
        return self._secrets[max(0, self._choice.currentIndex())] if self._secrets else []

    def _add_address(self) -> None:
        info = self._info
        hint = info.address_hint or self.tr("As in your browser, beginning with https://")
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(metrics.TIGHT)
        beside.addWidget(self._address, 1)
        if info.address_files:
            choose = button(self.tr("Choose…"), self.address_file_wanted.emit)
            choose.setAccessibleName(self.tr("Choose a file for Address"))
            beside.addWidget(choose)
        hint = "" if info.address else hint
        self._form.add_field(self.tr("Address"), row, self._address, hint=hint)
        self._form.setRowVisible(0, info.address_used)

    def _add_options(self, fields: Sequence[Field], given: Mapping[str, str]) -> None:
        self._options += [self._added(each, given.get(each.name, each.value)) for each in fields]

    def _secret_groups(self) -> list[list[FieldEditor]]:
        groups = self._info.secrets
        if len(groups) > 1:
            self._add_choice(groups)
        made = []
        for fields in groups:
            first = self._form.rowCount()
            made.append([self._added(each, "") for each in fields])
            self._rows.append(range(first, self._form.rowCount()))
        return made

    def _add_choice(self, groups: Sequence[Sequence[Field]]) -> None:
        name = self.tr("Sign in with")
        self._choice.setAccessibleName(name)
        self._choice.setAccessibleDescription(name)
        for fields in groups:
            required = [each.title for each in fields if each.required] or [fields[0].title]
            self._choice.addItem(_together(required, self.tr(" and ")))
        self._form.add_field(name, self._choice, self._choice)

    def _show_chosen(self) -> None:
        chosen = max(0, self._choice.currentIndex())
        for number, rows in enumerate(self._rows):
            for row in rows:
                self._form.setRowVisible(row, number == chosen)

    def _added(self, field: Field, value: str) -> FieldEditor:
        made = FieldEditor(field)
        if field in self._info.secret_fields():
            _dress_secret(made.main, self._empty_means(field), field.kind)
        else:
            made.set_text(value)
        made.file_wanted.connect(lambda: self.file_wanted.emit(field.name))
        made.changed.connect(lambda: self._take_back(made))
        self._form.add_field(field.title, made, made.main, field.hint)
        return made

    def _take_back(self, editor: FieldEditor) -> None:
        """What is being filled in is not wrong any more."""
        set_look(editor.main, "invalid", "false")
        self.changed.emit()

    def _empty_means(self, field: Field) -> str:
        """What leaving a secret empty does, "" for an account that has none yet."""
        if not self._keeps:
            return ""
        if field.kept:
            return self.tr("Leave empty to keep it")
        return self.tr("Leave empty to stay signed in")


def _in_order(info: SystemInfo) -> tuple[Sequence[Field], Sequence[Field]]:
    """The options to ask for before the secrets, and those after: what must be filled in first."""
    if not any(field.required for field in info.secret_fields()):
        return info.options, ()
    needed = [field for field in info.options if field.required]
    return needed, [field for field in info.options if not field.required]


def _together(titles: Sequence[str], link: str) -> str:
    """ "Email" and "Password" as "Email and password"; "API key" stays as it is."""
    first, *others = titles
    return link.join([first, *map(in_sentence, others)])


def line_edit(name: str, value: str) -> QLineEdit:
    """A field of one line with its accessible name."""
    edit = QLineEdit(value)
    edit.setAccessibleName(name)
    return edit


def _dress_secret(edit: QWidget, hint: str, kind: FieldKind) -> None:
    if isinstance(edit, QLineEdit | QPlainTextEdit):
        edit.setPlaceholderText(hint)
    if kind is FieldKind.SECRET:
        # Input methods learn words; a key must not end up in their dictionaries.
        edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
