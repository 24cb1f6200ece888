"""What the last list of a calendar was, kept from run to run: its version and fingerprints.

No event is kept here, so nothing of a calendar outlives its account's rows in the store.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec


class Kept(msgspec.Struct, frozen=True):
    """The version of the calendar that was listed last, and the fingerprints of its events.

    `settings` stands for the address and what the mapping was, so that another one begins anew.
    """

    settings: str = ""
    version: dict[str, str] = {}
    numbers: tuple[int, ...] = ()


class Keeper:
    """The file of one account. What cannot be kept is read anew next time."""

    def __init__(self, folder: Path, settings: str) -> None:
        self._path = folder / "calendar-version.json"
        # An address may be a key itself, so it is kept as a digest.
        self._settings = blake2b(settings.encode(), digest_size=16).hexdigest()

    def read(self) -> Kept:
        """What was kept, empty where that is of other settings or cannot be read."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=Kept)
        except (OSError, ValueError):
            return Kept()
        return kept if kept.settings == self._settings else Kept()

    def keep(self, version: dict[str, str], numbers: tuple[int, ...]) -> None:
        """Keep a list that was handed on completely."""
        body = msgspec.json.encode(Kept(self._settings, version, numbers))
        fresh = self._path.with_suffix(".new")
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as f:
                f.write(body)
            fresh.replace(self._path)
