"""The sheepCRM server: credentials, headers, and what a test may do to its data."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from tests.servers.base import StrictServer
from tests.servers.log import WriteRecord
from tests.servers.messages import Reply, Request, standard_error
from tests.servers.routing import Route
from tests.servers.sheepcrm.admin_routes import AdminRoutes
from tests.servers.sheepcrm.contact_routes import ContactRoutes
from tests.servers.sheepcrm.dataset import Dataset
from tests.servers.sheepcrm.event_objects import moment
from tests.servers.sheepcrm.event_routes import EventRoutes
from tests.servers.sheepcrm.order_routes import OrderRoutes
from tests.servers.sheepcrm.records import Attendee
from tests.servers.sheepcrm.state import State


@dataclass(slots=True)
class SheepOptions:
    """How the server settles what the notes leave open; change them at any time.

    bad_key_status: 401, or 403 or 404 as the older documents say.
    guest_marking: a mark by `guest_ref` is a breach, a plain 404, or accepted.
    old_audit_path: serve the audit of a record only where it was before April 2025.
    avatar_host: where some avatars redirect to.
    """

    bad_key_status: int = 401
    guest_marking: Literal["breach", "refused", "accepted"] = "breach"
    old_audit_path: bool = False
    avatar_host: str = "https://pictures.invalid"


class SheepServer(StrictServer):
    """A strict sheepCRM for one bucket and one key."""

    def __init__(
        self, dataset: Dataset | None = None, *, key: str = "test-key", port: int = 0
    ) -> None:
        self.dataset = dataset or Dataset.small()
        self.bucket, self.key = self.dataset.bucket, key
        self.options = SheepOptions()
        self.state = State(self.dataset)
        super().__init__(port)

    def routes(self) -> list[Route]:
        """Literal paths go before those with a free resource type."""
        return [
            *EventRoutes(self).routes(),
            *OrderRoutes(self).routes(),
            *AdminRoutes(self).routes(),
            *ContactRoutes(self).routes(),
        ]

    # -- rules of every request

    def credentials_refusal(self, request: Request) -> Reply | None:
        """Refuse a wrong key, and a bucket that the key does not reach (sections 4 and 5)."""
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return standard_error(self.options.bad_key_status, "The API key is not valid.")
        segments = request.path.split("/")
        if len(segments) > 3 and segments[3] != self.bucket:
            return standard_error(403, "The key does not reach this account.")
        return None

    def header_problems(self, request: Request) -> Iterator[str]:
        """A bearer token and an APPLICATION name belong to every request (section 4)."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            yield "the header 'Authorization: Bearer <key>' is missing or malformed"
        parts = request.headers.get("application", "").split("/")
        if len(parts) != 3 or not all(parts):
            yield "the header 'APPLICATION: <org>/<app>/<version>' is missing or malformed"

    # -- writes of clients, called by the routes under the lock

    def rows_to_mark(self, event_uid: str, person_uri: str) -> list[Attendee]:
        """The rows that a mark of this person changes."""
        book = self.state.book(event_uid)
        as_guest = self.options.guest_marking == "accepted"
        return book.rows_of(person_uri) + (
            book.rows_of(person_uri, as_guest=True) if as_guest else []
        )

    def was_on_the_list(self, event_uid: str, person_uri: str) -> bool:
        """True for somebody removed meanwhile, and for a guest where that is no breach."""
        book = self.state.book(event_uid)
        refused_guest = self.options.guest_marking == "refused" and bool(
            book.rows_of(person_uri, as_guest=True)
        )
        return person_uri in book.former_people or refused_guest

    def mark(
        self, request: Request, event_uid: str, person_uri: str, status: str, rows: list[Attendee]
    ) -> None:
        """Apply a mark and record it."""
        self.state.book(event_uid).set_status(rows, status, moment(datetime.now()))
        self.wrote(request, event_uid, person_uri, status=status, rows=len(rows))

    def wrote(
        self,
        request: Request,
        event_uid: str,
        person_uri: str = "",
        *,
        status: str = "",
        rows: int = 1,
    ) -> None:
        """Record a write that took effect."""
        self.log.wrote(
            WriteRecord(
                request.method, request.path, event_uid, person_uri, status, rows, time.time()
            )
        )

    # -- edits by another desk, and views, for tests

    def event_uid(self, label: str) -> str:
        """The uid of a special event, for example `main` or `cancelled`."""
        return self.dataset.labels[label]

    def attendance(self, event_uid: str) -> list[dict[str, object]]:
        """The rows of an event as the API would send them now."""
        with self.lock:
            answer = msgspec.json.decode(
                self.state.book(event_uid).attendance(), type=dict[str, object]
            )
        return msgspec.convert(answer["sessions"], list[dict[str, object]])

    def statuses(self, event_uid: str) -> dict[str, list[str | None]]:
        """The statuses of each person's rows, by person URI. Without guests and deleted rows."""
        found: dict[str, list[str | None]] = {}
        for row in self.attendance(event_uid):
            person = row.get("person_ref")
            uri = person["ref"] if isinstance(person, dict) else person
            if isinstance(uri, str) and row.get("record_state") != "deleted":
                status = row.get("status")
                found.setdefault(uri, []).append(status if isinstance(status, str) else None)
        return found

    def warm(self, event_uid: str) -> None:
        """Make and encode an event's attendance now, so that no request pays for it."""
        with self.lock:
            self.state.book(event_uid).attendance()

    def set_status(self, event_uid: str, person_uri: str, status: str) -> int:
        """Another desk marks a person. Returns the number of rows changed."""
        with self.lock:
            book = self.state.book(event_uid)
            rows = book.rows_of(person_uri)
            book.set_status(rows, status, moment(datetime.now()))
            return len(rows)

    def remove_attendee(self, event_uid: str, person_uri: str, *, keep_record: bool = False) -> int:
        """Another desk takes a person off; with `keep_record` the rows stay, marked as deleted."""
        with self.lock:
            return self.state.book(event_uid).remove(person_uri, keep_record=keep_record)

    def add_attendee(
        self,
        event_uid: str,
        name: str,
        *,
        email: str | None = None,
        person_uri: str | None = None,
        status: str = "accepted",
    ) -> str:
        """Another desk adds somebody; without `person_uri` a guest. Returns the row's uid."""
        with self.lock:
            book = self.state.book(event_uid)
            return book.add(name=name, email=email, person_uri=person_uri, status=status)

    def rename_event(self, event_uid: str, title: str) -> None:
        """Another desk renames an event."""
        with self.lock:
            self.state.events[event_uid].title = title
            self.state.event_changed(event_uid)

    def move_event(self, event_uid: str, hours: float) -> None:
        """Another desk moves an event; its tickets keep the old date until they are rebased."""
        with self.lock:
            event, shift = self.state.events[event_uid], timedelta(hours=hours)
            self.state.book(event_uid).make_orders()
            event.start = event.start and event.start + shift
            event.end = event.end and event.end + shift
            self.state.event_changed(event_uid)

    def edit_event(self, event_uid: str, **fields: object) -> None:
        """Another desk changes any field of the event object; `...` leaves the field out."""
        with self.lock:
            self.state.events[event_uid].fields.update(fields)
            self.state.event_changed(event_uid)

    def remove_event(self, event_uid: str) -> None:
        """Another desk deletes an event for good."""
        with self.lock:
            del self.state.events[event_uid]

    # -- the same over HTTP

    def control_views(self) -> dict[str, Callable[..., object]]:
        """`attendance` and `statuses` take `event_uid`; `labels` lists the special events."""
        return {
            "attendance": self.attendance,
            "statuses": self.statuses,
            "labels": lambda: self.dataset.labels,
            "account": lambda: {"bucket": self.bucket, "today": str(self.dataset.today)},
        }

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """The edits of another desk by their names with hyphens, and `options`."""
        edits = (
            self.set_status,
            self.remove_attendee,
            self.add_attendee,
            self.rename_event,
            self.move_event,
            self.edit_event,
            self.remove_event,
            self.warm,
        )
        named = {edit.__name__.replace("_", "-"): edit for edit in edits}
        return {**named, "options": self._set_options}

    def _set_options(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.options, name, value)
