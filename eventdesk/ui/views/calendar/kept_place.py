"""Where a person is in the table **Events**: what is found again after its rows have changed."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTableView

from eventdesk.domain.event_brief import EventKey
from eventdesk.ui.models.events import EventsModel
from eventdesk.ui.models.events_columns import TIME
from eventdesk.ui.models.events_rows import EventRows
from eventdesk.ui.views.calendar.chosen_rows import blocks_of, blocks_where, choice_of

Moved = Set[EventKey] | None
"""Events that only move among others; None where all rows come anew."""

_Flag = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class _Place:
    """The keyboard's event, those that are chosen where they are several, and the events on screen
    with the pixels above each."""

    current: EventKey | None = None
    chosen: Set[EventKey] = frozenset()
    seen: Mapping[EventKey, int] = field(default_factory=dict)


class KeptPlace:
    """Remembers it before the rows change, and goes back there afterwards."""

    def __init__(self, table: QTableView, model: EventsModel) -> None:
        self._table = table
        self._model = model
        self._place = _Place()

    def remember(self, moved: Moved) -> None:
        """Note where the person is."""
        rows, current = self._model.rows, self._table.currentIndex().row()
        first, last = self._table.rowAt(0), self._table.rowAt(self._table.viewport().height() - 1)
        end = len(rows.keys) if last < 0 else last + 1
        self._place = _Place(
            rows.keys[current] if rows.is_event(current) else None,
            frozenset() if moved == set() else self._chosen(rows),
            {
                rows.keys[row]: self._table.rowViewportPosition(row)
                for row in range(max(0, first), end)
                if rows.is_event(row)
            },
        )

    def restore(self, moved: Moved) -> None:
        """Be there again, as far as the events are still there and did not move."""
        rows, place = self._model.rows, self._place
        current = rows.row_of_key(place.current)
        stayed = self._table.currentIndex().row() == (-1 if current is None else current)
        # Told of nothing, Qt goes to the first of all new rows once it gets the keyboard.
        if moved is None or not stayed:
            self.go_to(current)
        if place.chosen:
            self._choose(rows, place.chosen)
        first = rows.first_of(key for key in place.seen if not moved or key not in moved)
        if first is not None:
            self._table.updateGeometries()  # else the bar does not know yet how many rows there are
            bar, before = self._table.verticalScrollBar(), place.seen[rows.keys[first]]
            bar.setValue(bar.value() + self._table.rowViewportPosition(first) - before)

    def go_to(self, row: int | None) -> None:
        """Put the keyboard on a row, None for nowhere; where it is chosen, others stay so too, and
        several stay where there is no such row."""
        selection = self._table.selectionModel()
        if row is None and self._chosen_blocks():
            selection.clearCurrentIndex()
        elif row is None:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        elif not selection.isRowSelected(row):
            # The view's own way heeds Ctrl and Shift, which somebody may hold just now.
            index = self._model.index(row, TIME)
            selection.setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)

    def _chosen_blocks(self) -> list[range]:
        """The rows that are chosen, where they are several."""
        blocks = blocks_of(self._table.selectionModel().selection())
        return blocks if sum(map(len, blocks)) > 1 else []

    def _chosen(self, rows: EventRows) -> Set[EventKey]:
        blocks = self._chosen_blocks()
        return {key for block in blocks for key in rows.keys[block.start : block.stop]}

    def _choose(self, rows: EventRows, chosen: Set[EventKey]) -> None:
        marks = bytearray(map(chosen.__contains__, rows.keys))
        # A heading cannot be chosen, so it may count as chosen between two events that are.
        for row in reversed(rows.headings):
            marks[row] = row > 0 and row + 1 < len(marks) and marks[row - 1] and marks[row + 1]
        blocks = list(blocks_where(bytes(marks)))
        selection = self._table.selectionModel()
        if blocks != blocks_of(selection.selection()):
            selection.select(choice_of(blocks, self._model), _Flag.Select)
