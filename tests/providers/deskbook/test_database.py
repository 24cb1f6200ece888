"""The file of a desk book: whose it is, where it is, two processes on it, and all its troubles."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from eventdesk.domain.errors import BadAnswer, BadRequest, EventDeskError, Unreachable
from eventdesk.providers.deskbook import dialects
from eventdesk.providers.deskbook.failures import translated
from tests.providers.deskbook.conftest import CANCEL, OpenDesk

ONE_PROCESS = """
import sys
from pathlib import Path
from tests.providers.deskbook.conftest import Desk

desk = Desk(Path(sys.argv[1]))
event = desk.new_event(title=sys.argv[2])
people = [desk.add(event, f"Person {number}") for number in range(20)]
for person in people:
    desk.provider.set_attendance(event.ref, person, "attended", None)
desk.provider.close()
"""


def test_check_tells_what_it_holds_and_makes_no_file(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk()
    file = tmp_path / "deskbook.sqlite"
    said = desk.provider.check(CANCEL)
    assert said == "A new desk book will be kept in deskbook.sqlite."
    assert not file.exists()
    desk.new_event()
    said = desk.provider.check(CANCEL)
    assert said == "The desk book deskbook.sqlite opens and holds 1 event."
    assert file.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_it(open_desk: OpenDesk, tmp_path: Path) -> None:
    open_desk().new_event()
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("*.sqlite*")}
    assert len(modes) == 3  # with the log and its index
    assert set(modes.values()) == {0o600}


def test_a_file_of_ones_own_choice(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(database=str(tmp_path / "shared.db"))
    desk.new_event()
    assert (tmp_path / "shared.db").exists()
    with pytest.raises(Unreachable) as caught:
        open_desk(database=str(tmp_path / "no such folder" / "shared.db")).new_event()
    assert "cannot be opened in" in caught.value.sentence


@pytest.mark.parametrize(
    ("database", "sentence"),
    [
        ("mysql://host/book", "A desk book cannot be kept in mysql."),
        ("postgresql://u@host:port/book", "Database is not an address that can be read."),
        ("postgresql+psycopg://u:pw@host/b", "The address under Database holds a password."),
    ],
)
def test_addresses_that_cannot_be(open_desk: OpenDesk, database: str, sentence: str) -> None:
    with pytest.raises(BadRequest) as caught:
        open_desk(database=database).provider.check(CANCEL)
    assert caught.value.sentence == sentence
    assert "pw" not in caught.value.message


def test_four_processes_on_one_new_book(open_desk: OpenDesk, tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", ONE_PROCESS, str(tmp_path), f"Event {n}"] for n in range(4)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, errors
    batches = list(open_desk().provider.events(None, known=(), cancel=CANCEL))
    events = [event for batch in batches for _, event in batch.items]
    assert [(event.attendees, event.attended) for event in events] == [(20, 20)] * 4


def _trouble(open_desk: OpenDesk, file: Path) -> EventDeskError:
    with pytest.raises(EventDeskError) as caught:
        open_desk(database=str(file)).new_event()
    assert caught.value.hint
    return caught.value


def test_a_file_that_is_no_database(open_desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "book.sqlite"
    file.write_bytes(b"no database at all" * 100)
    error = _trouble(open_desk, file)
    assert isinstance(error, BadAnswer)
    assert error.sentence == "The desk book book.sqlite is damaged or not a desk book."
    assert file.read_bytes().startswith(b"no database")


def test_the_database_of_another_program(open_desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE bookmarks (title)")
    error = _trouble(open_desk, file)
    assert isinstance(error, BadAnswer)
    assert error.sentence == "The desk book bookmarks.sqlite is a database, but not a desk book."
    with closing(sqlite3.connect(file)) as other:
        assert len(other.execute("SELECT * FROM sqlite_master").fetchall()) == 1


def test_a_book_of_a_newer_version(open_desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "book.sqlite"
    open_desk(database=str(file)).new_event()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE schema_version SET version = version + 1")
    error = _trouble(open_desk, file)
    assert isinstance(error, BadAnswer)
    assert error.sentence == "The desk book book.sqlite was made by a newer Event Desk."


def test_a_locked_book(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "_BUSY_MILLISECONDS", 10)
    file = tmp_path / "book.sqlite"
    desk = open_desk(database=str(file))
    event = desk.new_event()
    person = desk.add(event, "Anna Baker")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unreachable) as caught:
            desk.provider.set_attendance(event.ref, person, "attended", CANCEL)
        assert caught.value.sentence == (
            "The desk book book.sqlite is being written by another program."
        )
        assert not caught.value.may_have_arrived
        assert desk.attendees(event) == [person]  # reading goes on
        other.execute("ROLLBACK")
    desk.provider.set_attendance(event.ref, person, "attended", CANCEL)
    assert desk.attendees(event)[0].status == "attended"


def test_a_full_disk(tmp_path: Path) -> None:
    engine = dialects.sqlite_engine(tmp_path / "book.sqlite")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 3")
        with pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql("CREATE TABLE t AS SELECT zeroblob(100000)")
    engine.dispose()
    error = translated(caught.value, "The desk book", committing=True)
    assert isinstance(error, Unreachable)
    assert error.sentence == "The desk book has no room left on its disk."
    assert not error.may_have_arrived


def test_errors_tell_no_names(tmp_path: Path) -> None:
    engine = dialects.sqlite_engine(tmp_path / "book.sqlite")
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.exec_driver_sql("SELECT ? FROM nowhere", ("Anna Baker",))
    engine.dispose()
    error = translated(caught.value, "The desk book", committing=False)
    assert isinstance(error, BadAnswer)
    assert "Anna" not in error.message + str(caught.value)
