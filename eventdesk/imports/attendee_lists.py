"""Attendee lists: the rows of a table as attendees, and why others are none.

The way of a list: `read_table`, `guess_mapping`, where wished `override`, `rows_to_attendees`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.importing import ImportRow, SkippedRow
from eventdesk.domain.progress import Progress, ProgressCallback, silent
from eventdesk.domain.text import one_line
from eventdesk.imports.columns import EMAIL, guess_mapping, override
from eventdesk.imports.columns import ColumnMapping as Mapping
from eventdesk.imports.headings import FieldName, says_nothing, status_of
from eventdesk.imports.reading import read_table
from eventdesk.imports.table import Table

__all__ = [
    "FieldName",
    "Mapping",
    "Table",
    "guess_mapping",
    "override",
    "read_table",
    "rows_to_attendees",
]

LONGEST_NAME, LONGEST_CELL = 300, 5000
"""Characters; a row with more is skipped, since it is no row of a list."""

_Get = Callable[[FieldName], str]
_STEP = 500
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff]")
# Exports put an apostrophe before what a spreadsheet would run (OWASP, "CSV Injection").
_GUARDED = re.compile(r"'(?=\s*[=+\-@])")


def rows_to_attendees(
    table: Table,
    mapping: Mapping,
    *,
    progress: ProgressCallback = silent,
    cancel: CancelToken | None = None,
) -> tuple[list[ImportRow], list[SkippedRow]]:
    """Every row below the headings that tells of a person, and the others with the reason.

    Row numbers are those of a spreadsheet: in text with delimiters a record is a row. Nothing is
    lost silently: an address that is none, a status that nobody knows, and columns without a
    field go to `Attendee.more` under their heading. A person without a name goes by the e-mail
    address. Empty rows are no rows.

    Raises:
        BadRequest: no column holds names or e-mail addresses. Cancelled.
    """
    if not mapping.names_people:
        raise BadRequest(
            f"No column with names or e-mail addresses was found in {table.name}.",
            f"Say which one holds the name; there are {', '.join(mapping.headings[:30])}.",
        )
    cancel = cancel or CancelToken()
    reader = _RowReader(mapping)
    rows: list[ImportRow] = []
    skipped: list[SkippedRow] = []
    first = 0 if mapping.header_row is None else mapping.header_row + 1
    for number in range(first, len(table.rows)):
        if number % _STEP == 0:
            cancel.check()
            progress(Progress("Looking through the rows", number, len(table.rows)))
        read = reader.read([_clean(cell) for cell in table.rows[number]])
        if isinstance(read, str):
            skipped.append(SkippedRow(number + 1, read))
        elif read is not None:
            rows.append(ImportRow(number + 1, read))
    return rows, skipped


class _RowReader:
    """Reads rows under one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self._headings = mapping.headings
        self._columns = dict(mapping.columns)
        self._unmapped = frozenset(range(len(mapping.headings))) - set(self._columns.values())

    def read(self, cells: Sequence[str]) -> Attendee | str | None:
        """The attendee of a row, or why it is none; None for an empty row."""
        if not any(cells):
            return None
        if self._repeats_headings(cells):
            return "The headings once more."
        too_long = next((i for i, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
        if too_long is not None:
            return f"{self._headings[too_long]} is longer than {LONGEST_CELL} characters."
        get = partial(self._cell, cells)
        email, email_left = _email(get(FieldName.EMAIL))
        name = _name(get) or email
        if not name:
            return _nobody(email_left)
        if len(name) > LONGEST_NAME:
            return f"The name is longer than {LONGEST_NAME} characters."
        kept = {column: cells[column] for column in self._unmapped if column < len(cells)}
        if email_left:
            kept[self._columns[FieldName.EMAIL]] = email_left
        if _flat(get(FieldName.NAME)) not in ("", name):
            kept[self._columns[FieldName.NAME]] = get(FieldName.NAME)
        return self._attendee(get, name, email, kept)

    def _attendee(self, get: _Get, name: str, email: str, kept: dict[int, str]) -> Attendee:
        status, unread = _status(get)
        kept |= {self._columns[field]: get(field) for field in unread}
        return Attendee(
            ref="",
            name=name,
            status=status,
            email=email,
            ticket=_flat(get(FieldName.TICKET)),
            order=_flat(get(FieldName.ORDER)),
            code=_flat(get(FieldName.CODE)),
            company=_flat(get(FieldName.COMPANY)),
            phone=_flat(get(FieldName.PHONE)),
            note=get(FieldName.NOTE),
            more=tuple(self._labelled(kept)),
        )

    def _cell(self, cells: Sequence[str], field: FieldName) -> str:
        column = self._columns.get(field, -1)
        return cells[column] if 0 <= column < len(cells) else ""

    def _labelled(self, kept: dict[int, str]) -> Iterator[tuple[str, str]]:
        return ((self._headings[column], kept[column]) for column in sorted(kept) if kept[column])

    def _repeats_headings(self, cells: Sequence[str]) -> bool:
        if cells[0] != self._headings[0] and cells[0]:
            return False
        return all(
            _flat(cell) == heading
            for cell, heading in zip(cells, self._headings, strict=False)
            if cell or not heading.startswith("Column ")
        )


def _clean(cell: str) -> str:
    if not cell:
        return ""
    if not cell.isprintable():
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
        cell = _UNWANTED.sub("", cell)
    cell = cell.strip()
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell


def _flat(text: str) -> str:
    return " ".join(text.split())


def _name(get: _Get) -> str:
    parts = (get(FieldName.FIRST_NAME), get(FieldName.INFIX), get(FieldName.LAST_NAME))
    if parts[0] or parts[2]:
        return _flat(" ".join(parts))
    return _flat(get(FieldName.NAME))


def _email(cell: str) -> tuple[str, str]:
    """The first address of a cell, and the cell itself where it says more or something else."""
    bare = _flat(cell).removeprefix("mailto:")
    if EMAIL.fullmatch(bare):
        return bare, ""
    found = EMAIL.search(bare)
    return (found[0], cell) if found else ("", cell)


def _status(get: _Get) -> tuple[str, list[FieldName]]:
    """The status of a row, and the fields whose text it does not come from."""
    found, unread = "", list[FieldName]()
    for field in (FieldName.STATUS, FieldName.REPLY):
        cell = get(field)
        status = status_of(cell, reply=field is FieldName.REPLY)
        if status is not None and not found:
            found = status.value
        elif not says_nothing(cell):
            unread.append(field)
    return found, unread


def _nobody(email: str) -> str:
    if email:
        return f"No name, and “{one_line(email, 60)}” is no e-mail address."
    return "Neither a name nor an e-mail address."
