"""Which events a list asks for, and what it gets."""

from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventRef, Window
from eventdesk.domain.event_time import EventTime


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events. Every condition must hold; an empty one is none.

    Attributes:
        window: events that take place on one of these days. Those without a start are found only
            without a window.
        accounts: names of accounts, None for all.
        search: words, each of which must be part of some word of the event.
        status_texts: the systems' own words for a status, as they came.
        tags: events with at least one of these.
        people: events that name at least one of these persons.
        attending_only: of those, leave out events that a person is merely responsible for.
        shown_only: leave out the accounts that the person has hidden.
        include_gone: also events that the system no longer lists, kept for their marks.
        zone: the zone of the person's days, None for the computer's own.
    """

    window: Window | None = None
    accounts: tuple[str, ...] | None = None
    search: str = ""
    statuses: frozenset[str] = frozenset()
    status_texts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    attending_only: bool = False
    shown_only: bool = False
    include_gone: bool = False
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event as a list shows it.

    Attributes:
        id: its row in the store.
        expected, attended: who is on the list and did not decline, or is in though no longer
            listed; who is in. Counted from the attendees once they were fetched, else as the
            system tells them; None where it does not.
        no_shows: who of those expected is known not to come any more.
        gone: the system no longer lists it.
        attendees_at, orders_at, tickets_at: when each part was last fetched, None for never.
    """

    id: int
    account: Account
    event: Event
    expected: int | None = None
    attended: int | None = None
    gone: bool = False
    attendees_at: datetime | None = None
    orders_at: datetime | None = None
    tickets_at: datetime | None = None
    no_shows: int = 0

    @property
    def ref(self) -> EventRef:
        """How the event is referred to."""
        return EventRef(self.account.name, self.event.ref)

    @property
    def to_come(self) -> int | None:
        """Who is expected, not in, and may still come; None where nobody tells."""
        if self.expected is None or self.attended is None:
            return None
        return max(self.expected - self.attended - self.no_shows, 0)


@dataclass(frozen=True, slots=True)
class Facets:
    """What occurs among the events, to filter by; each sorted, without the empty text.

    Attributes:
        accounts: names of the accounts that are shown.
    """

    accounts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    status_texts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def wall_clock(when: EventTime, zone: tzinfo | None) -> datetime:
    """What a calendar on the wall shows, as a naive datetime; a date is its midnight.

    A naive time is the venue's own clock and stays as it is; an aware one is turned into `zone`.
    """
    if not isinstance(when, datetime):
        return datetime.combine(when, time())
    try:
        if when.tzinfo is None:
            return when
        here = when.astimezone(zone)
        return datetime.combine(here.date(), here.time())  # quicker than `replace`: lists are long
    except (OverflowError, ValueError, OSError):
        # Some systems write "never" as the first or the last moment that they can count to, which
        # has no counterpart in another zone.
        return when.replace(tzinfo=None)


def takes_place(event: Event, window: Window, zone: tzinfo | None) -> bool:
    """True where some part of the event is on one of the window's days; an end is exclusive."""
    starts = None if event.start is None else wall_clock(event.start, zone)
    return overlaps(starts, event.end, window, zone)


def overlaps(
    starts: datetime | None, end: EventTime | None, window: Window, zone: tzinfo | None
) -> bool:
    """The same of times; `starts` is on the wall clock already."""
    first, last = wall_clock(window.first, zone), wall_clock(window.last, zone)
    if starts is None or starts >= first:
        return starts is not None and starts < last
    return end is not None and wall_clock(end, zone) > first
