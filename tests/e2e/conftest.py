"""A sheepCRM server in a process of its own, and what the other end of its control path says."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

KEY = "k3y-of-the-journey-d41d8cd98f"
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Crm:
    """The server, seen through its control path."""

    url: str

    def see(self, view: str, **query: str) -> Any:
        """What `/__control__/<view>` shows."""
        words = "&".join(f"{name}={value}" for name, value in query.items())
        return self._ask(urllib.request.Request(f"{self.url}/__control__/{view}?{words}"))

    def do(self, action: str, **values: object) -> None:
        """Turn a switch, or be another desk."""
        body = json.dumps(values).encode()
        self._ask(urllib.request.Request(f"{self.url}/__control__/{action}", data=body))

    def marks(self) -> list[tuple[str, str]]:
        """Every mark that took effect, in order: the person and the status."""
        return [
            (write["person_uri"], write["status"])
            for write in self.see("writes")
            if write["status"]
        ]

    def in_flight(self, method: str) -> bool:
        """Whether a request that was held up still waits for its answer."""
        return any(
            request["method"] == method and request["fault"] and request["status"] is None
            for request in self.see("requests")
        )

    def _ask(self, request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())["result"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known when this folder is named on the command line; else the default holds."""
    group = parser.getgroup("end to end")
    group.addoption("--every-page", action="store_true", help="scans into each settings page")


@pytest.fixture
def crm() -> Iterator[Crm]:
    """A server with the small data set; it must have seen nothing that the API does not allow."""
    command = [sys.executable, "-m", "tests.servers", "sheepcrm", "--key", KEY]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            server = Crm(process.stdout.readline().strip())
            yield server
            assert server.see("violations") == []
        finally:
            process.terminate()
