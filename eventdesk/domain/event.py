"""Events, who is named in them, and how they are referred to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import Recurrence


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


class PersonRole(StrEnum):
    """What a person named in an event has to do with it."""

    ATTENDS = "attends"
    RESPONSIBLE = "responsible"  # made it, owns it, or has it assigned


@dataclass(frozen=True, slots=True)
class EventPerson:
    """A person that the event itself names; a list of attendees may tell more."""

    name: str
    role: PersonRole


def responsible(name: str) -> tuple[EventPerson, ...]:
    """The one person who is responsible, nobody where the name is empty."""
    return (EventPerson(name, PersonRole.RESPONSIBLE),) if name else ()


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
        people: whom the event itself names, to filter by.
        recurrence: how it repeats, for a series that is worked out on this computer; None for a
            single event, and where the system lists each occurrence itself.
        occurrence: of such a series, which one this is: the start that the rule gives it. The
            store never keeps it.
        refs: further references of the system's own, by name, which its actions and details need;
            never shown.
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
    people: tuple[EventPerson, ...] = ()
    recurrence: Recurrence | None = None
    occurrence: EventTime | None = None
    refs: tuple[tuple[str, str], ...] = ()

    def own_ref(self, name: str) -> str:
        """The reference of that name, "" where there is none."""
        return dict(self.refs).get(name, "")

    @property
    def all_day(self) -> bool:
        """True where the event has dates and no times."""
        return self.start is not None and not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days: `first` included, `last` excluded, both local dates."""

    first: date
    last: date

    @classmethod
    def around(cls, day: date, *, before: int = 14, after: int = 90) -> Self:
        """The days around a day; the defaults are sheepCRM's plain list (apis/sheepcrm.md 2)."""
        return cls(day - timedelta(days=before), day + timedelta(days=after + 1))
