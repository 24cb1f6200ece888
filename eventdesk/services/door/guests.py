"""Reads guests: attendees with what their door knows of their event, order and ticket type."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.capability import SystemInfo
from eventdesk.domain.door import DoorRules, Guest, OwingRule, ScanRule
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.money import Amounts
from eventdesk.domain.order import Order
from eventdesk.providers import registry
from eventdesk.services.door.answers import GuestKey
from eventdesk.storage import attendees, details, events, settings


@dataclass(frozen=True, slots=True)
class EventAtDoor:
    """An event with the rules of its door. `info` is None where its system is not installed."""

    listed: ListedEvent
    info: SystemInfo | None
    rules: DoorRules

    @property
    def ref(self) -> EventRef:
        """The event's reference."""
        return self.listed.ref

    @property
    def capacity(self) -> int | None:
        """How many may be in, None for any number."""
        own = self.listed.event.capacity
        return own if self.rules.capacity is None else self.rules.capacity


def event_at_door(tx: sqlite3.Connection, ref: EventRef) -> EventAtDoor:
    """One event. Raises `NotThere`."""
    listed = events.one(tx, ref)
    infos = {info.key: info for info in registry.systems()}
    return EventAtDoor(listed, infos.get(listed.account.system), read_rules(tx, listed))


def events_at_door(tx: sqlite3.Connection, refs: Iterable[EventRef]) -> list[EventAtDoor]:
    """The events of a door that are still in store: one that was deleted closes no door.

    Raises:
        NotThere: none of them is.
    """
    found, gone = list[EventAtDoor](), list[NotThere]()
    for ref in dict.fromkeys(refs):
        try:
            found.append(event_at_door(tx, ref))
        except NotThere as error:
            gone.append(error)
    if gone and not found:
        raise gone[0]
    return found


def guests_of(
    tx: sqlite3.Connection, event: EventAtDoor, rows: Iterable[ListedAttendee]
) -> list[Guest]:
    """Attendees of an event as its door sees them."""
    return [_guest(tx, event, listed) for listed in rows]


def guest_with(tx: sqlite3.Connection, event: EventAtDoor, key: GuestKey) -> Guest:
    """One guest. Raises `NotThere`."""
    listed = attendees.one(tx, event.listed.id, key[1])
    if listed is None:
        raise NotThere(
            f"“{event.listed.event.title}” has no attendee {key[1]} any more.",
            "Look for them by name.",
        )
    return _guest(tx, event, listed)


def _guest(tx: sqlite3.Connection, event: EventAtDoor, listed: ListedAttendee) -> Guest:
    attendee, allowed = listed.attendee, event.rules.tickets
    places = 1
    if event.info is not None and event.info.marks_persons and attendee.person:
        places = len(attendees.with_person(tx, event.listed.id, attendee.person))
    # sheepCRM's attendees name no order: there it is known by who placed it (apis/sheepcrm.md 1).
    order_ref = attendee.order or attendee.person
    order = details.order(tx, event.listed.id, order_ref) if order_ref else None
    return Guest(
        event=event.ref,
        event_title=event.listed.event.title,
        listed=listed,
        owing={} if order is None else owing_of(order),
        paid=order is not None and order.fully_paid is True,
        admitted_here=allowed is None or attendee.ticket in allowed,
        places=max(places, 1),
    )


def owing_of(order: Order) -> Amounts:
    """What an order still owes by currency, worked out where the system tells only what is paid."""
    if order.fully_paid:
        return {}
    owed = order.outstanding
    if not owed and order.fully_paid is False:
        owed = {
            code: total - order.paid.get(code, Decimal(0)) for code, total in order.totals.items()
        }
    return {code: amount for code, amount in owed.items() if amount > 0}


def read_rules(tx: sqlite3.Connection, listed: ListedEvent) -> DoorRules:
    """The rules that were kept for an event's door, else those of every door."""
    kept: dict[str, Any] | None = settings.get(tx, _name(listed), None)
    if kept is None:
        return DoorRules()
    tickets = kept["tickets"]
    return DoorRules(
        scan=ScanRule(kept["scan"]),
        owing=OwingRule(kept["owing"]),
        tickets=None if tickets is None else frozenset(tickets),
        card=tuple(kept["card"]),
        capacity=kept["capacity"],
        warn_before=kept["warn_before"],
    )


def write_rules(tx: sqlite3.Connection, listed: ListedEvent, rules: DoorRules) -> None:
    """Keep the rules of an event's door."""
    kept = {
        "scan": rules.scan,
        "owing": rules.owing,
        "tickets": None if rules.tickets is None else sorted(rules.tickets),
        "card": rules.card,
        "capacity": rules.capacity,
        "warn_before": rules.warn_before,
    }
    settings.put(tx, _name(listed), kept)


def _name(listed: ListedEvent) -> str:
    return f"door {listed.account.id} {listed.event.ref}"
