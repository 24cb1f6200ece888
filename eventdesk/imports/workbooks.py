"""Spreadsheet files as tables, through calamine, which must be kept from files made to crash it.

It lays out the whole square between the first and the last cell, so a file that says "a cell in
the last row and column" would take all memory: the extent is looked at beforehand.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.imports.table import Table

MOST_CELLS = 20_000_000
MOST_COLUMNS = 2_000
LARGEST_UNPACKED = 600 * 1024 * 1024
"""Bytes."""

_STEP = 1000
_SAVE_AGAIN = "Open it in a spreadsheet, save it again, and import that file."
_SPLIT = "Split the list, or save only its rows as CSV."
# ECMA-376 part 1, 18.3.1.4 and 18.3.1.73.
_XLSX_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr\s*=\s*["'](\d+)""")
_XLSX_CELL_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)\d""")
_XLSX_CELL_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]+(\d+)""")
# OpenDocument 1.3 part 3, 19.676 to 19.679.
_ODS_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)""")
_ODS_EMPTY_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*/>\s*$")

# The stream of a workbook with a password (MS-OFFCRYPTO 2.1).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# What zipfile raises at damaged, oddly packed or protected archives.
_UNPACKING_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # NotImplementedError too
)

CellValue = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(
    data: bytes,
    name: str,
    *,
    sheet: str | None,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Table:
    """Read one sheet of an XLSX, XLS or ODS file.

    Dates become ISO 8601, whole numbers lose their ".0"; zeros that only a number format shows
    are not in the file and so are lost.

    Raises:
        BadRequest: protected, damaged, too large, of another kind, or no such sheet. Cancelled.
    """
    kind = _kind(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            found = _sheet(book, name, sheet)
            cells = found.to_python(skip_empty_area=False)
            sheets = tuple(book.sheet_names)
    except PasswordError as error:
        raise _protected(name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's, no Exception and not importable
            raise _damaged(name) from error
        raise
    rows: list[tuple[str, ...]] = []
    for row in cells:
        rows.append(tuple(map(_text, row)))
        if len(rows) % _STEP == 0:
            cancel.check()
            progress(Progress(f"Reading {name}", len(rows), len(cells)))
    return Table(name, rows, kind, sheets=sheets, sheet=found.name)


def _kind(data: bytes, name: str) -> str:
    """The format of a file whose first bytes are those of a workbook, checked to be bearable."""
    if not data.startswith(b"PK"):
        if _ENCRYPTED in data:
            raise _protected(name)
        return "xls"  # 65,536 rows of 256 columns at most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _kind_of_packed(packed, name)
    except _UNPACKING_TROUBLE as error:
        raise _damaged(name) from error


def _kind_of_packed(packed: zipfile.ZipFile, name: str) -> str:
    files = {info.filename: info for info in packed.infolist()}
    if sum(info.file_size for info in files.values()) > LARGEST_UNPACKED:
        raise _too_large(name)
    if "content.xml" in files:
        _check_ods(packed.read("content.xml"), name)
        return "ods"
    sheets = [file for file in files if re.fullmatch(r"xl/worksheets/[^/]+\.xml", file)]
    if not sheets:
        raise BadRequest(
            f"{name} is not a spreadsheet.", "Save it as XLSX or CSV, then import that file."
        )
    for file in sheets:
        _check_xlsx(packed.read(file), name)
    return "xlsx"


def _check_xlsx(sheet: bytes, name: str) -> None:
    numbers = {*_XLSX_ROW.findall(sheet), *_XLSX_CELL_ROW.findall(sheet), b"1"}
    columns = max(map(_column_number, {*_XLSX_CELL_COLUMN.findall(sheet), b"A"}))
    _check_extent(max(map(int, numbers)), columns, name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_ods(content: bytes, name: str) -> None:
    """Everything before the last row and column that hold something is laid out."""
    rows = filled_rows = columns = 0
    for row in content.split(b"<table:table-row")[1:]:
        attributes, _, cells = row.partition(b">")
        rows += sum(map(int, _ODS_REPEATED.findall(attributes))) or 1
        cells = _ODS_EMPTY_CELL.sub(b"", cells.partition(b"</table:table-row>")[0])
        if cells.strip():
            filled_rows = rows
            width = cells.count(b"<table:table-cell") + cells.count(b"<table:covered-table-cell")
            columns = max(columns, width + sum(map(int, _ODS_REPEATED.findall(cells))))
    _check_extent(filled_rows, columns, name)


def _check_extent(rows: int, columns: int, name: str) -> None:
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise _too_large(name)


def _sheet(book: CalamineWorkbook, name: str, wanted: str | None) -> CalamineSheet:
    if wanted:
        titles = {title.casefold(): title for title in book.sheet_names}
        if wanted.casefold() not in titles:
            raise BadRequest(
                f"{name} has no sheet “{wanted}”.", f"It has {', '.join(book.sheet_names)}."
            )
        return book.get_sheet_by_name(titles[wanted.casefold()])
    first: CalamineSheet | None = None
    for sheet in _visible(book):
        if sheet.height and sheet.width:
            return sheet
        first = first or sheet
    if first is None:
        raise BadRequest(f"{name} has no sheet with a list.", "Choose another file.")
    return first


def _visible(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for about in book.sheets_metadata:
        shown = about.visible == SheetVisibleEnum.Visible
        if about.typ == SheetTypeEnum.WorkSheet and shown:
            yield book.get_sheet_by_name(about.name)


def _text(value: CellValue) -> str:
    match value:
        case str():
            return value.strip()
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return _number(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return f"{value:.15g}"  # as many digits as a spreadsheet keeps


def _protected(name: str) -> BadRequest:
    return BadRequest(f"{name} is protected by a password.", "Save it without one, then import it.")


def _damaged(name: str) -> BadRequest:
    return BadRequest(f"{name} is damaged or not a spreadsheet.", _SAVE_AGAIN)


def _too_large(name: str) -> BadRequest:
    return BadRequest(f"{name} spans more cells than a list of attendees has.", _SPLIT)
