"""Which rows of a table are selected, as ranges: a hundred thousand rows are one range."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
)
from PySide6.QtWidgets import QTableView


def selected_ranges(view: QTableView) -> list[range]:
    """The selected rows, upwards, each once."""
    parts = view.selectionModel().selection().toList()
    spans = sorted({(part.top(), part.bottom() + 1) for part in parts})
    merged: list[range] = []
    for first, end in spans:
        if merged and first <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(end, merged[-1].stop))
        else:
            merged.append(range(first, end))
    return merged


def count_rows(ranges: list[range]) -> int:
    """How many rows the ranges hold."""
    return sum(len(rows) for rows in ranges)


def select_rows(view: QTableView, rows: list[int]) -> None:
    """Select these rows and no others; the current cell and the place on screen stay."""
    model = view.model()
    last = model.columnCount() - 1
    chosen = QItemSelection()
    for row in rows:
        chosen.append(QItemSelectionRange(model.index(row, 0), model.index(row, last)))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def make_current(view: QTableView, row: int) -> None:
    """Put the keyboard's place on a row without selecting it."""
    index = view.model().index(row, 0) if row >= 0 else QModelIndex()
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
