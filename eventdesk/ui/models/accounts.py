"""The accounts as rows of a list, headed by one row for all of them. Holds what it was given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from eventdesk.ui.models.accounts_words import Words

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, or all of them under an empty name.

    `events` is how many are listed; `offers` says in words what its system offers.
    """

    name: str
    colour: str
    shown: bool
    events: int
    words: Words
    offers: str = ""

    @property
    def title(self) -> str:
        """What the row is headed by."""
        return self.name or _tr("All")


class AccountRole(IntEnum):
    """What the list's painter asks for, beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The `AccountRow`."""


class AccountsModel(QAbstractListModel):
    """Row 0 is All, then one row an account.

    Signals:
        shown_asked: a row was ticked or unticked: the account's name ("" for all) and the tick.
    """

    shown_asked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[AccountRow] = []

    def set_rows(self, rows: Sequence[AccountRow]) -> None:
        """Show other rows; a list of the same accounts keeps its selection."""
        if [row.name for row in rows] == [row.name for row in self._rows]:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows)))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def name_at(self, index: Index) -> str:
        """The account's name, "" for the row of all."""
        return self._row(index).name if index.isValid() else ""

    def index_of(self, name: str) -> QModelIndex:
        """The row of an account; that of all for an unknown name."""
        names = [row.name for row in self._rows]
        return self.index(names.index(name) + 1 if name in names else 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._row(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                # The state, too: the panel may be too narrow for all its words.
                told = (row.words.text, *_described(row))
                return "".join(f"<p>{escape(text)}</p>" for text in told)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return " ".join(_described(row))
            case Qt.ItemDataRole.CheckStateRole:
                return self._tick(row)
            case AccountRole.ROW:
                return row
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick at once; the one who listens keeps it."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        name, shown = self.name_at(index), Qt.CheckState(value) == Qt.CheckState.Checked
        self._rows = [
            replace(row, shown=shown) if name in ("", row.name) else row for row in self._rows
        ]
        self.dataChanged.emit(self.index(0), self.index(len(self._rows)))
        self.shown_asked.emit(name, shown)
        return True

    def _row(self, index: Index) -> AccountRow:
        return self._rows[index.row() - 1] if index.row() else self._all()

    def _all(self) -> AccountRow:
        shown = [row for row in self._rows if row.shown]
        words = Words(
            _tr("{shown} of {count} shown").format(shown=len(shown), count=len(self._rows))
        )
        return AccountRow("", "", bool(shown), sum(row.events for row in shown), words)

    def _tick(self, row: AccountRow) -> Qt.CheckState:
        if not row.name and row.shown and not all(each.shown for each in self._rows):
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if row.shown else Qt.CheckState.Unchecked


def _described(row: AccountRow) -> list[str]:
    """What is wrong, if anything is, then what the system offers."""
    return [text for text in (row.words.detail, row.offers) if text]


def _spoken(row: AccountRow) -> str:
    events = _tr("1 event") if row.events == 1 else _tr("{count} events").format(count=row.events)
    return f"{row.title}, {events}, {row.words.text}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("accounts", text)
