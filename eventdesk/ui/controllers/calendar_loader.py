"""Reads events for all views of the calendar, and keeps the last months until something changes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DaySpan, day_spans
from eventdesk.ui.models.calendar_filters import EventFilters

T = TypeVar("T")
Events = tuple[ListedEvent, ...]
Spans = tuple[DaySpan, ...]

_MONTHS_KEPT = 12


@dataclass
class Wanted:
    """What narrows every view: the filters and the search."""

    filters: EventFilters = field(default_factory=EventFilters)
    search: str = ""

    def query(self, window: Window | None) -> EventQuery:
        """What to ask the store for."""
        return self.filters.query(window, self.search)


class EventsLoader:
    """A month that was looked at, and those beside it, are there at once."""

    def __init__(self, hub: Hub, working: Callable[[bool], object]) -> None:
        """`working` is told when reading begins, and when nothing is read any more."""
        self._hub = hub
        self._working = working
        self._reading = 0
        self._kept: OrderedDict[EventQuery, Spans] = OrderedDict()
        self._generation = 0

    def kept(self, query: EventQuery) -> Spans | None:
        """What a query found, if nothing has changed since."""
        return self._kept.get(query)

    async def month(self, query: EventQuery) -> Spans:
        """The events of a month, read unless they are kept. Raises `EventDeskError`."""
        kept = self._kept.get(query)
        if kept is not None:
            self._kept.move_to_end(query)
            return kept
        generation = self._generation
        found = await self._read(lambda: day_spans(self._find(query)))
        if generation == self._generation:
            self._kept[query] = found
            while len(self._kept) > _MONTHS_KEPT:
                self._kept.popitem(last=False)
        return found

    async def listed(self, query: EventQuery, made: Callable[[Events], T]) -> T:
        """What `made` makes of the events of a query, away from the window's thread."""
        return await self._read(lambda: made(self._find(query)))

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

    def _find(self, query: EventQuery) -> Events:
        return tuple(self._hub.workspace.events.find(query))
