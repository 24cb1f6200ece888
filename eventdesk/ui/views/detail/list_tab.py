"""A tab that is one table of records, or the reason why there is none."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.labels import ElidedLabel
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.content import ContentStack
from eventdesk.ui.views.detail.record_table import RecordTable


class ListTab(QWidget):
    """Signals:

    opened: the record that the person wants to see whole.
    """

    opened = Signal(object)

    def __init__(
        self, name: str, columns: Sequence[Column[Any]], parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says of the table."""
        super().__init__(parent)
        self.table = RecordTable(name, columns)
        self.table.opened.connect(self.opened)
        self.content = ContentStack(self.table)
        self.summary = ElidedLabel(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addWidget(self.content, 1)
        column.addWidget(self.summary)

    def show_records(self, records: Sequence[Any], summary: str) -> None:
        """Show these; `summary` says how many and how old."""
        self.table.show_records(records)
        self.summary.setText(summary)
        self.content.show_content()
