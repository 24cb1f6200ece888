"""Every version of the store that was ever made comes up to date, whole or not at all."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.errors import ProfileUnusable
from eventdesk.domain.event import EventRef
from eventdesk.storage import accounts, activity, events, outbox, settings
from eventdesk.storage.database import Database, bring_up_to_date, open_database
from eventdesk.storage.migrate import shipped_steps
from tests.storage.make_fixture import AT, FOLDER

STEPS = shipped_steps()
FIXTURES = sorted(FOLDER.glob("v*.sqlite"))
NEXT_STEP = """
-- Statements end with their line; a semicolon; in a comment or 'text; of one' is none.
ALTER TABLE accounts ADD COLUMN nickname TEXT NOT NULL DEFAULT 'a;b'; -- why
CREATE TABLE badges (
    id INTEGER PRIMARY KEY
) STRICT;
UPDATE accounts SET nickname = name
"""


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return rows


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """A store that holds something, as the last shipped version made it."""
    path = tmp_path / "desk.sqlite"
    path.write_bytes(FIXTURES[-1].read_bytes())
    database = Database(path)
    yield database
    database.close()


def test_steps_are_numbered_from_one_and_each_has_a_store_of_its_version() -> None:
    names = {entry.name for entry in (files("eventdesk.storage") / "migrations").iterdir()}
    assert names == {f"{number:04}.sql" for number in range(1, len(STEPS) + 1)}
    made = {path.name for path in FIXTURES}
    # A step without one: run tests/storage/make_fixture.py before it is published.
    assert made == {f"v{number}.sqlite" for number in range(1, len(STEPS) + 1)}
    assert [version(path) for path in FIXTURES] == list(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_an_old_store_becomes_like_a_new_one_and_keeps_what_cannot_be_fetched(
    fixture: Path, tmp_path: Path
) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(fixture.read_bytes())
    database = open_database(path)
    with database.read() as tx:
        account = accounts.by_name(tx, "office")
        assert settings.get(tx, "operator", "") == "Ann"
        [mark] = outbox.in_states(tx, [MarkState.PENDING], account_id=account.id)
        assert (mark.name, mark.status, mark.marked_at) == ("Zoë Łukasz", "attended", AT)
        assert [entry.event_title for entry in activity.newest(tx)] == ["Winter ball"]
    database.close()
    open_database(tmp_path / "new.sqlite").close()
    assert schema(path) == schema(tmp_path / "new.sqlite")


def test_counts_made_before_there_were_no_shows_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(FIXTURES[5].read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE attendees SET gone = 1 WHERE ref = 'p1'")
        connection.execute("UPDATE attendees SET shown_status = 'no-show' WHERE ref = 'p2'")
        connection.execute(
            "UPDATE events SET expected = 1, attended = 1, attendees_at = ?", (AT.isoformat(),)
        )
    database = open_database(path)
    with database.read() as tx:
        listed = events.one(tx, EventRef("office", "e1"))
    database.close()
    # One is in though no longer listed, the walk-in may come, one is known not to.
    assert (listed.expected, listed.attended, listed.no_shows, listed.to_come) == (3, 1, 1, 1)


def test_the_file_as_it_was_is_kept_beside_it(old: Database) -> None:
    number = len(STEPS) + 1
    bring_up_to_date(old, [*STEPS, NEXT_STEP, "CREATE TABLE more (id INTEGER) STRICT;"])
    with old.read() as tx:
        assert tx.execute("SELECT nickname FROM accounts").fetchone()["nickname"] == "Office"
    old.close()
    assert version(old.path) == number + 1
    backup = old.path.with_name(f"desk.before-{number}.sqlite")
    assert sorted(old.path.parent.iterdir()) == [backup, old.path]
    assert version(backup) == number - 1
    assert schema(backup) == schema(FIXTURES[-1])
    open_database(backup).close()


def test_a_new_store_needs_no_copy(tmp_path: Path) -> None:
    open_database(tmp_path / "desk.sqlite").close()
    assert [path.name for path in tmp_path.iterdir()] == ["desk.sqlite"]


def test_a_step_that_fails_leaves_nothing_behind_and_can_be_made_again(old: Database) -> None:
    before = schema(old.path)
    failing = f"{NEXT_STEP};\nINSERT INTO badges (id) VALUES (1);\nINSERT INTO nothing VALUES (1);"
    with pytest.raises(sqlite3.OperationalError):
        bring_up_to_date(old, [*STEPS, failing])
    assert schema(old.path) == before
    assert version(old.path) == len(STEPS)
    bring_up_to_date(old, [*STEPS, NEXT_STEP])
    assert version(old.path) == len(STEPS) + 1


def test_no_step_is_made_where_there_is_no_room_for_the_copy(old: Database) -> None:
    old.path.with_name(f"desk.before-{len(STEPS) + 1}.sqlite").mkdir()
    with pytest.raises(ProfileUnusable, match=r"before-\d+\.sqlite” cannot be written"):
        bring_up_to_date(old, [*STEPS, NEXT_STEP])
    assert version(old.path) == len(STEPS)
    assert list(old.path.parent.glob("*.partial")) == []


def test_several_programs_may_bring_one_store_up_to_date(old: Database) -> None:
    def run(steps: Sequence[str]) -> None:
        bring_up_to_date(old, steps)
        old.close_thread()

    steps = [*STEPS, NEXT_STEP, "CREATE TABLE more (id INTEGER) STRICT;"]
    others = [threading.Thread(target=run, args=(steps,)) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert version(old.path) == len(steps)
