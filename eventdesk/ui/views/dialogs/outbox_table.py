"""A table of marks, or what is shown in its place while there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTableView

from eventdesk.ui.models.marks import MarkColumn, MarkRow, MarksModel
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.item_views import dress_table

_SELECT_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class MarksTable(QStackedWidget):
    """Signals:

    selection_changed: other marks are selected.
    opened: a `MarkRow` was opened with Enter or a double click.
    """

    selection_changed = Signal()
    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[MarkColumn], empty: EmptyState) -> None:
        super().__init__()
        self._model = MarksModel(columns)
        self._view = QTableView()
        dress_table(self._view, name)
        self._view.setModel(self._model)
        self._view.setSortingEnabled(True)
        header = self._view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        for number, column in enumerate(columns):
            header.resizeSection(number, column.width)
        self.addWidget(self._view)
        self.addWidget(empty)
        self._view.selectionModel().selectionChanged.connect(self.selection_changed)
        self._view.activated.connect(lambda index: self.opened.emit(self._model.row_at(index)))

    def show_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show other marks; what is still there stays selected and in its place."""
        ids = frozenset(row.mark.id for row in self.selected())
        place = self._view.verticalScrollBar().value()
        self._model.show(rows)
        self.setCurrentIndex(0 if rows else 1)
        selection = self._view.selectionModel()
        for number in self._model.places_of(ids):
            index = self._model.index(number, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.select(index, _SELECT_ROW)
        self._view.verticalScrollBar().setValue(place)
        self.selection_changed.emit()

    def select_first(self) -> None:
        """Select the first mark where none is selected."""
        if self._model.rowCount() and not self.selected():
            self._view.selectRow(0)

    def selected(self) -> list[MarkRow]:
        """The selected marks from top to bottom."""
        rows = self._view.selectionModel().selectedRows()
        return [self._model.row_at(index) for index in sorted(rows, key=lambda i: i.row())]

    def focus_rows(self) -> None:
        """Give the keyboard to the rows."""
        self._view.setFocus()
