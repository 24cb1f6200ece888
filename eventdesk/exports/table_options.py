"""How a table file is to be made."""

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from eventdesk.exports.about import About


class FileFormat(StrEnum):
    """The kinds of files; the value is the suffix without its dot."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What writers may be told; each takes what concerns it.

    Attributes:
        sheet_title: what the rows are, in the plural: "Attendees".
        about: the second sheet of a workbook, None for none.
        bom: CSV begins with a byte-order mark, without which Excel breaks accents.
        separator: CSV's "," or ";". Excel wants ";" where a comma parts whole from fraction, so
            that with ";" amounts have a decimal comma.
        zone: of times in CSV and XLSX; None is this computer's own.
        total: how many rows there will be, None while nobody knows; for progress alone.
    """

    sheet_title: str = "Table"
    about: About | None = None
    bom: bool = True
    separator: str = ","
    zone: tzinfo | None = None
    total: int | None = None
