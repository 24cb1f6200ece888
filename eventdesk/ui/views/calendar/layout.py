"""Where the events of a week go: which lane, how long, and what is only counted. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eventdesk.ui.models.calendar_days import WEEK, DaySpan

DAYS = 7

_Placed = tuple[DaySpan, int, Sequence[int]]
"""An event, its lane, its columns of the week."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an event that is drawn in one go.

    Attributes:
        lane: 0 for the one below the number of the day.
        first, last: columns of the week, 0 to 6, both included.
        begins, ends: the event begins in the first column, or ends in the last.
        lanes: how many lanes it takes, from `lane` on.
    """

    span: DaySpan
    lane: int
    first: int
    last: int
    begins: bool
    ends: bool
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class WeekLayout:
    """One week. `hidden` tells for each day how many of its events have no piece."""

    first: date
    pieces: tuple[Piece, ...]
    hidden: tuple[int, ...]


def layout_week(
    first: date,
    spans: Sequence[DaySpan],
    lanes: int,
    chosen: DaySpan | None = None,
    *,
    counts: bool = True,
) -> WeekLayout:
    """Lay out the events of the week that begins on `first`.

    Bars come first, those above that began earlier, of these the longer ones; then lines by their
    time fill what is free. A day that holds more than fits leaves its last lane to the count of
    those that are hidden. The chosen entry, where it would be hidden, stands in place of the last
    one shown; no other one moves.

    Args:
        spans: of this week and others.
        lanes: how many fit below each other, at least 1.
        counts: false where the count stands elsewhere and needs no lane.
    """
    rows = [
        (span, _columns(first, span))
        for span in spans
        if span.first < first + WEEK and span.last >= first
    ]
    rows.sort(key=lambda row: _order(row[0]))
    taken = [0] * DAYS  # a bit for each lane
    placed = []
    for span, place in rows:
        lane = _free_lane(taken, place)
        for column in place:
            taken[column] |= 1 << lane
        placed.append((span, lane, place))
    limits = [lanes if used < 1 << lanes else lanes - counts for used in taken]
    if chosen is not None:
        placed = _with_chosen(placed, chosen, limits)
    pieces = [piece for entry in placed for piece in _pieces(first, entry, limits)]
    hidden = [used.bit_count() for used in taken]
    for piece in pieces:
        for column in range(piece.first, piece.last + 1):
            hidden[column] -= 1
    return WeekLayout(first, tuple(pieces), tuple(hidden))


def stretched(layout: WeekLayout, lanes: int, tall: Callable[[DaySpan], bool]) -> WeekLayout:
    """Give a second lane to the lines that are better `tall`, where their day has room to spare."""
    pieces = [piece for piece in layout.pieces if piece.span.bar]
    for column, hidden in enumerate(layout.hidden):
        lines = [one for one in layout.pieces if one.first == column and not one.span.bar]
        if lines and not hidden:
            bars = {bar.lane for bar in pieces if bar.span.bar and bar.first <= column <= bar.last}
            free = [lane for lane in range(lanes) if lane not in bars]
            lines = _spread(lines, free, tall)
        pieces += lines
    return replace(layout, pieces=tuple(pieces))


def _spread(
    lines: Sequence[Piece], free: Sequence[int], tall: Callable[[DaySpan], bool]
) -> list[Piece]:
    """The lines of a day in their order, one after another in the lanes that are free."""
    found, place, spare = [], 0, len(free) - len(lines)
    for line in sorted(lines, key=lambda piece: piece.lane):
        lane = free[place]
        second = spare > 0 and free[place + 1] == lane + 1 and tall(line.span)
        found.append(replace(line, lane=lane, lanes=2 if second else 1))
        place, spare = place + 1 + second, spare - second
    return found


def _with_chosen(
    placed: Sequence[_Placed], chosen: DaySpan, limits: Sequence[int]
) -> list[_Placed]:
    """On the days on which the chosen one is hidden it changes places with the last one shown."""
    lane, place = next(((lane, place) for span, lane, place in placed if span is chosen), (0, ()))
    given = {column: limits[column] - 1 for column in place if lane >= limits[column] > 0}
    found: list[_Placed] = []
    for span, row, columns in placed:
        if span is chosen:
            found.append((span, row, [one for one in columns if one not in given]))
            for last in sorted(set(given.values())):
                found.append((span, last, [one for one in given if given[one] == last]))
        else:
            found.append((span, row, [one for one in columns if given.get(one) != row]))
    return found


def _columns(first: date, span: DaySpan) -> Sequence[int]:
    start, end = (span.first - first).days, (span.last - first).days
    return range(max(start, 0), min(end, DAYS - 1) + 1)


def _order(span: DaySpan) -> tuple[object, ...]:
    """Bars by their start and length, lines by time; ties by what never changes."""
    length = span.first - span.last
    return not span.bar, span.first, length, span.starts, span.listed.event.title, span.listed.id


def _free_lane(taken: Sequence[int], place: Sequence[int]) -> int:
    """The lowest lane that is free on all of these days."""
    used = 0
    for column in place:
        used |= taken[column]
    return (~used & (used + 1)).bit_length() - 1


def _pieces(first: date, entry: _Placed, limits: Sequence[int]) -> list[Piece]:
    """The runs of days on which an event is not hidden."""
    span, lane, place = entry
    runs: list[list[int]] = []
    for column in place:
        if lane >= limits[column]:
            continue
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return [
        Piece(
            span,
            lane,
            run[0],
            run[-1],
            begins=first + timedelta(days=run[0]) == span.first,
            ends=first + timedelta(days=run[-1]) == span.last,
        )
        for run in runs
    ]
