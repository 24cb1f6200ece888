"""Reads exported files back as other programs do."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine

from eventdesk.exports.columns import Cell, Column, ColumnKind
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat, TableOptions


def text_column(kind: ColumnKind = ColumnKind.TEXT) -> Column[str]:
    """A column whose rows are its cells."""
    return Column("text", "Text", kind, lambda text: text)


def cell_column(kind: ColumnKind, value: Cell) -> Column[Any]:
    """A column that has the same cell in every row."""
    return Column("cell", "Cell", kind, lambda _: value)


def written(
    columns: list[Any],
    rows: Any,
    file_format: FileFormat = FileFormat.XLSX,
    options: TableOptions | None = None,
) -> bytes:
    """The content of the file."""
    stream = io.BytesIO()
    write_table(stream, columns, rows, file_format=file_format, options=options)
    return stream.getvalue()


def csv_rows(content: bytes, separator: str = ",") -> list[list[str]]:
    """All lines of a CSV file, the mark at its beginning taken off."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator))


def workbook(content: bytes | Path) -> openpyxl.Workbook:
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)


def sheet_rows(content: bytes, sheet: str | None = None) -> list[list[Any]]:
    """The values of a sheet, the first one unless named."""
    book = workbook(content)
    chosen = book[sheet] if sheet else book.worksheets[0]
    return [[cell.value for cell in row] for row in chosen.iter_rows()]


def calamine_rows(content: bytes) -> list[list[Any]]:
    """The values of the first sheet as the reader of our own imports sees them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()
