"""A plain client of the sheepCRM test server, for the tests of that server."""

from __future__ import annotations

from typing import Any

import requests

from tests.servers import SheepServer

HEADERS = {"Authorization": "Bearer test-key", "APPLICATION": "org/app/1.0"}


class Client:
    """A client that keeps its connection and follows no redirect."""

    def __init__(self, server: SheepServer) -> None:
        self.server = server
        self.session = requests.Session()
        self.session.headers.update(HEADERS)

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send to a path where `{bucket}` stands for the bucket and `{main}` for the main event."""
        path = path.format(bucket=self.server.bucket, main=self.server.event_uid("main"))
        options.setdefault("timeout", 10)
        return self.session.request(
            method, self.server.url + path, allow_redirects=False, **options
        )

    def get(self, path: str, **query: Any) -> Any:
        """The decoded answer of a GET that must work."""
        answer = self.send("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def mark(self, person_uri: str, status: str = "attended") -> requests.Response:
        """Mark a person of the main event."""
        query = {"person_uri": person_uri, "status": status}
        return self.send("PUT", "/events/v2/{bucket}/booking/{main}/attendance", params=query)


def twice(server: SheepServer) -> str:
    """Somebody with several places in the main event."""
    statuses = server.statuses(server.event_uid("main"))
    return next(uri for uri, values in statuses.items() if len(values) > 1)
