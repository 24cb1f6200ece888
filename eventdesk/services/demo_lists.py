"""Attendees, orders and tickets of the demo's events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import TypeVar

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.event import Event
from eventdesk.domain.event_time import sort_seconds
from eventdesk.domain.money import Amounts, added
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.services.demo_people import People, Person
from eventdesk.services.demo_plan import EventPlan, TicketPlan

_T = TypeVar("_T")

_BEFORE = {
    AttendanceStatus.ACCEPTED: 80,
    AttendanceStatus.INVITED: 13,
    AttendanceStatus.DECLINED: 7,
}
_AFTER = {AttendanceStatus.ATTENDED: 82, AttendanceStatus.NO_SHOW: 11, AttendanceStatus.DECLINED: 7}
"""Percent of the attendees before and after an event."""

_PARTIES = {1: 60, 2: 25, 3: 9, 4: 6}
"""Percent of the orders by how many come on one."""

_PAID = {Decimal(1): 80, Decimal(0): 13, Decimal("0.5"): 7}
"""Percent of the orders by which share is paid."""

_GUESTS = 0.5
"""Share of those on somebody else's order whom the system knows by name only."""


@dataclass(slots=True)
class EventLists:
    """All that belongs to one event; `parties` are the names on an order by its buyer."""

    attendees: list[Attendee] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    types: list[TicketType] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    parties: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    person: Person
    status: str
    guest: bool
    ticket: TicketPlan | None


@dataclass(frozen=True, slots=True)
class _Sold:
    ref: str
    name: str
    number: int
    price: Amounts


class ListMaker:
    """Fills events with people of one account; the same calls in the same order, the same lists."""

    def __init__(self, people: People, now: datetime) -> None:
        self._people = people
        self._chance = people.chance
        self._now = now

    def fill(
        self, event: Event, plan: EventPlan, size: int, types: Sequence[TicketPlan]
    ) -> EventLists:
        """The lists of one event: `size` attendees in parties, and an order for each party."""
        lists, numbers = EventLists(), count(1)
        for number, party in enumerate(self._parties(event, plan, size, types), 1):
            order = f"{event.ref}-order-{number}" if types else ""
            placed = self._now - timedelta(days=self._chance.randint(3, 60))
            for place in party:
                ref = f"{event.ref}-{next(numbers)}"
                lists.attendees.append(self._attendee(ref, place, order, placed))
            if order:
                self._sell(lists, event, party, order, placed)
        sold = Counter(attendee.ticket for attendee in lists.attendees)
        lists.types = [_ticket_type(ticket, sold[ticket.name]) for ticket in types]
        return lists

    def _parties(
        self, event: Event, plan: EventPlan, size: int, types: Sequence[TicketPlan]
    ) -> Iterator[list[_Place]]:
        named = [self._people.named(name) for name in plan.named]
        people = named + self._people.some(size - len(named), set(plan.named))
        statuses = self._statuses(event, plan, size)
        start = 0
        while start < size:
            # Those who are named come with themselves alone, if with anybody.
            most = 1 if start < len(named) else self._one_of(_PARTIES)
            while start + most < len(named) and people[start + most] is people[start]:
                most += 1
            places = zip(people[start : start + most], statuses[start : start + most], strict=True)
            yield [
                self._place(person, status, types, others=person is not people[start])
                for person, status in places
            ]
            start += most

    def _place(
        self, person: Person, status: str, types: Sequence[TicketPlan], *, others: bool
    ) -> _Place:
        guest = others and self._chance.random() < _GUESTS
        # The second type is the usual one for company.
        weights = [1, 6, 1, 1] if guest and len(types) > 1 else [6, 2, 1, 1]
        ticket = self._chance.choices(types, weights[: len(types)])[0] if types else None
        return _Place(person, status, guest, ticket)

    def _statuses(self, event: Event, plan: EventPlan, size: int) -> list[str]:
        """A status for each attendee; those who are named have accepted."""
        if plan.statuses:
            rest = Counter(plan.statuses) - Counter(accepted=len(plan.named))
            statuses = list(rest.elements())
            self._chance.shuffle(statuses)
        else:
            ended = event.end is not None and sort_seconds(event.end) < self._now.timestamp()
            share = _AFTER if ended else _BEFORE
            statuses = [str(self._one_of(share)) for _ in range(size - len(plan.named))]
        return [str(AttendanceStatus.ACCEPTED)] * len(plan.named) + statuses

    def _attendee(self, ref: str, place: _Place, order: str, placed: datetime) -> Attendee:
        person = place.person
        return Attendee(
            ref=ref,
            name=person.name,
            status=place.status,
            email="" if place.guest else person.email,
            person="" if place.guest else person.ref,
            guest=place.guest,
            ticket=place.ticket.name if place.ticket else "",
            order=order,
            code=f"{self._chance.randrange(10**8):08}",
            company="" if place.guest else person.company,
            phone="" if place.guest else person.phone,
            note=self._people.note(),
            updated_at=placed,
        )

    def _sell(
        self, lists: EventLists, event: Event, party: Sequence[_Place], ref: str, placed: datetime
    ) -> None:
        """Add the order of a party and its tickets."""
        buyer = party[0].person
        bought = Counter(place.ticket.name for place in party if place.ticket)
        prices = {place.ticket.name: place.ticket.price for place in party if place.ticket}
        totals = added(prices[name] for name in bought.elements())
        paid, outstanding = _shared(totals, self._one_of(_PAID))
        order = Order(
            ref=ref,
            buyer=buyer.name,
            buyer_ref=buyer.ref,
            placed_at=placed,
            tickets=len(party),
            attendees=len(party),
            description=", ".join(f"{number} × {name}" for name, number in bought.items()),
            totals=totals,
            paid=paid,
            outstanding=outstanding,
            fully_paid=not any(outstanding.values()),
        )
        lists.orders.append(order)
        lists.parties[buyer.ref] = [place.person.name for place in party]
        for line, (name, number) in enumerate(bought.items(), 1):
            sold = _Sold(f"{ref}-{line}", name, number, prices[name])
            lists.tickets.append(_ticket(sold, order, event))

    def _one_of(self, shares: dict[_T, int]) -> _T:
        return self._chance.choices(list(shares), list(shares.values()))[0]


def _shared(totals: Amounts, share: Decimal) -> tuple[Amounts, Amounts]:
    """What is paid and what is owing, in whole units of the currency where it is a part."""
    paid = {code: amount if share == 1 else amount * share // 1 for code, amount in totals.items()}
    return paid, {code: amount - paid[code] for code, amount in totals.items()}


def _ticket(sold: _Sold, order: Order, event: Event) -> Ticket:
    return Ticket(
        ref=sold.ref,
        type=sold.name,
        buyer=order.buyer,
        buyer_ref=order.buyer_ref,
        price=sold.price,
        quantity=sold.number,
        attendees=sold.number,
        date=event.start,
        purchased_at=order.placed_at,
        reference=order.ref.upper(),
    )


def _ticket_type(plan: TicketPlan, sold: int) -> TicketType:
    return TicketType(
        ref=plan.name.casefold().replace(" ", "-"),
        name=plan.name,
        description=plan.description,
        price=plan.price,
        total=plan.total,
        allocated=sold,
        available=None if plan.total is None else max(plan.total - sold, 0),
        attendees_per_ticket=1,
        members_only=plan.members_only,
    )
