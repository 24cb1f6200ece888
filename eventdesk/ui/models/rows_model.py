"""Values of one kind as the rows of a table: what all such tables have in common."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
TypeOfRow = TypeVar("TypeOfRow", contravariant=True)

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TextColumn(Protocol[TypeOfRow]):
    """What every column has: a title, its first width in pixels, what a cell says of a row."""

    @property
    def title(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def text(self) -> Callable[[TypeOfRow], str]: ...


class RowsModel(QAbstractTableModel, Generic[Row]):
    """The rows that were given, in their order; a kind of its own adds what its cells show."""

    def __init__(self, columns: Sequence[TextColumn[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = self._arranged(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> Row:
        """What a row shows."""
        return self._rows[index.row()]

    def text_at(self, index: Index) -> str:
        """What a cell says."""
        return self.columns[index.column()].text(self.row_at(index))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if 0 <= section < len(self.columns) else None

    def _arranged(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows
