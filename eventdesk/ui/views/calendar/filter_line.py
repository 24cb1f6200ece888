"""The line above the calendar while filters hold events back: what they let pass, and **Clear**."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.announce import announce
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import ElidedLabel, IconLabel


class FilterLine(QFrame):
    """Hidden while everything passes.

    Signals:
        clear_asked: everything is to pass again.
    """

    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._words = ElidedLabel(muted=True)
        clear = button(self.tr("Clear"), self.clear_asked.emit, variant=Variant.FLAT)
        clear.setAccessibleName(self.tr("Clear all filters"))
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.MEDIUM, 0, metrics.TIGHT, 0)
        row.setSpacing(metrics.SMALL)
        row.addWidget(IconLabel("funnel", "muted"))
        row.addWidget(self._words, 1)
        row.addWidget(clear)
        self.hide()

    def show_filters(self, passing: Sequence[str]) -> None:
        """Say what passes, one text for each filter that holds; nothing where none does."""
        words = self.tr("Filtered: %s") % ", ".join(passing) if passing else ""
        if words == self._words.text():
            return
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.setVisible(bool(passing))
        if passing:
            announce(self, words)
