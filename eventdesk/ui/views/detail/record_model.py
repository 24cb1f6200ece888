"""Records of one kind as the rows of a table; all of them are held, since there are few."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from eventdesk.ui.views.detail.columns import Column

RECORD_ROLE = Qt.ItemDataRole.UserRole
"""The record of a row."""

_SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class RecordModel(QAbstractTableModel):
    """A list of records, a row each."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._records: Sequence[Any] = ()

    def show(self, records: Sequence[Any]) -> None:
        """Show these records and no others."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One for each record."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """One for each column."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of columns, above where the text stands."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].right:
            return _END
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, how it stands, and what it is sorted by."""
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        if role in _TEXT_ROLES:
            return column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _END if column.right else None
        if role == RECORD_ROLE:
            return record
        if role == _SORT_ROLE:
            return column.order(record) if column.order else column.text(record).casefold()
        return None


class SortedRecords(QSortFilterProxyModel):
    """The same rows in another order, compared as Python compares what `Column.order` gives."""

    def __init__(self, model: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setSortRole(_SORT_ROLE)

    def lessThan(self, left: _Index, right: _Index) -> bool:
        """Whether a cell comes before another; a value that is missing comes first."""
        first, second = left.data(_SORT_ROLE), right.data(_SORT_ROLE)
        if first is None or second is None:
            return first is None and second is not None
        return bool(first < second)
