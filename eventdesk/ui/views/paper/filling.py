"""What goes on which page: rows of given heights below each other, none parted."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def filled(blocks: Iterable[tuple[float, T]], room: float, taken: float = 0.0) -> list[list[T]]:
    """The blocks of each page; one that is higher than a page has one for itself.

    Args:
        blocks: each with its height.
        room: the height of a page.
        taken: what stands above the blocks of the first page.
    """
    pages: list[list[T]] = [[]]
    used = taken
    for height, block in blocks:
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(block)
        used += height
    return pages
