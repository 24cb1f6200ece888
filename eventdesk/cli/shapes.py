"""The JSON of each kind of record (design: cli). Times are ISO 8601, money is text."""

from collections.abc import Iterable, Mapping
from typing import Any

from eventdesk.domain.attendance import Mark, status_title
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.capability import Action, Field
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import as_iso
from eventdesk.domain.importing import ImportOutcome
from eventdesk.domain.money import as_text
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.recurrence.expansion import readable
from eventdesk.recurrence.words import rule_in_words
from eventdesk.services.accounts import AccountSummary
from eventdesk.services.events import EventView
from eventdesk.sync.report import Counts, SyncReport

Shape = dict[str, Any]


def account(summary: AccountSummary) -> Shape:
    """A row of `accounts`."""
    kept = summary.account
    return {
        "name": kept.name,
        "system": kept.system,
        "address": kept.address or (summary.info.address if summary.info else ""),
        "state": kept.state,
        "state_text": kept.state_text,
        "last_sync": as_iso(kept.last_sync),
        "read_only": kept.read_only,
        "waiting": summary.waiting,
        "needs_decision": summary.needs_decision,
    }


def field(one: Field) -> Shape:
    """A field of an action."""
    return {
        "name": one.name,
        "title": one.title,
        "kind": one.kind,
        "required": one.required,
        "choices": [choice.value for choice in one.choices],
        "value": one.value,
    }


def action(one: Action) -> Shape:
    """A row of `actions`."""
    return {
        "action": one.name,
        "title": one.title,
        "confirm": one.confirm,
        "fields": [field(f) for f in one.fields],
    }


def event(listed: ListedEvent) -> Shape:
    """A row of `events`."""
    one = listed.event
    return {
        "ref": str(EventRef(listed.account.name, one.ref)),
        "account": listed.account.name,
        "system": listed.account.system,
        "title": one.title,
        "start": as_iso(one.start),
        "end": as_iso(one.end),
        "all_day": one.all_day,
        "timezone": one.timezone or None,
        "status": one.status,
        "status_text": one.status_text,
        "kind": one.kind,
        "colour": one.colour,
        "place": one.place,
        "organizer": one.organizer,
        "capacity": one.capacity,
        "attendees": listed.expected,
        "attended": listed.attended,
        "recurring": one.recurring,
        "occurrence": as_iso(one.occurrence),
        "updated_at": as_iso(one.updated_at),
    }


def event_in_full(view: EventView) -> Shape:
    """`event REF`: every field that is known."""
    one = view.listed.event
    return event(view.listed) | {
        "sold_out": one.sold_out,
        "series": one.series,
        "recurrence": _recurrence(one),
        "people": [{"name": person.name, "role": person.role} for person in one.people],
        "description": one.description,
        "link": one.link,
        "tags": list(one.tags),
        "more": by_label(one.more),
        "attendees_at": as_iso(view.listed.attendees_at),
        "orders_at": as_iso(view.listed.orders_at),
        "tickets_at": as_iso(view.listed.tickets_at),
        "gone": view.listed.gone,
        "capabilities": sorted(view.info.capabilities) if view.info else [],
    }


def by_label(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Rows as an object; what stands under one label more than once is parted by "; "."""
    joined: dict[str, str] = {}
    for label, value in rows:
        joined[label] = f"{joined[label]}; {value}" if label in joined else value
    return joined


def _recurrence(one: Event) -> Shape | None:
    told = one.recurrence
    if told is None or one.start is None:
        return None
    return {
        "rule": told.rule,
        "in_words": rule_in_words(told.rule),
        "readable": readable(told, one.start),
        "until": as_iso(told.until),
        "extra": [as_iso(start) for start in told.extra],
        "changes": [
            {
                "original": as_iso(change.original),
                "start": as_iso(change.start),
                "end": as_iso(change.end),
            }
            for change in told.changes
        ],
    }


def attendee(listed: ListedAttendee) -> Shape:
    """A row of `attendees`."""
    one = listed.attendee
    return {
        "ref": one.ref,
        "name": one.name,
        "email": one.email,
        "status": listed.status,
        "status_text": status_title(listed.status),
        "mark_state": listed.mark_state,
        "marked_at": as_iso(listed.marked_at),
        "marked_by": listed.marked_by,
        "ticket": one.ticket,
        "order": one.order,
        "guest": one.guest,
        "desk_only": listed.desk_only,
        "person": one.person,
    }


def order(one: Order) -> Shape:
    """A row of `orders`."""
    return {
        "ref": one.ref,
        "buyer": one.buyer,
        "placed_at": as_iso(one.placed_at),
        "tickets": one.tickets,
        "attendees": one.attendees,
        "totals": as_text(one.totals),
        "paid": as_text(one.paid),
        "outstanding": as_text(one.outstanding),
        "fully_paid": one.fully_paid,
    }


def ticket_type(one: TicketType) -> Shape:
    """A row of `tickets`, what can be bought."""
    return {
        "ref": one.ref,
        "name": one.name,
        "description": one.description,
        "price": as_text(one.price),
        "total": one.total,
        "allocated": one.allocated,
        "reserved": one.reserved,
        "available": one.available,
        "attendees_per_ticket": one.attendees_per_ticket,
        "members_only": one.members_only,
        "tags": list(one.tags),
    }


def ticket(one: Ticket) -> Shape:
    """A row of `tickets`, what was bought."""
    return {
        "ref": one.ref,
        "type": one.type,
        "buyer": one.buyer,
        "price": as_text(one.price),
        "quantity": one.quantity,
        "attendees": one.attendees,
        "date": as_iso(one.date),
        "purchased_at": as_iso(one.purchased_at),
        "reference": one.reference,
    }


def mark(one: Mark, account_name: str) -> Shape:
    """A mark, as `mark`, `undo` and `outbox` print it."""
    return {
        "mark": one.id,
        "event": str(EventRef(account_name, one.event_ref)),
        "event_title": one.event_title,
        "attendee": one.attendee_ref,
        "name": one.name,
        "status": one.status,
        "state": one.state,
        "previous": one.previous,
        "base": one.base,
        "remote": one.remote,
        "by": one.by,
        "desk": one.desk,
        "marked_at": as_iso(one.marked_at),
        "uploaded_at": as_iso(one.uploaded_at),
        "settled_at": as_iso(one.settled_at),
        "tries": one.tries,
        "reason": one.reason,
        "undo_of": one.undo_of,
    }


def report(one: SyncReport) -> Shape:
    """A row of `sync`."""
    return {
        "account": one.account,
        "events": _counts(one.events),
        "attendees": _counts(one.attendees),
        "marks": {
            "confirmed": one.marks.confirmed,
            "waiting": one.marks.waiting,
            "refused": one.marks.refused,
            "conflict": one.marks.conflict,
        },
        "requests": one.requests,
        "seconds": one.seconds,
        "problems": list(one.problems),
    }


def _counts(counts: Counts) -> Mapping[str, int]:
    return {
        "added": counts.added,
        "changed": counts.changed,
        "removed": counts.removed,
        "unreadable": counts.unreadable,
    }


def import_outcome(one: ImportOutcome) -> Shape:
    """What `import` prints."""
    return {
        "added": one.added,
        "updated": one.updated,
        "unchanged": one.unchanged,
        "skipped": [{"row": skip.row, "reason": skip.reason} for skip in one.skipped],
    }
