"""Rows of a table that are chosen, as blocks of neighbours, and such blocks as a choice of rows."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QItemSelection


def blocks_of(selection: QItemSelection) -> list[range]:
    """The rows with a chosen cell, each once and in order."""
    blocks = sorted({(block.top(), block.bottom() + 1) for block in selection.toList()})
    found = list[range]()
    for first, end in blocks:
        if found and first <= found[-1].stop:
            found[-1] = range(found[-1].start, max(end, found[-1].stop))
        else:
            found.append(range(first, end))
    return found


def blocks_where(chosen: bytes) -> Iterator[range]:
    """The blocks of rows, one byte each, that are 1."""
    first = chosen.find(1)
    while first >= 0:
        end = chosen.find(0, first)
        end = len(chosen) if end < 0 else end
        yield range(first, end)
        first = chosen.find(1, end)


def choice_of(blocks: Iterable[range], model: QAbstractItemModel) -> QItemSelection:
    """Whole rows."""
    last = model.columnCount() - 1
    choice = QItemSelection()
    for block in blocks:
        choice.select(model.index(block.start, 0), model.index(block.stop - 1, last))
    return choice
