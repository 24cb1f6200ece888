"""Contact cards, pictures, answers and histories as they were fetched, each with its age."""

import sqlite3
from datetime import datetime


def put(
    tx: sqlite3.Connection, account_id: int, kind: str, ref: str, body: bytes, at: datetime
) -> None:
    """Keep a card. `kind` is "contact", "picture", "answers" or "history"; `at` is aware."""
    tx.execute(
        """INSERT INTO cards (account_id, kind, ref, body, fetched_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (account_id, kind, ref)
           DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at""",
        (account_id, kind, ref, body, at.isoformat()),
    )


def get(
    tx: sqlite3.Connection, account_id: int, kind: str, ref: str
) -> tuple[bytes, datetime] | None:
    """A card's body and when it was fetched, None where it never was."""
    row = tx.execute(
        "SELECT body, fetched_at FROM cards WHERE account_id = ? AND kind = ? AND ref = ?",
        (account_id, kind, ref),
    ).fetchone()
    return None if row is None else (row["body"], datetime.fromisoformat(row["fetched_at"]))


def forget(tx: sqlite3.Connection, account_id: int, kind: str, ref: str) -> None:
    """Drop a card, so that it is fetched anew."""
    tx.execute(
        "DELETE FROM cards WHERE account_id = ? AND kind = ? AND ref = ?", (account_id, kind, ref)
    )
