"""One widget for each kind of field that an action declares; all of them speak text."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from eventdesk.domain.capability import Field, FieldKind
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import button, icon_button

_TEXT_ROWS = 4
_CHOICES_ROWS = 5


class FieldEditor(QWidget):
    """Holds the text of one field, as `FieldKind` writes it.

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
        main = _MAKERS.get(field.kind, _line)(self)
        main.setAccessibleName(field.title)
        main.setAccessibleDescription(f"{field.title}. {field.hint}" if field.hint else field.title)
        self.setFocusProxy(main)
        self._main = main
        self._write(field.value)

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
        self._read, self._write = read, write
        self._row.addWidget(main, 1)
        return main

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
    ticks = QListWidget()
    for choice in editor.field.choices:
        item = QListWidgetItem(choice.title, ticks)
        item.setData(Qt.ItemDataRole.UserRole, choice.value)
        item.setCheckState(Qt.CheckState.Unchecked)
    ticks.setTabKeyNavigation(False)
    rows = min(max(ticks.count(), 1), _CHOICES_ROWS)
    ticks.setFixedHeight(rows * metrics.LIST_ROW_HEIGHT)
    ticks.itemChanged.connect(lambda _item: editor.changed.emit())

    def read() -> str:
        items = [ticks.item(row) for row in range(ticks.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return ",".join(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def write(text: str) -> None:
        wanted = {value.strip() for value in text.split(",")}
        with QSignalBlocker(ticks):
            for row in range(ticks.count()):
                on = ticks.item(row).data(Qt.ItemDataRole.UserRole) in wanted
                ticks.item(row).setCheckState(
                    Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                )

    return editor.bind(ticks, read, write)


def _date(editor: FieldEditor) -> QWidget:
    """A line to type a day into, with a month to click on; empty where there is no day."""
    timed = editor.field.kind is FieldKind.DATETIME
    edit = QLineEdit()
    edit.setPlaceholderText("2026-11-21 19:00" if timed else "2026-11-21")
    edit.textChanged.connect(editor.changed)
    main = editor.bind(
        edit,
        lambda: edit.text().strip().replace(" ", "T", 1),
        lambda text: edit.setText(text.replace("T", " ", 1)),
    )
    pick = icon_button(f"Choose {editor.field.title}", "calendar-blank")
    pick.setPopupMode(pick.ToolButtonPopupMode.InstantPopup)
    pick.setMenu(_month_menu(editor, edit, timed=timed))
    editor.add(pick)
    return main


def _month_menu(editor: FieldEditor, edit: QLineEdit, *, timed: bool) -> QMenu:
    month, menu = QCalendarWidget(), QMenu(editor)
    holder = QWidgetAction(menu)
    holder.setDefaultWidget(month)
    menu.addAction(holder)

    def chosen(day: QDate) -> None:
        clock = edit.text().strip().replace("T", " ").partition(" ")[2]
        text = day.toString(Qt.DateFormat.ISODate)
        edit.setText(f"{text} {clock or '09:00'}" if timed else text)
        menu.close()

    month.clicked.connect(chosen)
    month.activated.connect(chosen)
    menu.aboutToShow.connect(lambda: _turn_to(month, edit.text()))
    return menu


def _turn_to(month: QCalendarWidget, text: str) -> None:
    try:
        day = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return
    month.setSelectedDate(QDate(day.year, day.month, day.day))


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
    edit = QLineEdit()
    edit.setAccessibleName(editor.field.title)
    combo.setLineEdit(edit)
    names = QCompleter(combo.model(), combo)
    names.setFilterMode(Qt.MatchFlag.MatchContains)
    names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    combo.setCompleter(names)
    combo.currentTextChanged.connect(editor.changed)
    return editor.bind(combo, lambda: combo.currentText().strip(), combo.setEditText)


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
