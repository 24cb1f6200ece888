"""Attendee lists from files into a desk book."""

from pathlib import Path

import pytest

from tests.cli.conftest import LISTS, Club, Commands

NEW = ("--new-event", "List", "--start", "2026-11-21T19:00")


def file(name: str) -> str:
    """The path of one of the awkward lists."""
    return str(LISTS / name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("comma-utf8.csv", ["Anna Baker", "Thomas Baker", "Zoë O'Neill"]),
        ("semicolon-windows-1252-german.csv", ["Jörg Müller", "Käthe Weiß", "Änne Groß"]),
        ("tab-utf16.tsv", ["Élodie Lefèvre", "François Noël"]),
        ("dutch.csv", ["Jan van der Berg", "Els Smit"]),
        ("french-titles.csv", ["Chloé Dubois", "Luc Petit", "Inès Moreau"]),
        ("no-headings.csv", ["Anna Baker", "Thomas van Gogh", "Zoë"]),
    ],
)
def test_a_list_becomes_attendees(commands: Commands, name: str, expected: list[str]) -> None:
    document = commands.json("import", file(name), *NEW)
    assert list(document) == ["added", "updated", "unchanged", "skipped", "event"]
    assert document["added"] == len(expected)
    rows = commands.json("attendees", document["event"])
    assert sorted(row["name"] for row in rows) == sorted(expected)


@pytest.mark.parametrize("name", ["rows.ods", "old-format.xls", "formulas-and-numbers.xlsx"])
def test_workbooks_are_read_too(commands: Commands, name: str) -> None:
    document = commands.json("import", file(name), *NEW)
    assert document["added"] == len(commands.json("attendees", document["event"])) > 0


def test_the_same_file_twice_changes_nothing(commands: Commands, meeting: str) -> None:
    before = commands.json("attendees", meeting)
    again = commands.json("import", file("comma-utf8.csv"), "--event", meeting)
    assert again == {"added": 0, "updated": 0, "unchanged": 3, "skipped": [], "event": meeting}
    assert commands.json("attendees", meeting) == before


def test_a_mark_survives_the_same_file(commands: Commands, meeting: str) -> None:
    commands("mark", meeting, "Thomas Baker", "attended")
    commands("import", file("comma-utf8.csv"), "--event", meeting)
    statuses = {r["name"]: r["status"] for r in commands.json("attendees", meeting)}
    assert statuses["Thomas Baker"] == "attended"


def test_a_dry_run_writes_nothing(commands: Commands, meeting: str) -> None:
    document = commands.json("import", file("dutch.csv"), "--event", meeting, "--dry-run")
    assert (document["added"], document["event"]) == (2, meeting)
    assert len(commands.json("attendees", meeting)) == 3

    document = commands.json("import", file("dutch.csv"), *NEW, "--dry-run")
    assert (document["added"], document["event"]) == (2, None)
    assert [row["ref"] for row in commands.json("events")] == [meeting]


def test_a_person_may_name_the_columns(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Alpha,Beta\nKim Lee,kim@example.org\n", encoding="utf-8")
    options = ("--map", "name=Alpha", "--map", "email=Beta")
    ref = commands.json("import", str(path), *NEW, *options)["event"]
    (row,) = commands.json("attendees", ref)
    assert (row["name"], row["email"]) == ("Kim Lee", "kim@example.org")


def test_rows_that_are_left_out_are_named(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text("Name,Email\nKim,kim@example.org\n,nobody\n", encoding="utf-8")
    ended = commands("import", str(path), *NEW)
    assert ended.out.startswith("1 added, 0 updated, 0 unchanged, 1 skipped: Desk book:")
    assert ended.err.startswith("row 3: ")
    (skip,) = commands.json("import", str(path), *NEW)["skipped"]
    assert skip["row"] == 3
    assert skip["reason"]


def test_a_new_event_lasts_a_while(commands: Commands) -> None:
    def times(*options: str) -> tuple[str, str]:
        ref = commands.json("import", file("dutch.csv"), "--new-event", "New", *options)["event"]
        event = commands.json("event", ref)
        return event["start"], event["end"]

    evening = ("2026-11-21T19:00:00", "2026-11-21T21:00:00")
    assert times("--start", "2026-11-21 19:00") == evening
    assert times("--start", "2026-11-21") == ("2026-11-21", "2026-11-22")
    assert times("--start", "2026-11-21", "--end", "2026-11-24") == ("2026-11-21", "2026-11-24")


@pytest.mark.parametrize(
    ("status", "arguments", "word"),
    [
        (2, ["no-such-file.csv", *NEW], "no-such-file.csv"),
        (2, [file("protected.xlsx"), *NEW], "password"),
        (2, [file("empty.csv"), *NEW], "empty"),
        (2, [file("dutch.csv")], "--new-event"),
        (2, [file("dutch.csv"), *NEW, "--event", "Desk book:1"], "--event"),
        (2, [file("dutch.csv"), "--new-event", "New"], "--start"),
        (2, [file("dutch.csv"), "--new-event", "New", "--start", "soon"], "soon"),
        (2, [file("dutch.csv"), "--event", "Desk book:1", "--start", "2026-11-21"], "--start"),
        (2, [file("dutch.csv"), *NEW, "--map", "name=Nothing"], "Nothing"),
        (2, [file("dutch.csv"), *NEW, "--map", "shoe=Status"], "shoe"),
        (7, [file("dutch.csv"), *NEW, "--account", "Nobody"], "Nobody"),
        (7, [file("dutch.csv"), "--event", "Desk book:1"], "event"),
    ],
)
def test_what_cannot_be_imported_is_said_and_leaves_no_event(
    commands: Commands, status: int, arguments: list[str], word: str
) -> None:
    assert word in commands.fails(status, "import", *arguments)
    assert commands.json("events") == []


def test_lists_go_into_desk_books_only(club: Club) -> None:
    assert "desk book" in club.commands.fails(6, "import", file("dutch.csv"), "--event", club.ref())
    arguments = (*NEW, "--account", "Club")
    assert "desk book" in club.commands.fails(6, "import", file("dutch.csv"), *arguments)


def test_with_two_desk_books_one_is_chosen(commands: Commands) -> None:
    commands("accounts", "add", "deskbook", "--name", "Other")
    sentence = commands.fails(2, "import", file("dutch.csv"), *NEW)
    assert "Desk book, Other" in sentence
    document = commands.json("import", file("dutch.csv"), *NEW, "--account", "other")
    assert document["event"].startswith("Other:")
