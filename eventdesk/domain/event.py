"""Events, their times and how they are referred to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from eventdesk.domain.errors import BadRequest

EventTime = date | datetime
"""A date (all day), a naive datetime (wall clock of the venue, zone unknown), or an aware one."""


class EventStatus(StrEnum):
    """What every system's status comes down to; the system's own word is `status_text`."""

    ACTIVE = "active"
    DRAFT = "draft"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class EventRef:
    """An event of an account: "ACCOUNT:ID", where ID is the system's own and may hold colons."""

    account: str
    id: str

    def __str__(self) -> str:
        return f"{self.account}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "ACCOUNT:ID"; raises `BadRequest` for anything else."""
        account, colon, ident = text.partition(":")
        if not (account and colon and ident):
            raise BadRequest(
                f"“{text}” is not a reference to an event.", "Write ACCOUNT:ID, as `events` shows."
            )
        return cls(account, ident)


@dataclass(frozen=True, slots=True)
class Event:
    """An event as its system holds it.

    Attributes:
        ref: the system's own id.
        start, end: `end` is exclusive (RFC 5545, also for all-day events).
        timezone: IANA name where the system tells one.
        colour: "#rrggbb" or empty.
        capacity: places, None where not told.
        attendees, attended: counts as the system tells them; None where it does not.
        more: what no other field fits, as readable label and value, in order.
    """

    ref: str
    title: str
    start: EventTime | None = None
    end: EventTime | None = None
    timezone: str = ""
    status: EventStatus = EventStatus.ACTIVE
    status_text: str = ""
    kind: str = ""
    colour: str = ""
    place: str = ""
    organizer: str = ""
    capacity: int | None = None
    attendees: int | None = None
    attended: int | None = None
    sold_out: bool | None = None
    recurring: bool = False
    series: str = ""
    updated_at: datetime | None = None
    description: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def all_day(self) -> bool:
        """True where the event has dates and no times."""
        return self.start is not None and not isinstance(self.start, datetime)


def as_iso(when: EventTime | None) -> str | None:
    """ISO 8601: a date, a wall-clock time without offset, or a time with its offset."""
    return None if when is None else when.isoformat()


def from_iso(text: str | None) -> EventTime | None:
    """The inverse of `as_iso`; raises ValueError for text that is no ISO 8601."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def sort_seconds(when: EventTime) -> int:
    """A number to order and window events by: seconds since 1970.

    Wall-clock times and dates have no zone, so they are read as if in UTC; two events of different
    kinds may therefore be up to a day out of order, which windows must allow for.
    """
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(aware.timestamp())


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days: `first` included, `last` excluded, both local dates."""

    first: date
    last: date

    @classmethod
    def around(cls, day: date, *, before: int = 14, after: int = 90) -> Self:
        """The days around a day; the defaults are sheepCRM's plain list (apis/sheepcrm.md 2)."""
        return cls(day - timedelta(days=before), day + timedelta(days=after + 1))
