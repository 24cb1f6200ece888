"""The client of the small server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import SheepServer
from tests.servers_tests.client import Client


@pytest.fixture
def client(sheepcrm_server: SheepServer) -> Iterator[Client]:
    """A client of the small server."""
    client = Client(sheepcrm_server)
    yield client
    client.session.close()
