"""What a table says about one of its columns, and how a header of such columns is remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHeaderView

T = TypeVar("T")

_NARROWEST, _WIDEST = 40, 2000


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of records.

    Attributes:
        text: what a cell shows of a record.
        sorts: whether a click on the title sorts by it; `order` is what is compared where that is
            not the text in lower case.
        width: at first, in logical pixels.
        right: numbers and amounts stand at the far end.
    """

    key: str
    title: str
    text: Callable[[T], str]
    sorts: bool = True
    order: Callable[[T], Any] | None = None
    width: int = 120
    shown: bool = True
    right: bool = False


def dress_header(header: QHeaderView, columns: Sequence[Column[Any]]) -> None:
    """Give a header its first widths and hidden columns, and let the person change them."""
    header.setSectionsMovable(True)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    for place, column in enumerate(columns):
        header.resizeSection(place, column.width)
        header.setSectionHidden(place, not column.shown)


def header_state(header: QHeaderView, columns: Sequence[Column[Any]]) -> dict[str, Any]:
    """Order, widths and hidden columns by their keys: any JSON, to be kept."""
    order = [columns[header.logicalIndex(place)].key for place in range(len(columns))]
    hidden = [column.key for place, column in enumerate(columns) if header.isSectionHidden(place)]
    widths = {
        column.key: header.sectionSize(place)
        for place, column in enumerate(columns)
        if not header.isSectionHidden(place)
    }
    return {"order": order, "hidden": hidden, "widths": widths}


def restore_header(
    header: QHeaderView, columns: Sequence[Column[Any]], state: Mapping[str, Any]
) -> None:
    """Take up what was kept; columns that it does not know keep their place at the end."""
    places = {column.key: place for place, column in enumerate(columns)}
    known = [key for key in state.get("order", ()) if key in places]
    for visual, key in enumerate(known):
        header.moveSection(header.visualIndex(places[key]), visual)
    hidden = set(state.get("hidden", ()))
    widths = state.get("widths", {})
    for key in known:
        header.setSectionHidden(places[key], key in hidden)
        width = widths.get(key)
        if isinstance(width, int):
            header.resizeSection(places[key], min(max(width, _NARROWEST), _WIDEST))
