"""The columns of an export as a list to tick and to put in order. Holds what it was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

_MIME = "application/x-eventdesk-column"
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column by its name and title. `usual` says that it is in a file unless unticked."""

    name: str
    title: str
    usual: bool = True
    ticked: bool = False


def arranged(rows: Iterable[ColumnRow], remembered: Sequence[str]) -> list[ColumnRow]:
    """The rows as they were chosen last: those ticked and in front; without a memory, the usual."""
    known = {row.name: row for row in rows}
    chosen = [known[name] for name in remembered if name in known]
    if not chosen:
        return [replace(row, ticked=row.usual) for row in known.values()]
    first = [replace(row, ticked=True) for row in chosen]
    return first + [replace(row, ticked=False) for row in known.values() if row not in chosen]


class ExportColumnsModel(QAbstractListModel):
    """Signals:

    edited: another column is ticked, or the order is another.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ColumnRow] = []

    def show(self, rows: Sequence[ColumnRow]) -> None:
        """Offer other columns."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        self.edited.emit()

    def rows(self) -> Sequence[ColumnRow]:
        """All columns in their order."""
        return tuple(self._rows)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked columns in their order."""
        return tuple(row.name for row in self._rows if row.ticked)

    def tick(self, ticked: Iterable[str]) -> None:
        """Tick the columns of these names and no others."""
        names = set(ticked)
        self._rows = [replace(row, ticked=row.name in names) for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.edited.emit()

    def move(self, row: int, to: int) -> bool:
        """Give a column another place: that before which the column `to` stands now."""
        if not 0 <= row < len(self._rows) or not 0 <= to <= len(self._rows):
            return False
        if not self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, to):
            return False  # it stands there already
        moved = self._rows.pop(row)
        self._rows.insert(to if to < row else to - 1, moved)
        self.endMoveRows()
        self.edited.emit()
        return True

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be ticked and dragged, and dropped between rows only."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        ticked, dragged = Qt.ItemFlag.ItemIsUserCheckable, Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | ticked | dragged

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self._rows[index.row()] = replace(self._rows[index.row()], ticked=ticked)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The number of the dragged row."""
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Move the dragged row; the view is told "no", or it would remove the row as well."""
        if data.hasFormat(_MIME) and action == Qt.DropAction.MoveAction:
            place = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
            self.move(int(data.data(_MIME).toStdString()), place)
        return False
