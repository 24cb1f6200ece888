"""Where a calendar is: a file on this computer, or an address. Nothing is opened here."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.text import one_line

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?!\\)")  # one letter alone is a drive of Windows
_DRIVE = re.compile(r"/[A-Za-z]:")
_WAYS = {"webcal": "https", "webcals": "https", "https": "https", "http": "http"}
_HINT = "Give a file's whole path, or an address that begins with https:// or webcal://."


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file on this computer."""

    path: Path


@dataclass(frozen=True, slots=True)
class WebPlace:
    """An address, taken apart. `path` begins with a slash; `query` is as it was written."""

    base: str
    path: str
    query: str


def place_of(address: str) -> FilePlace | WebPlace:
    """The place that a person wrote down.

    Raises:
        BadRequest: it is neither a whole path nor an address of a kind that is read.
    """
    address = address.strip()
    scheme = _SCHEME.match(address)
    if not address:
        raise BadRequest("The calendar's address is missing.", _HINT)
    if scheme is None:
        return _file(address, address)
    kind = scheme[1].lower()
    if kind == "file":
        return _file(_path_of(address), address)
    if kind not in _WAYS:
        raise BadRequest(f"“{one_line(address, 80)}” is not an address of a calendar.", _HINT)
    return _web(_WAYS[kind], address)


def _file(path: str, shown: str) -> FilePlace:
    try:
        found = Path(path).expanduser() if path.isprintable() else Path()
    except RuntimeError:  # the home of somebody who is not known here
        found = Path()
    if not found.is_absolute():
        raise BadRequest(f"“{one_line(shown, 80)}” is not the whole path of a file.", _HINT)
    return FilePlace(found)


def _path_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc not in ("", "localhost"):
        return ""  # a file of another computer
    path = unquote(parts.path)
    return path[1:] if _DRIVE.match(path) else path


def _web(scheme: str, address: str) -> WebPlace:
    rest = address.partition(":")[2]
    try:
        parts = urlsplit(f"{scheme}:{rest}")
    except ValueError:
        raise BadRequest(f"“{one_line(address, 80)}” is not an address.", _HINT) from None
    if unquote(parts.path) != unquote(parts.path).strip() or not parts.path.isprintable():
        raise BadRequest(f"“{one_line(address, 80)}” is not an address.", _HINT)
    return WebPlace(f"{scheme}://{parts.netloc}", parts.path or "/", parts.query)
