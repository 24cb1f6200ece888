"""A demo on a computer without a network."""

import socket
from collections.abc import Callable, Iterator

import pytest

from eventdesk.services.demo import open_demo
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from tests.services.demo_tools import StandingClock


@pytest.fixture
def open_it(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Workspace]]:
    """Opens a demo in a new folder, on a computer without a network."""

    def no_network(*_args: object, **_options: object) -> None:
        raise AssertionError("the demo used the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, no_network)
    opened: list[Workspace] = []

    def start() -> Workspace:
        folder = tmp_path_factory.mktemp("demo")
        opened.append(open_demo(Profile(folder), clock=StandingClock()))
        return opened[-1]

    yield start
    for demo in opened:
        demo.close()


@pytest.fixture
def demo(open_it: Callable[[], Workspace]) -> Workspace:
    """An opened demo."""
    return open_it()
