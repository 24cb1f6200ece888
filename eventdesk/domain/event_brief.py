"""What a long list needs to know of each of its events, without holding the events themselves."""

from datetime import datetime, tzinfo
from typing import NamedTuple, Self

from eventdesk.domain.event_query import ListedEvent, wall_clock
from eventdesk.domain.event_time import EventTime

EventKey = int | tuple[int, EventTime]
"""An event's row in the store; of an occurrence also the start that its series' rule gives it."""


class EventBrief(NamedTuple):
    """What lists are ordered, grouped and counted by.

    Attributes:
        starts: on the wall clock of the person, None for an event without a date.
        all_day: it has dates and no times.
        account: its name.
        The others are as in `ListedEvent` and its `Event`.
    """

    key: EventKey
    starts: datetime | None
    all_day: bool
    account: str
    ref: str
    title: str
    place: str
    status: str
    status_text: str
    sold_out: bool
    gone: bool
    expected: int | None
    attended: int | None

    @classmethod
    def of(cls, listed: ListedEvent, zone: tzinfo | None = None) -> Self:
        """That of an event which was read as a whole; `zone` is the person's."""
        event = listed.event
        return cls(
            key=key_of(listed),
            starts=None if event.start is None else wall_clock(event.start, zone),
            all_day=event.all_day,
            account=listed.account.name,
            ref=event.ref,
            title=event.title,
            place=event.place,
            status=event.status,
            status_text=event.status_text,
            sold_out=bool(event.sold_out),
            gone=listed.gone,
            expected=listed.expected,
            attended=listed.attended,
        )


def key_of(listed: ListedEvent) -> EventKey:
    """What tells an entry of a list from all others."""
    occurrence = listed.event.occurrence
    return listed.id if occurrence is None else (listed.id, occurrence)
