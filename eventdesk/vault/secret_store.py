"""The secrets of the running program: each asked for once, some kept for this run only."""

import threading

from eventdesk.domain.errors import NoKeyring
from eventdesk.vault.base import Vault


class SecretStore:
    """A vault behind a memory, so that the system's store is not asked again and again.

    May be used from any thread. Methods raise `NoKeyring` as the vault does.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: dict[tuple[str, str], str] = {}
        self._session_only: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def usable(self) -> bool:
        """True where secrets can be kept beyond this run."""
        return self._vault.usable()

    def session_only(self, account: str) -> bool:
        """True where the account has secrets for this run only."""
        with self._lock:
            return any(owner == account for owner, _name in self._session_only)

    def read(self, account: str, name: str) -> str | None:
        """The secret, None where there is none.

        That there is no vault is no failure beside secrets for this run only.
        """
        key = (account, name)
        with self._lock:
            known = self._known.get(key)
        if known is not None:
            return known
        try:
            value = self._vault.read(account, name)
        except NoKeyring:
            if self.session_only(account):
                return None
            raise
        if value is None:
            return None
        with self._lock:
            # What was written meanwhile is newer than what the vault answered.
            return self._known.setdefault(key, value)

    def write(self, account: str, name: str, value: str, *, session_only: bool = False) -> None:
        """Keep the secret; with `session_only` for this run, without the system's store."""
        key = (account, name)
        if not session_only:
            self._vault.write(account, name, value)
        with self._lock:
            self._known[key] = value
            (self._session_only.add if session_only else self._session_only.discard)(key)

    def forget(self, account: str, name: str) -> None:
        """Remove the secret from here and from the vault.

        A secret for this run only may have an older one in the vault; that there is no vault to
        remove it from is then no failure.
        """
        key = (account, name)
        with self._lock:
            self._known.pop(key, None)
            only_here = key in self._session_only
            self._session_only.discard(key)
        try:
            self._vault.forget(account, name)
        except NoKeyring:
            if not only_here:
                raise
