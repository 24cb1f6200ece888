"""What the import dialog shows of a list before it is written: columns, first rows, events.

Holds what it was given; which columns may stand together is decided here, without a widget.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.moments import event_time
from eventdesk.ui.views.common.labels import plain_tip

FURTHER, LEFT_OUT = "", "-"
"""What a column can be beside a field: kept under its heading, or not kept at all."""

_WHOLE_NAME, _NAME_PARTS = "name", ("first_name", "infix", "last_name")
_NAMING = frozenset({_WHOLE_NAME, "first_name", "last_name", "email"})
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


def choice_titles() -> list[tuple[str, str]]:
    """Each thing that a column can be, by the field's name, and what people read."""
    return [
        ("name", _tr("Name")),
        ("first_name", _tr("First name")),
        ("infix", _tr("Name infix")),
        ("last_name", _tr("Last name")),
        ("email", _tr("E-mail")),
        ("phone", _tr("Phone")),
        ("company", _tr("Company")),
        ("ticket", _tr("Ticket")),
        ("order", _tr("Order")),
        ("code", _tr("Code")),
        ("status", _tr("Status: who came")),
        ("reply", _tr("Reply: who will come")),
        ("note", _tr("Note")),
        (FURTHER, _tr("Other: keep as further field")),
        (LEFT_OUT, _tr("Leave out")),
    ]


class ColumnChoices:
    """What each column is taken for. A field has one column; a column has one choice."""

    def __init__(self, count: int, columns: Mapping[str, int]) -> None:
        """`columns` is the guess: the name of a field to its column, from 0."""
        self._choices = [FURTHER] * count
        for field, column in columns.items():
            self._choices[column] = str(field)

    def choices(self) -> Sequence[str]:
        """The choice of each column."""
        return tuple(self._choices)

    def choose(self, column: int, choice: str) -> None:
        """Take a column for something; one that stood for the same becomes a further field.

        A whole name and the parts of a name exclude each other.
        """
        excluded = {choice} - {FURTHER, LEFT_OUT}
        if choice == _WHOLE_NAME:
            excluded.update(_NAME_PARTS)
        elif choice in _NAME_PARTS:
            excluded.add(_WHOLE_NAME)
        self._choices = [FURTHER if other in excluded else other for other in self._choices]
        self._choices[column] = choice

    def columns(self) -> dict[str, int]:
        """The name of each field that the list has, and its column."""
        return {
            choice: column
            for column, choice in enumerate(self._choices)
            if choice not in (FURTHER, LEFT_OUT)
        }

    def left_out(self) -> frozenset[int]:
        """The columns of which nothing is kept."""
        return frozenset(
            column for column, choice in enumerate(self._choices) if choice == LEFT_OUT
        )

    @property
    def names_people(self) -> bool:
        """Whether some column tells who a row is about."""
        return not _NAMING.isdisjoint(self._choices)


class PreviewModel(QStandardItemModel):
    """The first rows of a list as they stand in the file, with the row numbers of the file.

    Its cells are Qt's own: a model in Python would be asked hundreds of times while the list is
    looked through on another thread, and wait each time until that thread lets go.
    """

    def show(self, headings: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> None:
        """Show other rows; `first` is the number of the first of them, from 1."""
        self.clear()
        self.setColumnCount(len(headings))
        for row in rows:
            self.appendRow([_cell(text) for text in row[: len(headings)]])
        self.setHorizontalHeaderLabels(list(headings))
        self.setVerticalHeaderLabels([str(first + number) for number in range(len(rows))])


class EventChoicesModel(QAbstractListModel):
    """Events that a list can go into: title, time and, where there are several, the account."""

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[ListedEvent] = ()

    def show(self, events: Sequence[ListedEvent]) -> None:
        """Offer other events."""
        self.beginResetModel()
        self._events = events
        self.endResetModel()

    def event_at(self, index: _Index) -> ListedEvent | None:
        """The event of a row."""
        return self._events[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One line for an event."""
        listed = self.event_at(index)
        if listed is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            several = len({each.account.id for each in self._events}) > 1
            account = f" · {listed.account.name}" if several else ""
            return f"{listed.event.title} · {event_time(listed.event)}{account}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(listed.event.title)
        return None


def _cell(text: str) -> QStandardItem:
    """A cell on one line; its tool tip has all of it."""
    item = QStandardItem(" ".join(text.split()))
    item.setEditable(False)
    item.setToolTip(plain_tip(text))
    return item


def _tr(text: str) -> str:
    return QCoreApplication.translate("import_preview", text)
