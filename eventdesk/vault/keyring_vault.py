"""Secrets in the system's password store: Secret Service, KWallet, Windows or macOS.

The only module that talks to keyring. It never falls back to a file.
"""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.errors import NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)

_SERVICE = "Event Desk"
_LONGEST_ON_WINDOWS = 1200  # UTF-16 units; the credential store takes 2,560 bytes
_NEXT = (
    "Switch one on (on Linux GNOME Keyring or KWallet) and start Event Desk again, or use the "
    "secret for this run only."
)
_UNLOCK = "Unlock it and try again, or use the secret for this run only."


class KeyringVault:
    """One entry for each secret, readable in the system's own tool by its name.

    Entries are "PROFILE/ACCOUNT/SECRET" of the service "Event Desk".
    """

    # Several threads at once would make several questions to the person.
    _one_at_a_time: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, profile_id: str) -> None:
        """
        Args:
            profile_id: short and random, the same for the profile's whole life.
        """
        self._profile_id = profile_id

    def usable(self) -> bool:
        """False where the computer has no store that keeps secrets safely; asks nobody."""
        try:
            with self._store():
                return True
        except NoKeyring:
            return False

    def read(self, account: str, name: str) -> str | None:
        """The secret, None where there is none; raises `NoKeyring`."""
        with self._store() as store:
            return store.get_password(_SERVICE, self._entry(account, name))

    def write(self, account: str, name: str, value: str) -> None:
        """Keep the secret and read it back; raises `NoKeyring`, also where it is too long."""
        _check_length(value)
        entry = self._entry(account, name)
        with self._store() as store:
            store.set_password(_SERVICE, entry, value)
            kept = store.get_password(_SERVICE, entry)
        if kept != value:
            raise NoKeyring(
                "This computer's password store took the secret but did not keep it.", _NEXT
            )

    def forget(self, account: str, name: str) -> None:
        """Remove the secret, if there is one; raises `NoKeyring`."""
        entry = self._entry(account, name)
        with self._store() as store:
            if store.get_password(_SERVICE, entry) is not None:
                store.delete_password(_SERVICE, entry)

    def _entry(self, account: str, name: str) -> str:
        return f"{self._profile_id}/{account}/{name}"

    @contextmanager
    def _store(self) -> Iterator["KeyringBackend"]:
        """The system's store, for one thread at a time, its failures turned into `NoKeyring`."""
        with self._one_at_a_time:
            try:
                yield _safe_backend()
            except NoKeyring:
                raise
            except Exception as error:  # noqa: BLE001  backends raise whatever their system does
                # The cause is left out: it may hold the secret, as UnicodeError does.
                _log.info("The password store failed with %s", type(error).__qualname__)
                raise _told(error) from None


def _safe_backend() -> "KeyringBackend":
    """The store that keyring would use; raises `NoKeyring` where that is none or a plain file."""
    # keyring looks through every installed package: over 100 ms of start-up time.
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, (fail.Keyring, null.Keyring)) or not _is_strong(backend):
        raise NoKeyring("This computer has no password store that is switched on.", _NEXT)
    return backend


def _is_strong(backend: "KeyringBackend") -> bool:
    """False for stores that are there for want of a better one, such as plain files.

    keyring recommends those of priority 1 and more. A chain of several stores writes to its first.
    One that the person has configured counts as it is.
    """
    from keyring.core import load_config, load_env, recommended  # see above

    first = next(iter(getattr(backend, "backends", ())), backend)
    return bool(recommended(first)) or load_env() is not None or load_config() is not None


def _check_length(value: str) -> None:
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2
    if sys.platform == "win32" and length > _LONGEST_ON_WINDOWS:
        raise NoKeyring(
            f"Windows keeps secrets of up to {_LONGEST_ON_WINDOWS:,} characters; this one has "
            f"{length:,}.",
            "Use a shorter one, or use it for this run only.",
        )


def _told(error: Exception) -> NoKeyring:
    """What a failure of the store means for the person."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError  # see above

    # secretstorage's own exceptions are known by name: the package exists on Linux alone.
    kind = type(error).__name__
    if isinstance(error, KeyringLocked) or kind in ("LockedException", "PromptDismissedException"):
        return NoKeyring("The password store of this computer is locked.", _UNLOCK)
    if isinstance(error, InitError):
        return NoKeyring("The password store of this computer was not opened.", _UNLOCK)
    if isinstance(error, NoKeyringError):
        return NoKeyring("This computer has no password store that is switched on.", _NEXT)
    return NoKeyring("The password store of this computer does not answer as it should.", _NEXT)
