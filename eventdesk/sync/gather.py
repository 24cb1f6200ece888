"""Joins small batches, so that one transaction holds many rows."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from eventdesk.providers.base import Batch

T = TypeVar("T")


def gathered(batches: Iterable[Batch[T]], rows: int) -> Iterator[Batch[T]]:
    """The same records in batches of about `rows` items; the last one may be smaller."""
    items: list[tuple[int, T]] = []
    unchanged: list[int] = []
    unreadable: list[str] = []
    total: int | None = None
    for batch in batches:
        items.extend(batch.items)
        unchanged.extend(batch.unchanged)
        unreadable.extend(batch.unreadable)
        total = batch.total
        if len(items) + len(unchanged) >= rows:
            full: Batch[T] = Batch(items, unchanged, unreadable, total)
            yield full
            items, unchanged, unreadable = [], [], []
    if items or unchanged or unreadable:
        rest: Batch[T] = Batch(items, unchanged, unreadable, total)
        yield rest
