"""Whatever bytes a person picks: a table or one sentence, never a crash; and long lists."""

import contextlib
import csv
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, Cancelled
from eventdesk.domain.progress import Progress
from eventdesk.imports.attendee_lists import guess_mapping, read_table, rows_to_attendees
from tests.imports.lists import LISTS, understood

_CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12
).map(str.strip)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with contextlib.suppress(BadRequest):
        understood(read_table(data, "any"))


@given(st.sampled_from(["formulas-and-numbers.xlsx", "old-format.xls", "rows.ods"]), st.data())
def test_damaged_workbooks(name: str, data: st.DataObject) -> None:
    whole = bytearray((LISTS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(whole)))
    with contextlib.suppress(BadRequest):
        understood(read_table(bytes(whole[:end]), "any"))


@given(
    st.lists(st.lists(_CELL, min_size=2, max_size=4), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_wrote_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["First name", "Last name", "E-mail", "Ticket"])
    writer.writerows(rows)
    table = read_table(text.getvalue().encode(encoding), "list.csv")
    assert table.delimiter == delimiter
    assert [list(row) for row in table.rows[1:]] == rows


@pytest.mark.parametrize("corner", ["XFD1048576", "A1048576 XFD1", "BZZ1"])
def test_a_workbook_made_to_take_all_memory_is_refused(corner: str) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for cell in ("A1", *corner.split()):
            sheet.write(cell, "Name")
    with pytest.raises(BadRequest, match="spans more cells than a list of attendees has"):
        read_table(buffer.getvalue(), "bomb.xlsx")


def test_an_opendocument_sheet_made_to_take_all_memory_is_refused() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(LISTS / "rows.ods") as good,
        zipfile.ZipFile(buffer, "w") as bad,
    ):
        for name in good.namelist():
            data = good.read(name)
            data = data.replace(b'columns-repeated="2"', b'columns-repeated="16000"')
            bad.writestr(name, data.replace(b'rows-repeated="2"', b'rows-repeated="900000"'))
    with pytest.raises(BadRequest, match="spans more cells than a list of attendees has"):
        read_table(buffer.getvalue(), "bomb.ods")


def _long_list() -> bytes:
    rows = [f"Person {number},p{number}@example.org,Member\n" for number in range(20_000)]
    return f"Name,Email,Ticket\n{''.join(rows)}".encode()


def test_long_work_tells_how_far_it_is_and_stops_when_asked() -> None:
    told: list[Progress] = []
    table = read_table(_long_list(), "long.csv", progress=told.append)
    rows, _ = rows_to_attendees(table, guess_mapping(table), progress=told.append)
    assert len(rows) == 20_000
    assert len(told) > 40
    assert told[-1].total == 20_001
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done:
            cancel.cancel()

    with pytest.raises(Cancelled):
        read_table(_long_list(), "long.csv", progress=stop, cancel=cancel)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        rows_to_attendees(table, guess_mapping(table), progress=stop, cancel=cancel)
