"""A provider of the strict server, opened and closed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.servers import SafeServer

OpenProvider = Callable[..., SafeSitesProvider]


class DayClock:
    """Noon of the data set's day."""

    def __init__(self, server: SafeServer) -> None:
        self.time = server.dataset.now.replace(tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def open_provider(safesites_server: SafeServer, tmp_path: Path) -> Iterator[OpenProvider]:
    """Opens the server's account with given options, closed after the test."""
    opened = []

    def open_it(
        token: str = "", *, server: SafeServer = safesites_server, **options: str
    ) -> SafeSitesProvider:
        context = ProviderContext(
            account="Sites",
            address=server.url,
            options=options,
            secrets={"token": token or server.key},
            folder=tmp_path,
            clock=DayClock(server),
        )
        opened.append(SafeSitesProvider(context))
        return opened[-1]

    yield open_it
    for provider in opened:
        provider.close()


@pytest.fixture
def provider(open_provider: OpenProvider) -> SafeSitesProvider:
    return open_provider()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()
