"""Opens accounts' providers: one for each account and thread, since a session is never shared."""

import threading
from collections.abc import Mapping

from eventdesk.domain.account import Account
from eventdesk.domain.clock import Clock
from eventdesk.providers import registry
from eventdesk.providers.base import Provider, ProviderContext
from eventdesk.services.profile import Profile
from eventdesk.vault.secret_store import SecretStore


class Connections:
    """Providers of this process. Each stays on the thread that asked for it."""

    def __init__(self, secrets: SecretStore, profile: Profile, clock: Clock) -> None:
        self._secrets = secrets
        self._profile = profile
        self._clock = clock
        self._local = threading.local()

    def open(self, account: Account) -> Provider:
        """The account's provider on this thread, made anew where its settings changed.

        Raises:
            NotThere: its system is not installed. NoKeyring: its secrets cannot be read.
        """
        context = self.context(account, self.secrets_of(account))
        opened: dict[int, Provider] = self._local.__dict__.setdefault("opened", {})
        provider = opened.get(account.id)
        if provider is not None and provider.context != context:
            provider.close()
            provider = None
        if provider is None:
            provider = registry.provider_class(account.system)(context)
            opened[account.id] = provider
        return provider

    def open_apart(self, account: Account, secrets: Mapping[str, str]) -> Provider:
        """A provider for an account not kept like this, or not yet; the caller closes it."""
        return registry.provider_class(account.system)(self.context(account, secrets))

    def secrets_of(self, account: Account) -> dict[str, str]:
        """The account's secrets by name; those that were never given are left out."""
        names = registry.provider_class(account.system).secret_names(account.options)
        read = {name: self._secrets.read(str(account.id), name) for name in names}
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

    def close_thread(self) -> None:
        """Let go of everything that this thread opened."""
        opened: dict[int, Provider] = self._local.__dict__.pop("opened", {})
        for provider in opened.values():
            provider.close()
