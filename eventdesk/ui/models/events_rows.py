"""The rows of the table of events: events in order, and headings of days among them.

Pure functions: for many events they are called away from the window's thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import day_heading
from eventdesk.ui.models.events_columns import COLUMNS, TIME


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


Row = ListedEvent | DayHeading


@dataclass(frozen=True, slots=True)
class EventRows:
    """Rows in their order, and the place of each event among them."""

    arrangement: Arrangement
    events: tuple[ListedEvent, ...] = ()
    rows: Sequence[Row] = ()
    places: Mapping[CalendarEntry, int] = field(default_factory=dict)

    def arranged(self, events: Sequence[ListedEvent], arrangement: Arrangement) -> "EventRows":
        """These events in rows; the very same object where nothing is another."""
        if self.arrangement == arrangement and self.events == tuple(events):
            return self
        return arrange(events, arrangement)


def arrange(events: Sequence[ListedEvent], arrangement: Arrangement) -> EventRows:
    """Put events, given in the order of their start, into rows."""
    ordered = _ordered(events, arrangement)
    rows: list[Row] = []
    if arrangement.grouped:
        for day, group in groupby(ordered, lambda listed: _day_of(listed, arrangement.floor)):
            found = list(group)
            rows += [DayHeading(day, len(found), arrangement.today), *found]
    else:
        rows = list(ordered)
    places = {
        CalendarEntry.of(row): place
        for place, row in enumerate(rows)
        if isinstance(row, ListedEvent)
    }
    return EventRows(arrangement, tuple(events), rows, places)


def _ordered(events: Sequence[ListedEvent], arrangement: Arrangement) -> list[ListedEvent]:
    """By the column, those without a value last; equal ones stay in the order of time."""
    sort = COLUMNS[arrangement.column].sort
    keyed: list[tuple[Any, ListedEvent]] = [(sort(listed), listed) for listed in events]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=arrangement.descending)
    return [listed for _, listed in known] + [listed for key, listed in keyed if key is None]


def _day_of(listed: ListedEvent, floor: date) -> date | None:
    span = day_span(listed)
    return None if span is None else max(span.first, floor)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsModel", text)
