"""Exports: every kind in every format, to files and to standard output."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Club, Commands


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of an exported file by heading, as text."""
    if path.suffix == ".json":
        return list(json.loads(path.read_text(encoding="utf-8")))
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headings, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.mark.parametrize("what", ["attendees", "orders", "tickets", "marks"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_every_kind_in_every_format(club: Club, tmp_path: Path, what: str, suffix: str) -> None:
    person = club.people()[0]
    club.commands("mark", club.ref(), person["ref"], "attended", "--offline")
    path = tmp_path / f"out.{suffix}"
    ended = club.commands("export", club.ref(), "--what", what, "-o", str(path))

    count = len(rows_of(path))
    assert count > 0
    assert ended.out == ""
    assert ended.err == f"{count} rows written to {path}.\n"


def test_columns_have_the_order_that_was_asked_for(commands: Commands, meeting: str) -> None:
    ended = commands("export", meeting, "--columns", "email, name", "--sort", "email", "-o", "-")
    table = list(csv.reader(io.StringIO(ended.out.removeprefix("\ufeff"))))
    assert table[1:] == [
        ["anna@example.org", "Anna Baker"],
        ["thomas@example.org", "Thomas Baker"],
        ["zoe@example.org", "Zoë O'Neill"],
    ]
    assert ended.err == "3 rows written.\n"


def test_standard_output_holds_the_document_and_nothing_else(
    commands: Commands, meeting: str
) -> None:
    ended = commands("export", meeting, "--format", "json", "--status", "declined", "-o", "-")
    (row,) = ended.document
    assert "Zoë O'Neill" in row.values()
    workbook = commands("export", meeting, "--format", "xlsx", "-o", "-").out
    assert workbook.startswith("PK")


def test_a_list_is_exported_that_was_never_fetched(club: Club, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    club.commands("export", club.ref("past"), "-o", str(path))
    assert len(rows_of(path)) == len(club.commands.json("attendees", club.ref("past"))) > 0


def test_the_list_of_events_has_its_days(club: Club, tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    today = str(club.server.dataset.today)
    for options in ([], ["--from", today, "--to", today], ["--status", "cancelled"]):
        club.commands("export", "--events", *options, "-o", str(path))
        listed = club.commands.json("events", *options)
        assert len(rows_of(path)) == len(listed) > 0


def test_a_failed_export_leaves_the_old_file(
    commands: Commands, meeting: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")
    commands.fails(2, "export", meeting, "--columns", "name,shoe", "-o", str(path))
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["list.csv"]


@pytest.mark.parametrize(
    ("status", "arguments", "word"),
    [
        (2, ["-o", "x.csv"], "--events"),
        (2, ["Desk book:1", "--events", "-o", "x.csv"], "--events"),
        (2, ["Desk book:1"], "--output"),
        (2, ["Desk book:1", "-o", "x.doc"], "doc"),
        (2, ["Desk book:1", "--what", "shoes", "-o", "x.csv"], "shoes"),
        (2, ["Desk book:1", "--from", "2026-11-21", "-o", "x.csv"], "--from"),
        (2, ["Desk book:1", "--what", "marks", "--status", "attended", "-o", "x.csv"], "status"),
        (2, ["--events", "--status", "attended", "-o", "x.csv"], "cancelled"),
        (2, ["--events", "--what", "marks", "-o", "x.csv"], "--what"),
        (2, ["--events", "-o", "no/such/folder/x.csv"], "folder"),
        (7, ["Desk book:1", "-o", "x.csv"], "Desk book:1"),
        (7, ["Nobody:1", "-o", "x.csv"], "Nobody"),
    ],
)
def test_what_cannot_be_exported_is_said(
    commands: Commands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    arguments: list[str],
    word: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert word in commands.fails(status, "export", *arguments)
    assert not (tmp_path / "x.csv").exists()


def test_a_desk_book_has_no_orders_to_export(commands: Commands, meeting: str) -> None:
    sentence = commands.fails(6, "export", meeting, "--what", "orders", "-o", "x.csv")
    assert "orders" in sentence
