"""A system for tests of the window: it has everything, and does what the test tells it to."""

import threading
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import (
    Action,
    ActionResult,
    Capability,
    Choice,
    Field,
    FieldKind,
    SystemInfo,
    Values,
)
from eventdesk.domain.contact import Contact, HistoryEntry, Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import EventDeskError, Refused
from eventdesk.domain.event import Event, EventStatus, Window
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.providers.base import Batch, Provider, Seen, fingerprint

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)

ALL = frozenset(
    {
        Capability.ATTENDEES,
        Capability.ATTENDANCE,
        Capability.ORDERS,
        Capability.TICKETS,
        Capability.CONTACTS,
        Capability.HISTORY,
    }
)

GALA = Event(
    ref="gala",
    title="Annual <b>gala</b>",
    start=datetime(2026, 11, 21, 18, 0, tzinfo=UTC),
    end=datetime(2026, 11, 21, 22, 0, tzinfo=UTC),
    timezone="Europe/Berlin",
    place="Town Hall",
    kind="Dinner",
    capacity=60,
    sold_out=True,
    description="Doors open at six.\nBring your ticket.",
    link="https://example.org/gala",
    more=(("Dress code", "Black tie"),),
)

ORDERS = (
    Order(
        ref="o-1",
        buyer="Anna Baker",
        buyer_ref="p-anna",
        placed_at=datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
        tickets=2,
        totals={"GBP": Decimal(90)},
        paid={"GBP": Decimal(50)},
        outstanding={"GBP": Decimal(40)},
    ),
    Order(ref="o-2", buyer="Chidi Okafor", tickets=1, totals={"EUR": Decimal("45.50")}),
)

TYPES = (
    TicketType("t-1", "Member", price={"GBP": Decimal(45)}, total=60, available=15),
    TicketType("t-2", "Guest", price={"GBP": Decimal(60)}),
)

TICKETS = (Ticket("k-1", "Member", buyer="Anna Baker", price={"GBP": Decimal(45)}, quantity=2),)

CARD = Contact(
    "p-anna",
    "Anna Baker",
    (Section("Contact", (("E-mail", "anna@example.org"), ("Phone", "+44 20 7946 0018"))),),
    ("Communication: the key lacks “member.read”.",),
)

SEAT = Action(
    "seat",
    "Change seat",
    (
        Field("attendee", "Attendee", required=True),
        Field("seat", "Seat", required=True, hint="As on the plan: B12."),
        Field("rows", "Rows", FieldKind.NUMBER),
        Field("day", "Day", FieldKind.DATE),
        Field("tell", "Tell them", FieldKind.FLAG, value="yes"),
        Field("how", "How", FieldKind.CHOICE, choices=(Choice("mail", "By e-mail"),)),
    ),
)
CLOSE = Action("close", "Close sales", confirm="Close the sales of the gala?", destructive=True)


def person(number: int, name: str, status: str = "accepted") -> Attendee:
    """An attendee with a person of their own."""
    return Attendee(
        ref=f"a-{number}",
        name=name,
        status=status,
        email=f"{name.split()[0].lower()}@example.org",
        person=f"p-{number}",
        ticket="Member",
    )


@dataclass
class Fair:
    """What the system holds and how it behaves; shared by every connection to it.

    Attributes:
        failure: raised by every call while set.
        held: reading attendees waits for it.
        requests_left: what the system says of its limits.
        calls: what was asked, in order.
    """

    events: dict[str, Event] = field(default_factory=lambda: {"gala": GALA})
    attendees: dict[str, Attendee] = field(default_factory=dict)
    failure: EventDeskError | None = None
    refusal: Refused | None = None
    held: threading.Event = field(default_factory=threading.Event)
    requests_left: int | None = None
    calls: list[str] = field(default_factory=list)
    acted: list[dict[str, str]] = field(default_factory=list)
    actions: Sequence[Action] = (SEAT, CLOSE)
    details: dict[DetailPart, Detail] = field(default_factory=dict)

    def ask(self, what: str) -> None:
        """Note a call; fail if the test said so."""
        self.calls.append(what)
        if self.failure is not None:
            raise self.failure


class FairProvider(Provider):
    """The system over a `Fair` that the test sets."""

    info: ClassVar[SystemInfo] = SystemInfo(
        "fair", "Fairground", ALL, address_used=False, marks_persons=True
    )
    fair: ClassVar[Fair]

    @property
    def requests_left(self) -> int | None:
        """What the test says."""
        return self.fair.requests_left

    def check(self, cancel: CancelToken) -> str:
        """All is well."""
        return "It works."

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """Every event."""
        self.fair.ask("events")
        yield Batch([(_number(event), event) for event in self.fair.events.values()])

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event."""
        self.fair.ask(f"event {ref}")
        return self.fair.events[ref]

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """All attendees; the same for every event."""
        self.fair.ask("attendees")
        self.fair.held.wait(20)
        yield Batch([(_number(one), one) for one in self.fair.attendees.values()])

    def orders(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """Two orders."""
        self.fair.ask("orders")
        yield Batch([(_number(order), order) for order in ORDERS])

    def ticket_types(self, event_ref: str, cancel: CancelToken) -> Sequence[TicketType]:
        """Two types."""
        return TYPES

    def tickets(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Ticket]]:
        """One sold ticket."""
        self.fair.ask("tickets")
        yield Batch([(_number(ticket), ticket) for ticket in TICKETS])

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Set every place of the person."""
        self.fair.ask(f"set {attendee.ref} {status}")
        if self.fair.refusal is not None:
            raise self.fair.refusal
        places = [a for a in self.fair.attendees.values() if a.person == attendee.person]
        for place in places:
            self.fair.attendees[place.ref] = replace(place, status=status)
        return [Seen(place.ref, place.person, status) for place in places]

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """A form and a question."""
        self.fair.ask("actions")
        return self.fair.actions

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do it, or say which field is wrong."""
        self.fair.ask(f"act {action}")
        if values.get("seat") == "Z99":
            raise Refused("The plan has no such seat.", fields={"seat": "No seat Z99."})
        if self.fair.refusal is not None:
            raise self.fair.refusal
        self.fair.acted.append(dict(values))
        if action == "close":
            closed = replace(self.fair.events["gala"], status=EventStatus.CANCELLED)
            self.fair.events["gala"] = closed
        return ActionResult("Done as asked.", problems=("One letter was not sent.",))

    def detail_parts(self, event: Event) -> Sequence[DetailPart]:
        """Those that the test set."""
        return tuple(self.fair.details)

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One of them, once it is let through."""
        self.fair.ask(f"detail {part}")
        while not self.fair.held.wait(0.01):
            cancel.check()
        return next(told for one, told in self.fair.details.items() if one.name == part)

    def contact(self, ref: str, cancel: CancelToken) -> Contact:
        """The same card for everybody."""
        self.fair.ask(f"contact {ref}")
        return CARD

    def picture(self, ref: str, cancel: CancelToken) -> bytes | None:
        """Nobody has one."""
        return None

    def answers(self, event_ref: str, buyer_ref: str, cancel: CancelToken) -> Contact:
        """One answer."""
        self.fair.ask(f"answers {buyer_ref}")
        return Contact("o-1", "", (Section("Answers", (("Diet", "Vegan"),)),))

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """One entry."""
        self.fair.ask(f"history {record_ref}")
        return [HistoryEntry(NOW, "Office", "Event published")]


def _number(record: object) -> int:
    return fingerprint(repr(record).encode())
