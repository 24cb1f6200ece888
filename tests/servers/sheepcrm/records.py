"""The wire records below an event: attendee, order, ticket, ticket type. Names as in the API.

A field set to UNSET is left out of the JSON, None is sent as null.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from msgspec import UNSET, UnsetType

Text = str | None | UnsetType
Reference = str | dict[str, str] | None | UnsetType


class Attendee(msgspec.Struct):
    """One item of `sessions[]`."""

    attendee_email: Text
    attendee_name: Text
    created: Text
    display_value: Text
    guest: bool | None | UnsetType
    guest_ref: Reference
    last_updated: Text
    person_ref: Reference
    record_state: Text
    status: Text
    ticket: Text
    ticket_ref: Reference
    uid: str
    uri: str


class Ticket(msgspec.Struct):
    """One item of `tickets[]`; `amount` is a number here."""

    activity: Text
    amount: float | None
    booking: str
    booking_display: str
    buyer: str
    buyer_display: str | None
    created: str
    currency: str
    date: str
    display_value: str
    formatted_title: str
    last_updated: str
    legacy_uid: Text
    number_of_attendees: int
    purchase_date: str
    quantity: int
    record_state: str
    reference: object
    tax_rate: float | None
    ticket_id: str
    ticket_type: str
    ticket_type_display: str
    uid: str
    uri: str
    venue: Text
    xero_account_code: Text


class TicketType(msgspec.Struct):
    """One item of `available_tickets[]`; `amount` and the attendees per ticket are text here."""

    access_code: Text
    allocated: int
    amount: str
    available: int | None
    available_from_date: object
    currency: str
    description: Text
    member_only: bool
    name: str
    number_of_attendees_per_ticket: str
    pricing: Text
    reserved: int
    single_use: bool
    sort_order: int | None
    tags: list[str]
    tax: Text
    total: int | None
    uri: str
    xero_account_code: Text


class OrderTotal(msgspec.Struct):
    """The money of one order in one currency."""

    fully_paid: bool
    outstanding: float
    paid: float
    processing_fees: float
    total: float


class OrderSummary(msgspec.Struct):
    """One value of `buyers{}`, and the answer for one order."""

    attendee_count: int
    buyer: str
    buyer_index_name: str
    currencies: list[str]
    order_date: str
    order_total: dict[str, OrderTotal]
    tickets: int
    tickets_as_string: str


@dataclass(slots=True)
class Line:
    """Tickets of one type within an order. `day` is the date printed on them."""

    ticket_uid: str
    type_number: int
    quantity: int
    day: str


@dataclass(slots=True)
class Order:
    """What one buyer ordered for one event. `failing` makes its deletion report an error."""

    buyer: str
    order_date: str
    places: int
    paid: bool
    failing: bool = False
    lines: list[Line] = field(default_factory=list)


def reference_target(reference: Reference) -> str | None:
    """The URI in either form of a reference, or None."""
    if isinstance(reference, dict):
        return reference.get("ref")
    return None if reference is UNSET or isinstance(reference, UnsetType) else reference
