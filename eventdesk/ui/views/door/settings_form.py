"""What pages of the door's settings are made of: a note, rows of names and fields, a message."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel


class SettingsPage(QWidget):
    """A page whose choices count at once; the dialog that shows it says what it is called."""

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.message = InlineMessage()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(metrics.LARGE)
        self._form.setVerticalSpacing(metrics.MEDIUM)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, metrics.MEDIUM, 0)
        self._column.setSpacing(metrics.LARGE)
        self._column.addWidget(TextLabel(note, muted=True, wrap=True))
        self._column.addLayout(self._form)

    def add_row(self, name: str, field: QWidget, *, hint: str = "") -> None:
        """A field with its name before it; `hint` in small print below."""
        field.setAccessibleName(name)
        if isinstance(field, QComboBox):
            field.setAccessibleDescription(name)
        label = TextLabel(name)
        label.setFixedHeight(metrics.CONTROL_HEIGHT)  # a hint below the field is none of its
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        field.setMinimumHeight(metrics.CONTROL_HEIGHT)
        label.setBuddy(field)
        self._form.addRow(label, _with_hint(field, hint))

    def add_wide(self, field: QWidget, *, hint: str = "") -> None:
        """A field that says itself what it is, such as a tick, or buttons, below the others."""
        self._form.addRow("", _with_hint(field, hint))

    def add_above(self, widget: QWidget) -> None:
        """Something as wide as the page, between the note and the rows."""
        self._column.insertWidget(self._column.indexOf(self._form), widget)

    def add_below(self, widget: QWidget, stretch: int = 0) -> None:
        """Something as wide as the page."""
        self._column.addWidget(widget, stretch)

    def end(self) -> None:
        """To be called when all is there: the message, and what room is left."""
        self._column.addWidget(self.message)
        self._column.addStretch(1)


def tick(text: str) -> QCheckBox:
    """A tick box whose text is its name."""
    box = QCheckBox(text)
    box.setAccessibleName(text)
    return box


def row_of(*widgets: QWidget, last: QWidget | None = None) -> QWidget:
    """Widgets side by side, as wide as they need to be; `last` has the rest of the width."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics.SMALL)
    for widget in widgets:
        row.addWidget(widget)
    if last is None:
        row.addStretch(1)
    else:
        row.addWidget(last, 1)
    return holder


def choices(entries: Sequence[tuple[str, Any]]) -> QComboBox:
    """A combo box of texts and what each stands for."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(24)
    for text, value in entries:
        combo.addItem(text, value)
    return combo


def choose(combo: QComboBox, value: object) -> None:
    """Show the entry that stands for a value, without telling anybody."""
    blocked = combo.blockSignals(True)
    combo.setCurrentIndex(combo.findData(value))
    combo.blockSignals(blocked)


def _with_hint(field: QWidget, hint: str) -> QWidget:
    if not hint:
        return field
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics.TIGHT)
    column.addWidget(field)
    column.addWidget(TextLabel(hint, role=TextRole.CAPTION, muted=True, wrap=True))
    return holder
