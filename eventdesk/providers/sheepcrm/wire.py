"""What sheepCRM sends, as far as it is used. Every field may be missing, null or of another type.

Names and shapes: apis/sheepcrm.md sections 2, 3 and 6. Parts without a known schema are `object`.
"""

from msgspec import Raw, Struct

from eventdesk.providers.sheepcrm.uris import Ref

Text = str | None
Scalar = str | int | float | bool | None

# -- envelopes: only their outermost shape is insisted on


class EventList(Struct):
    """A page of an event list."""

    bookings: list[Raw] | None


class AttendanceList(Struct):
    """Every attendee of an event."""

    sessions: list[Raw] | None


class OrderList(Struct):
    """Every order of an event, by the buyer's URI."""

    buyers: dict[str, Raw] | list[Raw] | None


class TicketList(Struct):
    """Every ticket of an event that was sold."""

    tickets: list[Raw] | None


class TicketTypeList(Struct):
    """What can be bought."""

    available_tickets: list[Raw] | None


class Marked(Struct):
    """The answer to setting a status."""

    attendance: list[Raw] | None


# -- records


class EventHead(Struct):
    """What tells one event from another."""

    uid: Text = None
    uri: Text = None


class Event(Struct):
    """An event object of 2024 or 2025, full or reduced (section 6)."""

    uid: Text = None
    uri: Text = None
    title: Text = None
    display_value: Text = None
    formatted_title: Text = None
    status: Text = None
    cancelled: bool | None = None
    record_state: Text = None
    start_date: Text = None
    start_time: Text = None
    start_datetime: Text = None
    end_date: Text = None
    end_time: Text = None
    end_datetime: Text = None
    date_range: Text = None
    dates_to_be_confirmed: bool | None = None
    length_display: Text = None
    booking_type: Text = None
    category: Text = None
    subcategory: Text = None
    description: Text = None
    location: Text = None
    location_address_string: Text = None
    location_postal_code: Text = None
    location_country: Text = None
    venues: object = None
    capacity: Scalar = None
    is_sold_out: bool | None = None
    waitlist_available: bool | None = None
    ticketed_event: bool | None = None
    start_sales_date: Text = None
    minimum_ticket_price: Scalar = None
    maximum_ticket_price: Scalar = None
    total_stock: Scalar = None
    total_stock_allocated: Scalar = None
    total_stock_available: Scalar = None
    member_only_event: bool | None = None
    hide_from_self_service: bool | None = None
    catering: Scalar = None
    controller: Text = None
    group: object = None
    tags: object = None
    series_id: Text = None
    website: Text = None
    external_web_link: Text = None
    external_boxoffice_link: Text = None
    conferencing_url: Text = None
    eventbrite_id: Scalar = None
    eventbrite_last_sync: Text = None
    created: Text = None
    last_updated: Text = None
    user_interface: object = None


class Session(Struct, gc=False):
    """One attendee of the attendance list."""

    uid: Text = None
    uri: Text = None
    attendee_name: Text = None
    attendee_email: Text = None
    display_value: Text = None
    status: Text = None
    person_ref: Ref = None
    guest: bool | None = None
    guest_ref: Ref = None
    ticket: Text = None
    ticket_ref: Ref = None
    record_state: Text = None
    created: Text = None
    last_updated: Text = None


class MarkedPlace(Struct):
    """One place that a status was set for; `attendance` is a `MarkedAttendance`."""

    uri: Text = None
    attendance: object = None


class MarkedAttendance(Struct):
    """What is told of such a place."""

    person_ref: Ref = None
    status: Text = None


class Order(Struct):
    """What one buyer ordered for one event. `order_total` is keyed by currency."""

    buyer: Ref = None
    buyer_index_name: Text = None
    order_date: Text = None
    attendee_count: Scalar = None
    tickets: Scalar = None
    tickets_as_string: Text = None
    order_total: object = None


class Ticket(Struct):
    """One ticket that was sold; `amount` is a number here."""

    uid: Text = None
    uri: Text = None
    ticket_id: Scalar = None
    ticket_type: Ref = None
    ticket_type_display: Text = None
    display_value: Text = None
    buyer: Ref = None
    buyer_display: Text = None
    amount: Scalar = None
    currency: Text = None
    tax_rate: Scalar = None
    quantity: Scalar = None
    number_of_attendees: Scalar = None
    date: Text = None
    purchase_date: Text = None
    reference: object = None
    record_state: Text = None
    activity: Text = None
    venue: Text = None
    xero_account_code: Scalar = None


class TicketType(Struct):
    """What can be bought; `amount` and the attendees of a ticket are text here."""

    uri: Text = None
    name: Text = None
    description: Text = None
    amount: Scalar = None
    currency: Text = None
    tax: Scalar = None
    total: Scalar = None
    allocated: Scalar = None
    reserved: Scalar = None
    available: Scalar = None
    available_from_date: object = None
    number_of_attendees_per_ticket: Scalar = None
    member_only: bool | None = None
    single_use: bool | None = None
    access_code: Scalar = None
    sort_order: Scalar = None
    tags: object = None
    xero_account_code: Scalar = None


class DeletedOrder(Struct):
    """The answer to deleting an order: URIs, and text on what did not work."""

    deleted: object = None
    errors: object = None
    returned_stock: object = None


class RebasedTickets(Struct):
    """The answer to rebasing ticket dates."""

    ticket_changes: object = None
    unchanged_tickets: Scalar = None


class RebasedQuestions(Struct):
    """The answer to rebasing questions."""

    changes: object = None
    unchanged: Scalar = None


class Answers(Struct):
    """Questions and answers of an order."""

    booking_display_value: Text = None
    responses: object = None


class Response(Struct):
    """What one person answered; `response` holds it in up to three forms."""

    contact_display_value: Text = None
    contact_uri: Ref = None
    role: Text = None
    response: object = None


class Hit(Struct):
    """A hit of the global search."""

    id: Text = None
    display_value: Text = None
    primary_email: Text = None
    primary_telephone: Text = None
    resource: Text = None


class Person(Struct):
    """A person record, as far as a search answers with it."""

    uri: Text = None
    display_value: Text = None
    first_name: Text = None
    last_name: Text = None
    email: Text = None
    telephone: Text = None


class AuditEntry(Struct):
    """One entry of a record's audit."""

    date: Text = None
    message: Text = None
    user: Ref = None
    clean_diff: object = None


class Fieldset(Struct):
    """A list of fields that segments and reports can use."""

    uid: Text = None
    name: Text = None
    description: Text = None
    fields: object = None


class PullStarted(Struct):
    """The answer to starting a pull from a partner."""

    status: Text = None
    params: object = None
