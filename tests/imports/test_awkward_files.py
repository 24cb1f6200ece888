"""Lists as they come from shops, offices and old spreadsheets, each read the way a person would."""

from pathlib import Path

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import BadRequest
from eventdesk.imports.attendee_lists import guess_mapping, read_table
from tests.imports.lists import LISTS, attendees, read


def test_ticket_shop_csv() -> None:
    found = attendees("comma-utf8.csv")
    assert found[2] == Attendee(
        "",
        "Anna Baker",
        status="attended",
        email="anna@example.org",
        ticket="Member",
        order="1001",
        code="0001",
        more=(("Dietary needs", "vegan"),),
    )
    assert [person.status for person in found.values()] == ["attended", "accepted", "declined"]
    assert found[4].more == (("Dietary needs", "nuts, sesame"),)


def test_german_windows_csv_with_name_as_last_name() -> None:
    found = attendees("semicolon-windows-1252-german.csv")
    assert [person.name for person in found.values()] == ["Jörg Müller", "Käthe Weiß", "Änne Groß"]
    # "nein" says no more than that somebody was not seen yet.
    assert [person.status for person in found.values()] == ["attended", "", "declined"]
    assert found[4].note == "„nur abends“ – 5 €"


def test_utf_16_with_tabs() -> None:
    found = attendees("tab-utf16.tsv")
    assert [(person.name, person.status) for person in found.values()] == [
        ("Élodie Lefèvre", "attended"),
        ("François Noël", "accepted"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    table = read_table("Name,Email\nZoë,zoe@example.org\n".encode(encoding), "list.csv")
    assert (table.encoding, table.rows[1][0]) == (encoding, "Zoë")


def test_excel_separator_line_is_no_row() -> None:
    found = attendees("bom-and-sep.csv")
    assert found[2].phone == "+34 600 000 000"
    assert found[3].phone == "0044123"  # written as ="0044123"


def test_headings_below_titles_and_again_on_the_next_page() -> None:
    rows, skipped = read("french-titles.csv")
    assert [(row.row, row.attendee.name, row.attendee.status) for row in rows] == [
        (5, "Chloé Dubois", "attended"),
        (7, "Luc Petit", ""),
        (9, "Inès Moreau", "declined"),
    ]
    assert [(skip.row, skip.reason) for skip in skipped] == [(8, "The headings once more.")]


def test_swedish() -> None:
    found = attendees("swedish.csv")
    assert [(person.name, person.status) for person in found.values()] == [
        ("Åsa Öberg", "attended"),
        ("Björn Ek", "no-show"),
    ]


def test_dutch_infix_belongs_to_the_name() -> None:
    assert [person.name for person in attendees("dutch.csv").values()] == [
        "Jan van der Berg",
        "Els Smit",
    ]


def test_quoted_line_breaks_count_as_one_row() -> None:
    found = attendees("quoted-breaks.csv")
    assert list(found) == [2, 3, 4]
    assert found[2].name == 'Ann "Annie" Lee'
    assert found[2].note == "two\nlines"
    assert found[2].more == (("Address", "1 High Street\nLeeds\nLS1"),)
    assert found[3].email == "bob@example.org"


def test_workbook_with_numbers_dates_and_texts_like_formulas() -> None:
    found = attendees("formulas-and-numbers.xlsx")
    assert found[4].name == "=SUM(A1)"
    assert found[4].phone == "447700900123456"
    assert found[4].code == "000123"
    assert found[4].order == "17"
    assert found[4].more == (("Born", "1990-02-28"), ("Paid", "12.5"))
    assert found[5].phone == "+44 7700 900123"
    assert found[5].status == "attended"  # a time under "Checked in"
    assert (found[6].name, found[6].code) == ("Formula Person", "=cmd")


def test_sheets_can_be_chosen() -> None:
    path = LISTS / "formulas-and-numbers.xlsx"
    assert read_table(path).sheet == "Guests"  # the first one is empty
    table = read_table(path, sheet="staff")
    assert [row[0] for row in table.rows] == ["Name", "Sam Steward"]
    with pytest.raises(BadRequest, match="has no sheet “Crew”. It has Cover, Guests, Staff"):
        read_table(path, sheet="Crew")


def test_old_excel_format() -> None:
    found = attendees("old-format.xls")
    assert (found[2].name, found[2].code) == ("Jürgen Groß", "4711")
    assert (found[3].code, found[3].status) == ("00042", "declined")


def test_opendocument_with_repeated_rows_and_cells() -> None:
    found = attendees("rows.ods")
    assert found[2].more == (("Datum", "2026-11-21"),)
    assert found[5].email == "bob@example.org"


def test_ragged_rows_and_what_is_no_address() -> None:
    rows, skipped = read("ragged.csv")
    found = {row.row: row.attendee for row in rows}
    assert list(found) == [2, 3, 5, 7, 8, 9]
    assert found[3].more == (("Column D", "extra cell"),)
    assert found[7].email == "dee@example.org"
    assert found[7].more == (("Email", "Dee <dee@example.org>; dee@example.com"),)
    assert (found[8].email, found[8].more) == ("", (("Email", "ask the office"),))
    assert found[9].name == "fay@example.org"
    assert skipped[0].row == 6
    assert "“not an address” is no e-mail address" in skipped[0].reason


def test_no_headings() -> None:
    table = read_table(LISTS / "no-headings.csv")
    mapping = guess_mapping(table)
    assert (mapping.header_row, mapping.headings) == (None, ("Column A", "Column B", "Column C"))
    found = attendees("no-headings.csv")
    assert found[1].name == "Anna Baker"
    assert found[1].email == "anna@example.org"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.csv", "empty.csv is empty."),
        ("protected.xlsx", "protected.xlsx is protected by a password."),
        ("no-such-file.csv", "no-such-file.csv cannot be read (No such file or directory)."),
    ],
)
def test_files_that_are_no_lists(name: str, sentence: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_table(LISTS / name)
    assert caught.value.sentence == sentence
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<html><table><tr><td>Name", "a web page or XML"),
        (b'{"attendees": []}', "JSON"),
        (b"BEGIN:VCARD\r\nFN:Anna", "a calendar or a contact card"),
    ],
)
def test_other_kinds_of_files_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_table(data, "list.xls")
    assert caught.value.sentence == f"list.xls is {kind}, not a list."


def test_a_quotation_mark_that_never_closes_swallows_nobody() -> None:
    with pytest.raises(BadRequest, match="A quotation mark in row 3 of list.csv never closes"):
        read_table(b'Name,Email\nAnn,a@b.de\n"Bob,b@b.de\nCid,"c@b.de"\n', "list.csv")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(BadRequest, match="huge.csv is larger than 100 MB"):
        read_table(path)
