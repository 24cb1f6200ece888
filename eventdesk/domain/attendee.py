"""Attendees of an event, as their system holds them and as this desk shows them."""

from dataclasses import dataclass
from datetime import datetime

from eventdesk.domain.attendance import MarkState


@dataclass(frozen=True, slots=True)
class Attendee:
    """One place at an event, as its system holds it.

    Attributes:
        ref: the system's own id of this place within the event.
        status: as it came, lower case where it is one of the five.
        person: the system's reference to the person, "" where it has none.
        guest: somebody's guest, who may have no person of their own.
        ticket: the ticket type's name; `order` a reference to the order, `code` what a scan says.
        more: what no other field fits, as readable label and value, in order.
    """

    ref: str
    name: str
    status: str = ""
    email: str = ""
    person: str = ""
    guest: bool = False
    ticket: str = ""
    order: str = ""
    code: str = ""
    company: str = ""
    phone: str = ""
    note: str = ""
    updated_at: datetime | None = None
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListedAttendee:
    """An attendee as a list shows it: what the system holds, and over it this desk's last mark.

    `status` is what is shown; `mark_state` is None where no mark of this desk counts any more.
    `gone` says that the system no longer lists the attendee; `desk_only` that it never did: a
    walk-in who is kept on this desk.
    """

    attendee: Attendee
    status: str
    mark_state: MarkState | None = None
    marked_at: datetime | None = None
    marked_by: str = ""
    gone: bool = False
    desk_only: bool = False


@dataclass(frozen=True, slots=True)
class AttendeeQuery:
    """Which attendees of an event, in which order.

    `search` is words that must all be found; `status` and `states` filter where not None, and
    those of the statuses in `left_out` are not found;
    `sort` is a column: name, status, email, ticket, order, marked_at.
    """

    search: str = ""
    status: str | None = None
    states: frozenset[MarkState] | None = None
    left_out: frozenset[str] = frozenset()
    sort: str = "name"
    descending: bool = False
