"""What differs between SQLite and PostgreSQL: the one file that may use what only one of them has.

Rules of a desk book's file: WAL, so that readers never wait; synchronous FULL, so that a mark said
to be written is on the disk; every writing transaction takes the write lock as it begins.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from eventdesk.domain.errors import NotOffered

WRITES = "desk_book_writes"
"""Execution option of a connection that is going to write."""

_BUSY_MILLISECONDS = 5000
_CONNECT_SECONDS = 10
_SCHEMA_LOCK = 7_306_083_174


def sqlite_engine(path: Path) -> Engine:
    """An engine on a file, which is made, readable by its owner only, where it is missing.

    Raises:
        OSError: the file cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_MILLISECONDS / 1000},
        hide_parameters=True,  # names and addresses of people stay out of exceptions
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin` alone
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # somebody who was removed from a list is gone from the file too
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def postgresql_engine(url: URL, password: str) -> Engine:
    """An engine on a PostgreSQL database.

    Raises:
        NotOffered: the driver is not installed.
    """
    waits = f"-c lock_timeout={_BUSY_MILLISECONDS} -c timezone=UTC"
    arguments: dict[str, object] = {
        "connect_timeout": _CONNECT_SECONDS,
        "options": waits,
        "application_name": "Event Desk",
    }
    if password:
        arguments["password"] = password
    try:
        return create_engine(url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise NotOffered(
            "This installation cannot talk to PostgreSQL.", "Install eventdesk[postgres]."
        ) from error


def one_at_a_time(tx: Connection) -> None:
    """Let no other desk make tables until the transaction ends."""
    if tx.dialect.name == "postgresql":  # SQLite's writers exclude each other anyway
        tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _SCHEMA_LOCK})
