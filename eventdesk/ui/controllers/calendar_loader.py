"""Reads events for all views of the calendar, and keeps the last months until something changes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DaySpan, busy_days, day_spans
from eventdesk.ui.models.calendar_filters import KINDS_OF_FILTER, EventFilters

T = TypeVar("T")
Events = tuple[ListedEvent, ...]

_MONTHS_KEPT = 24


@dataclass(frozen=True, slots=True)
class MonthEvents:
    """The events of some weeks in the order of their start, and the days that hold any."""

    spans: tuple[DaySpan, ...] = ()
    busy: frozenset[date] = frozenset()


@dataclass
class Wanted:
    """What narrows every view: the filters and the search."""

    filters: EventFilters = field(default_factory=EventFilters)
    search: str = ""

    def query(self, window: Window | None) -> EventQuery:
        """What to ask the store for."""
        return self.filters.query(window, self.search)

    def words(self) -> str:
        """What narrows the events, for whoever sees no filters beside them; "" for nothing."""
        chosen = [sorted(getattr(self.filters, name)) for name in KINDS_OF_FILTER]
        parts = [f"“{self.search}”"] if self.search else []
        return ", ".join([*parts, *(value for values in chosen for value in values)])


class EventsLoader:
    """A month that was looked at, and those beside it, are there at once."""

    def __init__(self, hub: Hub, working: Callable[[bool], object]) -> None:
        """`working` is told when reading begins, and when nothing is read any more."""
        self._hub = hub
        self._working = working
        self._reading = 0
        self._kept: OrderedDict[EventQuery, MonthEvents] = OrderedDict()
        self._generation = 0

    def kept(self, query: EventQuery) -> MonthEvents | None:
        """What a query found, if nothing has changed since."""
        return self._kept.get(query)

    async def month(self, query: EventQuery) -> MonthEvents:
        """The events of a month, read unless they are kept. Raises `EventDeskError`."""
        kept = self._kept.get(query)
        if kept is not None:
            self._kept.move_to_end(query)
            return kept
        generation = self._generation
        found = await self._read(lambda: self._month(query))
        if generation == self._generation:
            self._kept[query] = found
            while len(self._kept) > _MONTHS_KEPT:
                self._kept.popitem(last=False)
        return found

    async def listed(self, query: EventQuery, made: Callable[[Events], T]) -> T:
        """What `made` makes of the events of a query, away from the window's thread."""
        return await self._read(lambda: made(self._find(query)))

    async def away(self, made: Callable[[], T]) -> T:
        """What `made` makes of what was read before, away from the window's thread."""
        return await self._read(made)

    def forget(self) -> None:
        """Something changed: read anew from now on."""
        self._generation += 1
        self._kept.clear()

    async def _read(self, read: Callable[[], T]) -> T:
        self._reading += 1
        if self._reading == 1:
            self._working(True)
        try:
            return await self._hub.db(read)
        finally:
            self._reading -= 1
            if self._reading == 0:
                self._working(False)

    def _month(self, query: EventQuery) -> MonthEvents:
        spans = day_spans(self._find(query))
        return MonthEvents(spans, busy_days(spans, query.window) if query.window else frozenset())

    def _find(self, query: EventQuery) -> Events:
        return tuple(self._hub.workspace.events.find(query))
