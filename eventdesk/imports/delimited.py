"""Text with delimiters as a table: finds out encoding and delimiter, then lets `csv` read it."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.imports.headings import field_of
from eventdesk.imports.table import Table

DELIMITERS = ",;\t|"
_SAMPLE_RECORDS = 50
_SAMPLE_CHARACTERS = 200_000
_STEP = 1000
_SAVE_AGAIN = "Save it again in a spreadsheet, as XLSX or as CSV in UTF-8."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Programs write ="0044" so that a spreadsheet keeps the zeros.
_AS_TEXT = re.compile(r'="([^"]*)"')


def read_delimited(
    data: bytes, name: str, *, progress: ProgressCallback, cancel: CancelToken
) -> Table:
    """Read text of any common encoding and delimiter.

    A row is a record, as in a spreadsheet: a quoted cell with line breaks does not start a new
    one, an empty line is an empty row, and Excel's "sep=;" line is none.

    Raises:
        BadRequest: it is not text, or a quotation mark never closes. Cancelled.
    """
    text, encoding = decoded(data, name)
    text, delimiter = _without_separator_line(text)
    delimiter = delimiter or likely_delimiter(text)
    rows: list[tuple[str, ...]] = []
    for row in _records(text, delimiter, name):
        rows.append(tuple(map(_cell, row)))
        if len(rows) % _STEP == 0:
            cancel.check()
            progress(Progress(f"Reading {name}", len(rows)))
    return Table(name, rows, "csv", encoding=encoding, delimiter=delimiter)


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, else Windows-1252.

    Raises:
        BadRequest: it is damaged, or no text at all.
    """
    encoding = next((found for bom, found in _BOMS if data.startswith(bom)), None)
    encoding = encoding or _utf_16_without_mark(data)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise BadRequest(f"The text of {name} is damaged.", _SAVE_AGAIN) from error
        encoding, text = "windows-1252", _windows_1252(data)
    if _looks_binary(text):
        raise BadRequest(f"{name} is not a list that can be read.", _SAVE_AGAIN)
    names = {None: "utf-8", "utf-8-sig": "utf-8"}
    return text, names.get(encoding, encoding or "")


def _utf_16_without_mark(data: bytes) -> str | None:
    """Every other byte of Western text in UTF-16 is zero, which no other text has."""
    sample = data[:4000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.4 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[0::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:  # five bytes mean nothing there
        return data.decode("latin-1")


def _looks_binary(text: str) -> bool:
    sample = text[:4000]
    return "\0" in text or sum(c < " " and c not in "\t\r\n\f" for c in sample) > len(sample) // 50


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel's first line "sep=;" names the delimiter and is no row."""
    found = re.match(r"sep=(.)\r?\n?", text, re.IGNORECASE)
    return (text[found.end() :], found[1]) if found else (text, "")


def likely_delimiter(text: str) -> str:
    """The delimiter under which headings can be recognised, else which gives even rows."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, float, int]:
    reader = csv.reader(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter)
    try:
        sample = [row for row in islice(reader, _SAMPLE_RECORDS) if any(row)]
    except csv.Error:
        return 0, 0.0, 0
    widths = Counter(len(row) for row in sample if len(row) > 1)
    if not widths:
        return 0, 0.0, 0
    known = max(len({field_of(cell) for cell in row} - {None}) for row in sample)
    width, rows = widths.most_common(1)[0]
    return known if known > 1 else 0, rows / len(sample), width


class _Lines:
    """The lines of a text, and those that were taken since somebody last cleared `taken`."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    """The records; text that follows a closing quotation mark is taken as it stands.

    That is only done within one line: over several, a missing mark would swallow people.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count(1):
        lines.taken.clear()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) != 1 or len(lines.taken[0]) > csv.field_size_limit():
                raise _never_closes(name, number) from error
            if "unexpected end of data" in str(error):
                raise _never_closes(name, number) from error
            yield next(csv.reader(lines.taken, delimiter=delimiter))


def _never_closes(name: str, row: int) -> BadRequest:
    return BadRequest(
        f"A quotation mark in row {row} of {name} never closes.",
        "Correct that row, or save the list as XLSX.",
    )


def _cell(text: str) -> str:
    text = text.strip()
    if text.startswith('="'):
        found = _AS_TEXT.fullmatch(text)
        return found[1] if found else text
    return text
