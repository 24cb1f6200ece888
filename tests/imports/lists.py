"""Short ways to a list's attendees, for the tests."""

from pathlib import Path

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.importing import ImportRow, SkippedRow
from eventdesk.imports.attendee_lists import (
    Table,
    guess_mapping,
    override,
    read_table,
    rows_to_attendees,
)

LISTS = Path(__file__).parents[1] / "data" / "lists"


def read(name: str, **columns: str) -> tuple[list[ImportRow], list[SkippedRow]]:
    """The rows of one of the files, with columns named by a person."""
    return understood(read_table(LISTS / name), **columns)


def understood(table: Table, **columns: str) -> tuple[list[ImportRow], list[SkippedRow]]:
    """The rows of a table, with columns named by a person."""
    mapping = guess_mapping(table)
    return rows_to_attendees(table, override(table, mapping, columns) if columns else mapping)


def attendees(name: str) -> dict[int, Attendee]:
    """The attendees of one of the files by row number; none of its rows may be skipped."""
    rows, skipped = read(name)
    assert not skipped
    return {row.row: row.attendee for row in rows}


def of_text(text: str, **columns: str) -> list[Attendee]:
    """The attendees of a list given as CSV."""
    rows, _ = understood(read_table(text.encode(), "list.csv"), **columns)
    return [row.attendee for row in rows]
