"""Choices of the person and other small things to remember: a name and a value as JSON."""

import sqlite3
from typing import Any

import msgspec


def get(tx: sqlite3.Connection, name: str, default: Any) -> Any:
    """The value kept under a name, else the default."""
    row = tx.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return default if row is None else msgspec.json.decode(row["value"])


def put(tx: sqlite3.Connection, name: str, value: Any) -> None:
    """Keep a value that JSON can hold."""
    tx.execute(
        """INSERT INTO settings (name, value) VALUES (?, ?)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (name, msgspec.json.encode(value).decode()),
    )
