"""The SafeSites server: credentials, headers, and what a test may do to its data."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from tests.servers.base import StrictServer
from tests.servers.log import WriteRecord
from tests.servers.messages import Reply, Request
from tests.servers.routing import Route
from tests.servers.safesites.dataset import SafeData
from tests.servers.safesites.objects import refusal
from tests.servers.safesites.routes import SafeRoutes


@dataclass(slots=True)
class SafeOptions:
    """How the server settles what the notes leave open; change them at any time.

    start_form: how `start` is written: with a space, with a "T", or with "Z" in UTC.
    shape: exceptions are shown with the request's keys, each wrapped, or as something unknown.
    single_events: `GET /events/{id}` exists: whole, without embedded parts, or not at all.
    move_type: the word for moving a date.
    link_host: where the links of a page point to.
    touches: an exception gives its event a new `updatedAt`.
    """

    start_form: Literal["space", "T", "Z"] = "space"
    shape: Literal["request", "wrapped", "unknown"] = "request"
    single_events: Literal["whole", "bare", "none"] = "whole"
    move_type: str = "rescheduled"
    link_host: str = "https://elsewhere.invalid"
    touches: bool = True


class SafeServer(StrictServer):
    """A strict SafeSites for one token. `denied` takes permissions such as `events.read`."""

    def __init__(
        self, dataset: SafeData | None = None, *, key: str = "test-key", port: int = 0
    ) -> None:
        self.dataset = dataset or SafeData.small()
        self.key = key
        self.options = SafeOptions()
        super().__init__(port)

    def routes(self) -> list[Route]:
        """The operations of section 2."""
        return SafeRoutes(self).routes()

    def credentials_refusal(self, request: Request) -> Reply | None:
        """Refuse a wrong token (section 1)."""
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return refusal(401, "Unauthenticated.")
        return None

    def header_problems(self, request: Request) -> Iterator[str]:
        """A bearer token, and JSON both ways, belong to every request."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            yield "the header 'Authorization: Bearer <token>' is missing or malformed"
        if request.headers.get("accept") != "application/json":
            yield "the header 'Accept: application/json' is missing"
        if request.body and request.headers.get("content-type") != "application/json":
            yield "the body is not announced as JSON"

    # -- writes of clients, called by the routes under the lock

    def add_exception(self, request: Request, event_id: str, change: dict[str, Any]) -> None:
        """Keep an exception and record it."""
        event = self.dataset.events[event_id]
        event["exceptions"] = [*event["exceptions"], change]
        if self.options.touches:
            self._touch(event_id)
        kind = str(change["type"])
        self.log.wrote(WriteRecord("POST", request.path, event_id, "", kind, 1, time.time()))

    # -- edits by another desk, for tests

    def event_id(self, label: str) -> str:
        """The id of a special event, for example `round`."""
        return self.dataset.labels[label]

    def edit_event(self, event_id: str, **fields: object) -> None:
        """Another desk changes any field of an event."""
        with self.lock:
            self.dataset.events[event_id].update(fields)
            self._touch(event_id)

    def edit_silently(self, event_id: str, **fields: object) -> None:
        """The same without a new `updatedAt`."""
        with self.lock:
            self.dataset.events[event_id].update(fields)

    def remove_event(self, event_id: str) -> None:
        """Another desk deletes an event."""
        with self.lock:
            del self.dataset.events[event_id]

    def _touch(self, event_id: str) -> None:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.dataset.events[event_id]["updatedAt"] = now

    # -- the same over HTTP

    def control_views(self) -> dict[str, Callable[..., object]]:
        """`labels` lists the special events."""
        return {"labels": lambda: self.dataset.labels}

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """The edits of another desk by their names with hyphens, and `options`."""
        edits = (self.edit_event, self.edit_silently, self.remove_event)
        named = {edit.__name__.replace("_", "-"): edit for edit in edits}
        return {**named, "options": self._set_options}

    def _set_options(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.options, name, value)
