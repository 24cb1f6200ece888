"""Orders of an event."""

from dataclasses import dataclass, field
from datetime import datetime

from eventdesk.domain.money import Amounts


@dataclass(frozen=True, slots=True)
class Order:
    """One order. Amounts are by currency, in major units.

    `buyer_ref` leads to the buyer's contact card, "" where there is none. `fully_paid` is None
    where the system does not tell.
    """

    ref: str
    buyer: str
    buyer_ref: str = ""
    placed_at: datetime | None = None
    tickets: int = 0
    attendees: int = 0
    description: str = ""
    totals: Amounts = field(default_factory=dict)
    paid: Amounts = field(default_factory=dict)
    outstanding: Amounts = field(default_factory=dict)
    fully_paid: bool | None = None
    more: tuple[tuple[str, str], ...] = ()
