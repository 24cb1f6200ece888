"""The profile's database: the one place that opens connections and begins and ends transactions.

It also turns what SQLite says of the world (locked, full, damaged, ...) into `ProfileUnusable`;
any other SQLite error is our own bug and passes as it is.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from eventdesk.domain.errors import ProfileDamaged, ProfileUnusable
from eventdesk.storage.migrate import apply_step, checked_version, shipped_steps
from eventdesk.storage.turns import Turns

BUSY_SECONDS = 5.0
"""How long a transaction waits for another program or thread to finish writing."""

_OWNER_ONLY = 0o600
_WRITABLE_HINT = "Make the file and its folder writable for you, or choose another profile."
_REASONS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "“{path}” is locked by another program.",
        "Close the program that uses it, then try again.",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk is full: nothing more can be written to “{path}”.",
        "Make room, then try again. What was saved before is safe.",
    ),
    sqlite3.SQLITE_READONLY: ("“{path}” cannot be written.", _WRITABLE_HINT),
    sqlite3.SQLITE_PERM: ("“{path}” cannot be written.", _WRITABLE_HINT),
    sqlite3.SQLITE_CANTOPEN: ("“{path}” cannot be opened.", _WRITABLE_HINT),
    sqlite3.SQLITE_CORRUPT: (
        "“{path}” is damaged.",
        "Start Event Desk again: it keeps a copy and rescues the marks into a new file.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "“{path}” is not a database of Event Desk.",
        "Start Event Desk again: it keeps a copy and begins a new file.",
    ),
    sqlite3.SQLITE_IOERR: (
        "“{path}” cannot be read or written: the disk reports an error.",
        "Check the disk or the network drive it is on, then try again.",
    ),
}
"""Primary result code (sqlite.org/rescode.html) to a sentence and what to do next."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Raise `ProfileUnusable` where SQLite or the file system cannot work with the file."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte of an extended code is the primary one; errors of the Python module itself
        # (a wrong number of parameters, a closed connection) carry no code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code not in _REASONS:
            raise
        sentence, hint = _REASONS[code]
        if code not in _DAMAGED:
            raise ProfileUnusable(sentence.format(path=path), hint) from error
        with suppress(OSError):
            suspicion(path).touch(mode=_OWNER_ONLY)
        raise ProfileDamaged(sentence.format(path=path), hint) from error


def suspicion(path: Path) -> Path:
    """The file whose presence says that a store was found damaged: see `rescue`."""
    return path.with_name(f"{path.name}.damaged")


class _PerThread(threading.local):
    connection: sqlite3.Connection | None = None


class Database:
    """Transactions on one SQLite file, from any thread, each thread over its own connection.

    Several processes may use one file. A transaction must end before any network call.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._here = _PerThread()
        self._turns = Turns()
        self._connections: list[sqlite3.Connection] = []
        self._connections_lock = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A transaction that only reads: one snapshot, however long others write meanwhile.

        Raises:
            ProfileUnusable: the file cannot be used; also for whatever the body reads.
        """
        with self._transaction("BEGIN DEFERRED") as tx:
            yield tx

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction that writes: on disk after it, or undone if the body raises.

        Without `durable` the disk is not waited for: a power cut, though no crash of the program,
        may undo the transaction as a whole. That suits what can be fetched again.

        Raises:
            ProfileUnusable: the file cannot be used; also for whatever the body does with it.
        """
        # Threads queue here, as SQLite would have them sleep and look again.
        with self._turns.turn(urgent=durable):
            with _told_plainly(self.path):
                level = "FULL" if durable else "NORMAL"
                self._connection().execute(f"PRAGMA synchronous = {level}")
            # Immediate, since a transaction that read first fails at once when another one wrote
            # in between, whatever the busy timeout (sqlite.org/isolation.html).
            with self._transaction("BEGIN IMMEDIATE") as tx:
                yield tx

    @property
    def marks_wait(self) -> bool:
        """True while durable writes meet others: those should be short, so that none waits long."""
        return self._turns.are_wanted

    def back_up(self, target: Path) -> None:
        """Copy the database as it was last committed to a file, whole or not at all."""
        partial = target.with_name(target.name + ".partial")
        with _files_told_plainly(target):
            partial.unlink(missing_ok=True)
            _make_private_file(partial)
            try:
                with (
                    _told_plainly(target),
                    closing(self._connect()) as source,
                    closing(sqlite3.connect(partial)) as copy,
                ):
                    source.backup(copy)
                partial.replace(target)
            finally:
                partial.unlink(missing_ok=True)

    def use_write_ahead_log(self) -> None:
        """Let readers and a writer work at the same time; the file remembers it."""
        with _told_plainly(self.path):
            mode = self._connection().execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise ProfileUnusable(
                f"The disk of “{self.path}” cannot be used by several programs at once.",
                "Choose a profile on this computer's own disk with --profile.",
            )

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it.

        Raises:
            ProfileUnusable: no room for a copy, or another program is busy with the file.
        """
        with self._turns.turn(urgent=True), _told_plainly(self.path):
            self._connection().execute("VACUUM")
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close_thread(self) -> None:
        """Close this thread's connection, if it has one; the next transaction opens a new one."""
        connection, self._here.connection = self._here.connection, None
        if connection is not None:
            with self._connections_lock:
                self._connections.remove(connection)
            connection.close()

    def close(self) -> None:
        """Close the connections of all threads, none of which may be in a transaction."""
        self._here.connection = None
        with self._connections_lock:
            connections, self._connections = self._connections, []
        for connection in connections:
            connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with _told_plainly(self.path):
            tx = self._connection()
            tx.execute(begin)
            try:
                yield tx
                tx.execute("COMMIT")
            except BaseException:
                # SQLite itself has rolled back after some errors, a full disk among them.
                if tx.in_transaction:
                    tx.execute("ROLLBACK")
                raise

    def _connection(self) -> sqlite3.Connection:
        connection = self._here.connection
        if connection is None:
            connection = self._connect()
            with self._connections_lock:
                self._connections.append(connection)
            self._here.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,  # only so that `close` may close those of other threads
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            # A long pull writes the same pages of the index again and again: copying them back
            # once in 8000 pages (32 MB) instead of 1000 takes a third off its time.
            connection.execute("PRAGMA wal_autocheckpoint = 8000")
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def _files_told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ProfileUnusable(
            f"“{path}” cannot be written: {error.strerror}.", _WRITABLE_HINT
        ) from error


def _make_private_file(path: Path) -> None:
    """Make an empty file unless it is there, and let nobody but its owner read it.

    SQLite gives the files beside it (-wal, -shm) the same permissions.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
    # A file that was restored from elsewhere may be open to others. Not every file system knows
    # permissions, and that is no reason to refuse it.
    with suppress(OSError):
        path.chmod(_OWNER_ONLY)


def open_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """The database at a path, made with its folder if it is new, brought up to date if it is old.

    Raises:
        ProfileUnusable: locked, damaged, not a database, of a newer Event Desk, not writable.
    """
    with _files_told_plainly(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private_file(path)
    database = Database(path, busy_seconds=busy_seconds)
    try:
        bring_up_to_date(database, shipped_steps())
    except BaseException:
        database.close()
        raise
    return database


def bring_up_to_date(database: Database, steps: Sequence[str]) -> None:
    """Apply the steps that the file lacks, a transaction each. Several processes may do so at once.

    Before the first of them an existing file is copied to NAME.before-N.sqlite, N being the
    version that the step makes.

    Raises:
        ProfileUnusable: as `open_database`; a file that is newer or not ours is left as it was.
    """
    with database.read() as tx:
        checked_version(tx, database.path, newest=len(steps))
    database.use_write_ahead_log()
    backed_up = fresh = False
    while True:
        with database.write() as tx:
            # Read again, as another process may have made the step meanwhile.
            version = checked_version(tx, database.path, newest=len(steps))
            if version == len(steps):
                return
            fresh = fresh or not version
            if not (fresh or backed_up):
                name = f"{database.path.stem}.before-{version + 1}.sqlite"
                database.back_up(database.path.with_name(name))
                backed_up = True
            apply_step(tx, version + 1, steps[version])
