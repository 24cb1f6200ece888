"""Prices, order totals, tickets and ticket types of an event, rendered from its orders."""

from __future__ import annotations

from collections import Counter

from tests.servers.sheepcrm.events import Event
from tests.servers.sheepcrm.people import People
from tests.servers.sheepcrm.places import TYPE_NAMES
from tests.servers.sheepcrm.records import Line, Order, OrderSummary, OrderTotal, Ticket, TicketType

#: Price in hundredths by type: a free one for children, awkward fractions elsewhere.
_PRICES = (4550, 3333, 0, 96010)
_PRICE_TEXTS = ("45.50", "33.33", "0", "960.10")
_TAGS: tuple[list[str], ...] = ([], ["members"], ["family", "été"], [])


class Till:
    """Renders what concerns money for one event."""

    def __init__(self, event: Event, people: People) -> None:
        self._event, self._people = event, people

    def currency(self, type_number: int) -> str:
        """Lower-case currency of a ticket type."""
        return self._event.currencies[type_number % len(self._event.currencies)]

    def type_uri(self, type_number: int) -> str:
        """The URI of a ticket type."""
        return f"/{self._event.bucket}/ticket_type/64{self._event.number:012x}{type_number:010x}/"

    def ticket_uri(self, line: Line) -> str:
        """The URI of the tickets in a line."""
        return f"/{self._event.bucket}/ticket/{line.ticket_uid}/"

    def buyer_name(self, order: Order) -> str:
        """The display value of a buyer."""
        return self._people.display_value(order.buyer) or ""

    def summary(self, order: Order) -> OrderSummary:
        """One order as a buyer of the event's orders. Free orders have no currency at all."""
        totals: dict[str, OrderTotal] = {}
        for line in order.lines:
            cents = _PRICES[line.type_number] * line.quantity
            if cents:
                currency = self.currency(line.type_number)
                totals[currency] = _total(cents, order.paid, totals.get(currency))
        names = [f"{line.quantity} x {TYPE_NAMES[line.type_number]}" for line in order.lines]
        first, _, last = self.buyer_name(order).partition(" ")
        return OrderSummary(
            attendee_count=order.places,
            buyer=order.buyer,
            buyer_index_name=f"{last}, {first}" if last else first,
            currencies=sorted(totals),
            order_date=order.order_date,
            order_total=totals,
            tickets=sum(line.quantity for line in order.lines),
            tickets_as_string=", ".join(names),
        )

    def tickets(self, order: Order) -> list[Ticket]:
        """The tickets of an order, one record a line."""
        return [self._ticket(order, line) for line in order.lines]

    def _ticket(self, order: Order, line: Line) -> Ticket:
        name, buyer = TYPE_NAMES[line.type_number], self.buyer_name(order)
        return Ticket(
            activity=None,
            amount=_PRICES[line.type_number] / 100,
            booking=self._event.uri,
            booking_display=self._event.title,
            buyer=order.buyer,
            buyer_display=buyer,
            created=order.order_date,
            currency=self.currency(line.type_number),
            date=line.day,
            display_value=f"{name} for {buyer}",
            formatted_title=f"{self._event.title}: {name}",
            last_updated=order.order_date,
            legacy_uid=None,
            number_of_attendees=line.quantity,
            purchase_date=order.order_date,
            quantity=line.quantity,
            record_state="created",
            reference=None if order.paid else {"invoice": "INV-7"},
            tax_rate=0.2 if _PRICES[line.type_number] else None,
            ticket_id=line.ticket_uid[2:10].upper(),
            ticket_type=self.type_uri(line.type_number),
            ticket_type_display=name,
            uid=line.ticket_uid,
            uri=self.ticket_uri(line),
            venue=None,
            xero_account_code="200",
        )

    def ticket_types(self, orders: dict[str, Order]) -> list[TicketType]:
        """The ticket types with their stock, in no particular order."""
        sold: Counter[int] = Counter()
        for order in orders.values():
            for line in order.lines:
                sold[line.type_number] += line.quantity
        return [self._ticket_type(number, sold[number]) for number in (2, 0, 3, 1)]

    def _ticket_type(self, number: int, sold: int) -> TicketType:
        total = self._event.attendees + 20
        return TicketType(
            access_code="SECRET" if number == 1 else None,
            allocated=sold,
            amount=_PRICE_TEXTS[number],
            available=None if number == 2 else total - sold,
            available_from_date={} if number % 2 else None,
            currency=self.currency(number),
            description=("", None, "Bring <i>proof</i> of age", "Ten % off")[number],
            member_only=number == 1,
            name=TYPE_NAMES[number],
            number_of_attendees_per_ticket="8" if number == 3 else "1.00",
            pricing=None,
            reserved=0,
            single_use=False,
            sort_order=None if number == 3 else number * 10,
            tags=_TAGS[number],
            tax="20.00" if number else None,
            total=None if number == 2 else total,
            uri=self.type_uri(number),
            xero_account_code=None,
        )


def _total(cents: int, paid: bool, before: OrderTotal | None) -> OrderTotal:
    whole = cents + round(before.total * 100 if before else 0)
    settled = whole if paid else whole // 4
    return OrderTotal(
        fully_paid=paid,
        outstanding=(whole - settled) / 100,
        paid=settled / 100,
        processing_fees=0.35,
        total=whole / 100,
    )
