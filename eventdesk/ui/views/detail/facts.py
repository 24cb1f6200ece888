"""Labels and values in two calm columns, as plain text that can be selected and copied."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.labels import TextLabel

_LABEL_WIDTH = 130


class Facts(QWidget):
    """A form of facts, perhaps under a title; facts without a value are left out."""

    def __init__(
        self,
        rows: Iterable[tuple[str, str]],
        *,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SMALL)
        if title:
            column.addWidget(TextLabel(title, role=TextRole.STRONG, wrap=True))
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(metrics.MEDIUM)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._form)
        for label, value in rows:
            if value:
                self.add(label, text_value(label, value))

    def add(self, label: str, field: QWidget) -> None:
        """Add a row with a widget of its own."""
        name = TextLabel(label, muted=True, wrap=True)
        name.setFixedWidth(_LABEL_WIDTH)
        name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._form.addRow(name, field)

    @property
    def rows(self) -> int:
        """How many facts there are."""
        return self._form.rowCount()


def text_value(name: str, text: str) -> TextLabel:
    """A value that wraps and can be copied."""
    value = TextLabel(text, wrap=True)
    value.setAccessibleName(f"{name}: {text}")
    # Beside a name of two lines, the first line is where people look for the value.
    value.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    # A long word without spaces must not widen the pane.
    value.setMinimumWidth(1)
    value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return value
