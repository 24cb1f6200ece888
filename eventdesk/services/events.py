"""Reads for lists and details: events, their attendees, orders and tickets. From the store only."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.domain.clock import Clock, SystemClock
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_brief import EventBrief, EventKey
from eventdesk.domain.event_query import EventQuery, Facets, ListedEvent
from eventdesk.domain.event_time import EventTime, sort_seconds
from eventdesk.domain.order import Order
from eventdesk.domain.text import fold, words
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.providers import registry
from eventdesk.services.occurrences import chosen
from eventdesk.storage import (
    accounts,
    attendees,
    details,
    event_briefs,
    event_lists,
    events,
    outbox,
    search,
)
from eventdesk.storage.database import Database
from eventdesk.storage.event_dates import at_next

_BETWEEN_LOOKS = 500
"""Events after which a long list asks whether anybody still wants it."""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event with what can be done with it. `info` is None where the system is not installed."""

    listed: ListedEvent
    info: SystemInfo | None
    marks: outbox.OutboxCount

    @property
    def ref(self) -> EventRef:
        """The event's reference."""
        return EventRef(self.listed.account.name, self.listed.event.ref)

    def can(self, capability: Capability) -> bool:
        """Whether the event's system offers this."""
        return self.info is not None and capability in self.info.capabilities


@dataclass(frozen=True, slots=True)
class Places:
    """Everything of the Attendees tab's frame: how many are shown, and how many by status."""

    shown: int
    by_status: dict[str, int]


@dataclass(frozen=True, slots=True)
class CountedPage:
    """How many attendees a query finds, and some of them, of one moment."""

    count: int
    rows: Sequence[ListedAttendee]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search over everything found: an event, or one of its attendees."""

    listed: ListedEvent
    attendee: ListedAttendee | None = None


class EventsService:
    """What a person may ask about events. Quick: belongs on the `db` lane."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock or SystemClock()

    def find(self, query: EventQuery) -> Sequence[ListedEvent]:
        """Events in order of their start. Raises `NotThere` for an unknown account name.

        A series is there with each occurrence in the window; without a window with its next one,
        after the last one with that.
        """
        with self._database.read() as tx:
            return event_lists.listed(tx, query, near=self._near(tx, query))

    def briefs(self, query: EventQuery, cancel: CancelToken) -> Iterator[EventBrief]:
        """What `find` finds, in no order, streamed from one snapshot: for lists of any length."""
        with self._database.read() as tx:
            found = event_briefs.briefs(tx, query, near=self._near(tx, query))
            for number, brief in enumerate(found):
                if number % _BETWEEN_LOOKS == 0:
                    cancel.check()
                yield brief

    def of_keys(self, keys: Collection[EventKey]) -> dict[EventKey, ListedEvent]:
        """The events of some briefs; those that are there no more are left out."""
        wanted = {key: (key, None) if isinstance(key, int) else key for key in keys}
        with self._database.read() as tx:
            stored = event_briefs.of_ids(tx, {number for number, _ in wanted.values()})
        found: dict[EventKey, ListedEvent] = {}
        for key, (number, occurrence) in wanted.items():
            with suppress(KeyError, NotThere):
                found[key] = chosen(stored[number], occurrence)
        return found

    def jump(self, text: str, *, near: date, limit: int = 20) -> Sequence[Found]:
        """Events and attendees that hold all words of a text, of every account, hidden or not.

        Events whose title has all words come first, then attendees whose name does, then what has
        them elsewhere; within each, what is closest to the day `near` leads. A series is found at
        its next occurrence from that day on.

        Args:
            limit: the most events, and the most attendees.
        """
        with self._database.read() as tx:
            nearest = event_lists.nearest(tx, text, near=near, limit=limit)
            found = [Found(at_next(one, near, None)) for one in nearest]
            room = limit
            for event_id in search.events_with(tx, text, sort_seconds(near)):
                page = attendees.page(tx, event_id, AttendeeQuery(search=text), 0, room)
                if page:
                    listed = at_next(events.by_id(tx, event_id), near, None)
                    found += [Found(listed, attendee) for attendee in page]
                room -= len(page)
                if room == 0:
                    break
        return sorted(found, key=partial(_jump_rank, words(text)))

    def facets(self) -> Facets:
        """What occurs among the events, to filter by."""
        with self._database.read() as tx:
            return event_lists.facets(tx)

    def view(self, ref: EventRef, occurrence: EventTime | None = None) -> EventView:
        """One event, or one occurrence of a series: the start that the rule gives it, or its day.

        Raises:
            NotThere: no such event, or no such occurrence of it.
        """
        with self._database.read() as tx:
            listed = chosen(events.one(tx, ref), occurrence)
            marks = outbox.counts(tx).get(listed.account.id, outbox.OutboxCount())
        infos = {info.key: info for info in registry.systems()}
        return EventView(listed, infos.get(listed.account.system), marks)

    def places(self, ref: EventRef, query: AttendeeQuery) -> Places:
        """How many attendees a query finds, and how many there are by status."""
        with self._database.read() as tx:
            event_id = events.one(tx, ref).id
            return Places(attendees.count(tx, event_id, query), attendees.counts(tx, event_id))

    def attendees(
        self, ref: EventRef, query: AttendeeQuery, *, offset: int = 0, limit: int = 200
    ) -> Sequence[ListedAttendee]:
        """One page of what a query finds."""
        with self._database.read() as tx:
            return attendees.page(tx, events.one(tx, ref).id, query, offset, limit)

    def counted_page(
        self, ref: EventRef, query: AttendeeQuery, *, offset: int = 0, limit: int = 200
    ) -> CountedPage:
        """One page of what a query finds, and how many it finds in all: one snapshot."""
        with self._database.read() as tx:
            event_id = events.one(tx, ref).id
            found = attendees.page(tx, event_id, query, offset, limit)
            if offset == 0 and len(found) < limit:
                return CountedPage(len(found), found)
            return CountedPage(attendees.count(tx, event_id, query), found)

    def each_attendee(self, ref: EventRef, query: AttendeeQuery) -> Iterator[ListedAttendee]:
        """All that a query finds, streamed from one snapshot of the store."""
        with self._database.read() as tx:
            yield from attendees.all(tx, events.one(tx, ref).id, query)

    def attendee(self, ref: EventRef, text: str) -> ListedAttendee:
        """The attendee meant by a reference, a whole name or an e-mail.

        Raises:
            NotThere: nobody is. BadRequest: several are; the hint names them.
        """
        with self._database.read() as tx:
            listed = events.one(tx, ref)
            found = attendees.find(tx, listed.id, text)
        if not found:
            raise NotThere(
                f"“{listed.event.title}” has no attendee “{text}”.",
                "Give the reference, the whole name or the e-mail.",
            )
        if len(found) > 1:
            names = "; ".join(f"{one.attendee.ref} ({one.attendee.name})" for one in found[:5])
            raise BadRequest(
                f"“{text}” means {len(found)} attendees.", f"Give a reference: {names}."
            )
        return found[0]

    def orders(self, ref: EventRef) -> Sequence[Order]:
        """The orders of an event."""
        with self._database.read() as tx:
            return details.orders(tx, events.one(tx, ref).id)

    def ticket_types(self, ref: EventRef) -> Sequence[TicketType]:
        """What can be bought for an event."""
        with self._database.read() as tx:
            return details.types(tx, events.one(tx, ref).id)

    def tickets(self, ref: EventRef) -> Sequence[Ticket]:
        """The tickets of an event that were sold."""
        with self._database.read() as tx:
            return details.tickets(tx, events.one(tx, ref).id)

    def _near(self, tx: sqlite3.Connection, query: EventQuery) -> date:
        """Today where the query's person is. Raises `NotThere` for an unknown account name."""
        for name in query.accounts or ():
            accounts.by_name(tx, name)
        return self._clock.now().astimezone(query.zone).date()


def _jump_rank(wanted: Sequence[str], found: Found) -> int:
    """Who types a title or a name means that, not what has the words in some other place."""
    of_event = found.attendee is None
    name = found.listed.event.title if found.attendee is None else found.attendee.attendee.name
    folded = fold(name)
    return (0 if of_event else 1) + 2 * (not all(word in folded for word in wanted))
