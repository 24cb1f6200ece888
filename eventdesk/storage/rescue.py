"""A damaged store: the file is copied aside, what cannot be fetched again is read out of it.

Reading goes on behind a page that cannot be read. The new file takes the old one's place only once
it is whole, so a stop at any moment loses nothing: the next opening goes on.
"""

import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from eventdesk.domain.errors import ProfileDamaged, ProfileUnusable
from eventdesk.domain.text import counted
from eventdesk.storage.database import Database, open_database, suspicion

KEPT = {
    "accounts": "id",
    "settings": "name",
    "marks": "number",
    "activity": "number",
    "walk_ins": "number",
    "badge_prints": "number",
}
"""The tables that cannot be fetched again, each with its key."""

_READ_AT_START = ("accounts", "settings", "marks", "walk_ins")
"""What no start can do without: damage there is mended at once and not at the next start."""

_NAMED = frozenset({"settings"})
"""Those whose key is a text, so that nobody can say which comes behind a gap."""

_LARGEST = 2**62
"""Larger than any number of a row here."""

_BESIDE = ("", "-wal", "-shm")
"""What SQLite appends to a database's name for the files that belong to it."""

_Row = sqlite3.Row


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was saved out of a damaged store.

    Attributes:
        copy: where the damaged file is kept, untouched.
        rows: how many rows of each table of `KEPT` were read.
        incomplete: tables of which some rows could not be read.
    """

    copy: Path
    rows: dict[str, int]
    incomplete: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        saved = (
            f"{counted(self.rows['accounts'], 'account')}, {counted(self.rows['marks'], 'mark')}, "
            f"{counted(self.rows['walk_ins'], 'walk-in')} and "
            f"{counted(self.rows['activity'], 'line')} of the activity log"
        )
        loss = " Some may be missing: compare with your systems." if self.incomplete else ""
        return (
            f"This desk's store was damaged. {saved} were rescued into a new one.{loss} Events and "
            f"attendees are read anew. The damaged file is kept as “{self.copy}”."
        )


def open_sound(path: Path) -> Database:
    """Open a store that nobody found damaged.

    Raises:
        ProfileDamaged: it is, or a rescue of it was not finished: call `rescue`.
        ProfileUnusable: as `open_database`.
    """
    if suspicion(path).exists() or _rescued(path).exists():
        raise ProfileDamaged(f"“{path}” is damaged.")
    database = open_database(path)
    try:
        with database.read() as tx:
            for table in _READ_AT_START:
                tx.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall()
    except BaseException:  # whatever it is goes on; only the files must not stay open
        database.close()
        raise
    return database


def rescue(path: Path, now: datetime) -> Rescue | None:
    """Mend a damaged store; None where it turns out to be sound. Nobody else may have it open.

    Raises:
        ProfileUnusable: as `open_database`; or there is no room for the copy. Nothing was changed.
    """
    _finish(path)
    if _is_sound(path):
        suspicion(path).unlink(missing_ok=True)
        return None
    return _rescue(path, now)


def _is_sound(path: Path) -> bool:
    try:
        database = open_database(path)
    except ProfileDamaged:
        return False
    try:
        with database.read() as tx:
            return bool(tx.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except ProfileDamaged:
        return False
    finally:
        database.close()


def _rescue(path: Path, now: datetime) -> Rescue:
    copy = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    try:
        for end in _BESIDE[:2]:
            if path.with_name(path.name + end).exists():
                _copy(path.with_name(path.name + end), copy.with_name(copy.name + end))
    except OSError as error:
        raise ProfileUnusable(
            f"“{path}” is damaged and cannot be copied aside: {error.strerror}.",
            "Make room on the disk, then start again: the marks are rescued then.",
        ) from error
    partial = path.with_name(f"{path.name}.partial")
    for end in _BESIDE:
        partial.with_name(partial.name + end).unlink(missing_ok=True)
    rows, incomplete = _read_over(path, partial)
    partial.replace(_rescued(path))
    _finish(path)
    return Rescue(copy, rows, incomplete)


def _read_over(damaged: Path, fresh: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write what can be read of the kept tables into a new store."""
    rows, incomplete = dict[str, int](), []
    target = open_database(fresh)
    try:
        with closing(sqlite3.connect(damaged)) as source, target.write() as tx:
            source.row_factory = sqlite3.Row
            for table, key in KEPT.items():
                reader = _Reader(source, table, key)
                rows[table] = sum(_inserted(tx, table, row) for row in reader.rows())
                if reader.failed:
                    incomplete.append(table)
    finally:
        target.close()
    return rows, tuple(incomplete)


def _inserted(tx: sqlite3.Connection, table: str, row: _Row) -> bool:
    """Write a row, leaving out what the newest version no longer has or refuses."""
    columns = {info["name"] for info in tx.execute(f"PRAGMA table_info({table})")}
    names = [name for name in row.keys() if name in columns]  # noqa: SIM118  # a Row is no mapping
    holes = ", ".join("?" for _ in names)
    try:
        written = tx.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({holes})",
            [row[name] for name in names],
        )
    except sqlite3.IntegrityError:
        return False  # a damaged value that the table's own rules refuse
    return written.rowcount > 0


class _Reader:
    """The rows of one table by its key, from both ends of every stretch that can be read."""

    def __init__(self, source: sqlite3.Connection, table: str, key: str) -> None:
        self._source = source
        self._table = table
        self._key = key
        self.failed = False

    def rows(self) -> Generator[_Row, None, None]:
        """What can be read, some rows more than once."""
        last = yield from self._stretch(None, None)
        if not self.failed:
            return
        end = yield from self._stretch(None, None, backwards=True)
        if self._table in _NAMED:
            return
        last, end, gap = last or 0, end or _LARGEST, 1
        while last + gap < end:
            reached = yield from self._stretch(last + gap, end)
            if reached is None:
                gap *= 2
            else:
                yield from self._stretch(last + 1, last + gap, backwards=True)
                last, gap = reached, 1

    def _stretch(
        self, first: Any, final: Any, *, backwards: bool = False
    ) -> Generator[_Row, None, Any]:
        """Rows from one key to another, both included, until one cannot be read.

        Returns the last one's key, None where there was none.
        """
        last: Any = None
        # Python's module looks for the next row before it hands one on, so that the last good row
        # before a bad one must be asked for alone.
        for limit in (-1, 1):
            bounds = {">=": first, "<=": final, "<" if backwards else ">": last}
            told = {sign: bound for sign, bound in bounds.items() if bound is not None}
            where = " AND ".join(f"{self._key} {sign} ?" for sign in told) or "TRUE"
            order = "DESC" if backwards else "ASC"
            sql = f"""SELECT * FROM {self._table} WHERE {where}
                      ORDER BY {self._key} {order} LIMIT {limit}"""
            try:
                for row in self._source.execute(sql, tuple(told.values())):
                    last = row[self._key]
                    yield row
            except sqlite3.DatabaseError:
                self.failed = True
            else:
                break
        return last


def _rescued(path: Path) -> Path:
    return path.with_name(f"{path.name}.rescued")


def _finish(path: Path) -> None:
    """Put a rescued store that is whole in its place.

    The damaged write-ahead log goes first: SQLite would apply it to the new file.
    """
    rescued = _rescued(path)
    if not rescued.exists():
        return
    for end in _BESIDE[1:]:
        path.with_name(path.name + end).unlink(missing_ok=True)
    rescued.replace(path)
    suspicion(path).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a file to the disk itself, readable by its owner only."""
    descriptor = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with source.open("rb") as content, os.fdopen(descriptor, "wb") as written:
        shutil.copyfileobj(content, written)
        written.flush()
        os.fsync(written.fileno())
