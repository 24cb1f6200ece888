"""Events as a table, below headings of days while they stand in the order of time.

It knows which event stands in which row, but holds only those that somebody looked at last. It
reads no store: what is missing is shown as dots and asked for.
"""

from collections.abc import Mapping
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

from eventdesk.domain.event_brief import EventKey
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.events_cells import cell_data, heading_data
from eventdesk.ui.models.events_changes import FoundRows, Step
from eventdesk.ui.models.events_columns import COLUMNS
from eventdesk.ui.models.events_rows import Arrangement, DayHeading, EventRows, Sight

AROUND = 150
"""Rows above and below those in sight that are read with them."""

PLACEHOLDER = "…"
"""What a cell shows while its event is not there."""

_ENOUGH = 75
"""So many of them are there still when the next are asked for."""

_KEPT = 3000
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ASCENDING = Qt.SortOrder.AscendingOrder
_OF_EVENTS = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)


class EventsModel(QAbstractTableModel):
    """Headings are rows that cannot be selected.

    Signals:
        order_wanted: rows are to stand as `arrangement` says; answer with `show`.
        events_wanted: events are missing; answer with `keep` for all of `missing`.
        replacing, replaced: around any change of rows, which may be many changes in Qt's sense;
            both tell the keys of events that move among others, None where all rows come anew.
    """

    order_wanted = Signal()
    events_wanted = Signal()
    replacing = Signal(object)
    replaced = Signal(object)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = EventRows(Arrangement(today))
        self._wanted = self._rows.arrangement
        self._listed: dict[EventKey, ListedEvent] = {}
        self._in_sight = Sight()
        # While rows change step by step: so many rows are still those of before, the others are
        # those of `_rows` from a number on.
        self._before, self._upper, self._skipped = self._rows, 0, 0

    @property
    def arrangement(self) -> Arrangement:
        """How rows that are to be shown should stand."""
        return self._wanted

    @property
    def rows(self) -> EventRows:
        """What is shown."""
        return self._rows

    @property
    def in_sight(self) -> Sight:
        """What the person looks at."""
        return self._in_sight

    @property
    def missing(self) -> list[EventKey]:
        """The events in sight and around it that are not there."""
        return self._missing(AROUND)

    def show(self, found: FoundRows) -> None:
        """Show other rows; another order that is wanted meanwhile follows."""
        wanted, arrangement = self._wanted, found.rows.arrangement
        self._wanted = replace(arrangement, column=wanted.column, descending=wanted.descending)
        if found.steps is None or found.before is not self._rows:
            self._put(found)
        elif found.steps or arrangement != self._rows.arrangement:
            self._go(found)
        else:
            self._renew(found)
        if self._wanted != arrangement:
            self.order_wanted.emit()

    def keep(self, listed: Mapping[EventKey, ListedEvent]) -> None:
        """Fill in events that were missing."""
        self._renew(FoundRows(self._rows, self._rows, listed=self._listed | dict(listed)))
        while len(self._listed) > _KEPT:
            del self._listed[next(iter(self._listed))]

    def look_at(self, rows: range, current: int) -> None:
        """The person looks at these rows, and the keyboard is on another or one of them: these and
        some around are to be there."""
        self._in_sight = Sight(rows, current)
        if self._missing(_ENOUGH):
            self.events_wanted.emit()

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Ask for rows in the order of a column."""
        if 0 <= column < len(COLUMNS):
            self._wanted = replace(self._wanted, column=column, descending=order != _ASCENDING)
            if self._wanted != self._rows.arrangement:
                self.order_wanted.emit()

    def listed(self, row: int) -> ListedEvent | None:
        """The event of a row, None for a heading and where it is not there yet."""
        if not 0 <= row < self.rowCount():
            return None
        rows, place = self._place(row)
        return self._listed.get(rows.keys[place])

    def heading(self, row: int) -> DayHeading | None:
        """The heading of a row, None for an event."""
        rows, place = self._place(row)
        return rows.heading(place)

    def entry(self, row: int) -> CalendarEntry | None:
        """What tells the event of a row from all others, None for a heading."""
        return self._rows.entry(row)

    def event_row(self, row: int, step: int) -> int | None:
        """The first event from a row on, by steps of 1 or -1; else the first the other way."""
        others = range(row, self.rowCount()), range(row, -1, -1)
        ways = others if step > 0 else others[::-1]
        return next((one for way in ways for one in way if self._rows.is_event(one)), None)

    def row_of(self, entry: CalendarEntry) -> int | None:
        """The row of an entry."""
        return self._rows.row_of(entry)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Events and headings."""
        return 0 if parent.isValid() else self._upper + len(self._rows.keys) - self._skipped

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """All columns; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be reached with the keyboard."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        rows, row = self._place(index.row())
        return _OF_EVENTS if rows.is_event(row) else Qt.ItemFlag.NoItemFlags

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
        rows, row = self._place(index.row())
        listed = self._listed.get(rows.keys[row])
        if listed is not None:
            return cell_data(listed, index.column(), role, rows.arrangement)
        heading = rows.heading(row)
        if heading is not None:
            return heading_data(heading, index.column(), role)
        return PLACEHOLDER if role == Qt.ItemDataRole.DisplayRole else None

    def match(
        self,
        start: _Index,
        role: int,
        value: object,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """Nothing: looking through all rows would read them all; the search field finds them."""
        return []

    def _place(self, row: int) -> tuple[EventRows, int]:
        if row < self._upper:
            return self._before, row
        return self._rows, row - self._upper + self._skipped

    def _missing(self, around: int) -> list[EventKey]:
        rows = self._rows
        near = self._in_sight.around(around, len(rows.keys))
        return [
            rows.keys[row]
            for row in near
            if rows.keys[row] not in self._listed and rows.is_event(row)
        ]

    def _put(self, found: FoundRows) -> None:
        """Show all rows anew."""
        self.replacing.emit(None)
        self.beginResetModel()
        self._rows = self._before = found.rows
        self._listed = dict(found.listed)
        self.endResetModel()
        self.replaced.emit(None)

    def _go(self, found: FoundRows) -> None:
        """Let rows go and come where they do."""
        self.replacing.emit(found.moved)
        self._listed |= found.listed
        self._before, self._rows = self._rows, found.rows
        self._upper, self._skipped = len(self._before.keys), len(self._rows.keys)
        for step in found.steps or ():
            self._take(step)
        self._before, self._upper, self._skipped = self._rows, 0, 0
        self._listed = dict(found.listed)
        if self.rowCount():
            self._tell_changed(0, self.rowCount() - 1)
        self.replaced.emit(found.moved)

    def _take(self, step: Step) -> None:
        # What lies between this step and the one below is the same before and after.
        self._upper, self._skipped = step.old_end, step.new_end
        if step.old < step.old_end:
            self.beginRemoveRows(_NOWHERE, step.old, step.old_end - 1)
            self._upper = step.old
            self.endRemoveRows()
        if step.new < step.new_end:
            self.beginInsertRows(_NOWHERE, step.old, step.old + step.new_end - step.new - 1)
            self._skipped = step.new
            self.endInsertRows()

    def _renew(self, found: FoundRows) -> None:
        """Show the same rows, some of which may say something else."""
        before, self._listed = self._listed, dict(found.listed)
        self._rows = self._before = found.rows
        keys = found.rows.keys
        changed = [
            row
            for row in self._in_sight.around(AROUND, len(keys))
            if before.get(keys[row]) != self._listed.get(keys[row])
        ]
        if changed:
            self._tell_changed(min(changed), max(changed))

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
