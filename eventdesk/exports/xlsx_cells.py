"""Writes one cell of a workbook: which kind of cell, which format. Knows no sheets."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from eventdesk.domain.money import plain
from eventdesk.exports.cells import clean_text, fits_number, spelt, wall_clock
from eventdesk.exports.columns import Cell, Column, ColumnKind, Row

PutCell = Callable[[int, int, Cell], None]
"""Writes a value at a row and a column, both from 0."""

_LIMIT = 32_767  # UTF-16 units that a cell holds
_CUT = " … (cut)"
_FORMULA_SIGNS = frozenset("=+-@")
_FIRST_EXCEL_YEAR = 1900


class CellWriter:
    """Makes the writers of cells, and counts the texts that had to be cut."""

    def __init__(self, book: Workbook, zone: tzinfo | None) -> None:
        self.cut_texts = 0
        self._book = book
        self._zone = zone
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._datetime = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._title = book.add_format({"bold": True, "valign": "top"})
        self._code = book.add_format({"num_format": "@"})
        # Keeps the text a text when somebody edits the cell.
        self._quoted = book.add_format({"quote_prefix": True})

    def for_column(self, sheet: Worksheet, column: Column[Row]) -> PutCell:
        """The writer of a column's cells."""
        if column.kind in (ColumnKind.DATE, ColumnKind.DATETIME):
            return self.times(sheet)
        if column.kind is ColumnKind.NUMBER:
            return self._numbers(sheet, None)
        if column.kind is ColumnKind.MONEY:
            return self._money(sheet, column.member or "")
        if column.kind is ColumnKind.FLAG:
            return self._flags(sheet)
        return self.texts(sheet, self._code if column.kind is ColumnKind.CODE else None)

    def titles(self, sheet: Worksheet) -> PutCell:
        """Writes headings."""
        return self.texts(sheet, self._title)

    def texts(self, sheet: Worksheet, cell_format: Format | None = None) -> PutCell:
        """Writes text cells, whatever the text looks like."""
        write = sheet.write_string
        quoted = cell_format or self._quoted

        def put(row: int, column: int, value: Cell) -> None:
            if value:
                text = self._fitting(str(value))
                starts_formula = text[:1] in _FORMULA_SIGNS
                write(row, column, text, quoted if starts_formula else cell_format)

        return put

    def times(self, sheet: Worksheet) -> PutCell:
        """Writes dates and times as such; those that Excel does not know become text."""
        put_text = self.texts(sheet)

        def put(row: int, column: int, value: Cell) -> None:
            if not isinstance(value, date):
                return
            shown = wall_clock(value, self._zone)
            if shown.year < _FIRST_EXCEL_YEAR:
                put_text(row, column, spelt(shown))
            else:
                timed = isinstance(shown, datetime)
                sheet.write_datetime(row, column, shown, self._datetime if timed else self._date)

        return put

    def _numbers(self, sheet: Worksheet, cell_format: Format | None) -> PutCell:
        put_text = self.texts(sheet)

        def put(row: int, column: int, value: Cell) -> None:
            if not isinstance(value, (int, Decimal)):
                return
            if fits_number(value):
                sheet.write_number(row, column, float(value), cell_format)
            else:
                put_text(row, column, str(value))

        return put

    def _money(self, sheet: Worksheet, currency: str) -> PutCell:
        _, _, fraction = plain(Decimal(0), currency).partition(".")
        digits = f"#,##0.{fraction}" if fraction else "#,##0"
        put_usual = self._numbers(sheet, self._book.add_format({"num_format": digits}))
        put_exact = self._numbers(sheet, None)

        def put(row: int, column: int, value: Cell) -> None:
            if isinstance(value, Decimal):
                _, _, found = plain(value, currency).partition(".")
                (put_exact if len(found) > len(fraction) else put_usual)(row, column, value)

        return put

    def _flags(self, sheet: Worksheet) -> PutCell:
        put_text = self.texts(sheet)

        def put(row: int, column: int, value: Cell) -> None:
            if value is not None:
                put_text(row, column, "yes" if value else "no")

        return put

    def _fitting(self, text: str) -> str:
        text = clean_text(text)
        if text[:3] == "<r>" and text[-4:] == "</r>":
            # XlsxWriter would take it for markup of its own and write it unescaped.
            text = f" {text}"
        if len(text) > _LIMIT // 2 and _utf16_length(text) > _LIMIT:
            self.cut_texts += 1
            text = cut_to(text, _LIMIT - len(_CUT)) + _CUT
        return text


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def cut_to(text: str, units: int) -> str:
    """The beginning of a text, at most so many UTF-16 units and no half character."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
