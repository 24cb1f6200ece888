"""`sync`: a report for each account, whatever happens."""

from datetime import timedelta

from tests.cli.conftest import Club, Commands
from tests.servers import ErrorBody, Fault, FaultKind

COUNTS = ["added", "changed", "removed", "unreadable"]


def test_a_report_is_one_document_with_these_keys(club: Club) -> None:
    club.server.rename_event(club.server.event_uid("main"), "Renamed")
    club.server.remove_event(club.server.event_uid("empty"))
    book, sheep = sorted(club.commands.json("sync"), key=lambda one: one["account"] == "Club")

    assert (book["account"], sheep["account"]) == ("Desk book", "Club")
    assert list(sheep) == [
        *("account", "events", "attendees", "marks", "requests", "seconds", "problems")
    ]
    assert sheep["events"] == {"added": 0, "changed": 1, "removed": 1, "unreadable": 0}
    assert list(sheep["attendees"]) == COUNTS
    assert sheep["marks"] == {"confirmed": 0, "waiting": 0, "refused": 0, "conflict": 0}
    assert sheep["requests"] > 0
    assert sheep["seconds"] >= 0
    assert sheep["problems"] == []


def test_people_read_a_line_for_each_account(club: Club) -> None:
    lines = club.commands("sync").out.splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == ["Club", "Desk book"]


def test_a_window_is_read_and_only_that(club: Club) -> None:
    day = club.server.dataset.today + timedelta(days=200)
    (report,) = club.commands.json("sync", "Club", "--from", str(day), "--to", str(day))
    assert report["events"]["added"] >= 1
    refs = [row["ref"] for row in club.commands.json("events", "--from", str(day))]
    assert club.ref("far-future") in refs


def test_one_event_is_read_with_its_parts(club: Club) -> None:
    (report,) = club.commands.json("sync", "--event", club.ref("past"))
    assert report["account"] == "Club"
    assert report["events"]["added"] == 1
    assert report["attendees"]["added"] > 0
    asked = len(club.server.requests)
    club.commands.json("attendees", club.ref("past"))
    club.commands.json("orders", club.ref("past"))
    assert len(club.server.requests) == asked

    assert club.commands.fails(7, "sync", "--event", "Nobody:1")
    assert "not synced" in club.commands.fails(2, "sync", "Desk book", "--event", club.ref())
    assert club.commands.fails(2, "sync", "--event", "nothing")


def test_details_are_those_of_each_event_in_the_window(club: Club) -> None:
    today = str(club.server.dataset.today)
    options = ("--from", today, "--to", today, "--details")
    (report,) = club.commands.json("sync", "club", *options)
    assert report["attendees"]["added"] >= 50
    listed = club.commands.json("events", "--from", today, "--to", today, "--account", "Club")
    assert {row["ref"]: row["attendees"] for row in listed}[club.ref()] is not None
    assert all(row["attendees"] is not None for row in listed)


def test_a_failure_is_in_the_report_and_does_not_hold_up_the_others(
    club: Club, meeting: str
) -> None:
    club.server.stop()
    ended = club.commands("sync", "--json", status=4)
    reports = {one["account"]: one for one in ended.document}
    assert list(reports["Club"]["events"].values()) == [0, 0, 0, 0]
    assert len(reports["Club"]["problems"]) == 1
    assert reports["Desk book"]["problems"] == []
    assert ended.err == f"eventdesk: {reports['Club']['problems'][0]}\n"
    assert {row["name"]: row["state"] for row in club.commands.json("accounts")} == {
        "Club": "offline",
        "Desk book": "ready",
    }
    club.server.start()
    club.commands("sync")
    assert club.commands.json("accounts")[0]["state"] == "ready"


def test_each_failure_is_told_once(commands: Commands) -> None:
    for name in ("One", "Two"):
        arguments = ("--name", name, "--address", "http://127.0.0.1:9", "--option", "bucket=b")
        commands("accounts", "add", "sheepcrm", *arguments, stdin="key\n")
    ended = commands("sync", status=4)
    lines = ended.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Two", "eventdesk"]


def test_an_answer_that_cannot_be_used_is_said(club: Club) -> None:
    html = Fault(kind=FaultKind.STATUS, status=200, body=ErrorBody.HTML, count=None)
    club.server.faults.add(html)
    (report,) = club.commands.json("sync", "Club", status=5)
    assert report["problems"]
    assert club.commands.json("events", "--account", "Club")  # what was there stays
