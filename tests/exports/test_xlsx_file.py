"""Workbooks hold real dates and numbers, every text, and no formula at all."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventdesk.domain.errors import BadRequest
from eventdesk.exports import xlsx_file
from eventdesk.exports.about import About
from eventdesk.exports.cells import clean_text
from eventdesk.exports.columns import Column, ColumnKind, money_columns
from eventdesk.exports.table_options import TableOptions
from tests.exports.reading import (
    calamine_rows,
    cell_column,
    sheet_rows,
    text_column,
    workbook,
    written,
)

_FORGED = "<r></t></is></c><c r='A9'><f>1+1</f></c></r>"
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")  # read back by Excel, but not by every library


def _one_cell(kind: ColumnKind, value: Any) -> Any:
    column = cell_column(kind, value)
    return workbook(written([column], [None])).worksheets[0].cell(2, 1)


def _sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


@given(st.lists(st.text().filter(lambda text: not _ESCAPE.search(text)), min_size=1))
@example(["=1+1", "+44 7700 900123", "-", "@x", "007", "1e5", "http://x", "{=1}", " a ", "\n"])
@example(["a\r\nb", "\x00", "\ud800", "\ufffe", "&amp;", "<b>", "\u2028", "a\tb"])
def test_any_text_comes_back_as_text(texts: list[str]) -> None:
    first: Column[str] = cell_column(ColumnKind.NUMBER, 1)
    content = written([first, text_column(), text_column(ColumnKind.CODE)], texts)

    expected = [clean_text(text) for text in texts]
    assert [row[1] or "" for row in sheet_rows(content)[1:]] == expected
    assert [row[2] for row in calamine_rows(content)[1:]] == expected
    assert "<f>" not in _sheet_xml(content)
    assert all(cell.data_type != "f" for row in workbook(content).active for cell in row)


def test_text_that_looks_like_markup_of_the_library_adds_no_cell() -> None:
    content = written([text_column()], [_FORGED, "<r></r>"])

    assert sheet_rows(content) == [["Text"], [f" {_FORGED}"], [" <r></r>"]]
    assert "<f>" not in _sheet_xml(content)


def test_headings_and_facts_from_a_server_are_text_too() -> None:
    column: Column[str] = Column("more", _FORGED, ColumnKind.TEXT, lambda text: text)
    about = About("=1+1", datetime(2026, 11, 21, 19, 0, tzinfo=UTC))

    content = written([column], [], options=TableOptions(about=about))

    assert sheet_rows(content) == [[f" {_FORGED}"]]
    cell = workbook(content)["About"]["B1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_escapes_of_the_format_are_not_taken_for_characters() -> None:
    assert calamine_rows(written([text_column()], ["_x0041_"]))[1] == ["_x0041_"]


@pytest.mark.parametrize(
    ("when", "read", "looks"),
    [
        (date(2026, 11, 21), datetime(2026, 11, 21), "yyyy-mm-dd"),
        (datetime(2026, 11, 21, 19, 2), datetime(2026, 11, 21, 19, 2), "yyyy-mm-dd hh:mm"),
        # The tests' own time zone is Europe/London: summer time in July.
        (datetime(2026, 7, 1, 18, 2, 3, tzinfo=UTC), datetime(2026, 7, 1, 19, 2, 3), None),
        (datetime(1900, 3, 1), datetime(1900, 3, 1), None),
        (datetime(1899, 12, 31, 10), "1899-12-31 10:00:00", None),
        (date(33, 1, 1), "0033-01-01", None),
    ],
)
def test_times_are_dates_that_can_be_sorted(when: Any, read: Any, looks: str | None) -> None:
    cell = _one_cell(ColumnKind.DATETIME, when)

    assert cell.value == read
    if looks:
        assert cell.number_format == looks


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7),
        (-3, -3),
        (0, 0),
        (123456789012345, 123456789012345),
        (1234567890123456, "1234567890123456"),
        (None, None),
    ],
)
def test_counts_are_numbers_unless_digits_would_be_lost(value: Any, read: Any) -> None:
    assert _one_cell(ColumnKind.NUMBER, value).value == read


@pytest.mark.parametrize(
    ("currency", "amount", "read", "looks"),
    [
        ("GBP", "12.50", 12.5, "#,##0.00"),
        ("JPY", "1200", 1200, "#,##0"),
        ("KWD", "1.5", 1.5, "#,##0.000"),
        ("GBP", "0.125", 0.125, "General"),
        ("GBP", "12345678901234.56", "12345678901234.56", None),
    ],
)
def test_amounts_are_numbers_with_the_digits_of_their_currency(
    currency: str, amount: str, read: Any, looks: str | None
) -> None:
    columns = money_columns("paid", "Paid", [currency], lambda row: row)

    cell = workbook(written(columns, [{currency: Decimal(amount)}])).active["A2"]

    assert cell.value == read
    if looks:
        assert cell.number_format == looks


def test_codes_stay_text_when_somebody_edits_them() -> None:
    assert _one_cell(ColumnKind.CODE, "00012").number_format == "@"
    assert _one_cell(ColumnKind.TEXT, "=1+1").quotePrefix


def test_heading_is_bold_stays_in_view_and_filters() -> None:
    content = written([text_column(), text_column()], ["a", "b"], options=TableOptions("Guests"))

    sheet = workbook(content)["Guests"]
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width > len("Text")


def test_text_too_long_for_a_cell_is_cut_and_both_sheets_say_so() -> None:
    about = About("Meeting", datetime(2026, 11, 21, tzinfo=UTC))
    fits, too_long, wide = "x" * 32_767, "y" * 32_768, "😀" * 16_384

    content = written([text_column()], [fits, too_long, wide], options=TableOptions(about=about))

    _, (first,), (second,), (third,) = sheet_rows(content)
    assert first == fits
    assert second == "y" * 32_759 + " … (cut)"
    assert third == "😀" * 16_379 + " … (cut)"
    assert ["Note", "2 texts were too long for a cell and are cut."] in sheet_rows(content, "About")


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS_PER_SHEET", 3)

    full = workbook(written([text_column()], "abcdef", options=TableOptions("Guests")))
    more = workbook(written([text_column()], "abcdefg", options=TableOptions("Guests")))

    assert full.sheetnames == ["Guests", "Guests (2)"]
    assert more.sheetnames == ["Guests", "Guests (2)", "Guests (3)"]
    values = [[cell.value for cell in sheet["A"]] for sheet in more]
    assert values == [["Text", "a", "b", "c"], ["Text", "d", "e", "f"], ["Text", "g"]]


@pytest.mark.parametrize("title", ["", "About", "history", "'a'", "[x]:*?/\\", "😀" * 40, "a\nb"])
def test_any_title_can_name_a_sheet(title: str) -> None:
    about = About("Meeting", datetime(2026, 11, 21, tzinfo=UTC))

    content = written([text_column()], [], options=TableOptions(title, about=about))

    name, last = workbook(content).sheetnames
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert last == "About"


def test_more_columns_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(BadRequest, match="16,384 columns"):
        written([text_column()] * 16_385, [])


def test_a_list_without_anybody_is_a_workbook_with_headings() -> None:
    assert sheet_rows(written([text_column()], [])) == [["Text"]]
