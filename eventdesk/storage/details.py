"""Orders, tickets and ticket types of an event. `part` is "order", "ticket" or "type"."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.event_time import from_iso
from eventdesk.domain.money import Amounts
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType

_ORDER = msgspec.json.Decoder(Order)
_TYPE = msgspec.json.Decoder(TicketType)


class _TicketBody(msgspec.Struct):
    """A ticket in store. `date` is text, as JSON alone does not part a date from a time."""

    ref: str
    type: str
    buyer: str
    buyer_ref: str
    price: Amounts
    quantity: int
    attendees: int | None
    date: str | None
    purchased_at: datetime | None
    reference: str
    more: tuple[tuple[str, str], ...]


_TICKET = msgspec.json.Decoder(_TicketBody)


def known_fingerprints(tx: sqlite3.Connection, event_id: int, part: str) -> dict[int, str]:
    """The fingerprint of each record in store, and the record's reference."""
    return {number: ref for ref, number in _fingerprints(tx, event_id, part).items()}


def replace(
    tx: sqlite3.Connection,
    event_id: int,
    part: str,
    items: Sequence[tuple[int, Any]],
    kept_fingerprints: Collection[int],
) -> tuple[int, int, int]:
    """Make the store hold these records and those of the kept fingerprints, and no others.

    `items` are fingerprint and value, in the system's order; they come behind the kept ones.

    Returns:
        How many were added, changed and removed.
    """
    before = _fingerprints(tx, event_id, part)
    new = {value.ref: (number, value) for number, value in items}
    kept = {ref for ref, number in before.items() if number in kept_fingerprints} - new.keys()
    removed = before.keys() - new.keys() - kept
    tx.executemany(
        "DELETE FROM details WHERE event_id = ? AND part = ? AND ref = ?",
        [(event_id, part, ref) for ref in removed | (before.keys() & new.keys())],
    )
    _add(tx, event_id, part, new)
    changed = sum(ref in before and before[ref] != number for ref, (number, _) in new.items())
    return len(new.keys() - before.keys()), changed, len(removed)


def _add(
    tx: sqlite3.Connection, event_id: int, part: str, new: Mapping[str, tuple[int, Any]]
) -> None:
    row = tx.execute(
        """SELECT coalesce(max(position) + 1, 0) AS free FROM details
           WHERE event_id = ? AND part = ?""",
        (event_id, part),
    ).fetchone()
    tx.executemany(
        """INSERT INTO details (event_id, part, ref, position, fingerprint, body)
           VALUES (?, ?, ?, ?, ?, ?)""",
        [
            (event_id, part, ref, position, number, msgspec.json.encode(value))
            for position, (ref, (number, value)) in enumerate(new.items(), row["free"])
        ],
    )


def _fingerprints(tx: sqlite3.Connection, event_id: int, part: str) -> dict[str, int]:
    rows = tx.execute(
        "SELECT ref, fingerprint FROM details WHERE event_id = ? AND part = ?", (event_id, part)
    )
    return {row["ref"]: row["fingerprint"] for row in rows}


def orders(tx: sqlite3.Connection, event_id: int) -> list[Order]:
    """The orders of an event."""
    return [_ORDER.decode(body) for body in _bodies(tx, event_id, "order")]


def order(tx: sqlite3.Connection, event_id: int, ref: str) -> Order | None:
    """One order of an event, None where it is not in store."""
    row = tx.execute(
        "SELECT body FROM details WHERE event_id = ? AND part = 'order' AND ref = ?",
        (event_id, ref),
    ).fetchone()
    return None if row is None else _ORDER.decode(row["body"])


def types(tx: sqlite3.Connection, event_id: int) -> list[TicketType]:
    """The ticket types of an event, in the system's order."""
    return [_TYPE.decode(body) for body in _bodies(tx, event_id, "type")]


def tickets(tx: sqlite3.Connection, event_id: int) -> list[Ticket]:
    """The tickets of an event that were sold."""
    return [_ticket(_TICKET.decode(body)) for body in _bodies(tx, event_id, "ticket")]


def _bodies(tx: sqlite3.Connection, event_id: int, part: str) -> list[bytes]:
    rows = tx.execute(
        "SELECT body FROM details WHERE event_id = ? AND part = ? ORDER BY position",
        (event_id, part),
    )
    return [row["body"] for row in rows]


def _ticket(body: _TicketBody) -> Ticket:
    values = {field.name: getattr(body, field.name) for field in fields(Ticket)}
    return Ticket(**values | {"date": from_iso(body.date)})
