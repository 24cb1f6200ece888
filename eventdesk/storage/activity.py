"""The log of what was done at this desk. Rows are added and read; only names of accounts change."""

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import datetime

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import AttendanceStatus

_COLUMNS = tuple(field.name for field in fields(ActivityEntry))
_TIMES = ("at", "acted_at", "uploaded_at")


def add(tx: sqlite3.Connection, entry: ActivityEntry) -> None:
    """Write one line."""
    names = ", ".join(_COLUMNS)
    slots = ", ".join(f":{name}" for name in _COLUMNS)
    row = asdict(entry)
    for name in _TIMES:
        row[name] = row[name].isoformat() if row[name] else None
    tx.execute(f"INSERT INTO activity ({names}) VALUES ({slots})", row)


def newest(
    tx: sqlite3.Connection,
    *,
    account: str | None = None,
    event_ref: str | None = None,
    limit: int = 1000,
) -> Iterator[ActivityEntry]:
    """The newest lines first; of an account or of one of its events where given."""
    conditions, parameters = ["1"], list[object]()
    for column, value in (("account", account), ("event_ref", event_ref)):
        if value is not None:
            conditions.append(f"{column} = ?")
            parameters.append(value)
    rows = tx.execute(
        f"SELECT * FROM activity WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?",
        (*parameters, limit),
    )
    return map(_from_row, rows)


def at_door(
    tx: sqlite3.Connection, account: str, event_ref: str, *, limit: int
) -> list[ActivityEntry]:
    """The newest lines of an event about who was admitted and who was not, newest first."""
    rows = tx.execute(
        """SELECT * FROM activity WHERE account = ? AND event_ref = ?
           AND (kind = 'scan' OR (kind = 'mark' AND status = ?)) ORDER BY number DESC LIMIT ?""",
        (account, event_ref, AttendanceStatus.ATTENDED, limit),
    )
    return [_from_row(row) for row in rows]


def rename_account(tx: sqlite3.Connection, before: str, after: str) -> None:
    """Let lines find their account, and wiping the lines, under the account's new name."""
    tx.execute("UPDATE activity SET account = ? WHERE account = ?", (after, before))


def _from_row(row: sqlite3.Row) -> ActivityEntry:
    values = {name: row[name] for name in _COLUMNS}
    for name in _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return ActivityEntry(**values)
