"""The Teamwork.com server: credentials, paging, people, and what a test may do to its data."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tests.servers.base import StrictServer
from tests.servers.messages import Reply, Request, json_reply
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.teamwork.dataset import ME, Json, TeamworkData
from tests.servers.teamwork.event_routes import EventRoutes
from tests.servers.teamwork.rules import problems

_PEOPLE_PARAMS = (
    Param(name="page", kind=Kind.INTEGER),
    Param(name="pageSize", kind=Kind.INTEGER),
    Param(name="projectId"),
    Param(name="sort"),
    Param(name="sortOrder"),
    Param(name="fullprofile", kind=Kind.BOOLEAN),
)


@dataclass(slots=True)
class TeamworkOptions:
    """How the server settles what the notes leave open; change them at any time.

    edges: a window has the events that overlap it, or only those that start in it.
    put: PUT changes the given keys, or replaces the event.
    updated_after_offset: hours by which the zone of `updatedAfterDate` is ahead of UTC.
    paging_headers: as documented, in lower case, or none at all.
    pages_when_empty: what X-Pages says of an empty list; "" for no header.
    most_people: the largest page of people that the server hands out.
    withheld: keys that the answer for a single event does not have; its `status` never is there.
    """

    edges: Literal["overlap", "starts"] = "overlap"
    put: Literal["partial", "replace"] = "partial"
    updated_after_offset: float = 0.0
    paging_headers: Literal["documented", "lower", "none"] = "documented"
    pages_when_empty: str = "0"
    most_people: int = 200
    withheld: tuple[str, ...] = ()


class TeamworkServer(StrictServer):
    """A strict site with one person's key and token."""

    def __init__(
        self,
        dataset: TeamworkData | None = None,
        *,
        key: str = "test-key",
        token: str = "test-token",
        port: int = 0,
    ) -> None:
        self.dataset = dataset or TeamworkData.small()
        self.key, self.token = key, token
        self.options = TeamworkOptions()
        self.may_see_calendar: object = True
        super().__init__(port)

    def routes(self) -> list[Route]:
        """Literal paths go before those with a file name."""
        return [
            *EventRoutes(self).routes(),
            Route(
                "GET",
                "/calendarevents/{id}/availablePeople.json",
                self.available_people,
                (Param(name="privacy", required=True, choices=("private", "company")),),
                permission="people",
            ),
            Route("GET", "/me.json", self.me),
            Route("GET", "/people.json", self.people, _PEOPLE_PARAMS, permission="people"),
            Route("GET", "/account.json", self.account),
        ]

    # -- rules of every request

    def credentials_refusal(self, request: Request) -> Reply | None:
        """The key as user name with any password, or the token (section 2)."""
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and value == self.token:
            return None
        expected = b64encode(f"{self.key}:x".encode()).decode("ascii")
        if scheme == "Basic" and value == expected:
            return None
        return self.refusal(401, "Invalid credentials")

    def header_problems(self, request: Request) -> Iterator[str]:
        """Every call is signed in, and every body announced as JSON."""
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        if scheme not in {"Basic", "Bearer"} or not value:
            yield "the header 'Authorization' is missing or of another scheme"
        if request.body and request.headers.get("content-type") != "application/json":
            yield "the body is not announced as JSON"

    def check_body(self, request: Request, event: Json) -> None:
        """What the notes do not allow in an event is a breach."""
        for problem in problems(event):
            self.violated(request, problem)

    # -- answers

    @staticmethod
    def refusal(status: int, message: str) -> Reply:
        """The usual error of v1 (section 9)."""
        return json_reply({"MESSAGE": message, "STATUS": "Error"}, status)

    def page(self, call: Call, key: str, found: Sequence[Json], size: int) -> Reply:
        """One page of a list, its place in the headers (section 4)."""
        page = call.number("page", 1)
        start = 0 if call.paging else (page - 1) * size
        chosen = list(found[start : start + size])
        pages = str(-(-len(found) // size)) if found else self.options.pages_when_empty
        if call.paging:
            pages = str(page + 1)
        if call.paging == "endless":
            chosen = [{**item, "id": f"{page}{place:06}"} for place, item in enumerate(chosen)]
        reply = json_reply({key: chosen, "STATUS": "OK"})
        headers = {"X-Page": str(page), "X-Pages": pages, "X-Records": str(len(found))}
        if self.options.paging_headers == "lower":
            headers = {name.lower(): value for name, value in headers.items()}
        if self.options.paging_headers != "none":
            reply.headers |= {name: value for name, value in headers.items() if value}
        return reply

    def me(self, call: Call) -> Reply:
        """Whose key it is."""
        permissions = {"canAccessCalendar": self.may_see_calendar}
        person = {**self.dataset.people[ME], "permissions": permissions}
        return json_reply({"person": person, "STATUS": "OK"})

    def people(self, call: Call) -> Reply:
        """A page of everybody."""
        size = min(call.number("pageSize", 50), self.options.most_people)
        return self.page(call, "people", list(self.dataset.people.values()), size)

    def available_people(self, call: Call) -> Reply:
        """Everybody can be invited; the e-mail is under another key here."""
        people = []
        for person in self.dataset.people.values():
            shown = {key: value for key, value in person.items() if key != "user-name"}
            shown["email"] = shown.pop("email-address")
            people.append(shown)
        return json_reply({"people": people, "STATUS": "OK"})

    def account(self, call: Call) -> Reply:
        """The site."""
        account = {"id": "1", "name": "Example Choir", "companyname": "Example Choir"}
        return json_reply({"account": account, "STATUS": "OK"})

    # -- edits by another desk, for tests

    def now(self) -> datetime:
        """The moment of every change: noon of the data set's day."""
        return self.dataset.now

    def event_ref(self, label: str) -> str:
        """The id of a special event, for example `main`."""
        return self.dataset.labels[label]

    def edit_event(self, ref: str, **fields: object) -> None:
        """Another person changes any field of an event (keys with underscores)."""
        with self.lock:
            changes = {name.replace("_", "-"): value for name, value in fields.items()}
            self.dataset.events[ref].record |= changes
            self.dataset.stamp(ref, self.now())

    def rename_event(self, ref: str, title: str) -> None:
        """Another person renames an event."""
        self.edit_event(ref, title=title)

    def delete_event(self, ref: str) -> None:
        """Another person deletes an event; the site keeps it as deleted."""
        with self.lock:
            self.dataset.events[ref].deleted = True
            self.dataset.stamp(ref, self.now())

    def control_views(self) -> dict[str, Callable[..., object]]:
        """`labels` lists the special events, `account` what a client must know."""
        return {
            "labels": lambda: self.dataset.labels,
            "account": lambda: {"today": str(self.dataset.today)},
        }

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """The edits of another person, and `options`."""
        edits = (self.edit_event, self.rename_event, self.delete_event)
        named = {edit.__name__.replace("_", "-"): edit for edit in edits}
        return {**named, "options": self._set_options}

    def _set_options(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.options, name, value)
