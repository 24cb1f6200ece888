"""Which column of its day each event takes, and what is only counted. Pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, Segment


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment beside those at the same time.

    Attributes:
        start, end: minutes as painted, long enough to be read.
        first, last: the columns it takes, both included, out of `of`.
    """

    segment: Segment
    start: int
    end: int
    first: int
    last: int
    of: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Segments that overlap each other and have no column; their count has the last one."""

    segments: tuple[Segment, ...]
    start: int
    end: int
    of: int


@dataclass(frozen=True, slots=True)
class DayColumns:
    """One day, laid out: what has a place, and what is only counted."""

    placed: tuple[Placed, ...] = ()
    counted: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    segment: Segment
    start: int
    end: int
    column: int = 0

    def meets(self, other: "_Item") -> bool:
        return self.start < other.end and other.start < self.end


def lay_columns(segments: Sequence[Segment], *, least: int, most: int) -> DayColumns:
    """Put the segments of one day side by side where they meet.

    Earlier ones stand further to the leading side, of those that begin together the longer ones.
    Each is as wide as the columns beside it are free.

    Args:
        least: minutes that a segment takes at least, so that it can be read.
        most: columns that there is room for, at least 2.
    """
    items = sorted((_item(segment, least) for segment in segments), key=_order)
    placed: list[Placed] = []
    counted: list[Counted] = []
    for cluster in _clusters(items):
        columned = _columned(cluster)
        needed = max(item.column for item in columned) + 1
        of, last = min(needed, most), most - 1
        shown = [item for item in columned if needed <= most or item.column < last]
        hidden = [item for item in columned if needed > most and item.column >= last]
        groups = [_counted(group, of) for group in _clusters(hidden)]
        blocked = [_Item(g.segments[0], g.start, g.end, last) for g in groups]
        placed += [_widened(item, [*shown, *blocked], of) for item in shown]
        counted += groups
    return DayColumns(tuple(placed), tuple(counted))


def _item(segment: Segment, least: int) -> _Item:
    start = max(0, min(segment.start, MINUTES_OF_DAY - least))
    return _Item(segment, start, max(segment.end, start + least))


def _order(item: _Item) -> tuple[object, ...]:
    """By time and length; ties by what never changes."""
    listed = item.segment.span.listed
    occurrence = str(listed.event.occurrence or "")
    return item.start, -item.end, listed.event.title, listed.id, occurrence


def _clusters(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Runs of items, given by their start, of which each meets one before it."""
    cluster: list[_Item] = []
    end = 0
    for item in items:
        if cluster and item.start >= end:
            yield cluster
            cluster = []
        cluster.append(item)
        end = max(end, item.end) if len(cluster) > 1 else item.end
    if cluster:
        yield cluster


def _columned(cluster: Sequence[_Item]) -> list[_Item]:
    """Each in the first column that is free when it begins."""
    ends: list[int] = []
    found = []
    for item in cluster:
        free = (column for column, end in enumerate(ends) if end <= item.start)
        column = next(free, len(ends))
        ends[column : column + 1] = [item.end]
        found.append(_Item(item.segment, item.start, item.end, column))
    return found


def _counted(group: Sequence[_Item], of: int) -> Counted:
    end = max(item.end for item in group)
    return Counted(tuple(item.segment for item in group), group[0].start, end, of)


def _widened(item: _Item, others: Sequence[_Item], of: int) -> Placed:
    """Up to the next column in which something is going on at the same time."""
    right = (other.column for other in others if other.column > item.column and item.meets(other))
    last = min(right, default=of) - 1
    return Placed(item.segment, item.start, item.end, item.column, last, of)
