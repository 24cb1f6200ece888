"""A provider of the strict server, opened and closed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.provider import KareProvider
from tests.servers import KareServer

OpenProvider = Callable[..., KareProvider]


class NoonClock:
    """Noon of the data set's day, turned by tests."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock(kare_server: KareServer) -> NoonClock:
    return NoonClock(kare_server.dataset.noon)


@pytest.fixture
def kept() -> dict[str, str]:
    """What the provider asked to keep."""
    return {}


@pytest.fixture
def context(
    kare_server: KareServer, clock: NoonClock, kept: dict[str, str], tmp_path: Path
) -> ProviderContext:
    return ProviderContext(
        account="Register",
        address=kare_server.url,
        options={},
        secrets=kare_server.secrets,
        folder=tmp_path,
        clock=clock,
        keep_secrets=kept.update,
    )


@pytest.fixture
def open_provider(context: ProviderContext) -> Iterator[OpenProvider]:
    """Opens the server's account with given options or secrets, closed after the test."""
    opened = []

    def open_it(secrets: Mapping[str, str] | None = None, **options: str) -> KareProvider:
        made = ProviderContext(
            account=context.account,
            address=context.address,
            options=options,
            secrets=context.secrets if secrets is None else secrets,
            folder=context.folder,
            clock=context.clock,
            keep_secrets=context.keep_secrets,
        )
        opened.append(KareProvider(made))
        return opened[-1]

    yield open_it
    for provider in opened:
        provider.close()


@pytest.fixture
def provider(open_provider: OpenProvider) -> KareProvider:
    return open_provider()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def main(kare_server: KareServer, provider: KareProvider, cancel: CancelToken) -> Event:
    """The training with everything that an intervention can have."""
    return provider.event(kare_server.ref("main"), cancel)
