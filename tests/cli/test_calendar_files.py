"""Calendar files on the command line, and a calendar as an account: there and back again."""

from pathlib import Path

import pytest

from tests.cli.conftest import Commands
from tests.providers.ics.reading import reads
from tests.servers import CalendarData, CalendarServer

RADICALE = Path(__file__).parents[1] / "data" / "calendars" / "radicale.ics"


def titles(path: Path) -> list[str]:
    found, problems = reads(path.read_bytes())
    assert not problems
    return sorted(read.event.title for read in found)


def test_one_event_is_written_with_its_people_where_asked_for(
    commands: Commands, meeting: str, tmp_path: Path
) -> None:
    file = tmp_path / "meeting.ics"
    ended = commands("export", meeting, "--format", "ics", "-o", str(file))
    assert ended.err == f"1 event written to {file}.\n"
    assert b"ATTENDEE" not in file.read_bytes()
    commands("export", meeting, "--attendees", "-o", str(file))  # its name says what it is
    ((read,), _) = reads(file.read_bytes())
    assert sorted(one.name for one in read.attendees) == [
        "Anna Baker",
        "Thomas Baker",
        "Zoë O'Neill",
    ]
    shown = commands("export", meeting, "--format", "ics", "-o", "-")
    assert shown.out.startswith("BEGIN:VCALENDAR")
    assert shown.err == "1 event written.\n"


def test_a_calendar_is_an_account_whose_events_are_written_as_they_were_read(
    commands: Commands, tmp_path: Path
) -> None:
    commands("accounts", "add", "ics", "--name", "Choir", "--address", str(RADICALE))
    assert "holds the calendar “Chor” with 5 events" in commands("accounts", "check", "Choir").out
    report = commands.json("sync", "Choir")[0]
    assert report["events"]["added"] == 6
    assert report["problems"] == []
    again = commands.json("sync", "Choir")[0]
    assert (again["events"]["changed"], again["requests"]) == (0, 0)

    file = tmp_path / "all.ics"
    commands("export", "--events", "--account", "Choir", "-o", str(file))
    assert titles(file) == titles(RADICALE)
    commands("accounts", "add", "ics", "--name", "Copy", "--address", file.as_uri())
    commands("sync", "Copy")
    days = ("--from", "2026-01-01", "--to", "2026-12-31")
    both = [commands.json("events", "--account", name, *days) for name in ("Choir", "Copy")]
    keys = ("title", "start", "end", "all_day", "timezone", "status", "place", "occurrence")
    first, second = ([{key: row[key] for key in keys} for row in rows] for rows in both)
    assert first == second
    assert len(first) == 14


def test_filters_say_which_events_are_written(commands: Commands, tmp_path: Path) -> None:
    commands("accounts", "add", "ics", "--name", "Choir", "--address", str(RADICALE))
    commands("sync", "Choir")
    file = tmp_path / "some.ics"
    days = ("--from", "2026-04-01", "--to", "2026-04-10")
    ended = commands("export", "--events", *days, "-o", str(file))
    assert ended.err == f"2 events written to {file}.\n"
    assert titles(file) == ["Easter", "Rehearsal"]
    commands("export", "--events", "--search", "dress", "-o", str(file))
    assert titles(file) == ["Dress rehearsal"]
    commands("export", "--events", "--status", "cancelled", "-o", str(file))
    assert titles(file) == ["Call"]


@pytest.mark.parametrize(
    ("status", "arguments", "words"),
    [
        (2, ("Desk book:x", "--format", "ics", "--columns", "name"), "A calendar file is no table"),
        (2, ("Desk book:x", "--format", "ics", "--status", "accepted"), "not an event"),
        (2, ("--events", "--format", "csv", "--attendees"), "--attendees is for calendar files"),
        (7, ("Desk book:x", "--format", "ics"), "x"),
        (7, ("--events", "--format", "ics", "--account", "Nobody"), "Nobody"),
    ],
)
def test_what_cannot_be_written_is_said(
    commands: Commands, tmp_path: Path, status: int, arguments: tuple[str, ...], words: str
) -> None:
    file = tmp_path / "out"
    assert words in commands.fails(status, "export", *arguments, "-o", str(file))
    assert not file.exists()


def test_a_published_calendar_is_signed_in_to_and_not_fetched_twice(
    commands: Commands, ics_server: CalendarServer
) -> None:
    secrets = f"username={ics_server.username}\npassword={ics_server.password}\n"
    account = ("--name", "Choir", "--address", ics_server.address)
    commands("accounts", "add", "ics", *account, stdin=secrets)
    commands("sync", "Choir")
    first = len(ics_server.requests)
    report = commands.json("sync", "Choir")[0]  # a new process: what is known was kept
    assert [record.status for record in ics_server.requests[first:]] == [304]
    assert report["events"] == {"added": 0, "changed": 0, "removed": 0, "unreadable": 0}
    ics_server.edit_event("holiday", "SUMMARY", "SUMMARY:Holidays")
    assert commands.json("sync", "Choir")[0]["events"]["changed"] == 1
    ref = f"Choir:{CalendarData.small().uid('main')}"
    people = commands.json("attendees", ref)
    assert {one["status"] for one in people} == {"accepted", "declined", "invited"}
    name = next(one["ref"] for one in people if one["status"] == "accepted")
    assert commands.json("mark", ref, name, "attended")["state"] == "local"


def test_a_published_calendar_needs_no_password(commands: Commands) -> None:
    with CalendarServer(username="") as server:
        account = ("--name", "Open", "--address", server.address)
        commands("accounts", "add", "ics", *account)
        assert commands.json("sync", "Open")[0]["events"]["added"] == 5
        assert server.violations == []
