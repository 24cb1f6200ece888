"""Fixtures around the test servers: started, strict at the end, and gone without a trace."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.servers.base import StrictServer
from tests.servers.ics import CalendarServer
from tests.servers.kare import KareServer
from tests.servers.safesites import SafeData, SafeServer
from tests.servers.sheepcrm import Dataset, SheepServer
from tests.servers.teamwork import TeamworkData, TeamworkServer

StartSheepServer = Callable[[Dataset], SheepServer]
StartSafeServer = Callable[[SafeData], SafeServer]


@pytest.fixture
def start_sheepcrm_server() -> Iterator[StartSheepServer]:
    """A function that starts a server with a given data set; each is checked like the small one."""
    servers: list[SheepServer] = []

    def start(dataset: Dataset) -> SheepServer:
        server = SheepServer(dataset).start()
        servers.append(server)
        return server

    yield start
    with contextlib.ExitStack() as ends:
        for server in servers:
            ends.callback(finish, server)


@pytest.fixture
def sheepcrm_server(start_sheepcrm_server: StartSheepServer) -> SheepServer:
    """A started server with the small data set. Fails the test when a rule was broken."""
    return start_sheepcrm_server(Dataset.small())


@pytest.fixture
def start_safesites_server() -> Iterator[StartSafeServer]:
    """The same for SafeSites."""
    servers: list[SafeServer] = []

    def start(dataset: SafeData) -> SafeServer:
        servers.append(SafeServer(dataset).start())
        return servers[-1]

    yield start
    with contextlib.ExitStack() as ends:
        for server in servers:
            ends.callback(finish, server)


@pytest.fixture
def safesites_server(start_safesites_server: StartSafeServer) -> SafeServer:
    """A started server with the small data set. Fails the test when a rule was broken."""
    return start_safesites_server(SafeData.small())


@pytest.fixture
def teamwork_server() -> Iterator[TeamworkServer]:
    """The same of Teamwork.com."""
    server = TeamworkServer(TeamworkData.small()).start()
    yield server
    finish(server)


@pytest.fixture
def kare_server() -> Iterator[KareServer]:
    """A started KARE with the small data set. Fails the test when a rule was broken."""
    server = KareServer().start()
    yield server
    finish(server)


@pytest.fixture
def ics_server() -> Iterator[CalendarServer]:
    """A started calendar server with the small calendar and a password."""
    server = CalendarServer().start()
    yield server
    finish(server)


def finish(server: StrictServer) -> None:
    """Stop a server; fail on a broken rule or on a thread that stays."""
    server.stop()
    left = [name for name in server_threads() if name.startswith(server.thread_name)]
    assert not left, f"threads of the test server are still running: {left}"
    broken = "\n".join(server.violations)
    assert not broken, f"requests that the API does not allow:\n{broken}"


def server_threads() -> list[str]:
    """Names of the threads of all test servers, for checks of a whole run."""
    names = (thread.name for thread in threading.enumerate())
    return [name for name in names if name.startswith("test-server-")]
