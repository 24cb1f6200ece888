"""The rows of the table of events: which events in which order, and headings of days among them.

A row takes a few bytes, for there may be a hundred thousand. Pure functions: they are called away
from the window's thread.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.event import EventRef
from eventdesk.domain.event_brief import EventBrief, EventKey
from eventdesk.domain.text import fold
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import day_heading
from eventdesk.ui.models.events_columns import COLUMNS, TIME

_PIECE = 4000
"""Rows that are sorted at once, which no other thread can interrupt."""

_SOUGHT = 5
_NEVER = "~"  # after all digits
_TIME_LENGTH = len("2026-11-21T19:00:00.0000001")


@dataclass(frozen=True, slots=True)
class DayHeading:
    """A row above the events of a day; `day` is None for events without a date."""

    day: date | None
    events: int
    today: date

    @property
    def text(self) -> str:
        """The day in words."""
        return _tr("No date") if self.day is None else day_heading(self.day, self.today)

    @property
    def count(self) -> str:
        """How many events there are below."""
        return _tr("1 event") if self.events == 1 else _tr("{n} events").format(n=self.events)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How rows stand.

    Attributes:
        column: what they are ordered by.
        today: the person's date, which headings name.
        floor: the first day of the list; events that began earlier stand below it.
    """

    today: date
    column: int = TIME
    descending: bool = False
    floor: date = date.min

    @property
    def grouped(self) -> bool:
        """True where rows stand below headings of days."""
        return self.column == TIME


@dataclass(frozen=True, slots=True)
class EventRows:
    """Rows in their order, by number.

    Attributes:
        keys: what tells each row from all others: an event's key, or of a heading 0 without a date
            and else its day as a negative number; a row of the store is never one of these.
        accounts, refs: whose events they are, empty texts for headings.
        headings: the rows that are headings.
    """

    arrangement: Arrangement
    keys: Sequence[EventKey] = ()
    accounts: Sequence[str] = ()
    refs: Sequence[str] = ()
    headings: Sequence[int] = ()

    @property
    def events(self) -> int:
        """How many events there are."""
        return len(self.keys) - len(self.headings)

    def events_among(self, first: int, end: int) -> int:
        """How many of the rows from one up to another are events."""
        return end - first - (bisect_left(self.headings, end) - bisect_left(self.headings, first))

    def is_event(self, row: int) -> bool:
        """False for a heading, and where there is no such row."""
        return 0 <= row < len(self.keys) and self.refs[row] != ""

    def entry(self, row: int) -> CalendarEntry | None:
        """What tells the event of a row from all others, None for a heading."""
        if not self.is_event(row):
            return None
        key = self.keys[row]
        occurrence = None if isinstance(key, int) else key[1]
        return CalendarEntry(EventRef(self.accounts[row], self.refs[row]), occurrence)

    def heading(self, row: int) -> DayHeading | None:
        """The heading of a row, None for an event."""
        if self.is_event(row):
            return None
        place, key = bisect_right(self.headings, row), self.keys[row]
        after = self.headings[place] if place < len(self.headings) else len(self.keys)
        day = date.fromordinal(-key) if isinstance(key, int) and key else None
        return DayHeading(day, after - row - 1, self.arrangement.today)

    def row_of(self, entry: CalendarEntry) -> int | None:
        """The row of an entry."""
        return next((row for row in self._rows_of(entry.ref.id) if self.entry(row) == entry), None)

    def row_of_key(self, key: EventKey | None) -> int | None:
        """The row with a key."""
        try:
            return None if key is None else self.keys.index(key)
        except ValueError:
            return None

    def first_of(self, keys: Iterable[EventKey]) -> int | None:
        """The row of the first of these keys that is there; of many keys only some are looked for,
        as each takes a moment."""
        rows = (self.row_of_key(key) for key in islice(keys, _SOUGHT))
        return next((row for row in rows if row is not None), None)

    def _rows_of(self, ref: str) -> Iterator[int]:
        row = -1
        while ref:
            try:
                row = self.refs.index(ref, row + 1)
            except ValueError:
                return
            yield row


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person looks at: the rows on screen, and the one that the keyboard is on, -1 for none.

    Before anything is on screen it is as many rows as a screen has room for.
    """

    rows: range = range(40)
    current: int = -1

    def around(self, more: int, count: int) -> list[int]:
        """These rows and so many above and below, of `count` that there are."""
        near = range(max(0, self.rows.start - more), min(self.rows.stop + more, count))
        outside = 0 <= self.current < count and self.current not in near
        return [*near, self.current] if outside else list(near)

    def after(
        self, before: EventRows, rows: EventRows, moved: Collection[EventKey] = ()
    ) -> "Sight":
        """What will be looked at when rows make room for others, some of which are only moved."""
        on_event = before.is_event(self.current)
        current = rows.row_of_key(before.keys[self.current]) if on_event else None
        seen = before.keys[self.rows.start : self.rows.stop]
        first = rows.first_of(key for key in seen if key not in moved)
        height, top = len(self.rows), first if first is not None else current or 0
        return Sight(range(max(0, top - height), top + height), -1 if current is None else current)


def arrange(briefs: Iterable[EventBrief], arrangement: Arrangement) -> EventRows:
    """Put events into rows: by the column, those whose value is not known last, equal ones in the
    order of time."""
    columns = _Columns()
    value = COLUMNS[arrangement.column].sort
    for brief in briefs:
        columns.add(brief, None if arrangement.column == TIME else value(brief))
    order = _sorted(range(len(columns.keys)), columns.times)
    if arrangement.column != TIME:
        order = _by_value(order, columns.values, descending=arrangement.descending)
    elif arrangement.descending:
        order = _by_value(order, columns.starts(), descending=True)
    headings = list[int]()
    if arrangement.grouped:
        order, headings = _below_headings(order, columns, arrangement.floor.toordinal())
    return EventRows(
        arrangement,
        [columns.keys[number] for number in order],
        [columns.accounts[number] for number in order],
        [columns.refs[number] for number in order],
        headings,
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Briefs by columns: many small objects that refer to others would burden the collection of
    garbage, which has to run on the window's thread.

    Attributes:
        times: texts to sort by: when an event begins, whole days first, its title, its number.
        days: as ordinal numbers, 0 without a date.
    """

    keys: list[EventKey] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, brief: EventBrief, value: object) -> None:
        """One more event, and what it is to be sorted by."""
        self.keys.append(brief.key)
        self.accounts.append(brief.account)
        self.refs.append(brief.ref)
        self.values.append(value)
        number = brief.key if isinstance(brief.key, int) else brief.key[0]
        starts = brief.starts
        self.days.append(starts.toordinal() if starts else 0)
        time = f"{starts.isoformat(timespec='microseconds')}{not brief.all_day:d}" if starts else ""
        self.times.append(f"{time or _NEVER}{fold(brief.title)}\0{number:020}")

    def starts(self) -> list[str | None]:
        """When each event begins, and whether it takes whole days; None without a date."""
        return [None if time.startswith(_NEVER) else time[:_TIME_LENGTH] for time in self.times]


def _below_headings(
    order: Iterable[int], columns: _Columns, floor: int
) -> tuple[list[int], list[int]]:
    """The same with a row above each day, which is added to the columns without a ref; and the
    numbers of these rows."""
    rows, headings, above = list[int](), list[int](), -1
    for number in order:
        day = columns.days[number]
        day = day and max(day, floor)
        if day != above:
            headings.append(len(rows))
            rows.append(len(columns.keys))
            columns.keys.append(-day)
            columns.accounts.append("")
            columns.refs.append("")
            above = day
        rows.append(number)
    return rows, headings


def _by_value(order: Sequence[int], values: Sequence[Any], *, descending: bool) -> list[int]:
    known = [number for number in order if values[number] is not None]
    unknown = [number for number in order if values[number] is None]
    return _sorted(known, values, descending=descending) + unknown


def _sorted(
    numbers: Sequence[int], values: Sequence[Any], *, descending: bool = False
) -> list[int]:
    """By their values; as `sorted`, but so that the window's thread gets its turns meanwhile."""
    value = values.__getitem__
    pieces = [
        sorted(numbers[start : start + _PIECE], key=value, reverse=descending)
        for start in range(0, len(numbers), _PIECE)
    ]
    return list(merge(*pieces, key=value, reverse=descending))


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsModel", text)
