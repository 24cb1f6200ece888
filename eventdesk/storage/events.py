"""Events as their systems hold them, one at a time; lists of them are in `event_lists`.

Functions over a connection; the caller owns the transaction.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.attendance import SHOWN_ON_DESK
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.storage import accounts, search, walk_ins
from eventdesk.storage.event_rows import LISTED, STORED, derived, listed_event, moment, stored

_UPSERT = """
INSERT INTO events (account_id, ref, fingerprint, title, start, "end", status, kind, place, body,
    starts, ends, fold, expected, attended)
VALUES (:account_id, :ref, :fingerprint, :title, :start, :end, :status, :kind, :place, :body,
    :starts, :ends, :fold, :expected, :attended)
ON CONFLICT (account_id, ref) DO UPDATE SET
    fingerprint = excluded.fingerprint, title = excluded.title, start = excluded.start,
    "end" = excluded."end", status = excluded.status, kind = excluded.kind,
    place = excluded.place, body = excluded.body, starts = excluded.starts, ends = excluded.ends,
    fold = excluded.fold, gone = 0,
    expected = CASE WHEN attendees_at IS NULL THEN excluded.expected ELSE expected END,
    attended = CASE WHEN attendees_at IS NULL THEN excluded.attended ELSE attended END,
    no_shows = CASE WHEN attendees_at IS NULL THEN 0 ELSE no_shows END
"""

_WITHOUT_MARKS = """
NOT EXISTS (SELECT 1 FROM marks AS m WHERE m.account_id = e.account_id AND m.event_ref = e.ref
            AND m.state IN (SELECT value FROM json_each(:states)))
AND NOT EXISTS (SELECT 1 FROM attendees AS a WHERE a.event_id = e.id
                AND (a.desk_only = 1
                     OR a.mark_state IN (SELECT value FROM json_each(:states))))
"""

_STAMPS = {
    "attendees": "UPDATE events SET attendees_at = ? WHERE id = ?",
    "orders": "UPDATE events SET orders_at = ? WHERE id = ?",
    "tickets": "UPDATE events SET tickets_at = ? WHERE id = ?",
}


def known_fingerprints(tx: sqlite3.Connection, account_id: int) -> dict[int, str]:
    """The fingerprint of each record in store, and the record's reference.

    Events that are gone are left out, so that they are read anew when they come back.
    """
    rows = tx.execute(
        "SELECT fingerprint, ref FROM events WHERE account_id = ? AND gone = 0", (account_id,)
    )
    return {row["fingerprint"]: row["ref"] for row in rows}


def upsert(
    tx: sqlite3.Connection, account_id: int, items: Sequence[tuple[int, Event]]
) -> tuple[int, int]:
    """Write events, each with its fingerprint; one that was gone is back.

    Once the attendees of an event were fetched, `expected` and `attended` are counted from them
    and stay; until then they are what the system tells.

    Returns:
        How many were added, and how many of the others differ from what was in store.
    """
    events = {event.ref: (number, event) for number, event in items}
    before = _stored_rows(tx, account_id, events)
    rows = []
    for number, event in events.values():
        row = stored(event, number)
        if before.get(event.ref) != tuple(row[name] for name in STORED):
            rows.append({"account_id": account_id, **row, **derived(event)})
    tx.executemany(_UPSERT, rows)
    added = [row["ref"] for row in rows if row["ref"] not in before]
    walk_ins.restore(tx, account_id, added)
    return len(added), len(rows) - len(added)


def forget(tx: sqlite3.Connection, account_id: int, refs: Iterable[str]) -> int:
    """Let go of events that the system no longer lists. Returns how many left the lists.

    One with marks or walk-ins that only this desk knows is kept as gone, until those marks are
    settled.
    """
    parameters = {"account": account_id, "refs": _json(refs), "states": _json(SHOWN_ON_DESK)}
    left = tx.execute(
        """UPDATE events SET gone = 1 WHERE account_id = :account AND gone = 0
           AND ref IN (SELECT value FROM json_each(:refs))""",
        parameters,
    ).rowcount
    settled = tx.execute(
        f"""SELECT id FROM events AS e WHERE account_id = :account AND gone = 1
            AND {_WITHOUT_MARKS}""",
        parameters,
    ).fetchall()
    _drop(tx, [row["id"] for row in settled])
    return left


def drop_account(tx: sqlite3.Connection, account_id: int) -> None:
    """Drop every event of an account and all that was fetched of it, marked or not."""
    rows = tx.execute("SELECT id FROM events WHERE account_id = ?", (account_id,)).fetchall()
    _drop(tx, [row["id"] for row in rows])
    tx.execute("DELETE FROM listings WHERE account_id = ?", (account_id,))


def by_id(tx: sqlite3.Connection, event_id: int) -> ListedEvent:
    """The event of a row that is known to be there."""
    row = tx.execute(f"SELECT {LISTED} FROM events WHERE id = ?", (event_id,)).fetchone()
    account = next(one for one in accounts.all(tx) if one.id == row["account_id"])
    return listed_event(row, account)


def one(tx: sqlite3.Connection, ref: EventRef) -> ListedEvent:
    """One event, a gone one too. Raises `NotThere`."""
    account = accounts.by_name(tx, ref.account)
    row = tx.execute(
        f"SELECT {LISTED} FROM events WHERE account_id = ? AND ref = ?", (account.id, ref.id)
    ).fetchone()
    if row is None:
        raise NotThere(f"There is no event “{ref}”.", "`eventdesk events` lists those there are.")
    return listed_event(row, account)


def event_id(tx: sqlite3.Connection, account_id: int, ref: str) -> int | None:
    """The row of an event, None where it is not in store."""
    row = tx.execute(
        "SELECT id FROM events WHERE account_id = ? AND ref = ?", (account_id, ref)
    ).fetchone()
    return None if row is None else int(row["id"])


def read_at(tx: sqlite3.Connection, account_id: int, ref: str) -> datetime | None:
    """When the attendees of an event were last fetched, None for never."""
    row = tx.execute(
        "SELECT attendees_at FROM events WHERE account_id = ? AND ref = ?", (account_id, ref)
    ).fetchone()
    return None if row is None else moment(row["attendees_at"])


def set_counts(
    tx: sqlite3.Connection, event_id: int, expected: int | None, attended: int | None
) -> None:
    """Set how many are expected and how many came."""
    tx.execute(
        "UPDATE events SET expected = ?, attended = ? WHERE id = ?", (expected, attended, event_id)
    )


def stamp(tx: sqlite3.Connection, event_id: int, part: str, at: datetime) -> None:
    """Note when a part was fetched: "attendees", "orders" or "tickets"; `at` is aware."""
    tx.execute(_STAMPS[part], (at.isoformat(), event_id))


def counts_by_account(tx: sqlite3.Connection) -> dict[int, int]:
    """How many events each account lists, by account id; accounts without any are left out."""
    rows = tx.execute(
        "SELECT account_id, count(*) AS events FROM events WHERE gone = 0 GROUP BY account_id"
    )
    return {row["account_id"]: row["events"] for row in rows}


def _stored_rows(
    tx: sqlite3.Connection, account_id: int, refs: Iterable[str]
) -> dict[str, tuple[Any, ...] | None]:
    """What is in store of these events by reference; None for one that is gone."""
    rows = tx.execute(
        """SELECT * FROM events
           WHERE account_id = ? AND ref IN (SELECT value FROM json_each(?))""",
        (account_id, _json(refs)),
    )
    return {
        row["ref"]: None if row["gone"] else tuple(row[name] for name in STORED) for row in rows
    }


def _drop(tx: sqlite3.Connection, event_ids: Iterable[int]) -> None:
    """Delete events with all that hangs on them; the search index knows no foreign keys."""
    for number in event_ids:
        search.drop_event(tx, number)
        tx.execute("DELETE FROM events WHERE id = ?", (number,))


def _json(values: Iterable[Any]) -> str:
    """A list for `json_each`, which takes more values than a statement has parameters."""
    return msgspec.json.encode(list(values)).decode()
