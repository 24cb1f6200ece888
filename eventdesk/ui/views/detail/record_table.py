"""A table of records of one kind: sorted by a click on a title, opened by Enter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from eventdesk.ui.views.common.item_views import dress_table
from eventdesk.ui.views.detail.columns import Column, dress_header
from eventdesk.ui.views.detail.record_model import RECORD_ROLE, RecordModel, SortedRecords

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordTable(QTableView):
    """Signals:

    opened: the record of a row that was double-clicked, or current when Enter was pressed.
    """

    opened = Signal(object)

    def __init__(
        self, name: str, columns: Sequence[Column[Any]], parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says of the table."""
        super().__init__(parent)
        self._records = RecordModel(columns, self)
        self.setModel(SortedRecords(self._records, self))
        dress_table(self, name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress_header(self.horizontalHeader(), columns)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD_ROLE)))

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these, in the order in which they come unless a title was clicked."""
        row, place = self.currentIndex().row(), self.verticalScrollBar().value()
        self._records.show(records)
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)
        self.verticalScrollBar().setValue(place)

    def record(self, row: int) -> Any:
        """The record that is shown in a row."""
        return self.model().index(row, 0).data(RECORD_ROLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else is Qt's."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(RECORD_ROLE))
        else:
            super().keyPressEvent(event)
