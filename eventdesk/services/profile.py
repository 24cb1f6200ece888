"""Where a profile keeps its things on this computer."""

import os
import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import ProfileUnusable
from eventdesk.storage.locks import only_one


@dataclass(frozen=True, slots=True)
class Profile:
    """One folder, readable by its owner only; `thrown_away` when its window closes, if a demo's."""

    folder: Path
    thrown_away: bool = False

    @property
    def database(self) -> Path:
        """The store."""
        return self.folder / "eventdesk.sqlite"

    @property
    def log(self) -> Path:
        """The log file; older ones stand beside it."""
        return self.folder / "log" / "eventdesk.log"

    @property
    def locks(self) -> Path:
        """Locks between processes."""
        return self.folder / "locks"

    @property
    def books(self) -> Path:
        """What systems keep in files of their own: the desk books."""
        return self.folder / "books"

    def identity(self) -> str:
        """A random word made once, which parts this profile's secrets from another's.

        `prepare` must have run. Raises `ProfileUnusable`.
        """
        path = self.folder / "profile.id"
        with _told_plainly(self.folder):
            # Two programs that start at once must not each make one.
            if not _text_of(path):
                with only_one(self.locks / "identity.lock", CancelToken()):
                    if not _text_of(path):
                        path.write_text(secrets.token_hex(4), encoding="ascii")
            return _text_of(path)

    def prepare(self) -> None:
        """Make the folders. Raises `ProfileUnusable`."""
        with _told_plainly(self.folder):
            for folder in (self.folder, self.log.parent, self.locks, self.books):
                folder.mkdir(parents=True, exist_ok=True)
                if os.name != "nt":
                    folder.chmod(0o700)


def _text_of(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


@contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    """Raise `ProfileUnusable` where the file system cannot work with the folder."""
    try:
        yield
    except OSError as error:
        raise ProfileUnusable(
            f"The profile folder {folder} cannot be used ({error.strerror}).",
            "Check its permissions, or choose another one with --profile.",
        ) from error


def default_profile() -> Profile:
    """The person's own profile in the place that the system has for such data."""
    return Profile(Path(platformdirs.user_data_dir("eventdesk", appauthor=False)))


def computer_name() -> str:
    """What this desk is called until the person names it."""
    return platform.node() or "This computer"
