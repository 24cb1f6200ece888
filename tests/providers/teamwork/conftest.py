"""A provider of the strict server, opened and closed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, ProviderContext
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.servers import TeamworkServer

OpenProvider = Callable[..., TeamworkProvider]
NOTHING: frozenset[int] = frozenset()


class DayClock:
    """Noon of the data set's day, turned by tests."""

    def __init__(self, server: TeamworkServer) -> None:
        self.time = datetime.combine(server.dataset.today, time(12), UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock(teamwork_server: TeamworkServer) -> DayClock:
    return DayClock(teamwork_server)


@pytest.fixture
def open_provider(
    teamwork_server: TeamworkServer, clock: DayClock, tmp_path: Path
) -> Iterator[OpenProvider]:
    """Opens the server's account with given options, closed after the test."""
    opened = []

    def open_it(
        address: str = "", secrets: dict[str, str] | None = None, **options: str
    ) -> TeamworkProvider:
        context = ProviderContext(
            account="Choir",
            address=address or teamwork_server.url,
            options=options,
            secrets=secrets or {"api_key": teamwork_server.key},
            folder=tmp_path,
            clock=clock,
        )
        opened.append(TeamworkProvider(context))
        return opened[-1]

    yield open_it
    for provider in opened:
        provider.close()


@pytest.fixture
def provider(open_provider: OpenProvider) -> TeamworkProvider:
    return open_provider()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def main(teamwork_server: TeamworkServer) -> str:
    """The id of the event with twelve attendees."""
    return teamwork_server.event_ref("main")


def listed(
    provider: TeamworkProvider, window: Window | None, cancel: CancelToken
) -> dict[str, Event]:
    """The events of a window by their ids, each of which must come once."""
    return by_ref(provider.events(window, known=NOTHING, cancel=cancel))


def by_ref(batches: Iterator[Batch[Event]] | None) -> dict[str, Event]:
    """The events of a list by their ids."""
    assert batches is not None
    found = [event for batch in batches for _, event in batch.items]
    events = {event.ref: event for event in found}
    assert len(events) == len(found)
    return events


def attendee_names(provider: TeamworkProvider, ref: str, cancel: CancelToken) -> dict[str, str]:
    """Who attends an event, by id."""
    batches = provider.attendees(ref, known=NOTHING, cancel=cancel)
    return {attendee.ref: attendee.name for batch in batches for _, attendee in batch.items}
