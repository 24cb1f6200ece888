"""Opens accounts' providers: one for each account and thread, since a session is never shared."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.providers import registry
from eventdesk.providers.base import Provider, ProviderContext
from eventdesk.services.profile import Profile
from eventdesk.vault.secret_store import SecretStore

_MAKING = threading.Lock()
"""Held while a provider is made: it may import its libraries, and `requests` is not whole for one
thread while another one imports parts of it."""

_MAY_HAVE_OTHERS = (AccountState.NEW, AccountState.PARKED)


class Connections:
    """Providers of this process. Each stays on the thread that asked for it."""

    def __init__(self, secrets: SecretStore, profile: Profile, clock: Clock) -> None:
        self._secrets = secrets
        self._profile = profile
        self._clock = clock
        self._local = threading.local()

    def open(self, account: Account) -> Provider:
        """The account's provider on this thread, made anew where its settings changed.

        Of an account whose key was refused, or that was just edited, the secrets are read anew:
        another process on this profile may have been given better ones.

        Raises:
            NotThere: its system is not installed. NoKeyring: its secrets cannot be read.
        """
        secrets = self.secrets_of(account, anew=account.state in _MAY_HAVE_OTHERS)
        context = replace(
            self.context(account, secrets), keep_secrets=self._keeper(account.id, secrets)
        )
        opened: dict[int, Provider] = self._local.__dict__.setdefault("opened", {})
        provider = opened.get(account.id)
        if provider is not None and provider.context != context:
            provider.close()
            provider = None
        if provider is None:
            provider = opened[account.id] = _made(account, context)
        return provider

    def open_apart(self, account: Account, secrets: Mapping[str, str]) -> Provider:
        """A provider for an account not kept like this, or not yet; the caller closes it."""
        return _made(account, self.context(account, secrets))

    def sign_in(
        self, account: Account, secrets: Mapping[str, str], cancel: CancelToken
    ) -> Mapping[str, str]:
        """What to keep of an account for the secrets that were given: one request or more."""
        system = registry.provider_class(account.system)
        with _MAKING:
            system.load()
        return system.sign_in(self.context(account, secrets), cancel)

    def secrets_of(self, account: Account, *, anew: bool = False) -> dict[str, str]:
        """The account's secrets by name; those that were never given are left out."""
        system = registry.provider_class(account.system)
        passing = {field.name for field in system.info.secret_fields() if not field.kept}
        named = system.secret_names(account.address, account.options)
        names = [name for name in named if name not in passing]
        read = {name: self._secrets.read(str(account.id), name, anew=anew) for name in names}
        return {name: value for name, value in read.items() if value is not None}

    def context(self, account: Account, secrets: Mapping[str, str]) -> ProviderContext:
        """What a provider of this account is opened with."""
        return ProviderContext(
            account=account.name,
            address=account.address or registry.provider_class(account.system).info.address,
            options=dict(account.options),
            secrets=dict(secrets),
            folder=self._profile.books / str(account.id),
            clock=self._clock,
        )

    def _keeper(
        self, account_id: int, opened_with: Mapping[str, str]
    ) -> Callable[[Mapping[str, str]], None]:
        """Replaces secrets that the system renewed, as long as they are those it was opened with.

        So a late renewal undoes neither what a person entered meanwhile nor a removal.
        """
        known = dict(opened_with)

        def keep(renewed: Mapping[str, str]) -> None:
            before = dict(known)
            known.update(renewed)
            self._secrets.renew(str(account_id), before, renewed)

        return keep

    def close_thread(self) -> None:
        """Let go of everything that this thread opened."""
        opened: dict[int, Provider] = self._local.__dict__.pop("opened", {})
        for provider in opened.values():
            provider.close()


def _made(account: Account, context: ProviderContext) -> Provider:
    system = registry.provider_class(account.system)
    with _MAKING:
        return system(context)
