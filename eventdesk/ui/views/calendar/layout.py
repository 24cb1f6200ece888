"""Where the events of a week go: which lane, how long, and what is only counted. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eventdesk.ui.models.calendar_days import WEEK, DaySpan

DAYS = 7


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
    first: date, spans: Sequence[DaySpan], lanes: int, chosen: DaySpan | None = None
) -> WeekLayout:
    """Lay out the events of the week that begins on `first`.

    Bars come first, longer ones above; then lines by their time fill what is free. A day that
    holds more than fits leaves its last lane to the count of those that are hidden. The chosen
    entry goes first where it would be hidden on any of its days.

    Args:
        spans: of this week and others.
        lanes: how many fit below each other, at least 1.
    """
    layout = _laid_out(first, spans, lanes, None)
    if chosen is None or not _meets(first, chosen) or _is_whole(layout, first, chosen):
        return layout
    return _laid_out(first, spans, lanes, chosen)


def _laid_out(
    first: date, spans: Sequence[DaySpan], lanes: int, leader: DaySpan | None
) -> WeekLayout:
    columns = {id(span): _columns(first, span) for span in spans if _meets(first, span)}
    shown = [span for span in spans if id(span) in columns]
    shown.sort(key=lambda span: _order(span, columns[id(span)]))
    shown.sort(key=lambda span: span is not leader)
    taken = [0] * DAYS  # a bit for each lane
    placed = []
    for span in shown:
        place = columns[id(span)]
        lane = _free_lane(taken, place)
        for column in place:
            taken[column] |= 1 << lane
        placed.append((span, lane, place))
    limits = [lanes if used < 1 << lanes else lanes - 1 for used in taken]
    pieces = [piece for entry in placed for piece in _pieces(first, entry, limits)]
    hidden = [(used >> limit).bit_count() for used, limit in zip(taken, limits, strict=True)]
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


def _meets(first: date, span: DaySpan) -> bool:
    return span.first < first + WEEK and span.last >= first


def _is_whole(layout: WeekLayout, first: date, span: DaySpan) -> bool:
    """True where an event is hidden on none of its days of the week."""
    pieces = [piece for piece in layout.pieces if piece.span is span]
    days = sum(piece.last - piece.first + 1 for piece in pieces)
    return days == len(_columns(first, span))


def _columns(first: date, span: DaySpan) -> range:
    start, end = (span.first - first).days, (span.last - first).days
    return range(max(start, 0), min(end, DAYS - 1) + 1)


def _order(span: DaySpan, place: range) -> tuple[object, ...]:
    """Bars by their first column and length, lines by time; ties by what never changes."""
    length = -len(place) if span.bar else 0
    return not span.bar, place.start, length, span.starts, span.listed.event.title, span.listed.id


def _free_lane(taken: Sequence[int], place: range) -> int:
    """The lowest lane that is free on all of these days."""
    used = 0
    for column in place:
        used |= taken[column]
    return (~used & (used + 1)).bit_length() - 1


def _pieces(first: date, entry: tuple[DaySpan, int, range], limits: Sequence[int]) -> list[Piece]:
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
