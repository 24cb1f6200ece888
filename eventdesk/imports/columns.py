"""Which column of a table holds what: guessed from headings and contents, or said by a person."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.text import fold, words
from eventdesk.imports.headings import FieldName, bare, field_of, rank_of
from eventdesk.imports.table import Table, column_letter

HEADING_ROWS = 20
"""Headings are looked for in so many rows: titles and dates often stand above them."""

EMAIL = re.compile(r"[^@\s<>,;:()\"]+@[^@\s<>,;:()\"]+\.[^@\s<>,;:()\".]+")

_SAMPLE = 200
_NAMING = frozenset({FieldName.NAME, FieldName.FIRST_NAME, FieldName.LAST_NAME, FieldName.EMAIL})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is read.

    Attributes:
        header_row: the index of the row with the headings, None where there is none.
        columns: the column of each field that the table has, from 0.
        headings: what every column is called, each differently; one without a heading is
            "Column C".
    """

    header_row: int | None
    columns: Mapping[FieldName, int]
    headings: tuple[str, ...]

    @property
    def names_people(self) -> bool:
        """True where some column tells who a row is about."""
        return not _NAMING.isdisjoint(self.columns)


def guess_mapping(table: Table) -> ColumnMapping:
    """The best reading of a table; it may lack a column of names, which a person then says."""
    return _guess_below(table, _header_row(table))


def _guess_below(table: Table, header_row: int | None) -> ColumnMapping:
    columns = {} if header_row is None else _by_heading(table.rows[header_row])
    _give_roles_to_names(table, header_row, columns)
    if FieldName.EMAIL not in columns:
        _by_content(table, header_row, columns, FieldName.EMAIL)
    if columns.keys() <= {FieldName.EMAIL}:
        _by_content(table, header_row, columns, FieldName.NAME)
    return ColumnMapping(header_row, columns, _labels(table, header_row))


def override(table: Table, mapping: ColumnMapping, columns: Mapping[str, str]) -> ColumnMapping:
    """The mapping with columns that a person named.

    Args:
        columns: a field to the column's heading, letter ("C") or number ("3"); to "" for none.

    Raises:
        BadRequest: no such field or column.
    """
    said = {_field(name): column.strip() for name, column in columns.items()}
    mapping = _with_headings_of(table, mapping, said.values())
    found = {
        field: _column(table, mapping, column) if column else None for field, column in said.items()
    }
    kept = {
        field: column
        for field, column in mapping.columns.items()
        if field not in found and column not in found.values()
    }
    if found.get(FieldName.NAME) is not None:
        for part in (FieldName.FIRST_NAME, FieldName.INFIX, FieldName.LAST_NAME):
            kept.pop(part, None)
    named = {field: column for field, column in found.items() if column is not None}
    return replace(mapping, columns=kept | named)


def _header_row(table: Table) -> int | None:
    best, most = None, 0
    for number, row in enumerate(table.rows[:HEADING_ROWS]):
        if any(EMAIL.fullmatch(cell) for cell in row):
            break  # people begin here
        fields = {field for cell in row if (field := field_of(cell)) is not None}
        if len(fields) > most and (len(fields) > 1 or not _NAMING.isdisjoint(fields)):
            best, most = number, len(fields)
    return best


def _by_heading(row: Sequence[str]) -> dict[FieldName, int]:
    found: dict[FieldName, int] = {}
    for column, heading in enumerate(row):
        field = field_of(heading)
        if field is not None and (
            field not in found or rank_of(heading) < rank_of(row[found[field]])
        ):
            found[field] = column
    return found


def _give_roles_to_names(
    table: Table, header_row: int | None, columns: dict[FieldName, int]
) -> None:
    """Beside a column of first names "Name" means last names, and the other way round.

    Unless it holds whole names, which is seen from the first name standing in it.
    """
    parts = {FieldName.FIRST_NAME, FieldName.LAST_NAME} & columns.keys()
    if FieldName.NAME not in columns or len(parts) != 1:
        return
    (part,) = parts
    name, known = columns[FieldName.NAME], columns[part]
    rows = [
        (words(row[name]), words(row[known]))
        for row in islice(_data(table, header_row), _SAMPLE)
        if len(row) > max(name, known) and row[name] and row[known]
    ]
    whole = sum(set(short) <= set(long) for long, short in rows)
    if 2 * whole > len(rows):
        del columns[part]
        return
    del columns[FieldName.NAME]
    (other,) = {FieldName.FIRST_NAME, FieldName.LAST_NAME} - parts
    columns[other] = name


def _by_content(
    table: Table, header_row: int | None, columns: dict[FieldName, int], field: FieldName
) -> None:
    """Find the column of e-mails, or of names, by what stands in it."""
    looks_right = _is_email if field is FieldName.EMAIL else _is_name
    sample = list(islice(_data(table, header_row), _SAMPLE))
    best, best_share = None, 0.6
    for column in range(table.width):
        cells = [row[column] for row in sample if len(row) > column and row[column]]
        if column in columns.values() or not cells:
            continue
        share = sum(map(looks_right, cells)) / len(cells)
        if share > best_share:
            best, best_share = column, share
    if best is not None:
        columns[field] = best


def _is_email(text: str) -> float:
    return 1.0 if EMAIL.fullmatch(text) else 0.0


def _is_name(text: str) -> float:
    """How much a text looks like a person's name; one word alone less than two or three."""
    if len(text) > 60 or any(c.isdigit() or c in "@/:_" for c in text):
        return 0.0
    return {0: 0.0, 1: 0.7}.get(len(words(text)), 1.0)


def _data(table: Table, header_row: int | None) -> Iterator[Sequence[str]]:
    return islice(table.rows, 0 if header_row is None else header_row + 1, None)


def _labels(table: Table, header_row: int | None) -> tuple[str, ...]:
    row = () if header_row is None else table.rows[header_row]
    labels: list[str] = []
    for column in range(table.width):
        heading = " ".join(row[column].split()) if column < len(row) else ""
        label = heading or f"Column {column_letter(column)}"
        same = sum(other == label or other.startswith(f"{label} (") for other in labels)
        labels.append(f"{label} ({same + 1})" if same else label)
    return tuple(labels)


def _with_headings_of(table: Table, mapping: ColumnMapping, said: Iterable[str]) -> ColumnMapping:
    """The mapping itself, or, where none was found, with a row that has what was said."""
    if mapping.header_row is not None:
        return mapping
    wanted = {bare(heading) for heading in said if not re.fullmatch(r"\d+|[A-Za-z]?", heading)}
    for number, row in enumerate(table.rows[:HEADING_ROWS]):
        if not wanted.isdisjoint(map(bare, row)):
            return _guess_below(table, number)
    return mapping


def _field(name: str) -> FieldName:
    wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted not in {str(field) for field in FieldName}:
        raise BadRequest(
            f"“{name}” is not a field of an attendee list.", f"Use one of {', '.join(FieldName)}."
        )
    return FieldName(wanted)


def _column(table: Table, mapping: ColumnMapping, said: str) -> int:
    """The column of that heading, else of that letter or number."""
    headings = [bare(heading) or fold(heading) for heading in mapping.headings]
    wanted = bare(said) or fold(said)
    if wanted in headings:
        return headings.index(wanted)
    column = _numbered(said)
    if column is None or column >= table.width:
        raise BadRequest(
            f"{table.name} has no column “{said}”.",
            f"It has {', '.join(mapping.headings[:30])}.",
        )
    return column


def _numbered(said: str) -> int | None:
    if re.fullmatch(r"[1-9]\d{0,4}", said, re.ASCII):
        return int(said) - 1
    if not re.fullmatch(r"[A-Za-z]{1,3}", said):
        return None
    column = 0
    for letter in said.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
