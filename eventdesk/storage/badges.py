"""The log of printed badges. Functions over a connection; the caller owns the transaction."""

import sqlite3
from datetime import datetime

from eventdesk.domain.badge import BadgePrint, BadgeTemplate


def add(
    tx: sqlite3.Connection,
    *,
    account_id: int,
    event_ref: str,
    attendee_ref: str,
    printed: BadgePrint,
) -> None:
    """Write one line."""
    tx.execute(
        """INSERT INTO badge_prints (account_id, event_ref, attendee_ref, name, printed_at,
               printer, reprint, template, size, by, desk)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(account_id, event_ref, attendee_ref, printed.name, printed.printed_at.isoformat()),
            *(printed.printer, printed.reprint, printed.template, printed.size),
            *(printed.by, printed.desk),
        ),
    )


def newest(
    tx: sqlite3.Connection,
    *,
    account_id: int,
    event_ref: str,
    attendee_ref: str | None = None,
    limit: int = 1000,
) -> list[BadgePrint]:
    """The newest lines of an event first, or of one of its attendees."""
    rows = tx.execute(
        """SELECT * FROM badge_prints WHERE account_id = :account AND event_ref = :event
           AND (:attendee IS NULL OR attendee_ref = :attendee)
           ORDER BY number DESC LIMIT :limit""",
        {
            "account": account_id,
            "event": event_ref,
            "attendee": attendee_ref,
            "limit": limit,
        },
    )
    return [
        BadgePrint(
            name=row["name"],
            printed_at=datetime.fromisoformat(row["printed_at"]),
            printer=row["printer"],
            reprint=bool(row["reprint"]),
            template=BadgeTemplate(row["template"]),
            size=row["size"],
            by=row["by"],
            desk=row["desk"],
        )
        for row in rows
    ]


def remove_event(tx: sqlite3.Connection, account_id: int, event_ref: str) -> None:
    """Forget who got a badge of an event."""
    tx.execute(
        "DELETE FROM badge_prints WHERE account_id = ? AND event_ref = ?", (account_id, event_ref)
    )


def remove_account(tx: sqlite3.Connection, account_id: int) -> None:
    """Forget who got a badge of any event of an account."""
    tx.execute("DELETE FROM badge_prints WHERE account_id = ?", (account_id,))
