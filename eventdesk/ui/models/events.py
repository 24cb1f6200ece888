"""Events as a table, below headings of days while they stand in the order of time.

It holds what it was given, reads no store, and makes texts only for the cells that are shown.
"""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import (
    status_text,
    time_below_text,
    when_text,
)
from eventdesk.ui.models.event_tips import speech_of, tip_of
from eventdesk.ui.models.events_columns import COLUMNS, STATUS, TIME
from eventdesk.ui.models.events_rows import Arrangement, DayHeading, EventRows, arrange

EVENT_ROLE = Qt.ItemDataRole.UserRole
"""The `ListedEvent` of a cell, None for a heading."""

HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `DayHeading` of a cell, None for an event."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ASCENDING = Qt.SortOrder.AscendingOrder


_AT_ONCE = 2000
"""Events that are put in another order within a few milliseconds."""


class EventsModel(QAbstractTableModel):
    """Headings are rows that cannot be selected.

    Signals:
        order_wanted: many events are to stand as `arrangement` says; answer with `show`.
    """

    order_wanted = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = EventRows(Arrangement(today))
        self._wanted = self._shown.arrangement

    @property
    def arrangement(self) -> Arrangement:
        """How rows that are to be shown should stand."""
        return self._wanted

    @property
    def rows(self) -> EventRows:
        """What is shown."""
        return self._shown

    @property
    def events(self) -> tuple[ListedEvent, ...]:
        """All events, in the order of their start."""
        return self._shown.events

    def show(self, rows: EventRows) -> None:
        """Show other rows; another order that is wanted meanwhile follows."""
        wanted = self._wanted
        self._wanted = replace(rows.arrangement, column=wanted.column, descending=wanted.descending)
        if rows is not self._shown:
            self._put(rows)
        self._order()

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Order the rows by a column; rows whose value is not known come last."""
        if not 0 <= column < len(COLUMNS):
            return
        self._wanted = replace(self._wanted, column=column, descending=order != _ASCENDING)
        self._order()

    def listed(self, row: int) -> ListedEvent | None:
        """The event of a row, None for a heading."""
        rows = self._shown.rows
        found = rows[row] if 0 <= row < len(rows) else None
        return found if isinstance(found, ListedEvent) else None

    def event_row(self, row: int, step: int) -> int | None:
        """The first event from a row on, by steps of 1 or -1; else the first the other way."""
        others = range(row, self.rowCount()), range(row, -1, -1)
        ways = others if step > 0 else others[::-1]
        found = (one for way in ways for one in way if one >= 0 and self.listed(one) is not None)
        return next(found, None)

    def row_of(self, entry: CalendarEntry) -> int | None:
        """The row of an entry."""
        return self._shown.places.get(entry)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Events and headings."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """All columns; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be reached with the keyboard."""
        if not index.isValid() or self.listed(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].number:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return QCoreApplication.translate("EventsModel", COLUMNS[section].title)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a heading says its day in the first column."""
        if not index.isValid():
            return None
        entry = self._shown.rows[index.row()]
        if isinstance(entry, DayHeading):
            return _of_heading(entry, index.column(), role)
        return self._of_event(entry, index.column(), role)

    def _order(self) -> None:
        """See to it that the rows stand as they should."""
        if self._shown.arrangement == self._wanted:
            return
        if len(self._shown.events) > _AT_ONCE:
            self.order_wanted.emit()
        else:
            self._put(arrange(self._shown.events, self._wanted))

    def _put(self, rows: EventRows) -> None:
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def _of_event(self, listed: ListedEvent, column: int, role: int) -> object:
        today = self._shown.arrangement.today
        if role == EVENT_ROLE:
            return listed
        if role == Qt.ItemDataRole.DisplayRole:
            if column == TIME:
                return self._time(listed)
            return COLUMNS[column].text(listed)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(listed, today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(listed, column, today)
        return None

    def _time(self, listed: ListedEvent) -> str:
        shown = self._shown.arrangement
        if not shown.grouped:
            return when_text(listed, shown.today)
        span = day_span(listed)
        return time_below_text(span, max(span.first, shown.floor)) if span else ""


def _spoken(listed: ListedEvent, column: int, today: date) -> str | None:
    """What a screen reader says of a cell that shows something else."""
    if column == TIME:
        return speech_of(listed, today)
    return status_text(listed) if column == STATUS else None


def _of_heading(heading: DayHeading, column: int, role: int) -> object:
    if role == HEADING_ROLE:
        return heading
    if role == Qt.ItemDataRole.DisplayRole and column == TIME:
        return heading.text
    return None
