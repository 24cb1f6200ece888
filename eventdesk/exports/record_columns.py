"""The columns of each kind of record: attendees, orders, tickets, marks, activity and events.

Keys are those of the JSON that the command line prints (design: cli).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from eventdesk.domain.activity import KIND_WORDS, ActivityEntry
from eventdesk.domain.attendance import MARK_WORDS, Mark, status_title
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.order import Order
from eventdesk.domain.text import split_name
from eventdesk.domain.ticket import Ticket
from eventdesk.exports.columns import (
    Cell,
    Column,
    ColumnKind,
    Row,
    currencies_of,
    money_columns,
    more_columns,
    more_labels,
)

_TEXT, _NUMBER, _CODE = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.CODE
_DATETIME, _FLAG = ColumnKind.DATETIME, ColumnKind.FLAG


def _worded(
    key: str, title: str, value: Callable[[Row], Cell], words: Callable[[Row], str]
) -> Column[Row]:
    """A column that programs read as a code and people as words."""
    return Column(key, title, _TEXT, value, shown=words, text_key=f"{key}_text")


def _attendee_mark_words(row: ListedAttendee) -> str:
    words = [MARK_WORDS[row.mark_state]] if row.mark_state else []
    if row.gone:
        words.append("no longer listed by the system")
    return ", ".join(words)


def _attendee_changed(row: ListedAttendee) -> datetime | None:
    return row.attendee.updated_at


def attendee_columns(labels: Iterable[str] = ()) -> list[Column[ListedAttendee]]:
    """Columns of attendees; `labels` are those of their `more` fields."""
    return [
        Column("name", "Name", _TEXT, lambda r: r.attendee.name),
        Column("first_name", "First name", _TEXT, lambda r: split_name(r.attendee.name)[0]),
        Column("last_name", "Last name", _TEXT, lambda r: split_name(r.attendee.name)[1]),
        Column("email", "E-mail", _TEXT, lambda r: r.attendee.email),
        _worded("status", "Status", lambda r: r.status, lambda r: status_title(r.status)),
        _worded("mark_state", "Mark", lambda r: r.mark_state, _attendee_mark_words),
        Column("marked_at", "Marked at (local time)", _DATETIME, lambda r: r.marked_at),
        Column("marked_by", "Marked by", _TEXT, lambda r: r.marked_by),
        Column("ticket", "Ticket", _TEXT, lambda r: r.attendee.ticket),
        Column("order", "Order", _CODE, lambda r: r.attendee.order),
        Column("code", "Code", _CODE, lambda r: r.attendee.code),
        Column("company", "Company", _TEXT, lambda r: r.attendee.company),
        Column("phone", "Phone", _CODE, lambda r: r.attendee.phone),
        Column("guest", "Guest", _FLAG, lambda r: r.attendee.guest),
        Column("desk_only", "Not on the system's list", _FLAG, lambda r: r.desk_only),
        Column("person", "Person", _CODE, lambda r: r.attendee.person),
        Column("ref", "Reference", _CODE, lambda r: r.attendee.ref),
        Column("note", "Note", _TEXT, lambda r: r.attendee.note, on_demand=True),
        Column("updated_at", "Changed at", _DATETIME, _attendee_changed, on_demand=True),
        *more_columns(labels, lambda r: r.attendee.more),
    ]


def order_columns(orders: Sequence[Order]) -> list[Column[Order]]:
    """Columns of these orders; the currencies and further fields are taken from them."""
    currencies = currencies_of(a for o in orders for a in (o.totals, o.paid, o.outstanding))
    return [
        Column("ref", "Reference", _CODE, lambda o: o.ref),
        Column("buyer", "Buyer", _TEXT, lambda o: o.buyer),
        Column("placed_at", "Placed at", _DATETIME, lambda o: o.placed_at),
        Column("tickets", "Tickets", _NUMBER, lambda o: o.tickets),
        Column("attendees", "Attendees", _NUMBER, lambda o: o.attendees),
        *money_columns("totals", "Total", currencies, lambda o: o.totals),
        *money_columns("paid", "Paid", currencies, lambda o: o.paid),
        *money_columns("outstanding", "Outstanding", currencies, lambda o: o.outstanding),
        Column("fully_paid", "Fully paid", _FLAG, lambda o: o.fully_paid),
        Column("description", "Description", _TEXT, lambda o: o.description, on_demand=True),
        *more_columns(more_labels(o.more for o in orders), lambda o: o.more),
    ]


def ticket_columns(tickets: Sequence[Ticket]) -> list[Column[Ticket]]:
    """Columns of these tickets; the currencies and further fields are taken from them."""
    currencies = currencies_of(t.price for t in tickets)
    return [
        Column("ref", "Reference", _CODE, lambda t: t.ref),
        Column("type", "Ticket", _TEXT, lambda t: t.type),
        Column("buyer", "Buyer", _TEXT, lambda t: t.buyer),
        *money_columns("price", "Price", currencies, lambda t: t.price),
        Column("quantity", "Quantity", _NUMBER, lambda t: t.quantity),
        Column("attendees", "Attendees", _NUMBER, lambda t: t.attendees),
        Column("date", "Date", _DATETIME, lambda t: t.date),
        Column("purchased_at", "Bought at", _DATETIME, lambda t: t.purchased_at),
        Column("reference", "Order reference", _CODE, lambda t: t.reference),
        *more_columns(more_labels(t.more for t in tickets), lambda t: t.more),
    ]


def mark_columns(account_names: Mapping[int, str]) -> list[Column[Mark]]:
    """Columns of the outbox: every act, with where it stands."""

    def event(mark: Mark) -> str:
        return str(EventRef(account_names.get(mark.account_id, ""), mark.event_ref))

    return [
        Column("marked_at", "Marked at (local time)", _DATETIME, lambda m: m.marked_at),
        Column("name", "Name", _TEXT, lambda m: m.name),
        _worded("status", "Marked as", lambda m: m.status, lambda m: status_title(m.status)),
        _worded("state", "Mark", lambda m: m.state, lambda m: MARK_WORDS[m.state]),
        Column("reason", "Reason", _TEXT, lambda m: m.reason),
        Column("by", "Marked by", _TEXT, lambda m: m.by),
        Column("desk", "Desk", _TEXT, lambda m: m.desk),
        Column("uploaded_at", "Sent at (local time)", _DATETIME, lambda m: m.uploaded_at),
        Column("settled_at", "Settled at (local time)", _DATETIME, lambda m: m.settled_at),
        Column("account", "Account", _TEXT, lambda m: account_names.get(m.account_id, "")),
        Column("event_title", "Event", _TEXT, lambda m: m.event_title),
        Column("event", "Event reference", _CODE, event),
        Column("attendee", "Attendee reference", _CODE, lambda m: m.attendee_ref),
        Column("person", "Person", _CODE, lambda m: m.person),
        Column("id", "Mark reference", _CODE, lambda m: m.id),
        Column("base", "Status before", _TEXT, lambda m: m.base, on_demand=True),
        Column("remote", "Status in the system", _TEXT, lambda m: m.remote, on_demand=True),
        Column("tries", "Tries", _NUMBER, lambda m: m.tries, on_demand=True),
        Column("undo_of", "Takes back", _CODE, lambda m: m.undo_of, on_demand=True),
    ]


def _entry_status(entry: ActivityEntry) -> str:
    return status_title(entry.status) if entry.status else ""


def _entry_event(entry: ActivityEntry) -> str:
    return str(EventRef(entry.account, entry.event_ref)) if entry.event_ref else ""


def activity_columns() -> list[Column[ActivityEntry]]:
    """Columns of the activity log: everything that was done, never rewritten."""
    return [
        Column("at", "At (local time)", _DATETIME, lambda e: e.at),
        _worded("kind", "What", lambda e: e.kind, lambda e: KIND_WORDS.get(e.kind, e.kind)),
        Column("name", "Name", _TEXT, lambda e: e.name),
        _worded(
            "status",
            "Status",
            lambda e: e.status,
            lambda e: status_title(e.status) if e.status else "",
        ),
        _worded("outcome", "Outcome", lambda e: e.outcome, lambda e: e.outcome_text),
        Column("code", "Code", _CODE, lambda e: e.code),
        Column("reason", "Reason", _TEXT, lambda e: e.reason),
        Column("by", "By", _TEXT, lambda e: e.by),
        Column("desk", "Desk", _TEXT, lambda e: e.desk),
        Column("account", "Account", _TEXT, lambda e: e.account),
        Column("event_title", "Event", _TEXT, lambda e: e.event_title),
        Column("event", "Event reference", _CODE, _entry_event),
        Column("attendee", "Attendee reference", _CODE, lambda e: e.attendee_ref),
        Column("mark", "Mark reference", _CODE, lambda e: e.mark_id),
        Column("acted_at", "Marked at (local time)", _DATETIME, lambda e: e.acted_at),
        Column("uploaded_at", "Sent at (local time)", _DATETIME, lambda e: e.uploaded_at),
    ]


def event_columns() -> list[Column[ListedEvent]]:
    """Columns of a list of events."""
    return [
        Column("title", "Title", _TEXT, lambda r: r.event.title),
        Column("start", "Start", _DATETIME, lambda r: r.event.start),
        Column("end", "End", _DATETIME, lambda r: r.event.end, shown=_last_moment),
        Column("all_day", "All day", _FLAG, lambda r: r.event.all_day),
        Column("timezone", "Time zone", _TEXT, lambda r: r.event.timezone),
        Column("status", "Status", _TEXT, lambda r: r.event.status, shown=_event_status),
        Column("status_text", "System's status", _TEXT, lambda r: r.event.status_text),
        Column("kind", "Kind", _TEXT, lambda r: r.event.kind),
        Column("place", "Place", _TEXT, lambda r: r.event.place),
        Column("organizer", "Organizer", _TEXT, lambda r: r.event.organizer),
        Column("capacity", "Capacity", _NUMBER, lambda r: r.event.capacity),
        Column("attendees", "Attendees", _NUMBER, lambda r: r.expected),
        Column("attended", "Attended", _NUMBER, lambda r: r.attended),
        Column("recurring", "Recurring", _FLAG, lambda r: r.event.recurring),
        Column("account", "Account", _TEXT, lambda r: r.account.name),
        Column("system", "System", _TEXT, lambda r: r.account.system),
        Column("ref", "Reference", _CODE, lambda r: str(EventRef(r.account.name, r.event.ref))),
        Column("colour", "Colour", _CODE, lambda r: r.event.colour),
        Column("updated_at", "Changed at", _DATETIME, lambda r: r.event.updated_at),
    ]


def _event_status(row: ListedEvent) -> str:
    return row.event.status_text or row.event.status.capitalize()


def _last_moment(row: ListedEvent) -> EventTime | None:
    """The end for people: of an all-day event its last day, not the day after (RFC 5545)."""
    end, start = row.event.end, row.event.start
    if end is None or start is None or not row.event.all_day:
        return end
    return max(start, end - timedelta(days=1))
