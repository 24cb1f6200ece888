"""CSV opens right in spreadsheets, keeps every text, and never runs a formula."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventdesk.exports.cells import clean_text
from eventdesk.exports.columns import Column, ColumnKind, money_columns
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat, TableOptions
from tests.exports.reading import cell_column, csv_rows, text_column, written


def _csv(columns: list[Any], rows: Any, **options: Any) -> bytes:
    return written(columns, rows, FileFormat.CSV, TableOptions(**options))


@given(st.lists(st.text()))
@example(["=1+1", "a\rb", "\ud800", 'say "hi", twice', "a\r\n\r\nb", "", "'", "\ufeff=1", "\t"])
def test_any_text_comes_back_and_no_cell_begins_a_formula(texts: list[str]) -> None:
    number: Column[str] = cell_column(ColumnKind.NUMBER, 1)

    rows = csv_rows(_csv([text_column(), number], texts))

    assert rows[0] == ["Text", "Cell"]
    assert len(rows) == len(texts) + 1
    for text, (cell, _) in zip(texts, rows[1:], strict=True):
        assert cell in (clean_text(text), f"'{clean_text(text)}")
        assert not cell.strip().startswith(("=", "+", "-", "@"))
        assert not cell.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    "dangerous",
    [
        "=HYPERLINK(1)",
        "+44 7700 900123",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "＝1",
    ],
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(dangerous: str) -> None:
    assert csv_rows(_csv([text_column()], [dangerous]))[1] == [f"'{clean_text(dangerous)}"]


@pytest.mark.parametrize("harmless", ["Anna = Baker", "a-b", "x@example.org", "'=1", "1-2", "Ω"])
def test_other_text_is_left_alone(harmless: str) -> None:
    assert csv_rows(_csv([text_column()], [harmless]))[1] == [harmless]


def test_titles_from_a_server_are_defused_too() -> None:
    column: Column[str] = Column("more", "=1+1", ColumnKind.TEXT, lambda text: text)

    assert csv_rows(_csv([column], []))[0] == ["'=1+1"]


def test_excel_reads_accents_because_of_the_mark_which_can_be_left_out() -> None:
    assert _csv([text_column()], ["Zoë"]) == b"\xef\xbb\xbfText\r\nZo\xc3\xab\r\n"
    assert _csv([text_column()], ["Zoë"], bom=False) == b"Text\r\nZo\xc3\xab\r\n"


def test_semicolon_goes_with_a_decimal_comma() -> None:
    columns = money_columns("paid", "Paid", ["GBP"], lambda row: row)
    rows = [{"GBP": Decimal("-12.5")}, {}]

    assert _csv(columns, rows, separator=";", bom=False) == b'Paid GBP\r\n-12,50\r\n""\r\n'
    assert _csv(columns, rows, bom=False) == b'Paid GBP\r\n-12.50\r\n""\r\n'


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ColumnKind.NUMBER, -3, "-3"),
        (ColumnKind.NUMBER, 0, "0"),
        (ColumnKind.NUMBER, None, ""),
        (ColumnKind.FLAG, True, "yes"),
        (ColumnKind.FLAG, False, "no"),
        (ColumnKind.FLAG, None, ""),
        (ColumnKind.CODE, "00012", "00012"),
        (ColumnKind.DATE, date(2026, 11, 21), "2026-11-21"),
        (ColumnKind.DATETIME, date(2026, 11, 21), "2026-11-21"),
        (ColumnKind.DATETIME, datetime(2026, 11, 21, 19, 2), "2026-11-21 19:02:00"),
        # The tests' own time zone is Europe/London: summer time in July.
        (ColumnKind.DATETIME, datetime(2026, 7, 1, 18, 2, 3, 9, UTC), "2026-07-01 19:02:03"),
        (ColumnKind.DATETIME, datetime.max.replace(tzinfo=UTC), "9999-12-31 23:59:59"),
        (ColumnKind.DATETIME, None, ""),
    ],
)
def test_values_are_written_as_spreadsheets_read_them(
    kind: ColumnKind, value: Any, expected: str
) -> None:
    column = cell_column(kind, value)

    assert csv_rows(_csv([column], [None]))[1] == [expected]


def test_time_zone_can_be_chosen() -> None:
    from_utc = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    column = cell_column(ColumnKind.DATETIME, from_utc)

    row = csv_rows(_csv([column], [None], zone=ZoneInfo("Asia/Tokyo")))[1]

    assert row == ["2026-11-22 07:00:00"]


def test_a_stream_stays_open_for_what_follows() -> None:
    stream = io.BytesIO()

    count = write_table(stream, [text_column()], ["a", "b"], file_format=FileFormat.CSV)

    assert count == 2
    assert not stream.closed
