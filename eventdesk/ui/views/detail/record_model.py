"""Records of one kind as the rows of a table; all of them are held, since there are few."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from eventdesk.ui.models.rows_model import Index, RowsModel
from eventdesk.ui.views.detail.columns import Column

RECORD_ROLE = Qt.ItemDataRole.UserRole
"""The record of a row."""

_SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class RecordModel(RowsModel[Any]):
    """A list of records, a row each; numbers stand at the far end."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._looks = columns

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of columns, above where the text stands."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _END if 0 <= section < len(self._looks) and self._looks[section].right else None
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, how it stands, and what it is sorted by."""
        if not index.isValid():
            return None
        record, column = self.row_at(index), self._looks[index.column()]
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

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether a cell comes before another; a value that is missing comes first."""
        first, second = left.data(_SORT_ROLE), right.data(_SORT_ROLE)
        if first is None or second is None:
            return first is None and second is not None
        return bool(first < second)
