"""How the bytes of a calendar are had, and how to ask only for what is new. A file needs no HTTP.

A version tells one state of the calendar from another: time, size and number of a file, ETag and
Last-Modified of an answer (RFC 9110 section 8.8).
"""

import errno
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, Unreachable
from eventdesk.providers.ics.splitting import FEWER

LARGEST = 64_000_000
"""Bytes of a calendar: some 100,000 events."""

_TRIES = 3  # a program that saves the file takes no longer
_LATER = "It is read with the next refresh."

Version = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar as it is now. `body` is None where it is still of the version that was named."""

    version: Version
    body: bytes | None = field(repr=False)


class Source(Protocol):
    """One calendar, wherever it is."""

    @property
    def requests_made(self) -> int:
        """How many requests went out."""

    @property
    def requests_left(self) -> int | None:
        """How many more the server grants for now; None where it does not say."""

    @property
    def name(self) -> str:
        """What it is called in sentences."""

    def fetch(self, known: Version, cancel: CancelToken) -> Fetched:
        """The calendar, unless it still is of a version; an empty one always fetches.

        Raises:
            CredentialsRefused, Unreachable, BadAnswer, Cancelled.
        """

    def close(self) -> None:
        """Let go of connections."""


class FileSource:
    """A file on this computer. `requests_made` stays 0: nobody is asked."""

    requests_made = 0
    requests_left = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name

    def fetch(self, known: Version, cancel: CancelToken) -> Fetched:
        """Read it, unless its time and size are those of the version."""
        try:
            version = self._version()
            if version == dict(known):
                return Fetched(version, None)
            for _ in range(_TRIES):
                cancel.check()
                body, before = self._read(), version
                version = self._version()
                if version == before:
                    return Fetched(version, body)
        except OSError as error:
            raise self._unreadable(error) from None
        raise Unreachable(f"The calendar file {self._path} is being written just now.", _LATER)

    def _version(self) -> dict[str, str]:
        found = self._path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, a device never ends
            raise OSError(errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.ENODEV, "")
        changed, size = str(found.st_mtime_ns), str(found.st_size)
        return {"changed": changed, "size": size, "file": str(found.st_ino)}

    def _read(self) -> bytes:
        with self._path.open("rb") as stream:
            body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise BadAnswer(f"“{self.name}” is larger than {LARGEST // 1_000_000} MB.", FEWER)
        return body

    def close(self) -> None:
        """Nothing is open."""

    def _unreadable(self, error: OSError) -> Unreachable:
        missing = error.errno in (errno.ENOENT, errno.ENOTDIR)
        why = {
            errno.EISDIR: "is a folder, not a calendar",
            errno.ENODEV: "is not a file",
            errno.EACCES: "may not be read by you",
            errno.EPERM: "may not be read by you",
        }.get(error.errno or 0, "is not there" if missing else "cannot be read now")
        hint = "Check the file, or choose another one in the account's settings."
        return Unreachable(f"The calendar file {self._path} {why}.", hint)
