"""Rows of a table that are chosen, as numbers, and numbers as a choice of whole rows."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QAbstractItemModel, QItemSelection


def rows_of(selection: QItemSelection) -> list[int]:
    """The rows with a chosen cell, each once and in order."""
    blocks = {(block.top(), block.bottom()) for block in selection.toList()}
    return sorted({row for top, bottom in blocks for row in range(top, bottom + 1)})


def choice_of(rows: Iterable[int], model: QAbstractItemModel) -> QItemSelection:
    """Whole rows; neighbours are one block, for there may be many."""
    last = model.columnCount() - 1
    choice = QItemSelection()
    for _, block in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in block]
        choice.select(model.index(found[0], 0), model.index(found[-1], last))
    return choice
