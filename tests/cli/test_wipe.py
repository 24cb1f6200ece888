"""Attendee data is taken off this desk, out of every file of the profile."""

from pathlib import Path

import pytest

from eventdesk.domain.text import fold
from tests.cli.conftest import Club, Commands
from tests.servers import Fault, FaultKind


def traces(profile: Path, text: str) -> list[str]:
    """The files of the profile in which a text stands, as it is or as the search keeps it."""
    wanted = {text.encode(), fold(text).encode()}
    return sorted(
        str(path.relative_to(profile))
        for path in profile.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    )


def filled(club: Club) -> str:
    """Reads attendees and orders, marks somebody; returns a name that stands in the profile."""
    person = club.people()[0]
    club.commands("mark", club.ref(), person["ref"], "attended")
    club.commands("orders", club.ref())
    name = str(person["name"]).split()[-1]
    assert traces(club.commands.profile, name)
    return name


def test_nothing_about_a_person_remains_in_any_file(club: Club) -> None:
    name = filled(club)
    (club.commands.profile / "eventdesk.before-2.sqlite").write_text(name)
    planned = club.commands.json("wipe", "--account", "Club", "--dry-run")
    assert planned["attendees"] == len(club.commands.json("attendees", club.ref()))
    assert (planned["marks"], planned["unsent"], planned["local"]) == (1, 0, 0)
    assert traces(club.commands.profile, name)

    said = club.commands("wipe", "--account", "Club").out
    assert "1 mark of 1 event were wiped" in said
    assert traces(club.commands.profile, name) == []
    assert club.ref() in [row["ref"] for row in club.commands.json("events")]
    assert club.server.count("PUT", "/attendance") == 1  # the system keeps what it has


def test_what_was_wiped_comes_back_from_the_system_when_it_is_asked_for(club: Club) -> None:
    name = filled(club)
    before = club.people()
    club.commands("wipe", "--all")
    assert traces(club.commands.profile, name) == []
    assert club.people() == before


@pytest.mark.parametrize("offline", [True, False])
def test_marks_that_no_system_has_are_not_wiped_by_accident(club: Club, offline: bool) -> None:
    person = club.people()[0]
    if offline:
        club.commands("mark", club.ref(), person["ref"], "attended", "--offline")
    else:
        refusal = Fault(kind=FaultKind.STATUS, status=422, method="PUT", count=None)
        club.server.faults.add(refusal)
        club.commands("mark", club.ref(), person["ref"], "attended", status=None)
    assert "1 mark that no system has yet" in club.commands.fails(2, "wipe", "--all")
    assert len(club.commands.json("outbox")) == 1
    club.commands("wipe", "--all", "--discard-marks")
    assert club.commands.json("outbox") == []


def test_only_events_that_are_long_over_are_wiped(club: Club) -> None:
    filled(club)
    assert club.commands.json("wipe", "--older-than", "9000", "--dry-run")["events"] == 0
    club.commands("wipe", "--older-than", "9000")
    assert club.people()
    requests = len(club.server.requests)
    club.people()
    assert len(club.server.requests) == requests  # still in store


def test_a_desk_book_forgets_its_attendees_for_good(commands: Commands, meeting: str) -> None:
    commands("mark", meeting, "Thomas Baker", "attended")
    assert traces(commands.profile, "Thomas")
    commands("wipe", "--account", "Desk book")
    assert traces(commands.profile, "Thomas") == []
    assert commands.json("attendees", meeting) == []
    assert commands.json("event", meeting)["title"] == "Annual meeting"


def test_one_must_say_what_to_wipe(commands: Commands) -> None:
    assert "Say what to wipe" in commands.fails(2, "wipe")
    assert "Say what to wipe" in commands.fails(2, "wipe", "--all", "--older-than", "3")
    assert "no account “Attic”" in commands.fails(7, "wipe", "--account", "Attic")
