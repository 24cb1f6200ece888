"""Takes what is known of persons out of the store for good: attendees, orders, cards, marks, log.

The events themselves stay, with how many came, but name nobody any more. Functions over a
connection; the caller owns the transaction, except for `scrub`.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime

import msgspec

from eventdesk.domain.attendance import UNSETTLED, MarkState
from eventdesk.storage import accounts, badges, event_rows, search, walk_ins
from eventdesk.storage.database import Database


@dataclass(frozen=True, slots=True)
class Holding:
    """What an event holds of persons. `unsent` and `local` are marks that no system has.

    `event_id` is 0 for an event that is no longer in store, of which marks and the log still tell.
    """

    event_id: int
    account_id: int
    ref: str
    attendees: int
    marks: int
    unsent: int
    local: int


def holdings(
    tx: sqlite3.Connection, *, account_id: int | None, before: int | None
) -> list[Holding]:
    """Events that hold something of persons, oldest first; behind them those not in store.

    Args:
        account_id: of this account, None for all.
        before: only those that were over at this time (`sort_seconds`), None for all; those not
            in store must have been quiet since then.
    """
    found = _in_store(tx, account_id=account_id, before=before)
    return found + _not_in_store(tx, account_id=account_id, before=before)


def _in_store(
    tx: sqlite3.Connection, *, account_id: int | None, before: int | None
) -> list[Holding]:
    rows = tx.execute(
        """SELECT e.id AS event_id, e.account_id, e.ref,
               (SELECT count(*) FROM attendees AS a WHERE a.event_id = e.id) AS attendees,
               (SELECT count(*) FROM details AS d WHERE d.event_id = e.id AND part <> 'type')
                   AS details,
               count(m.id) AS marks,
               coalesce(sum(m.state IN (SELECT value FROM json_each(:unsettled))), 0) AS unsent,
               coalesce(sum(m.state = :local), 0) AS local,
               EXISTS (SELECT 1 FROM activity AS l WHERE l.account = c.name
                       AND l.event_ref = e.ref AND l.kind <> 'wiped') AS logged,
               EXISTS (SELECT 1 FROM badge_prints AS b
                       WHERE b.account_id = e.account_id AND b.event_ref = e.ref) AS badges,
               instr(CAST(e.body AS TEXT), '"people":') AS names
           FROM events AS e JOIN accounts AS c ON c.id = e.account_id
           LEFT JOIN marks AS m ON m.account_id = e.account_id AND m.event_ref = e.ref
           WHERE (:account IS NULL OR e.account_id = :account)
             AND (:before IS NULL OR max(e.starts, coalesce(e.ends, e.starts)) < :before)
           GROUP BY e.id HAVING attendees OR details OR marks OR logged OR badges OR names
           ORDER BY e.starts, e.id""",
        {
            "account": account_id,
            "before": before,
            "unsettled": _json(UNSETTLED),
            "local": MarkState.LOCAL,
        },
    )
    return [_holding(row) for row in rows]


def _not_in_store(
    tx: sqlite3.Connection, *, account_id: int | None, before: int | None
) -> list[Holding]:
    rows = tx.execute(
        """WITH told (account_id, ref, at) AS (
               SELECT account_id, event_ref, marked_at FROM marks
               UNION ALL SELECT account_id, event_ref, added_at FROM walk_ins
               UNION ALL SELECT account_id, event_ref, printed_at FROM badge_prints
               UNION ALL SELECT c.id, l.event_ref, l.at FROM activity AS l
                         JOIN accounts AS c ON c.name = l.account
                         WHERE l.event_ref <> '' AND l.kind <> 'wiped')
           SELECT 0 AS event_id, t.account_id, t.ref, 0 AS attendees, count(m.id) AS marks,
               coalesce(sum(m.state IN (SELECT value FROM json_each(:unsettled))), 0) AS unsent,
               coalesce(sum(m.state = :local), 0) AS local
           FROM (SELECT account_id, ref, max(at) AS last FROM told GROUP BY account_id, ref) AS t
           JOIN accounts AS c ON c.id = t.account_id
           LEFT JOIN marks AS m ON m.account_id = t.account_id AND m.event_ref = t.ref
           WHERE (:account IS NULL OR t.account_id = :account)
             AND (:before IS NULL OR CAST(strftime('%s', t.last) AS INTEGER) < :before)
             AND NOT EXISTS (SELECT 1 FROM events AS e
                             WHERE e.account_id = t.account_id AND e.ref = t.ref)
           GROUP BY t.account_id, t.ref ORDER BY t.last""",
        {
            "account": account_id,
            "before": before,
            "unsettled": _json(UNSETTLED),
            "local": MarkState.LOCAL,
        },
    )
    return [_holding(row) for row in rows]


def _holding(row: sqlite3.Row) -> Holding:
    return Holding(**{field.name: row[field.name] for field in fields(Holding)})


def wipe_event(tx: sqlite3.Connection, holding: Holding) -> None:
    """Take everything about persons out of one event; how many came stays."""
    search.drop_event(tx, holding.event_id)
    tx.execute("DELETE FROM attendees WHERE event_id = ?", (holding.event_id,))
    walk_ins.remove_event(tx, holding.account_id, holding.ref)
    badges.remove_event(tx, holding.account_id, holding.ref)
    tx.execute("DELETE FROM details WHERE event_id = ?", (holding.event_id,))
    tx.execute(
        """UPDATE events SET attendees_at = NULL, orders_at = NULL, tickets_at = NULL
           WHERE id = ?""",
        (holding.event_id,),
    )
    one = {"account": holding.account_id, "ref": holding.ref}
    # Lines written under an earlier name of the account are found by their marks.
    tx.execute(
        """DELETE FROM activity WHERE kind <> 'wiped' AND event_ref = :ref
           AND (account = (SELECT name FROM accounts WHERE id = :account)
                OR mark_id IN (SELECT id FROM marks
                               WHERE account_id = :account AND event_ref = :ref))""",
        one,
    )
    tx.execute("DELETE FROM marks WHERE account_id = :account AND event_ref = :ref", one)
    tx.execute("DELETE FROM events WHERE id = ? AND gone = 1", (holding.event_id,))
    _forget_named(tx, holding)


def _forget_named(tx: sqlite3.Connection, holding: Holding) -> None:
    """Take out whom the event itself names, and what else may name them.

    The record counts as unknown from now on: a list that still has it brings the names back.
    """
    account = accounts.by_id(tx, holding.account_id)
    row = tx.execute(
        f"SELECT {event_rows.LISTED} FROM events WHERE id = ?", (holding.event_id,)
    ).fetchone()
    if row is None or account is None:
        return
    event = event_rows.listed_event(row, account).event
    named = {person.name for person in event.people}
    bare = replace(
        event, people=(), more=(), organizer="" if event.organizer in named else event.organizer
    )
    tx.execute(
        "UPDATE events SET body = ?, fold = ?, fingerprint = -id WHERE id = ?",
        (event_rows.stored(bare, 0)["body"], event_rows.derived(bare)["fold"], holding.event_id),
    )


def wipe_log_of_removed(tx: sqlite3.Connection, *, before: datetime | None) -> None:
    """Drop lines of the log about events of accounts that are no more, all or those before."""
    tx.execute(
        """DELETE FROM activity WHERE kind <> 'wiped' AND event_ref <> ''
           AND account NOT IN (SELECT name FROM accounts)
           AND (:before IS NULL OR CAST(strftime('%s', at) AS INTEGER) < :before)""",
        {"before": before and before.timestamp()},
    )


def wipe_cards(tx: sqlite3.Connection, *, account_id: int | None, before: datetime | None) -> int:
    """Drop contact cards, pictures and answers, all or those fetched before. Returns how many."""
    return tx.execute(
        """DELETE FROM cards WHERE (:account IS NULL OR account_id = :account)
           AND (:before IS NULL OR fetched_at < :before)""",
        {"account": account_id, "before": before.isoformat() if before else None},
    ).rowcount


def scrub(database: Database) -> None:
    """Leave no trace of deleted rows: in free pages, in the log, in older copies of the store.

    Raises:
        ProfileUnusable: no room for it, or another program is busy with the store. What was
            deleted stays deleted.
    """
    with database.write() as tx:
        tx.execute("INSERT INTO attendee_search (attendee_search) VALUES ('optimize')")
    database.compact()
    for made_by in ("before", "damaged"):
        for copy in database.path.parent.glob(f"{database.path.stem}.{made_by}-*"):
            with suppress(OSError):
                copy.unlink()


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
