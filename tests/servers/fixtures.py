"""Fixtures around the test servers: started, strict at the end, and gone without a trace."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.servers.base import StrictServer
from tests.servers.sheepcrm import Dataset, SheepServer

StartSheepServer = Callable[[Dataset], SheepServer]


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
