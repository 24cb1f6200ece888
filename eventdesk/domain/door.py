"""What a door asks and answers: guests, outcomes of a scan, the rules of an event's door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.event import EventRef
from eventdesk.domain.money import Amounts


class Outcome(StrEnum):
    """The five answers of a door (design: window, Door)."""

    IN = "in"  # admitted, and the system has it or takes it
    WAITING = "waiting"  # admitted, kept on this desk: until the network is back, or for good
    ALREADY_IN = "already-in"
    OWING = "owing"
    REFUSED = "refused"


class ScanRule(StrEnum):
    """What a scan of a known code does by itself."""

    EXPRESS = "express"  # admits
    CONFIRM = "confirm"  # shows the guest; Enter admits


class OwingRule(StrEnum):
    """What happens to a guest whose order is not paid in full."""

    ASK = "ask"
    ADMIT = "admit"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class DoorRules:
    """The rules of one event's door, kept from day to day.

    Attributes:
        tickets: names of the ticket types that this door admits, None for all.
        card: what the card of a guest shows below the name, in this order: of `CARD_FIELDS`, or
            labels of `Attendee.more`.
        capacity: places, None for the event's own.
        warn_before: the card warns from so many places before the capacity on.
    """

    scan: ScanRule = ScanRule.EXPRESS
    owing: OwingRule = OwingRule.ASK
    tickets: frozenset[str] | None = None
    card: tuple[str, ...] = ("ticket", "company", "note")
    capacity: int | None = None
    warn_before: int = 10


CARD_FIELDS: Mapping[str, str] = {
    "ticket": "Ticket",
    "company": "Company",
    "note": "Note",
    "order": "Order",
    "email": "E-mail",
    "code": "Code",
    "event": "Event",
}
"""What the card of a guest can show, and what people call it."""


@dataclass(frozen=True, slots=True)
class Guest:
    """An attendee as a door sees them.

    Attributes:
        owing: what their order still owes, by currency; empty where nothing, or where no system
            tells.
        paid: their order is paid in full; False where it is not, or no system tells.
        admitted_here: False where this door does not admit their ticket type.
        places: at the event, places of the same person, which one mark reaches together.
    """

    event: EventRef
    event_title: str
    listed: ListedAttendee
    owing: Amounts = field(default_factory=dict)
    paid: bool = False
    admitted_here: bool = True
    places: int = 1

    @property
    def key(self) -> tuple[EventRef, str]:
        """What tells one guest from all others."""
        return self.event, self.listed.attendee.ref


@dataclass(frozen=True, slots=True)
class Decision:
    """What the door says to one scan or one Enter.

    Attributes:
        outcome: None where the guest was found and Enter admits them (`ScanRule.CONFIRM`).
        at: when it was decided, UTC.
        sentence: the whole outcome in words, as a screen reader says it.
        reason: why, and what to do next; for "already in" when, where and by whom.
        guest: None for a code that nobody has.
        code: what was scanned, "" where a guest was chosen.
        mark_id: of the mark that was made, which an undo takes back; "" for none.
        repeated: the same code or person within 2.5 s: one act, nothing was done again.
        warning: of the capacity, "" for none.
        waits_for_answer: the guest owes, and the door may admit anyway.
        name: of somebody who was at this door and is on no list any more; else "".
        choices: the codes of a scan that may mean several, of whom one is to be chosen.
        kept_here: of `Outcome.WAITING`: on this desk for good, nothing is sent.
        undecided: of `Outcome.WAITING`: the system refused the mark, or holds something else; the
            operator decides.
    """

    outcome: Outcome | None
    at: datetime
    sentence: str
    reason: str = ""
    guest: Guest | None = None
    code: str = ""
    mark_id: str = ""
    repeated: bool = False
    warning: str = ""
    waits_for_answer: bool = False
    name: str = ""
    choices: tuple[str, ...] = ()
    kept_here: bool = False
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class TicketFigure:
    """How many of one ticket type are expected and in."""

    ticket: str
    expected: int
    arrived: int


@dataclass(frozen=True, slots=True)
class DoorFigures:
    """How a door stands.

    Attributes:
        expected: who is on the list and did not decline, and who is in although the system no
            longer lists them; `arrived` of those who are in; `no_shows` of those who are known
            not to come any more.
        capacity: places of all events together, None where one of them has none.
        arrivals: how many came in each full `step_seconds`, oldest first, up to now.
        rate: guests a minute over the last ten minutes.
        listed_at: when the oldest of the lists was read from its system, None for never.
        waiting: marks of these events that are on their way; `undecided` those that wait for the
            operator.
    """

    expected: int
    arrived: int
    tickets: tuple[TicketFigure, ...] = ()
    capacity: int | None = None
    arrivals: tuple[int, ...] = ()
    step_seconds: int = 60
    rate: float = 0.0
    listed_at: datetime | None = None
    waiting: int = 0
    undecided: int = 0
    no_shows: int = 0

    @property
    def to_come(self) -> int:
        """Who is expected, not in, and may still come."""
        return max(self.expected - self.arrived - self.no_shows, 0)


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody at the door who is on no list."""

    name: str
    email: str = ""
    ticket: str = ""
    note: str = ""
