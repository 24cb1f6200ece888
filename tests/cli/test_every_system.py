"""What is said once holds for each system: added, tried, read, marked, changed and exported."""

import csv
import json

import pytest

from eventdesk.providers import registry
from tests.cli.conftest import Commands
from tests.systems import System, system

__all__ = ["system"]  # the fixture


def added(commands: Commands, system: System) -> None:
    lines = "".join(f"{name}={value}\n" for name, value in system.secrets.items())
    address = ("--address", system.url)
    commands("accounts", "add", system.key, "--name", system.account, *address, stdin=lines)


@pytest.fixture
def desk(commands: Commands, system: System) -> Commands:
    """Commands on a profile with an account of the system, its list read."""
    added(commands, system)
    commands("sync", system.account)
    return commands


def test_an_account_is_added_checked_and_read(commands: Commands, system: System) -> None:
    added(commands, system)
    assert commands("accounts", "check", system.account).out.strip() == system.greeting
    (report,) = commands.json("sync", system.account)
    assert report["problems"] == []
    assert report["events"]["added"] == len(commands.json("events")) > 4
    rows = {row["name"]: row for row in commands.json("accounts")}
    assert (rows[system.account]["system"], rows[system.account]["state"]) == (system.key, "ready")

    event = commands.json("event", system.ref)
    assert event["title"] == system.main_title
    assert event["more"]
    kept = b"".join(path.read_bytes() for path in commands.profile.rglob("*") if path.is_file())
    # An e-mail address that signs in may be an attendee's too.
    assert not [
        one for name, one in system.secrets.items() if name != "email" and one.encode() in kept
    ]


def test_attendees_are_listed_marked_here_and_exported(desk: Commands, system: System) -> None:
    if not system.attendee:
        assert "has no attendees" in desk.fails(6, "attendees", system.ref)
        assert "has no attendees" in desk.fails(6, "export", system.ref, "-o", "-")
        return
    names = [row["name"] for row in desk.json("attendees", system.ref)]
    assert len(names) == system.attendees
    assert system.attendee in names
    ended = desk("mark", system.ref, system.attendee, "attended", "--by", "Kim")
    assert "kept on this desk only" in ended.out

    (row,) = desk.json("attendees", system.ref, "--search", system.attendee)
    assert (row["status"], row["mark_state"]) == ("attended", "local")
    lines = desk("export", system.ref, "-o", "-").out.removeprefix("\ufeff").splitlines()
    (exported,) = (each for each in csv.DictReader(lines) if each["Mark"])
    assert exported["Name"] == system.attendee
    assert (exported["Status"], exported["Mark"]) == ("Attended", "kept on this desk only")
    marks = json.loads(
        desk("export", system.ref, *("--what", "marks", "--format", "json", "-o", "-")).out
    )
    assert len(marks) == 1
    desk("sync", system.account)
    desk("outbox", "push")
    assert system.server.writes == []
    assert desk.json("attendees", system.ref, "--search", system.attendee) == [row]


def test_what_can_be_done_is_listed_and_done(desk: Commands, system: System) -> None:
    if system.act is None:
        assert desk.json("actions", system.ref) == desk.json("actions", system.account) == []
        assert "What can: nothing." in desk.fails(2, "act", system.ref, "edit", "--yes")
        return
    action, values, title = system.act
    assert action in [one["action"] for one in desk.json("actions", system.ref)]
    assert desk.json("actions", system.account)
    given = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
    nonsense = desk.fails(2, "act", system.ref, action, "--set", "nonsense=1", "--yes")
    assert "nonsense" in nonsense
    assert system.server.writes == []
    answer = desk.json("act", system.ref, action, *given, "--yes")
    assert answer["answer"].endswith(".")
    assert len(system.server.writes) == 1
    if title:
        assert desk.json("event", system.ref)["title"] == title
    else:
        desk.fails(7, "event", system.ref)


def test_words_that_nobody_knows_are_shown_and_can_be_asked_for(
    desk: Commands, system: System
) -> None:
    words = system.new_words()
    desk("sync", system.account)
    word = words["status_texts"]
    for spelling in (word, word.upper()):
        (found,) = desk.json("events", "--status", spelling)
        assert (found["ref"], found["status_text"], found["kind"]) == (
            *(system.ref, word),
            words.get("kinds", ""),
        )
    lines = desk("export", "--events", "--status", word, "-o", "-").out.splitlines()
    assert len(lines) == 2
    assert word in lines[1]


def test_the_list_of_systems_says_what_each_offers(commands: Commands, system: System) -> None:
    found = {one["system"]: one for one in commands.json("accounts", "systems")}
    info = registry.provider_class(system.key).info
    told = found[system.key]
    assert told["title"] == system.title
    assert told["capabilities"] == sorted(info.capabilities)
    assert ("attendees" in told["capabilities"]) == bool(system.attendee)
    assert set(system.secrets) <= set(told["secrets"])
