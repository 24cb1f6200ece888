"""A table as it stands in a file, whatever the format: text in rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet.

    Attributes:
        name: the file's name.
        rows: all of them, the empty ones too; `rows[0]` is row 1 of the spreadsheet. Rows may
            differ in length.
        format: "csv", "xlsx", "xls" or "ods".
        sheets: the names of all sheets, empty for text; `sheet` is the one that was read.
        encoding, delimiter: of text, else empty.
    """

    name: str
    rows: Rows
    format: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


def column_letter(column: int) -> str:
    """What a spreadsheet calls a column: 0 -> "A", 27 -> "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
