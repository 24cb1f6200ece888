"""Walk-ins whom no system knows: kept here, and shown among the attendees of their event.

Functions over a connection; the caller owns the transaction.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from eventdesk.domain.attendance import AttendanceStatus, Mark
from eventdesk.domain.attendee import Attendee
from eventdesk.storage import attendees, outbox, search
from eventdesk.storage.attendees import OverlayMark


@dataclass(frozen=True, slots=True)
class KeptWalkIn:
    """A walk-in of an event, by whom and at which desk they were added, and when (UTC).

    `ref` is the reference of the attendee that shows them, which nobody else has.
    """

    account_id: int
    event_ref: str
    ref: str
    name: str
    email: str
    ticket: str
    note: str
    by: str
    desk: str
    added_at: datetime


_COLUMNS = tuple(field.name for field in fields(KeptWalkIn))


def add(tx: sqlite3.Connection, event_id: int, walk_in: KeptWalkIn) -> None:
    """Keep a walk-in and show them among the event's attendees, expected and not in yet."""
    names, slots = ", ".join(_COLUMNS), ", ".join(f":{name}" for name in _COLUMNS)
    row = asdict(walk_in) | {"added_at": walk_in.added_at.isoformat()}
    tx.execute(f"INSERT INTO walk_ins ({names}) VALUES ({slots})", row)
    with _indexed_anew(tx, event_id):
        _show(tx, event_id, [walk_in], [])


def add_listed(tx: sqlite3.Connection, event_id: int, attendee: Attendee) -> None:
    """Show somebody whom the system has just put on its list; the next list is read as it is."""
    with _indexed_anew(tx, event_id), attendees.counted(tx, event_id, [attendee.ref]):
        # A number that no record has and no other walk-in: known records are told apart by it.
        attendees.upsert(tx, event_id, [(-secrets.randbits(62), attendee)], {})


def restore(tx: sqlite3.Connection, account_id: int, event_refs: Iterable[str]) -> None:
    """Show the walk-ins of events that have just come into the store, with the marks over them."""
    if tx.execute("SELECT 1 FROM walk_ins LIMIT 1").fetchone() is None:
        return
    for ref in event_refs:
        kept = of_event(tx, account_id, ref)
        row = tx.execute(
            "SELECT id FROM events WHERE account_id = ? AND ref = ?", (account_id, ref)
        ).fetchone()
        if kept and row is not None:
            _show(tx, row["id"], kept, outbox.shown_over(tx, account_id, ref))


def of_event(tx: sqlite3.Connection, account_id: int, event_ref: str) -> list[KeptWalkIn]:
    """The walk-ins of an event, in the order they came."""
    rows = tx.execute(
        "SELECT * FROM walk_ins WHERE account_id = ? AND event_ref = ? ORDER BY number",
        (account_id, event_ref),
    )
    return [_from_row(row) for row in rows]


def remove(tx: sqlite3.Connection, event_id: int, ref: str) -> None:
    """Take a walk-in over whom no mark lies off this desk again."""
    tx.execute("DELETE FROM walk_ins WHERE ref = ?", (ref,))
    attendees.forget(tx, event_id, [ref])


def remove_event(tx: sqlite3.Connection, account_id: int, event_ref: str) -> None:
    """Forget the walk-ins of an event; who shows them among its attendees is left alone."""
    tx.execute(
        "DELETE FROM walk_ins WHERE account_id = ? AND event_ref = ?", (account_id, event_ref)
    )


def remove_account(tx: sqlite3.Connection, account_id: int) -> None:
    """Forget the walk-ins of an account, after the person agreed."""
    tx.execute("DELETE FROM walk_ins WHERE account_id = ?", (account_id,))


def _show(
    tx: sqlite3.Connection,
    event_id: int,
    kept: Iterable[KeptWalkIn],
    marks: Iterable[Mark],
) -> None:
    overlays = {mark.attendee_ref: OverlayMark.of(mark) for mark in marks}
    items = [(0, _attendee(walk_in)) for walk_in in kept]
    refs = [attendee.ref for _, attendee in items]
    with attendees.counted(tx, event_id, refs):
        attendees.upsert(tx, event_id, items, overlays)
        tx.executemany(
            "UPDATE attendees SET desk_only = 1 WHERE event_id = ? AND ref = ?",
            [(event_id, ref) for ref in refs],
        )


@contextmanager
def _indexed_anew(tx: sqlite3.Connection, event_id: int) -> Iterator[None]:
    """Keep an event that is indexed so; a list that was never read is indexed once it comes."""
    was_indexed = search.is_indexed(tx, event_id) and _is_listed(tx, event_id)
    yield
    while was_indexed and search.index_pending(tx, event_id):
        pass


def _attendee(walk_in: KeptWalkIn) -> Attendee:
    return Attendee(
        walk_in.ref,
        walk_in.name,
        status=AttendanceStatus.ACCEPTED,
        email=walk_in.email,
        ticket=walk_in.ticket,
        note=walk_in.note,
    )


def _is_listed(tx: sqlite3.Connection, event_id: int) -> bool:
    row = tx.execute("SELECT attendees_at FROM events WHERE id = ?", (event_id,)).fetchone()
    return row is not None and row["attendees_at"] is not None


def _from_row(row: sqlite3.Row) -> KeptWalkIn:
    values = {name: row[name] for name in _COLUMNS}
    return KeptWalkIn(**{**values, "added_at": datetime.fromisoformat(values["added_at"])})
