"""The calendar server: one file, its versions, a password where one is set, and edits of others."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from email.utils import format_datetime

from tests.servers.base import StrictServer
from tests.servers.ics.dataset import CalendarData
from tests.servers.messages import Reply, Request, standard_error
from tests.servers.routing import Call, Param, Route

PATH = "/calendars/{key}/team.ics"
TYPE = "text/calendar; charset=utf-8"


class CalendarServer(StrictServer):
    """One calendar at `address`.

    Attributes:
        username, password: asked for where not empty.
        tells: which versions an answer names: "etag", "last-modified", both or none.
    """

    def __init__(
        self,
        dataset: CalendarData | None = None,
        *,
        username: str = "reader-82b6",
        key: str = "test-key",
        port: int = 0,
    ) -> None:
        self.dataset = dataset or CalendarData.small()
        self.username, self.password = username, key
        self.tells = frozenset({"etag", "last-modified"})
        self._edits = 0
        super().__init__(port)

    @property
    def address(self) -> str:
        """Where the calendar is."""
        return f"{self.url}/calendars/private-7a1e/team.ics"

    def routes(self) -> list[Route]:
        """The calendar, also with a parameter as some publishers have it."""
        return [Route("GET", PATH, self._calendar, (Param(name="token"),))]

    def credentials_refusal(self, request: Request) -> Reply | None:
        """Refuse a wrong password, or none."""
        pair = b64encode(f"{self.username}:{self.password}".encode()).decode()
        if self.username and request.headers.get("authorization") != f"Basic {pair}":
            return standard_error(401, "Unauthorized.")
        return None

    def header_problems(self, request: Request) -> Iterator[str]:
        """A calendar is asked for, and a version only where one was told."""
        if "text/calendar" not in request.headers.get("accept", ""):
            yield "the header 'Accept: text/calendar' is missing"
        told = request.headers.get("if-none-match")
        if told is not None and not told.startswith('"calendar-'):
            yield f"no answer ever named the version {told}"

    def _calendar(self, call: Call) -> Reply:
        headers = {name: value for name, value in self._version().items() if name in self.tells}
        sent = call.request.headers
        if "if-none-match" in sent or "if-modified-since" in sent:
            known = {
                "etag": sent.get("if-none-match"),
                "last-modified": sent.get("if-modified-since"),
            }
            if all(known[name] == value for name, value in headers.items()):
                return Reply(304, headers=headers)
        return Reply(200, self.dataset.body(), TYPE, headers)

    def _version(self) -> dict[str, str]:
        changed = self.dataset.now.replace(second=self._edits % 60)
        return {
            "etag": f'"calendar-{self._edits}"',
            "last-modified": format_datetime(changed, usegmt=True),
        }

    # -- edits by others, for tests

    def uid(self, label: str) -> str:
        """What an event is called."""
        return self.dataset.uid(label)

    def edit_event(self, label: str, name: str, line: str) -> None:
        """Somebody changes a line of an event, or adds it."""
        with self.lock:
            lines = self.dataset.events[label]
            lines[:] = [*(each for each in lines if not each.startswith(name)), line]
            self._edits += 1

    def remove_event(self, label: str) -> None:
        """Somebody deletes an event."""
        with self.lock:
            del self.dataset.events[label]
            self._edits += 1

    # -- the same over HTTP

    def control_views(self) -> dict[str, Callable[..., object]]:
        """`address` is where the calendar is."""
        return {"address": lambda: self.address}

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """The edits of others by their names with hyphens."""
        return {"edit-event": self.edit_event, "remove-event": self.remove_event}
