"""A provider of the strict server, opened and closed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.servers import SheepServer

OpenProvider = Callable[..., SheepCrmProvider]


class DayClock:
    """Noon of the data set's day, turned by tests."""

    def __init__(self, server: SheepServer) -> None:
        today = server.dataset.today
        self.time = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock(sheepcrm_server: SheepServer) -> DayClock:
    return DayClock(sheepcrm_server)


@pytest.fixture
def open_provider(
    sheepcrm_server: SheepServer, clock: DayClock, tmp_path: Path
) -> Iterator[OpenProvider]:
    """Opens the server's account with given options, closed after the test."""
    opened = []

    def open_it(key: str = "", **options: str) -> SheepCrmProvider:
        context = ProviderContext(
            account="Charity",
            address=sheepcrm_server.url,
            options={"bucket": sheepcrm_server.bucket, **options},
            secrets={"api_key": key or sheepcrm_server.key},
            folder=tmp_path,
            clock=clock,
        )
        opened.append(SheepCrmProvider(context))
        return opened[-1]

    yield open_it
    for provider in opened:
        provider.close()


@pytest.fixture
def provider(open_provider: OpenProvider) -> SheepCrmProvider:
    return open_provider()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def main(sheepcrm_server: SheepServer) -> str:
    """The uid of the event with 60 attendees."""
    return sheepcrm_server.event_uid("main")
