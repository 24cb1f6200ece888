"""The log of what was done at this desk. Rows are added and read, never changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import datetime

from eventdesk.domain.activity import ActivityEntry

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
    for row in rows:
        values = {name: row[name] for name in _COLUMNS}
        for name in _TIMES:
            values[name] = datetime.fromisoformat(values[name]) if values[name] else None
        yield ActivityEntry(**values)
