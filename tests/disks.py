"""Disks that a profile may lie on and that cannot do what is needed, or are full."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eventdesk.storage.database import Database


def disk_that_cannot_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a network share without a lock service: asking for a lock fails (flock(2), ENOLCK)."""

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)


def disk_without_shared_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a share where programs see no common memory: SQLite's own way for such disks is taken.

    It locks by files beside the database and knows no write-ahead log (sqlite.org/vfs.html).
    """
    connect = sqlite3.connect

    def elsewhere(path: Path | str, **options: Any) -> sqlite3.Connection:
        return connect(f"file:{path}?vfs=unix-dotfile", uri=True, **options)

    monkeypatch.setattr("eventdesk.storage.database.sqlite3.connect", elsewhere)


def fill_disk(database: Database, free_pages: int = 0) -> None:
    """Let this thread's connection to a store find its disk full after so many pages more."""
    _limit(database, lambda pages: pages + free_pages)


def make_room(database: Database) -> None:
    """The disk of this thread's connection has room again."""
    _limit(database, lambda _pages: 1_000_000)


def _limit(database: Database, most: Callable[[int], int]) -> None:
    with database.write() as tx:
        (pages,) = tx.execute("PRAGMA page_count").fetchone()
        tx.execute(f"PRAGMA max_page_count = {most(pages)}")
