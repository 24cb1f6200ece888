"""Writes rows as JSON (RFC 8259): one list, a line for each record, for other programs."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from eventdesk.domain.money import plain
from eventdesk.exports.columns import Cell, Column, Row

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # a lone surrogate: it has no UTF-8
Json = str | int | bool | None | Mapping[str, "Json"]


def write_json(stream: BinaryIO, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> None:
    """Write a list of objects as the command line's `--json` prints them.

    Values are as they came, control characters escaped, lone surrogates turned into U+FFFD. Times
    are ISO 8601 and keep their offset, amounts are text.
    """
    before = "[\n"
    for row in rows:
        line = json.dumps(record(columns, row), ensure_ascii=False)
        stream.write((before + _HALF_CHARACTER.sub("\ufffd", line)).encode())
        before = ",\n"
    stream.write(b"[]\n" if before == "[\n" else b"\n]\n")


def record(columns: Sequence[Column[Row]], row: Row) -> dict[str, Json]:
    """A row as a JSON object; columns of one key with members make one object within it."""
    fields: dict[str, Json] = {}
    for column in columns:
        value = _plain_value(column, column.value(row))
        if column.member is None:
            fields[column.key] = value
        else:
            members = fields.setdefault(column.key, {})
            if value not in (None, "") and isinstance(members, dict):
                members[column.member] = value
        if column.text_key:
            fields[column.text_key] = _plain_value(column, column.in_table(row))
    return fields


def _plain_value(column: Column[Row], value: Cell) -> str | int | bool | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value, column.member or "")
    return value
