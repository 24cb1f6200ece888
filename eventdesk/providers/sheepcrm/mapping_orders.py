"""Orders, tickets and ticket types to the domain. Money stays Decimal, by currency."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from eventdesk.domain.money import Amounts, plain, spoken
from eventdesk.domain.order import Order
from eventdesk.domain.text import one_line, split_name
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.dates import stamp
from eventdesk.providers.sheepcrm.uris import uid_of, uri_of
from eventdesk.providers.sheepcrm.words import (
    Rows,
    count,
    money,
    plain_text,
    shown,
    shown_list,
    texts,
)
from eventdesk.providers.times import moment

_orders = RecordDecoder(wire.Order)
_tickets = RecordDecoder(wire.Ticket)
_types = RecordDecoder(wire.TicketType)

OrderRecord = tuple[str, bytes]
"""The buyer's URI, which is the key of the order, and the order."""


def order(record: OrderRecord) -> Order:
    """An order. Its reference is the buyer's URI: there is no order id, and a buyer has one.

    Raises:
        RecordError: nothing says who the buyer is, or it is no object.
    """
    key, body = record
    found = _orders.decode(body)
    buyer = key.strip() or uri_of(found.buyer)
    if not buyer:
        raise RecordError("it has no buyer")
    totals, settled = _totals(found.order_total)
    fees = {code: amounts["processing_fees"] for code, amounts in totals.items()}
    return Order(
        ref=buyer,
        buyer=_buyer_name(found.buyer_index_name or "", buyer),
        buyer_ref=buyer,
        placed_at=stamp(found.order_date),
        tickets=count(found.tickets) or 0,
        attendees=count(found.attendee_count) or 0,
        description=one_line(plain_text(found.tickets_as_string), 500),
        totals=_told(totals, "total"),
        paid=_told(totals, "paid"),
        outstanding=_told(totals, "outstanding"),
        fully_paid=all(settled) if settled else None,
        more=tuple(
            ("Processing fees", f"{code} {plain(fee, code)}") for code, fee in fees.items() if fee
        ),
    )


def order_rows(order: Order) -> Rows:
    """An order for a card."""
    rows = (
        ("Buyer", order.buyer),
        ("Placed", f"{order.placed_at:%Y-%m-%d %H:%M}" if order.placed_at else ""),
        ("Tickets", order.description or str(order.tickets)),
        ("Attendees", str(order.attendees)),
        ("Total", spoken(order.totals)),
        ("Paid", spoken(order.paid)),
        ("Outstanding", spoken(order.outstanding)),
        *order.more,
    )
    return tuple(row for row in rows if row[1])


def ticket(record: bytes | msgspec.Raw) -> Ticket | None:
    """A ticket, None for a deleted one. Raises `RecordError`."""
    found = _tickets.decode(record)
    if found.record_state == "deleted":
        return None
    ref = found.uid or uid_of(found.uri or "")
    if not ref:
        raise RecordError("it has no uid")
    quantity = count(found.quantity)
    return Ticket(
        ref=ref,
        type=shown(found.ticket_type_display) or shown(found.display_value),
        buyer=shown(found.buyer_display),
        buyer_ref=uri_of(found.buyer),
        price=_price(found.amount, found.currency),
        quantity=1 if quantity is None else quantity,
        attendees=count(found.number_of_attendees),
        date=moment(found.date),
        purchased_at=stamp(found.purchase_date),
        reference=_reference(found.reference),
        more=_ticket_rows(found),
    )


def ticket_types(records: list[msgspec.Raw]) -> tuple[list[TicketType], int]:
    """Ticket types in the system's order, and how many could not be read."""
    found = []
    unreadable = 0
    for record in records:
        try:
            found.append(_types.decode(record))
        except RecordError:
            unreadable += 1
    found.sort(key=_place_in_order)
    return [_ticket_type(item) for item in found], unreadable


def _place_in_order(found: wire.TicketType) -> tuple[bool, Decimal]:
    place = money(found.sort_order)
    return place is None, place or Decimal(0)


def _ticket_type(found: wire.TicketType) -> TicketType:
    name = shown(found.name) or "Ticket without a name"
    return TicketType(
        ref=uid_of(found.uri or "") or name,
        name=name,
        description=plain_text(found.description),
        price=_price(found.amount, found.currency),
        total=count(found.total),
        allocated=count(found.allocated),
        reserved=count(found.reserved),
        available=count(found.available),
        attendees_per_ticket=count(found.number_of_attendees_per_ticket),
        members_only=bool(found.member_only),
        tags=texts(found.tags),
        more=_type_rows(found),
    )


def _type_rows(found: wire.TicketType) -> Rows:
    rows = (
        ("Available from", shown(found.available_from_date)),
        ("Tax", shown(found.tax)),
        # The code itself opens a ticket to buyers: it is nobody else's business.
        ("Needs an access code", "Yes" if found.access_code else ""),
        ("Single use", "Yes" if found.single_use else ""),
        ("Account code", shown(found.xero_account_code)),
    )
    return tuple(row for row in rows if row[1])


def _ticket_rows(found: wire.Ticket) -> Rows:
    rate = money(found.tax_rate)
    rows = (
        ("Ticket number", shown(found.ticket_id)),
        ("Tax", f"{rate.normalize():%}" if rate else ""),
        ("Activity", shown(found.activity)),
        ("Venue", shown(found.venue)),
        ("Account code", shown(found.xero_account_code)),
    )
    return tuple(row for row in rows if row[1])


def _totals(value: object) -> tuple[dict[str, dict[str, Decimal | None]], list[bool]]:
    """Amounts by currency and name, and what each currency says on being fully paid."""
    totals: dict[str, dict[str, Decimal | None]] = {}
    settled = []
    for currency, told in value.items() if isinstance(value, dict) else ():
        if isinstance(told, dict) and currency.strip():
            names = ("total", "paid", "outstanding", "processing_fees")
            totals[_code(currency)] = {name: money(told.get(name)) for name in names}
            if isinstance(told.get("fully_paid"), bool):
                settled.append(told["fully_paid"])
    return totals, settled


def _told(totals: Mapping[str, Mapping[str, Decimal | None]], name: str) -> Amounts:
    return {
        code: amount for code, amounts in totals.items() if (amount := amounts[name]) is not None
    }


def _price(amount: object, currency: str | None) -> Amounts:
    price = money(amount)
    return {} if price is None or not currency or not currency.strip() else {_code(currency): price}


def _code(currency: str) -> str:
    return currency.strip().upper()[:10]


def _buyer_name(index_name: str, uri: str) -> str:
    """ "Baker, Anna" -> "Anna Baker"; the name of an organisation may hold a comma and stays."""
    name = " ".join(index_name.split())
    if "/person/" in uri and "," in name:
        name = " ".join(part for part in split_name(name) if part)
    return name or uid_of(uri)


def _reference(value: object) -> str:
    """Any or null, says the interface: the values of an object, else the value."""
    if isinstance(value, dict) and not shown(value):
        return shown_list(list(value.values()))
    return shown_list(value)
