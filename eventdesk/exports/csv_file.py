"""Writes rows as CSV (RFC 4180) that opens right in spreadsheets and runs no formula there."""

import codecs
import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo
from decimal import Decimal
from typing import BinaryIO

from eventdesk.domain.money import plain
from eventdesk.exports.cells import clean_text, defused, spelt, wall_clock
from eventdesk.exports.columns import Cell, Column, ColumnKind, Row
from eventdesk.exports.table_options import TableOptions


def write_csv(
    stream: BinaryIO, columns: Sequence[Column[Row]], rows: Iterable[Row], options: TableOptions
) -> None:
    """Write a heading line and a line for each row, in UTF-8.

    Text is cleaned and defused (`cells`); an apostrophe before a cell is the visible price of
    that, also before phone numbers that begin with "+". Times are wall-clock times, flags "yes"
    or "no", numbers have no sign of grouping.
    """
    if options.bom:
        stream.write(codecs.BOM_UTF8)
    encoded = codecs.getwriter("utf-8")(stream)
    writer = csv.writer(encoded, delimiter=options.separator, lineterminator="\r\n")
    writer.writerow([_text(column.title) for column in columns])
    plan = [(column.in_table, _cell_writer(column, options)) for column in columns]
    writer.writerows([as_text(value(row)) for value, as_text in plan] for row in rows)


def _cell_writer(column: Column[Row], options: TableOptions) -> Callable[[Cell], str]:
    if column.kind in (ColumnKind.DATE, ColumnKind.DATETIME):
        return _time_writer(options.zone)
    if column.kind is ColumnKind.MONEY:
        return _money_writer(column.member or "", "," if options.separator == ";" else ".")
    if column.kind is ColumnKind.FLAG:
        return _flag
    return _number if column.kind is ColumnKind.NUMBER else _text


def _text(value: Cell) -> str:
    return defused(clean_text(str(value))) if value else ""


def _number(value: Cell) -> str:
    return "" if value is None else str(value)


def _flag(value: Cell) -> str:
    return "" if value is None else ("yes" if value else "no")


def _money_writer(currency: str, decimal_sign: str) -> Callable[[Cell], str]:
    def write(value: Cell) -> str:
        if not isinstance(value, Decimal):
            return ""
        return plain(value, currency).replace(".", decimal_sign)

    return write


def _time_writer(zone: tzinfo | None) -> Callable[[Cell], str]:
    def write(value: Cell) -> str:
        return spelt(wall_clock(value, zone)) if isinstance(value, date) else ""

    return write
