"""Reads a file as a table. What it is is told by its content, never by its name."""

from pathlib import Path

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.progress import Progress, ProgressCallback, silent
from eventdesk.imports.delimited import read_delimited
from eventdesk.imports.table import Table
from eventdesk.imports.workbooks import read_workbook

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes."""

_SAVE_AS = "Save it as XLSX or CSV in a spreadsheet, then import that file."
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a text document"),
    (b"BEGIN:", "a calendar or a contact card"),
    (b"<", "a web page or XML"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


def read_table(
    source: Path | bytes,
    name: str = "",
    *,
    sheet: str | None = None,
    progress: ProgressCallback = silent,
    cancel: CancelToken | None = None,
) -> Table:
    """Read CSV (any common delimiter and encoding), TSV, XLSX, XLS or ODS.

    Args:
        source: the file, or its bytes.
        name: what the file is called in sentences; by default the path's own name.
        sheet: the sheet to read; by default the first visible one that is not empty.

    Raises:
        BadRequest: the file cannot be read, is too large, empty, protected, damaged or of another
            kind, or has no such sheet. Cancelled.
    """
    cancel = cancel or CancelToken()
    name = name or (source.name if isinstance(source, Path) else "The list")
    progress(Progress(f"Reading {name}"))
    data = _bytes(source, name) if isinstance(source, Path) else source
    _check_size(len(data), name)
    cancel.check()
    if data.startswith(_WORKBOOKS):
        table = read_workbook(data, name, sheet=sheet, progress=progress, cancel=cancel)
    elif sheet:
        raise BadRequest(f"{name} has no sheets.", "Import it without naming one.")
    else:
        _check_kind(data, name)
        table = read_delimited(data, name, progress=progress, cancel=cancel)
    if not any(any(row) for row in table.rows):
        raise BadRequest(f"{name} is empty.", "Choose a file that holds a list.")
    return table


def _bytes(path: Path, name: str) -> bytes:
    try:
        _check_size(path.stat().st_size, name)
        return path.read_bytes()
    except OSError as error:
        raise BadRequest(
            f"{name} cannot be read ({error.strerror}).", "Check that the file is there."
        ) from error


def _check_size(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise BadRequest(f"{name} is larger than {LARGEST_FILE // 1024**2} MB.", "Split the list.")


def _check_kind(data: bytes, name: str) -> None:
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((kind for magic, kind in _OTHER_KINDS if start.startswith(magic)), None)
    if kind is not None:
        raise BadRequest(f"{name} is {kind}, not a list.", _SAVE_AS)
