"""Marks as rows of a table: those that wait, and those that a person must decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt

from eventdesk.domain.attendance import Mark, MarkState, status_title
from eventdesk.domain.text import name_sort_key
from eventdesk.ui.models.moments import moment
from eventdesk.ui.models.rows_model import Index, RowsModel
from eventdesk.ui.theme import icon
from eventdesk.ui.views.common.labels import plain_tip

_ICONS = {
    MarkState.PENDING: ("clock", "waiting"),
    MarkState.SENDING: ("cloud-arrow-up", "waiting"),
    MarkState.UNKNOWN: ("question", "waiting"),
    MarkState.REFUSED: ("x-circle", "refused"),
    MarkState.CONFLICT: ("warning-circle", "refused"),
}


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark and the name of its account, "" where the account is gone."""

    account: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MarkColumn:
    """One column: its title, what it shows, what it is sorted by, its width in pixels."""

    title: str
    text: Callable[[MarkRow], str]
    key: Callable[[MarkRow], str | datetime]
    width: int = 120


def state_words(mark: Mark) -> str:
    """Where a mark stands."""
    match mark.state:
        case MarkState.PENDING if mark.next_try_at is not None:
            return _tr("Waiting, next try {time}").format(time=moment(mark.next_try_at))
        case MarkState.PENDING:
            return _tr("Waiting on this desk")
        case MarkState.SENDING:
            return _tr("Being sent")
        case MarkState.UNKNOWN:
            return _tr("Sent, answer not known yet")
        case MarkState.REFUSED:
            return _tr("Refused by the system")
        case MarkState.CONFLICT:
            return _tr("The system holds something else")
        case _:
            return str(mark.state).capitalize()


def held_words(mark: Mark) -> str:
    """What the system holds, as far as anybody looked."""
    if mark.remote is None:
        return _tr("No longer listed")
    return status_title(mark.remote) if mark.remote else _tr("Not known")


def waiting_columns() -> list[MarkColumn]:
    """Columns of marks that wait."""
    return [*_first_columns(), _text(_tr("State"), lambda r: state_words(r.mark), 180), _reason()]


def decision_columns() -> list[MarkColumn]:
    """Columns of marks that need a decision."""
    return [*_first_columns(), _text(_tr("System holds"), lambda r: held_words(r.mark)), _reason()]


class MarksModel(RowsModel[MarkRow]):
    """Rows in the order given, until the person sorts them."""

    def __init__(self, columns: Sequence[MarkColumn]) -> None:
        super().__init__(columns)
        self._keys = [column.key for column in columns]
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def places_of(self, ids: frozenset[str]) -> list[int]:
        """The numbers of the rows of some marks."""
        return [n for n, row in enumerate(self._rows) if row.mark.id in ids]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; selected rows stay selected."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].mark.id for index in before]
        self._rows = self._arranged(self._rows)
        places = {row.mark.id: number for number, row in enumerate(self._rows)}
        after = [
            self.index(places[name], index.column())
            for name, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell; the first one carries the icon of the mark's state."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text_at(index)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self.text_at(index))
            case Qt.ItemDataRole.DecorationRole if index.column() == 0:
                return icon(*_ICONS.get(self.row_at(index).mark.state, ("circle", "muted")))
        return None

    def _arranged(self, rows: Sequence[MarkRow]) -> Sequence[MarkRow]:
        if self._sorted_by is None:
            return rows
        column, order = self._sorted_by
        falling = order == Qt.SortOrder.DescendingOrder
        return sorted(rows, key=self._keys[column], reverse=falling)


def _first_columns() -> list[MarkColumn]:
    return [
        MarkColumn(_tr("Who"), lambda r: r.mark.name, lambda r: name_sort_key(r.mark.name), 150),
        _text(_tr("Event"), lambda r: r.mark.event_title, 150),
        _text(_tr("Marked as"), lambda r: status_title(r.mark.status), 100),
        _text(_tr("By"), lambda r: r.mark.by or r.mark.desk, 80),
        MarkColumn(
            _tr("When"), lambda r: moment(r.mark.marked_at), lambda r: r.mark.marked_at, 120
        ),
    ]


def _reason() -> MarkColumn:
    return _text(_tr("Reason"), lambda r: r.mark.reason, 120)


def _text(title: str, text: Callable[[MarkRow], str], width: int = 120) -> MarkColumn:
    return MarkColumn(title, text, lambda row: text(row).casefold(), width)


def _tr(text: str) -> str:
    return QCoreApplication.translate("marks", text)
