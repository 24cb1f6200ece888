"""The versions of the database: what they are made of, which one a file has, how one is made.

Works inside a transaction that `database` began; opens and commits nothing.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from eventdesk.domain.errors import ProfileUnusable

_OURS = 0x45764465
"""What `PRAGMA application_id` says of our files (sqlite.org/fileformat.html, 1.3.17): "EvDe"."""


def shipped_steps() -> list[str]:
    """The SQL of every step, oldest first; step 1 makes version 1 out of an empty file."""
    folder = files("eventdesk.storage") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def checked_version(tx: sqlite3.Connection, path: Path, *, newest: int) -> int:
    """The version of the file at `path`, 0 for an empty one.

    Raises:
        ProfileUnusable: the file is another program's, or of a version that is not known here.
    """
    version = _number(tx, "PRAGMA user_version")
    empty = not version and not _number(tx, "SELECT count(*) FROM sqlite_master")
    if not empty and _number(tx, "PRAGMA application_id") != _OURS:
        raise ProfileUnusable(
            f"“{path}” is a database of another program.",
            "Move it away, or choose another profile.",
        )
    if version > newest:
        raise ProfileUnusable(
            f"“{path}” was written by a newer Event Desk.",
            "Update Event Desk on this computer, or choose another profile.",
        )
    return version


def apply_step(tx: sqlite3.Connection, version: int, sql: str) -> None:
    """Run the SQL that makes a version, and note the version in the file."""
    for statement in _statements(sql):
        tx.execute(statement)
    tx.execute(f"PRAGMA application_id = {_OURS}")
    tx.execute(f"PRAGMA user_version = {version}")


def _statements(sql: str) -> Iterator[str]:
    """One at a time, as `executescript` would commit the transaction it is called in."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _number(tx: sqlite3.Connection, sql: str) -> int:
    return int(tx.execute(sql).fetchone()[0])
