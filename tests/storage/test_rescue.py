"""A damaged store: nothing is thrown away, and every mark that can be read is in the new one."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.errors import ProfileDamaged, ProfileUnusable
from eventdesk.domain.event import Event
from eventdesk.services.profile import Profile
from eventdesk.services.store import Store, open_store
from eventdesk.storage import accounts, activity, events, outbox, settings
from eventdesk.storage.database import open_database, suspicion

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
MARKS = 600
PAGE = 4096


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with an account, an event, and many marks that no system has."""
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    database = open_database(profile.database)
    with database.write() as tx:
        account = accounts.add(tx, Account(0, "Office", "sheepcrm", options={"bucket": "b"}))
        settings.put(tx, "operator", "Ann")
        events.upsert(tx, account.id, [(1, Event("gala", "Gala"))])
        for number in range(MARKS):
            outbox.add(tx, mark(number, account.id))
    database.close()
    return profile


def mark(number: int, account_id: int) -> Mark:
    return Mark(
        id=f"mark-{number:04}", account_id=account_id, event_ref="gala",
        attendee_ref=f"a{number}", person="", name=f"Guest {number} " + "x" * 60,
        event_title="Gala", status="attended", base="invited", previous="invited",
        by="Ann", desk="Door 1", marked_at=AT, state=MarkState.PENDING,
    )  # fmt: skip


def opened(profile: Profile) -> Store:
    return open_store(profile, SystemClock())


def marks_in(store: Store) -> set[str]:
    with store.database.read() as tx:
        return {one.id for one in outbox.in_states(tx, frozenset({MarkState.PENDING}))}


def pages_of_marks(path: Path) -> list[int]:
    """The pages that hold the rows of marks: the names of our guests stand there."""
    content = path.read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    return [number for number, page in enumerate(pages) if page.count(b"Guest ") > 5]


def spoil(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def read_events(store: Store) -> None:
    with store.database.read() as tx:
        tx.execute("SELECT sum(length(body)) FROM events NOT INDEXED").fetchall()


@pytest.mark.parametrize("where", [(0.0,), (0.3,), (0.99,), (0.2, 0.5, 0.8), (0.0, 0.5, 0.99)])
def test_only_what_stood_on_the_damaged_pages_is_missing(
    profile: Profile, where: tuple[float, ...]
) -> None:
    leaves = pages_of_marks(profile.database)
    pages = [leaves[int(place * len(leaves))] for place in where]
    content = profile.database.read_bytes()
    lost = sum(content[page * PAGE : (page + 1) * PAGE].count(b"Guest ") for page in pages)
    for page in pages:
        spoil(profile.database, page)
    damaged = profile.database.read_bytes()

    store = opened(profile)  # mended at once, not only at the next start

    found = marks_in(store)
    assert MARKS - lost <= len(found) < MARKS
    with store.database.read() as tx:
        assert [one.name for one in accounts.all(tx)] == ["Office"]
        assert settings.get(tx, "operator", "") == "Ann"
        assert tx.execute("SELECT count(*) FROM events").fetchone()[0] == 0  # read anew
    assert f"{len(found)} marks" in store.notice
    assert "Some may be missing" in store.notice
    [copy] = profile.folder.glob("*.damaged-*.sqlite")
    assert copy.read_bytes() == damaged
    assert str(copy) in store.notice
    store.close()

    again = opened(profile)
    assert (again.notice, marks_in(again)) == ("", found)
    again.close()


def test_damage_outside_of_the_kept_tables_loses_no_mark(profile: Profile) -> None:
    database = open_database(profile.database)
    with database.write() as tx:
        account = accounts.all(tx)[0]
        events.upsert(
            tx, account.id, [(n, Event(f"big-{n}", "Zebra " * 50)) for n in range(2, 300)]
        )
    database.close()
    content = profile.database.read_bytes()
    spoil(profile.database, content.rindex(b"Zebra Zebra") // PAGE)

    first = opened(profile)
    with pytest.raises(ProfileDamaged, match="rescues the marks"):
        read_events(first)
    first.close()
    store = opened(profile)
    assert len(marks_in(store)) == MARKS
    assert "Some may be missing" not in store.notice
    store.close()


@pytest.mark.parametrize("content", [b"Dear diary, " * 1000, b"\0" * 8192])
def test_a_file_that_is_no_store_at_all_is_kept_and_a_new_one_begun(
    profile: Profile, content: bytes
) -> None:
    profile.database.write_bytes(content)
    store = opened(profile)
    assert marks_in(store) == set()
    assert "0 marks" in store.notice
    [copy] = profile.folder.glob("*.damaged-*.sqlite")
    assert copy.read_bytes() == content
    store.close()


def test_a_store_that_was_suspected_wrongly_stays_as_it_is(profile: Profile) -> None:
    suspicion(profile.database).touch()
    store = opened(profile)
    assert (len(marks_in(store)), store.notice) == (MARKS, "")
    store.close()
    assert not suspicion(profile.database).exists()


HOLDER = """
import sys
from pathlib import Path
from eventdesk.domain.clock import SystemClock
from eventdesk.services.profile import Profile
from eventdesk.services.store import open_store
store = open_store(Profile(Path(sys.argv[1])), SystemClock())
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


def test_nothing_is_touched_while_another_program_has_the_store_open(profile: Profile) -> None:
    command = [sys.executable, "-c", HOLDER, str(profile.folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        suspicion(profile.database).touch()
        with pytest.raises(ProfileUnusable, match="Close every other Event Desk"):
            opened(profile)
        other.communicate("\n")
    store = opened(profile)
    assert len(marks_in(store)) == MARKS
    store.close()


def test_a_rescue_that_was_stopped_before_its_end_is_finished(profile: Profile) -> None:
    """The new store is whole, and the old one, its log included, still stands in its place."""
    rescued = profile.database.with_name(f"{profile.database.name}.rescued")
    rescued.write_bytes(profile.database.read_bytes())
    spoil(profile.database, 0)
    profile.database.with_name(f"{profile.database.name}-wal").write_bytes(b"\x37\x7f\x06\x82" * 99)
    store = opened(profile)
    assert len(marks_in(store)) == MARKS
    store.close()
    assert not rescued.exists()


def test_the_log_of_what_was_done_is_rescued_too(profile: Profile) -> None:
    with closing(sqlite3.connect(profile.database)) as raw, raw:
        raw.executemany(
            "INSERT INTO activity (at, kind, account, outcome) VALUES (?, 'mark', 'Office', ?)",
            [(AT.isoformat(), f"waits {n}") for n in range(50)],
        )
        raw.executemany(
            """INSERT INTO walk_ins (account_id, event_ref, ref, name, email, ticket, note, by,
                   desk, added_at) VALUES (1, 'gala', ?, 'Zoë', '', '', '', '', '', ?)""",
            [(f"walk-in-{n}", AT.isoformat()) for n in range(2)],
        )
    spoil(profile.database, pages_of_marks(profile.database)[0])
    suspicion(profile.database).touch()
    store = opened(profile)
    with store.database.read() as tx:
        assert len(list(activity.newest(tx, limit=100))) == 50
    assert "2 walk-ins and 50 lines of the activity log" in store.notice
    store.close()
