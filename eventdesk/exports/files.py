"""Files that are either as they were or completely new: never half written, never elsewhere."""

import errno
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from eventdesk.domain.errors import BadRequest

_LONGEST_NAME = 150  # bytes; file systems take 255, cloud folders and old zip tools fewer
# Controls, formatting (Cf would let a name read backwards) and lone surrogates.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNSAFE_SIGNS = frozenset('<>:"/\\|?*%')
# Windows: names of devices, with any suffix (learn.microsoft.com, "Naming Files").
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.I)

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another folder."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space."),
    errno.EFBIG: ("the disk takes no file of this size", "Choose another folder."),
    errno.EACCES: ("you have no permission to write there", "Choose another folder."),
    errno.EPERM: ("you have no permission to write there", "Choose another folder."),
    errno.EROFS: ("the disk is read-only", "Choose another folder."),
    errno.ENOENT: ("the folder does not exist", "Choose another folder."),
    errno.ENOTDIR: ("its folder is no folder", "Choose another folder."),
    errno.EISDIR: ("it is a folder", "Choose a file name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EPIPE: ("its reader went away", ""),
    errno.EIO: ("the disk reports a fault", "Choose another disk."),
}
_OPEN_ELSEWHERE = ("it may be open in another program", "Close it there, or choose another name.")
_HELD_BY_WINDOWS = frozenset({5, 32, 33})  # access denied, sharing violation, lock violation


def safe_file_name(title: str, suffix: str) -> str:
    """A file name made from a title, the same on every system; it names no folder.

    Args:
        title: any text, often a server's.
        suffix: with its dot: ".xlsx".
    """
    text = unicodedata.normalize("NFC", title)
    kept = "".join("-" if c in _UNSAFE_SIGNS else c for c in text if _is_safe(c))
    stem = " ".join(kept.split()).strip(". -")
    room = _LONGEST_NAME - len(suffix.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(". -")
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    return f"{stem or 'Event Desk'}{suffix}"


def _is_safe(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in _UNSAFE_CATEGORIES


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the file's place when the block ends well.

    If the block fails, the file stays as it was and nothing is left beside it. A symbolic link is
    followed. What is no file (a pipe, a device) is written to directly.

    Raises:
        BadRequest: the file cannot be written, with the reason as people say it.
    """
    with told_plainly(path.name):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        yield from _replaced(target)


def _replaced(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turns the errors of a file of this name into sentences.

    Raises:
        BadRequest: for every OSError.
    """
    try:
        yield
    except OSError as error:
        if getattr(error, "winerror", None) in _HELD_BY_WINDOWS:
            reason, hint = _OPEN_ELSEWHERE
        else:
            known = _REASONS.get(error.errno or 0)
            reason, hint = known or (error.strerror or "of an unknown fault", "")
        raise BadRequest(f"“{name}” could not be written: {reason}.", hint) from error
