"""Writes rows as an Excel workbook, row by row, with no cell that could run as a formula."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from io import SEEK_SET, BytesIO
from itertools import chain, islice
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from eventdesk.domain.errors import BadRequest
from eventdesk.exports.about import About
from eventdesk.exports.cells import clean_text
from eventdesk.exports.columns import Column, Row
from eventdesk.exports.table_options import TableOptions
from eventdesk.exports.xlsx_cells import CellWriter, cut_to

ROWS_PER_SHEET = 1_048_575
"""Excel's limit, less the row of headings."""

_MOST_COLUMNS = 16_384
_ABOUT = "About"
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\n\t]")


def write_xlsx(
    stream: BinaryIO, columns: Sequence[Column[Row]], rows: Iterable[Row], options: TableOptions
) -> None:
    """Write the rows to as many sheets as they need, then the sheet "About".

    Every text is written as a text cell, numbers and amounts as numbers, times as wall-clock times
    with a date format. What a cell cannot hold is still shown: numbers of more than 15 digits and
    dates before 1900 become text; a text of more than 32,767 characters is cut and says so.

    Raises:
        BadRequest: there are more columns than a sheet holds.
        OSError: as the stream raises it.
    """
    if len(columns) > _MOST_COLUMNS:
        raise BadRequest(
            f"An Excel sheet holds {_MOST_COLUMNS:,} columns; these are {len(columns):,}.",
            "Choose fewer columns, or CSV.",
        )
    sink = _Sink(stream)
    with tempfile.TemporaryDirectory() as folder:
        book = _open_book(sink, folder)
        try:
            _write_sheets(book, columns, rows, options)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            sink.let_go()
            _close_row_files(book)


class _Sink:
    """Passes on what is written until it is told to let go.

    XlsxWriter leaves an archive open when writing fails; Python would finish that archive some time
    later, in a stream that is closed by then.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def let_go(self) -> None:
        """Swallow what still comes."""
        self._stream = BytesIO()

    def write(self, data: bytes) -> int:
        return self._stream.write(data)

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def flush(self) -> None:
        self._stream.flush()


def _open_book(sink: _Sink, folder: str) -> Workbook:
    return Workbook(
        sink,
        {
            "constant_memory": True,
            "tmpdir": folder,
            "use_zip64": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )


def _close_row_files(book: Workbook) -> None:
    """Close what a book that was not finished leaves open; Windows would keep those files."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()


def _write_sheets(
    book: Workbook, columns: Sequence[Column[Row]], rows: Iterable[Row], options: TableOptions
) -> None:
    cells = CellWriter(book, options.zone)
    remaining = iter(rows)
    first: list[Row] = []
    while first or not book.worksheets():
        name = _sheet_name(options.sheet_title, len(book.worksheets()) + 1)
        sheet = book.add_worksheet(name)
        written = chain(first, islice(remaining, ROWS_PER_SHEET - len(first)))
        last = _write_rows(sheet, cells, columns, written)
        _furnish(sheet, columns, last)
        first = list(islice(remaining, 1))
    if options.about:
        _write_about(book.add_worksheet(_ABOUT), cells, options.about)


def _write_rows(
    sheet: Worksheet, cells: CellWriter, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> int:
    """Write rows below the headings; returns the number of the last one."""
    put_title = cells.titles(sheet)
    for index, column in enumerate(columns):
        put_title(0, index, column.title)
    plan = [(i, c.in_table, cells.for_column(sheet, c)) for i, c in enumerate(columns)]
    number = 0
    for number, row in enumerate(rows, 1):
        for index, value, put in plan:
            put(number, index, value(row))
    return number


def _furnish(sheet: Worksheet, columns: Sequence[Column[Row]], last: int) -> None:
    """What makes a sheet pleasant to read and to print."""
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_about(sheet: Worksheet, cells: CellWriter, about: About) -> None:
    put_title, put_text, put_time = cells.titles(sheet), cells.texts(sheet), cells.times(sheet)
    cut = cells.cut_texts
    facts = list(about.lines())
    if cut:
        facts.append(("Note", f"{cut} texts were too long for a cell and are cut."))
    for number, (label, value) in enumerate(facts):
        put_title(number, 0, label)
        (put_text if isinstance(value, str) else put_time)(number, 1, value)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)


def _sheet_name(title: str, number: int) -> str:
    """A name that Excel takes: 31 characters, some signs left out, each name once."""
    bare = _NOT_IN_SHEET_NAMES.sub(" ", clean_text(title)).strip(" '")
    if bare.casefold() in ("", _ABOUT.casefold(), "history"):
        bare = f"Table {bare}".strip()
    suffix = f" ({number})" if number > 1 else ""
    room = 31 - len(suffix)
    return cut_to(bare, room).strip(" '") + suffix
