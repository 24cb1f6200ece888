"""How rows of the table of events follow from those before: what goes, what comes, and where.

Pure functions: they are called away from the window's thread.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from eventdesk.domain.event_brief import EventKey
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.events_rows import EventRows

_MOST_STEPS = 40
"""More are slower than to begin with all rows anew."""


class Step(NamedTuple):
    """Rows of before, from `old` up to `old_end`, make room for rows of now."""

    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(frozen=True, slots=True)
class FoundRows:
    """What a reading brought.

    Attributes:
        before: the rows that `steps` begin with.
        steps: what becomes of them, from the last row to the first; None where too much changed.
        moved: the events that go at one place to come at another.
        listed: the events of the rows in sight, and of some around them.
    """

    rows: EventRows
    before: EventRows
    steps: Sequence[Step] | None = None
    moved: frozenset[EventKey] = frozenset()
    listed: Mapping[EventKey, ListedEvent] = field(default_factory=dict)


def compare(before: EventRows, rows: EventRows) -> FoundRows:
    """What is to be done to get from rows to others. No events are listed."""
    same_order = replace(before.arrangement, today=rows.arrangement.today) == rows.arrangement
    if before == rows:
        return FoundRows(before, before, ())
    if not same_order or not before.keys:
        return FoundRows(rows, before)
    first, last = _same_around(before.keys, rows.keys)
    old = before.keys[first : len(before.keys) - last]
    new = rows.keys[first : len(rows.keys) - last]
    staying = _staying(old, new)
    steps = list[Step]()
    for step in _steps(old, new, staying):
        if len(steps) == _MOST_STEPS:
            return FoundRows(rows, before)
        steps.append(Step(*(number + first for number in step)))
    moved = frozenset(old).intersection(new).difference(staying)
    return FoundRows(rows, before, steps[::-1], moved)


def _same_around(old: Sequence[EventKey], new: Sequence[EventKey]) -> tuple[int, int]:
    """How many rows are the same from the first on, and of the others from the last back."""
    shorter = min(len(old), len(new))
    first = next((row for row in range(shorter) if old[row] != new[row]), shorter)
    rest = shorter - first
    return first, next((row for row in range(rest) if old[-1 - row] != new[-1 - row]), rest)


def _staying(old: Sequence[EventKey], new: Sequence[EventKey]) -> set[EventKey]:
    """As many keys of both as can stay where they are, in the same order: the longest rising
    subsequence, found by patience sorting."""
    numbers = {key: number for number, key in enumerate(old)}
    tops, below = list[int](), dict[int, int | None]()
    for number in (numbers[key] for key in new if key in numbers):
        place = bisect_left(tops, number)
        below[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    staying, last = set[EventKey](), tops[-1] if tops else None
    while last is not None:
        staying.add(old[last])
        last = below[last]
    return staying


def _steps(
    old: Sequence[EventKey], new: Sequence[EventKey], staying: set[EventKey]
) -> Iterator[Step]:
    """From the first row to the last; between two there is a row that stays."""
    here = there = 0
    for place, key in enumerate(new):
        if key in staying:
            found = old.index(key, here)
            if found > here or place > there:
                yield Step(here, found, there, place)
            here, there = found + 1, place + 1
    if here < len(old) or there < len(new):
        yield Step(here, len(old), there, len(new))
