"""The secrets of the running program: each asked for once, some kept for this run only.

Another process may keep secrets of the same accounts in the same vault meanwhile.
"""

import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress

from eventdesk.domain.errors import NoKeyring
from eventdesk.vault.base import Vault

_Key = tuple[str, str]


class SecretStore:
    """A vault behind a memory, so that the system's store is not asked again and again.

    May be used from any thread. Methods raise `NoKeyring` as the vault does.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: dict[_Key, str | None] = {}
        self._in_vault: dict[_Key, str | None] = {}  # as it was last seen there
        self._session_only: set[_Key] = set()
        self._lock = threading.Lock()  # of the memory; never held while the vault is asked
        self._changing = threading.RLock()

    def usable(self) -> bool:
        """True where secrets can be kept beyond this run."""
        return self._vault.usable()

    def session_only(self, account: str) -> bool:
        """True where the account has secrets for this run only."""
        with self._lock:
            return any(owner == account for owner, _name in self._session_only)

    def read(self, account: str, name: str, *, anew: bool = False) -> str | None:
        """The secret, None where there is none.

        With `anew` the vault is asked again, for another process may have changed it; what is
        known serves where it does not answer. That there is no vault is no failure beside secrets
        for this run only.
        """
        key = (account, name)
        with self._lock:
            if key in self._known and (not anew or key in self._session_only):
                return self._known[key]
        try:
            if anew:
                self._look_again(key)
            else:
                self._learn(key, self._vault.read(account, name))
        except NoKeyring:
            if not self.session_only(account) and key not in self._known:
                raise
        with self._lock:
            return self._known.get(key)

    def write(self, account: str, name: str, value: str, *, session_only: bool = False) -> None:
        """Keep the secret; with `session_only` for this run, without the system's store."""
        self.write_all(account, {name: value}, session_only=session_only)

    def write_all(
        self, account: str, secrets: Mapping[str, str], *, session_only: bool = False
    ) -> None:
        """Keep several secrets, all or none; see `write`."""
        with self._changing:
            if not session_only:
                self._put_into_vault(account, secrets)
            with self._lock:
                for name, value in secrets.items():
                    key = (account, name)
                    self._known[key] = value
                    (self._session_only.add if session_only else self._session_only.discard)(key)

    def renew(self, account: str, known: Mapping[str, str], renewed: Mapping[str, str]) -> None:
        """Replace secrets that a system renewed, where the account's others are kept.

        `known` are all secrets that they were renewed from. Nothing is replaced where these are
        not the account's any more: somebody entered others meanwhile, or removed the account,
        here or in another process. Where the vault does not take them, they serve this run.
        """
        names = {*known, *renewed}
        with self._changing:
            kept_here = self.session_only(account)
            try:
                if not kept_here:
                    for name in names:
                        self._look_again((account, name))
            finally:
                with self._lock:
                    now = {name: self._known.get((account, name)) for name in names}
                    unchanged = now == {name: known.get(name) for name in names}
                    if unchanged:
                        self._known |= {(account, name): new for name, new in renewed.items()}
                        if kept_here:
                            self._session_only |= {(account, name) for name in renewed}
            if unchanged and not kept_here:
                self._put_into_vault(account, renewed)

    def forget(self, account: str, name: str) -> None:
        """Remove the secret from here and from the vault.

        A secret for this run only may have an older one in the vault; that there is no vault to
        remove it from is then no failure.
        """
        key = (account, name)
        with self._changing:
            with self._lock:
                self._known.pop(key, None)
                self._in_vault.pop(key, None)
                only_here = key in self._session_only
                self._session_only.discard(key)
            try:
                self._vault.forget(account, name)
            except NoKeyring:
                if not only_here:
                    raise

    def forget_all(self, account: str, names: Iterable[str]) -> None:
        """Remove several secrets; one that cannot be removed does not keep the others."""
        failure: NoKeyring | None = None
        for name in names:
            try:
                self.forget(account, name)
            except NoKeyring as error:
                failure = error
        if failure is not None:
            raise failure

    def _learn(self, key: _Key, value: str | None) -> None:
        """What the vault answered; what was written meanwhile is newer."""
        with self._lock:
            self._known.setdefault(key, value)
            self._in_vault.setdefault(key, value)

    def _look_again(self, key: _Key) -> None:
        """Take over what another process changed in the vault."""
        with self._changing:
            value = self._vault.read(*key)
            with self._lock:
                if key not in self._known or self._in_vault.get(key) != value:
                    self._known[key] = value
                self._in_vault[key] = value

    def _put_into_vault(self, account: str, secrets: Mapping[str, str]) -> None:
        """Into the vault, all or none as far as the vault allows."""
        before = {name: self._vault.read(account, name) for name in secrets}
        try:
            for name, value in secrets.items():
                self._vault.write(account, name, value)
        except NoKeyring:
            for name, old in before.items():
                with suppress(NoKeyring):
                    if old is None:
                        self._vault.forget(account, name)
                    else:
                        self._vault.write(account, name, old)
            raise
        with self._lock:
            self._in_vault |= {(account, name): value for name, value in secrets.items()}
