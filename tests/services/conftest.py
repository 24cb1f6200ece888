"""A demo on a computer without a network."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from eventdesk.services.demo import open_demo
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from tests.services.demo_tools import StandingClock


@contextmanager
def _network_gone() -> Iterator[None]:
    def no_network(*_args: object, **_options: object) -> None:
        raise AssertionError("the demo used the network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("socket", "create_connection", "getaddrinfo"):
            patch.setattr(socket, name, no_network)
        yield


@pytest.fixture
def without_network() -> Iterator[None]:
    """A computer without a network."""
    with _network_gone():
        yield


@pytest.fixture
def open_it(
    tmp_path_factory: pytest.TempPathFactory, without_network: None
) -> Iterator[Callable[[], Workspace]]:
    """Opens a demo in a new folder, on a computer without a network."""
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


@pytest.fixture(scope="module")
def demo_of_the_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One for all tests of a file; see `seen_demo`."""
    with _network_gone():
        demo = open_demo(Profile(tmp_path_factory.mktemp("demo")), clock=StandingClock())
    yield demo
    demo.close()


@pytest.fixture
def seen_demo(demo_of_the_file: Workspace, without_network: None) -> Workspace:
    """An opened demo for tests that only look at it."""
    return demo_of_the_file
