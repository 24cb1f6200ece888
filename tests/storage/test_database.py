"""Transactions, threads, processes and everything that can be wrong with a file."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from eventdesk.domain.errors import ProfileUnusable
from eventdesk.storage import settings
from eventdesk.storage.database import Database, open_database

POSIX = os.name == "posix"
NOBODY = 65534


def count_settings(database: Database) -> int:
    with database.read() as tx:
        return int(tx.execute("SELECT count(*) FROM settings").fetchone()[0])


def put_all(tx: sqlite3.Connection, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        settings.put(tx, name, value)


def test_what_is_written_is_there_after_a_restart_and_what_failed_is_not(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    database = open_database(path)
    with database.write() as tx:
        settings.put(tx, "operator", "Zoë")
    with pytest.raises(TypeError), database.write() as tx:
        put_all(tx, {"operator": "nobody", "desk": object()})
    database.close()

    database = open_database(path)
    with database.read() as tx:
        assert settings.get(tx, "operator", "") == "Zoë"
        assert settings.get(tx, "desk", "Front") == "Front"
    database.close()


def test_a_reader_sees_one_moment_while_another_thread_writes(database: Database) -> None:
    def write() -> None:
        with database.write(durable=False) as tx:
            settings.put(tx, "written", [1, {"deep": None}])
        database.close_thread()

    with database.read() as tx:
        assert settings.get(tx, "written", None) is None
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert settings.get(tx, "written", None) is None
    with database.read() as tx:
        assert settings.get(tx, "written", None) == [1, {"deep": None}]


def test_close_also_closes_what_other_threads_opened(database: Database) -> None:
    reader = threading.Thread(target=count_settings, args=(database,))
    reader.start()
    reader.join()
    count_settings(database)
    assert Path(f"{database.path}-wal").exists()
    database.close()
    # SQLite removes its log when the last connection is closed.
    assert not Path(f"{database.path}-wal").exists()
    assert count_settings(database) == 0


def test_a_mark_waits_for_the_disk_and_what_can_be_fetched_again_does_not(
    database: Database,
) -> None:
    def level(*, durable: bool) -> int:
        with database.write(durable=durable) as tx:
            return int(tx.execute("PRAGMA synchronous").fetchone()[0])

    normal, full = 1, 2  # sqlite.org/pragma.html#pragma_synchronous
    assert [level(durable=True), level(durable=False), level(durable=True)] == [full, normal, full]


WRITER = """
import sys
from pathlib import Path
from eventdesk.storage.database import open_database
from eventdesk.storage import settings

database = open_database(Path(sys.argv[1]), busy_seconds=60)
for number in range(200):
    with database.write() as tx:
        settings.put(tx, "total", settings.get(tx, "total", 0) + 1)
        settings.put(tx, f"{sys.argv[2]}:{number}", number)
database.close()
"""


def test_processes_that_make_and_write_one_store_at_the_same_time_lose_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "profile" / "desk.sqlite"
    others = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("b", "c")
    ]
    database = open_database(path, busy_seconds=60)
    written = 200
    for number in range(written):
        with database.write() as tx:
            settings.put(tx, "total", settings.get(tx, "total", 0) + 1)
            settings.put(tx, f"a:{number}", number)
    for other in others:
        other.wait()
    assert [other.returncode for other in others] == [0, 0]
    with database.read() as tx:
        assert settings.get(tx, "total", 0) == 400 + written
    assert count_settings(database) == 400 + written + 1
    database.close()


@pytest.mark.skipif(not POSIX, reason="Windows keeps the person's own folder from others by itself")
def test_only_the_owner_can_read_the_store(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "desk.sqlite"
    mask = os.umask(0)
    try:
        database = open_database(path)
        count_settings(database)
        database.back_up(path.with_name("copy.sqlite"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
        database.close()
        path.chmod(0o644)  # as a copy from elsewhere may come
        open_database(path).close()
    finally:
        os.umask(mask)
    assert modes == dict.fromkeys(
        ("desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm", "copy.sqlite"), 0o600
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_locked_store_says_so_and_works_again_once_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        # In this mode no one else can even read, as with a program that copies or repairs it.
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProfileUnusable) as refused:
            open_database(path, busy_seconds=0.05)
    assert refused.value.message == (
        f"“{path}” is locked by another program. Close the program that uses it, then try again."
    )
    open_database(path).close()


def test_a_store_that_is_being_written_by_another_program_can_be_read(database: Database) -> None:
    hasty = Database(database.path, busy_seconds=0.05)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert count_settings(hasty) == 0
        with pytest.raises(ProfileUnusable, match="is locked by another program"), hasty.write():
            pass
    with hasty.write() as tx:
        settings.put(tx, "late", 1)
    hasty.close()


def test_a_full_disk_undoes_the_transaction_and_keeps_the_rest(database: Database) -> None:
    with database.write() as tx:
        settings.put(tx, "small", "kept")
        pages = tx.execute("PRAGMA page_count").fetchone()[0]
        tx.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ProfileUnusable) as refused, database.write() as tx:
        put_all(tx, {"small": "lost", "large": "x" * 100_000})
    assert refused.value.message == (
        f"The disk is full: nothing more can be written to “{database.path}”. "
        "Make room, then try again. What was saved before is safe."
    )
    with database.write() as tx:
        assert settings.get(tx, "small", "") == "kept"
        tx.execute("PRAGMA max_page_count = 1000000")
        settings.put(tx, "large", "x" * 100_000)


def open_and_read(path: Path) -> None:
    database = open_database(path)
    try:
        count_settings(database)
    finally:
        database.close()


def spoil_header(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 1000)


def spoil_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def put_another_programs_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (address TEXT)")


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_header, "“{}” is not a database of Event Desk. Start Event Desk again"),
        (spoil_pages, "“{}” is damaged. Start Event Desk again"),
        (put_another_programs_database, "“{}” is a database of another program. Move it away"),
        (make_newer, "“{}” was written by a newer Event Desk. Update Event Desk"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_left_alone(
    tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "desk.sqlite"
    open_database(path).close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(ProfileUnusable) as refused:
        open_and_read(path)
    assert refused.value.message.startswith(said.format(path))
    assert path.read_bytes() == before
    beside = {file.name for file in tmp_path.iterdir()} - {"desk.sqlite"}
    assert beside == ({"desk.sqlite.damaged"} if "Start Event Desk" in said else set())


@contextmanager
def folder_of_an_ordinary_person() -> Iterator[Path]:
    """A folder whose permissions count: for the administrator none do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        administrator = os.geteuid() == 0
        if administrator:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            folder.chmod(0o700)
            if administrator:
                os.seteuid(0)


@pytest.mark.skipif(not POSIX, reason="permissions are different on Windows")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o500, 0o600), (0o500, 0o400)])
def test_a_store_that_may_not_be_written_says_so(folder_mode: int, file_mode: int) -> None:
    with folder_of_an_ordinary_person() as folder:
        path = folder / "desk.sqlite"
        open_database(path).close()
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        with pytest.raises(ProfileUnusable) as refused:
            open_database(path)
        with pytest.raises(ProfileUnusable) as none_made:
            open_database(folder / "new" / "desk.sqlite")
    for message in (refused.value.message, none_made.value.message):
        assert "cannot be" in message
        assert str(folder) in message
        assert "Make the file and its folder writable for you, or choose another" in message


def test_a_folder_in_place_of_the_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProfileUnusable, match="cannot be written"):
        open_database(tmp_path)


def test_a_mistake_of_the_program_is_not_blamed_on_the_file(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), database.read() as tx:
        tx.execute("SELECT * FROM things")
    with (
        pytest.raises(sqlite3.OperationalError, match="transaction"),
        database.read(),
        database.write(),
    ):
        pass
    assert count_settings(database) == 0
