"""Reads events for all views of the calendar, and keeps the last months until something changes."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.services.events import EventsService
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DaySpan, busy_days, day_spans
from eventdesk.ui.models.calendar_filters import KINDS_OF_FILTER, EventFilters
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.views.calendar.wall_time import Now

T = TypeVar("T")
Events = tuple[ListedEvent, ...]

_MONTHS_KEPT = 24
_Lane = Callable[[Callable[[], Any]], Awaitable[Any]]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the views of the calendar read events with, and when it is now."""

    loader: "EventsLoader"
    wanted: Wanted
    now: Now
    scope: TaskScope


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

    async def asked(self, ask: Callable[[EventsService], T]) -> T:
        """The answer of the service to a question that takes a moment."""
        return await self._read(lambda: ask(self._hub.workspace.events))

    async def asked_at_length(self, ask: Callable[[EventsService, CancelToken], T]) -> T:
        """The answer to one that takes longer: nobody waits for it who asks for something else,
        and nobody works on it any more once the asker was cancelled."""
        cancel = CancelToken()
        try:
            return await self._read(
                lambda: ask(self._hub.workspace.events, cancel), self._hub.lists
            )
        finally:
            cancel.cancel()

    def forget(self) -> None:
        """Something changed: read anew from now on."""
        self._generation += 1
        self._kept.clear()

    async def _read(self, read: Callable[[], T], lane: _Lane | None = None) -> T:
        self._reading += 1
        if self._reading == 1:
            self._working(True)
        try:
            answer: T = await (lane or self._hub.db)(read)
            return answer
        finally:
            self._reading -= 1
            if self._reading == 0:
                self._working(False)

    def _month(self, query: EventQuery) -> MonthEvents:
        spans = day_spans(self._find(query))
        return MonthEvents(spans, busy_days(spans, query.window) if query.window else frozenset())

    def _find(self, query: EventQuery) -> Events:
        return tuple(self._hub.workspace.events.find(query))
