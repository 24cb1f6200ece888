"""Marks from the command line: made, sent, taken back, decided."""

from datetime import datetime, timedelta

import pytest

from tests.cli.conftest import Club, Commands
from tests.servers import Fault, FaultKind

MARK_KEYS = [
    *("mark", "event", "event_title", "attendee", "name", "status", "state", "previous", "base"),
    *("remote", "by", "desk", "marked_at", "uploaded_at", "settled_at", "tries", "reason"),
    "undo_of",
]


def test_a_mark_is_sent_and_confirmed(club: Club) -> None:
    person = club.people()[0]
    mark = club.commands.json("mark", club.ref(), person["ref"], "Attended", "--by", "Kim “K” Lee")

    assert list(mark) == MARK_KEYS
    assert (mark["status"], mark["state"], mark["by"]) == ("attended", "confirmed", "Kim “K” Lee")
    assert (mark["event"], mark["attendee"]) == (club.ref(), person["ref"])
    assert (mark["previous"], mark["base"]) == ("accepted", "accepted")
    for time in ("marked_at", "uploaded_at", "settled_at"):
        assert datetime.fromisoformat(mark[time]).utcoffset() is not None
    assert club.held(person) == "attended"

    (shown,) = [r for r in club.commands.json("attendees", club.ref()) if r["ref"] == person["ref"]]
    assert (shown["status"], shown["status_text"]) == ("attended", "Attended")
    assert shown["mark_state"] in (None, "confirmed")


def test_offline_marks_wait_and_are_pushed(club: Club) -> None:
    commands, people = club.commands, club.people()[:2]
    for person in people:
        mark = commands.json("mark", club.ref(), person["ref"], "no-show", "--offline")
        assert mark["state"] == "pending"
    assert club.server.writes == []
    waiting = commands.json("outbox")
    assert [list(row) for row in waiting] == [MARK_KEYS] * 2
    assert [row["attendee"] for row in waiting] == [person["ref"] for person in people]
    assert [row["waiting"] for row in commands.json("accounts")] == [2, 0]

    (report,) = commands.json("outbox", "push")
    assert report["marks"] == {"confirmed": 2, "waiting": 0, "refused": 0, "conflict": 0}
    assert [club.held(person) for person in people] == ["no-show", "no-show"]
    assert commands.json("outbox") == []
    assert commands.json("outbox", "push") == []


def test_marks_wait_while_the_server_is_down_and_none_is_lost(club: Club) -> None:
    commands, person = club.commands, club.people()[0]
    club.server.stop()

    ended = commands("mark", club.ref(), person["ref"], "attended", "--json", status=4)
    assert ended.document["state"] == "pending"
    assert len(ended.err.splitlines()) == 1
    (report,) = commands.json("outbox", "push", status=4)
    assert report["marks"]["waiting"] == 1
    assert report["problems"] == [ended.err.removeprefix("eventdesk: ").strip()]
    sentence = commands("outbox", "push", status=4).err
    assert len(sentence.splitlines()) == 1  # told once

    club.server.start()
    commands("outbox", "push")
    assert club.held(person) == "attended"
    assert len(club.server.writes) == 1


def test_an_unsent_mark_is_taken_back_without_a_word_to_the_server(club: Club) -> None:
    commands, person = club.commands, club.people()[0]
    made = commands.json("mark", club.ref(), person["ref"], "attended", "--offline")
    undone = commands.json("undo")
    assert (undone["undo_of"], undone["status"]) == (made["mark"], "accepted")
    assert undone["state"] == "confirmed"
    commands("sync", "Club")
    assert club.server.writes == []
    assert "nothing to undo" in commands.fails(7, "undo")
    assert "before" in commands.fails(2, "undo", made["mark"])
    assert "nonsense" in commands.fails(7, "undo", "nonsense")


def test_a_sent_mark_is_taken_back_at_the_server(club: Club) -> None:
    commands, (first, second) = club.commands, club.people()[:2]
    made = commands.json("mark", club.ref(), first["ref"], "attended")
    commands("mark", club.ref(), second["ref"], "attended")
    undone = commands.json("undo", made["mark"], "--by", "Kim")
    assert (undone["state"], undone["by"], undone["name"]) == ("confirmed", "Kim", first["name"])
    assert club.held(first) == "accepted"
    assert club.held(second) == "attended"


@pytest.mark.parametrize(("decision", "held"), [("ours", "declined"), ("theirs", "no-show")])
def test_a_conflict_is_decided(
    club: Club, decision: str, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdesk.sync.remote.YOUNG", timedelta())  # as if a minute had passed
    commands, person = club.commands, club.people()[0]
    uid = club.server.event_uid("main")
    commands("mark", club.ref(), person["ref"], "declined", "--offline")
    club.server.set_status(uid, person["person"], "no-show")

    (report,) = commands.json("outbox", "push")
    assert report["marks"]["conflict"] == 1
    (mark,) = commands.json("outbox")
    assert (mark["state"], mark["remote"]) == ("conflict", "no-show")
    assert commands.json("accounts")[0]["needs_decision"] == 1
    assert "neither" in commands.fails(2, "outbox", "resolve", mark["mark"], "neither")

    decided = commands.json("outbox", "resolve", mark["mark"], decision)
    assert decided["state"] == {"ours": "confirmed", "theirs": "undone"}[decision]
    assert club.held(person) == held
    assert commands.json("outbox") == []
    assert "no decision" in commands.fails(2, "outbox", "resolve", mark["mark"], "theirs")
    (shown,) = commands.json("attendees", club.ref(), "--search", person["name"], "--status", held)
    assert shown["ref"] == person["ref"]


def test_an_answer_that_got_lost_is_not_sent_again(club: Club) -> None:
    commands, person = club.commands, club.people()[0]
    club.server.faults.add(Fault(kind=FaultKind.LOST_ANSWER, method="PUT"))
    ended = commands("mark", club.ref(), person["ref"], "attended", "--json", status=4)
    assert ended.document["state"] == "unknown"
    commands("outbox", "push")
    assert commands.json("outbox") == []
    assert len(club.server.writes) == 1


def test_who_is_meant(commands: Commands, meeting: str) -> None:
    by_name = commands.json("mark", meeting, "zoë o'neill", "attended")
    assert (by_name["name"], by_name["state"]) == ("Zoë O'Neill", "confirmed")
    by_email = commands.json("mark", meeting, "thomas@example.org", "noshow")
    assert (by_email["name"], by_email["status"]) == ("Thomas Baker", "no-show")
    assert "Nobody Here" in commands.fails(7, "mark", meeting, "Nobody Here", "attended")
    assert "no-show" in commands.fails(2, "mark", meeting, "Anna Baker", "late")

    commands("act", meeting, "add-attendee", "--set", "name=Anna Baker")
    refs = [r["ref"] for r in commands.json("attendees", meeting, "--search", "anna")]
    sentence = commands.fails(2, "mark", meeting, "Anna Baker", "attended")
    assert "2 attendees" in sentence
    assert all(ref in sentence for ref in refs)


def test_a_status_that_is_there_already_changes_nothing(commands: Commands, meeting: str) -> None:
    commands("mark", meeting, "Zoë O'Neill", "attended")
    again = commands("mark", meeting, "Zoë O'Neill", "attended", "--json")
    assert again.document is None
    assert again.err == "Zoë O'Neill is “Attended” already.\n"
    assert "already" in commands("mark", meeting, "Zoë O'Neill", "attended").out


def test_a_guest_is_marked_on_this_desk_only(club: Club) -> None:
    rows = club.commands.json("attendees", club.ref())
    guest = next(row for row in rows if row["guest"] and not row["person"])
    ended = club.commands("mark", club.ref(), guest["ref"], "attended")
    assert "kept on this desk only" in ended.out
    assert club.server.writes == []


def test_an_event_that_was_never_read_is_read_before_a_mark(club: Club) -> None:
    uid = club.server.event_uid("past")
    person = next(uri for uri, held in club.server.statuses(uid).items() if held == ["accepted"])
    row = next(row for row in club.server.attendance(uid) if row["person_ref"] == person)
    mark = club.commands.json("mark", club.ref("past"), str(row["uid"]), "attended")
    assert mark["state"] == "confirmed"
    assert club.server.statuses(uid)[person] == ["attended"]
