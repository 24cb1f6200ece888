"""Every exit status from a real cause, with one line that says what to do, never a traceback."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from eventdesk import __version__
from eventdesk.storage.database import open_database
from eventdesk.vault.keyring_vault import KeyringVault
from tests.cli.conftest import Club, Commands, Ended
from tests.guards import ExpectLog
from tests.servers import ErrorBody, Fault, FaultKind, SheepServer


@pytest.mark.parametrize("status", [401, 403, 404])
def test_3_a_key_that_is_not_accepted(
    commands: Commands, add_club: Callable[..., Ended], sheepcrm_server: SheepServer, status: int
) -> None:
    add_club("wrong-key-of-mine")
    sheepcrm_server.options.bad_key_status = status
    sentence = commands.fails(3, "accounts", "check", "Club")
    assert "key" in sentence
    assert "wrong-key" not in sentence


def test_3_marks_wait_for_the_right_key(club: Club) -> None:
    commands, person = club.commands, club.people()[0]
    right, club.server.key = club.server.key, "another"
    commands("mark", club.ref(), person["ref"], "attended", status=3)
    assert commands.json("accounts")[0]["state"] == "parked"
    assert [row["state"] for row in commands.json("outbox")] == ["pending"]
    club.server.key = right
    commands("outbox", "push")
    assert club.held(person) == "attended"


def test_4_a_server_that_is_not_there(club: Club) -> None:
    club.server.stop()
    for command in (["accounts", "check", "Club"], ["event", club.ref("past")]):
        assert "network" in club.commands.fails(4, *command)
    assert club.commands.json("events")  # what was fetched is there


def test_5_an_answer_that_is_no_answer(club: Club) -> None:
    for body in (ErrorBody.HTML, ErrorBody.EMPTY):
        club.server.faults.clear()
        club.server.faults.add(
            Fault(kind=FaultKind.STATUS, status=200, body=body, count=None, path="/events/*")
        )
        sentence = club.commands.fails(5, "accounts", "check", "Club")
        assert "<" not in sentence


def test_6_something_that_a_system_cannot_do(commands: Commands, meeting: str) -> None:
    assert "Desk book" in commands.fails(6, "orders", meeting)


def test_7_something_that_is_not_there(commands: Commands, meeting: str) -> None:
    for command in (
        ["accounts", "check", "Nobody"],
        ["accounts", "remove", "Nobody"],
        ["sync", "Nobody"],
        ["events", "--account", "Nobody"],
        ["event", "Desk book:1"],
        ["mark", meeting, "Nobody", "attended"],
        ["mark", "Desk book:1", "Anna", "attended", "--offline"],
        ["outbox", "resolve", "nothing", "ours"],
    ):
        assert "eventdesk" in commands(*command, status=7).err


def test_a_profile_that_is_damaged_is_mended_and_said_so(commands: Commands) -> None:
    commands("accounts")
    (commands.profile / "eventdesk.sqlite").write_bytes(b"no database" * 1000)
    said = commands("events").err
    assert "was damaged" in said
    assert "eventdesk.damaged-" in said
    assert "damaged" not in commands("events").err


def test_8_a_profile_of_a_newer_program(commands: Commands) -> None:
    commands("accounts")
    with closing(sqlite3.connect(commands.profile / "eventdesk.sqlite")) as database:
        database.execute("PRAGMA user_version = 99")
    assert "newer" in commands.fails(8, "events")


def test_8_a_profile_that_another_program_holds(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands("accounts")
    monkeypatch.setitem(open_database.__kwdefaults__ or {}, "busy_seconds", 0.05)
    path = commands.profile / "eventdesk.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in commands.fails(8, "import", __file__, "--event", "Desk book:1")


@pytest.mark.parametrize("part", ["log", "profile.id"])
def test_8_a_profile_whose_files_cannot_be_written(commands: Commands, part: str) -> None:
    commands.profile.mkdir()
    if part == "log":
        commands.profile.joinpath("log").write_text("a file where a folder should be")
    else:
        commands.profile.joinpath("profile.id").mkdir()
    assert str(commands.profile) in commands.fails(8, "events")


def test_9_no_keyring(commands: Commands, add_club: Callable[..., Ended]) -> None:
    commands.vault = KeyringVault("test")  # the tests' own backend always fails
    add_club(status=9)
    assert [row["name"] for row in commands.json("accounts")] == ["Desk book"]


def test_9_the_keyring_went_away(club: Club) -> None:
    club.commands.vault = KeyringVault("test")
    assert "password store" in club.commands.fails(9, "accounts", "check", "Club")
    ended = club.commands("sync", "Desk book", "Club", "--json", status=9)
    assert [bool(report["problems"]) for report in ended.document] == [False, True]
    assert club.commands.json("events")


def test_9_a_secret_that_could_not_be_removed_is_told(club: Club) -> None:
    commands = club.commands
    commands.vault = KeyringVault("test")
    assert "Club is removed" in commands.fails(9, "accounts", "remove", "Club")
    commands("accounts", "add", "deskbook", "--name", "Other")
    commands("accounts", "remove", "Other")  # never had a secret
    assert [row["name"] for row in commands.json("accounts")] == ["Desk book"]


def test_1_our_own_bug(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("eventdesk.cli", "a command failed", level=40)

    def broken(*_: object) -> None:
        raise LookupError("a very private detail")

    monkeypatch.setattr("eventdesk.cli.shapes.account", broken)
    sentence = commands.fails(1, "accounts")
    assert "LookupError" in sentence
    assert "private" not in sentence
    log = commands.profile / "log" / "eventdesk.log"
    assert str(log) in sentence
    assert "Traceback" in log.read_text(encoding="utf-8")

    monkeypatch.setattr("eventdesk.providers.registry.systems", broken)
    commands.profile = commands.profile.with_name("another")
    commands.fails(1, "accounts", "systems")  # before a profile was opened
    assert "Traceback" in (commands.profile / "log" / "eventdesk.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nonsense"], "nonsense"),
        (["--nonsense"], "--nonsense"),
        (["events", "surplus"], "surplus"),
        (["event"], "REF"),
        (["mark", "Desk book:1"], "ATTENDEE"),
        (["outbox", "resolve", "x", "both"], "both"),
        (["--log-level", "loud", "events"], "loud"),
        (["accounts", "nonsense"], "nonsense"),
    ],
)
def test_2_what_was_typed_wrongly(commands: Commands, arguments: list[str], word: str) -> None:
    sentence = commands.fails(2, *arguments)
    assert word in sentence
    assert "--help" in sentence


def test_0_help_and_version(commands: Commands) -> None:
    assert commands("--version").out == f"Event Desk, version {__version__}\n"
    for command in ([], ["events"], ["accounts", "add"], ["import"]):
        assert commands(*command, "--help").out.startswith("Usage: eventdesk")
    assert not commands.profile.exists()
