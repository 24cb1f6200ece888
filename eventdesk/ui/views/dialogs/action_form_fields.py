"""One widget for each kind of field that an action declares; all of them speak text."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from eventdesk.domain.capability import Field, FieldKind
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.fields import name_field
from eventdesk.ui.views.dialogs.action_form_choices import ChoiceList
from eventdesk.ui.views.dialogs.action_form_times import TimeLine

_TEXT_ROWS = 4

_END = "end"
"""The field of this name, as everywhere for events, is when one ends."""


class FieldEditor(QWidget):
    """Holds the text of one field, as `FieldKind` writes it.

    `set_whole_day` leaves the clock out of a time, or brings it back; other kinds ignore it.

    Signals:
        changed: the person changed something.
        file_wanted: the person wants to choose a file.
    """

    changed = Signal()
    file_wanted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics.TIGHT)
        self._read: Callable[[], str]
        self._write: Callable[[str], object]
        self.set_whole_day: Callable[[bool], object] = _ignore
        main = _MAKERS.get(field.kind, _line)(self)
        name_field(main, field.title)
        main.setAccessibleDescription(f"{field.title}. {self.hint}" if self.hint else field.title)
        self.setAccessibleName(field.title)
        self.setFocusProxy(main)
        self._main = main
        self._write(field.value)

    @property
    def shows_last_day(self) -> bool:
        """True for the end of an event whose text is the day after the last of whole days."""
        return self.field.name == _END and not self.field.inclusive

    @property
    def hint(self) -> str:
        """What helps to fill it in."""
        if self.shows_last_day and self.field.hint:
            return self.tr("Of an all-day event: its last day.")
        return self.field.hint

    @property
    def main(self) -> QWidget:
        """The control that has the focus and the name."""
        return self._main

    def text(self) -> str:
        """What was filled in."""
        return self._read()

    def set_text(self, text: str) -> None:
        """Fill it in."""
        self._write(text)

    def bind(
        self, main: QWidget, read: Callable[[], str], write: Callable[[str], object]
    ) -> QWidget:
        """Take a control as the field's own."""
        self.hold(main, read, write)
        return main

    def hold(
        self, widget: QWidget, read: Callable[[], str], write: Callable[[str], object]
    ) -> None:
        """Take several controls in one widget."""
        self._read, self._write = read, write
        self._row.addWidget(widget, 1)

    def add(self, widget: QWidget) -> None:
        """Add a button beside the control."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def _line(editor: FieldEditor) -> QWidget:
    edit = QLineEdit()
    edit.textChanged.connect(editor.changed)
    if editor.field.kind is FieldKind.SECRET:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    if editor.field.kind is FieldKind.NUMBER:
        edit.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
    return editor.bind(edit, edit.text, edit.setText)


def _paragraph(editor: FieldEditor) -> QWidget:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * _TEXT_ROWS + 2 * metrics.SMALL)
    edit.textChanged.connect(editor.changed)
    return editor.bind(edit, edit.toPlainText, edit.setPlainText)


def _flag(editor: FieldEditor) -> QWidget:
    tick = QCheckBox(editor.field.title)
    tick.toggled.connect(editor.changed)
    return editor.bind(
        tick,
        lambda: "yes" if tick.isChecked() else "no",
        lambda text: tick.setChecked(text == "yes"),
    )


def _choice(editor: FieldEditor) -> QWidget:
    combo = QComboBox()
    field = editor.field
    values = [choice.value for choice in field.choices]
    if "" not in values and (not field.required or not field.value):
        combo.addItem("", "")
    for choice in field.choices:
        combo.addItem(choice.title, choice.value)
    combo.currentIndexChanged.connect(editor.changed)
    return editor.bind(
        combo,
        lambda: str(combo.currentData() or ""),
        lambda text: combo.setCurrentIndex(max(combo.findData(text), 0)),
    )


def _choices(editor: FieldEditor) -> QWidget:
    choices = ChoiceList(editor.field.title, editor.field.choices)
    choices.changed.connect(editor.changed)
    editor.hold(choices, choices.text, choices.set_text)
    return choices.ticks


def _date(editor: FieldEditor) -> QWidget:
    timed, exclusive = editor.field.kind is FieldKind.DATETIME, editor.shows_last_day
    line = TimeLine(editor.field.title, timed=timed, exclusive=exclusive)
    line.changed.connect(editor.changed)
    editor.hold(line, line.text, line.set_text)
    editor.set_whole_day = line.set_whole_day
    return line.edit


def _file(editor: FieldEditor) -> QWidget:
    edit = QLineEdit()
    edit.textChanged.connect(editor.changed)
    main = editor.bind(edit, edit.text, edit.setText)
    browse = button("Browse…", editor.file_wanted.emit)
    browse.setAccessibleName(f"Browse for {editor.field.title}")
    editor.add(browse)
    return main


def _zone(editor: FieldEditor) -> QWidget:
    from zoneinfo import available_timezones  # reads the zone files: only where one is asked for

    combo = QComboBox()
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItem("")
    combo.addItems(sorted(name for name in available_timezones() if "/" in name))
    combo.setLineEdit(QLineEdit())
    names = QCompleter(combo.model(), combo)
    names.setFilterMode(Qt.MatchFlag.MatchContains)
    names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    combo.setCompleter(names)
    combo.currentTextChanged.connect(editor.changed)
    return editor.bind(combo, lambda: combo.currentText().strip(), combo.setEditText)


def _ignore(_whole: bool) -> None:
    """For kinds that have no clock."""


_MAKERS: dict[FieldKind, Callable[[FieldEditor], QWidget]] = {
    FieldKind.LONG_TEXT: _paragraph,
    FieldKind.FLAG: _flag,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.DATE: _date,
    FieldKind.DATETIME: _date,
    FieldKind.FILE: _file,
    FieldKind.TIME_ZONE: _zone,
}
