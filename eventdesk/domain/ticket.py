"""Ticket types of an event and the tickets that were sold."""

from dataclasses import dataclass, field
from datetime import datetime

from eventdesk.domain.event_time import EventTime
from eventdesk.domain.money import Amounts


@dataclass(frozen=True, slots=True)
class TicketType:
    """What can be bought. Counts are tickets, None where not told."""

    ref: str
    name: str
    description: str = ""
    price: Amounts = field(default_factory=dict)
    total: int | None = None
    allocated: int | None = None
    reserved: int | None = None
    available: int | None = None
    attendees_per_ticket: int | None = None
    members_only: bool = False
    tags: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was bought."""

    ref: str
    type: str
    buyer: str = ""
    buyer_ref: str = ""
    price: Amounts = field(default_factory=dict)
    quantity: int = 1
    attendees: int | None = None
    date: EventTime | None = None
    purchased_at: datetime | None = None
    reference: str = ""
    more: tuple[tuple[str, str], ...] = ()
