"""Orders, tickets and ticket types of an event. `part` is "order", "ticket" or "type".

Functions over a connection; the caller owns the transaction.
"""

import sqlite3
from collections.abc import Iterable
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


def fingerprints(tx: sqlite3.Connection, event_id: int, part: str) -> dict[str, int]:
    """The reference of each record in store, and the record's fingerprint."""
    rows = tx.execute(
        "SELECT ref, fingerprint FROM details WHERE event_id = ? AND part = ?", (event_id, part)
    )
    return dict(rows.fetchall())


def free_position(tx: sqlite3.Connection, event_id: int, part: str) -> int:
    """The place behind every record in store."""
    (free,) = tx.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM details WHERE event_id = ? AND part = ?",
        (event_id, part),
    ).fetchone()
    return int(free)


def put(
    tx: sqlite3.Connection, event_id: int, part: str, items: Iterable[tuple[int, int, Any]]
) -> None:
    """Write records: position, fingerprint and value of each."""
    tx.executemany(
        """INSERT INTO details (event_id, part, ref, position, fingerprint, body)
           VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (event_id, part, ref) DO UPDATE SET position = excluded.position,
           fingerprint = excluded.fingerprint, body = excluded.body""",
        (
            (event_id, part, value.ref, place, number, msgspec.json.encode(value))
            for place, number, value in items
        ),
    )


def remove(tx: sqlite3.Connection, event_id: int, part: str, refs: Iterable[str]) -> None:
    """Remove records that the system no longer lists."""
    tx.executemany(
        "DELETE FROM details WHERE event_id = ? AND part = ? AND ref = ?",
        ((event_id, part, ref) for ref in refs),
    )


def orders(tx: sqlite3.Connection, event_id: int) -> list[Order]:
    """The orders of an event; none before they were first fetched to the end."""
    return [_ORDER.decode(body) for body in _bodies(tx, event_id, "order", "orders_at")]


def order(tx: sqlite3.Connection, event_id: int, ref: str) -> Order | None:
    """One order of an event, None where it is not in store."""
    row = tx.execute(
        "SELECT body FROM details WHERE event_id = ? AND part = 'order' AND ref = ?",
        (event_id, ref),
    ).fetchone()
    return None if row is None else _ORDER.decode(row["body"])


def types(tx: sqlite3.Connection, event_id: int) -> list[TicketType]:
    """The ticket types of an event, in the system's order."""
    return [_TYPE.decode(body) for body in _bodies(tx, event_id, "type", "id")]


def tickets(tx: sqlite3.Connection, event_id: int) -> list[Ticket]:
    """The tickets of an event that were sold; none before they were first fetched to the end."""
    bodies = _bodies(tx, event_id, "ticket", "tickets_at")
    return [_ticket(_TICKET.decode(body)) for body in bodies]


def _bodies(tx: sqlite3.Connection, event_id: int, part: str, stamp: str) -> list[bytes]:
    """What is kept of a part, in order; nothing while a column of the event is empty."""
    rows = tx.execute(
        f"""SELECT body FROM details WHERE event_id = ? AND part = ?
            AND EXISTS (SELECT 1 FROM events WHERE id = ? AND {stamp} IS NOT NULL)
            ORDER BY position""",
        (event_id, part, event_id),
    )
    return [row["body"] for row in rows]


def _ticket(body: _TicketBody) -> Ticket:
    values = {field.name: getattr(body, field.name) for field in fields(Ticket)}
    return Ticket(**values | {"date": from_iso(body.date)})
