"""What a pane shows when it has nothing else to show: why, and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import IconLabel, TextLabel

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """An icon, a title and a sentence in the middle of a pane, and buttons where there are any."""

    def __init__(
        self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name, "muted", size=metrics.LARGE_ICON)
        self._title = TextLabel(role=TextRole.HEADING, wrap=True)
        self._sentence = TextLabel(muted=True, wrap=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(metrics.SMALL)
        column = QWidget()
        column.setMaximumWidth(metrics.READING_WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(metrics.SMALL)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, _CENTRE)
        for label in (self._title, self._sentence):
            label.setAlignment(_CENTRE)
            layout.addWidget(label)
        layout.addSpacing(metrics.SMALL)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.set_text(icon_name, title, sentence)

    def set_text(self, icon_name: str, title: str, sentence: str) -> None:
        """Say something else; the buttons stay."""
        self._icon.set_icon(icon_name, "muted")
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def add_button(
        self,
        text: str,
        clicked: Callable[[], object],
        *,
        variant: Variant = Variant.NORMAL,
        icon_name: str = "",
    ) -> QPushButton:
        """Add a way on, below those that are there."""
        made = button(text, clicked, variant=variant, icon_name=icon_name)
        self._buttons.addWidget(made, 0, _CENTRE)
        return made

    def focus_first(self) -> None:
        """Give the keyboard to the first way on, if there is any."""
        if (first := self._buttons.itemAt(0)) is not None and (made := first.widget()) is not None:
            made.setFocus()
