"""The calendar of the site: list, one event, create, edit, delete, and what forms need."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from tests.servers.log import WriteRecord
from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.teamwork.dataset import ME, TYPES, Held, Json, plain_event

if TYPE_CHECKING:
    from tests.servers.teamwork.server import TeamworkServer

PAGE = 250
_EVENTS = "/calendarevents.json"
_LIST_PARAMS = (
    Param(name="startdate", required=True),
    Param(name="endDate", required=True),
    Param(name="showDeleted", kind=Kind.BOOLEAN),
    Param(name="updatedAfterDate"),
    Param(name="eventTypeId"),
    Param(name="page", kind=Kind.INTEGER),
    Param(name="userId", kind=Kind.INTEGER),
    Param(name="attendingOnly", kind=Kind.BOOLEAN),
)


class EventRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: TeamworkServer) -> None:
        self._server, self._data = server, server.dataset

    def routes(self) -> list[Route]:
        """Paths whose last segment ends in .json are matched by the server itself."""
        return [
            Route("GET", _EVENTS, self.listed, _LIST_PARAMS),
            Route("POST", _EVENTS, self.create, takes_body=True),
            Route("GET", "/calendareventtypes.json", self.types),
            Route("GET", "/calendarevents/{file}", self.one),
            Route("PUT", "/calendarevents/{file}", self.edit, takes_body=True),
            Route("DELETE", "/calendarevents/{file}", self.delete, takes_body=True),
        ]

    # -- reading

    def listed(self, call: Call) -> Reply:
        """A page of the events of some days, in order of their ids."""
        if not re.fullmatch(r"-?\d+", call.text("eventTypeId", "0"), re.ASCII):
            self._server.violated(call.request, "'eventTypeId' is no whole number")
        if call.texts("attendingOnly") and not call.text("userId"):
            self._server.violated(call.request, "'attendingOnly' goes with 'userId' only")
        first, last = self._day(call, "startdate"), self._day(call, "endDate")
        if first is None or last is None:
            return self._server.refusal(400, "Dates must be given as YYYYMMDD")
        found = [held for held in self._data.events.values() if self._matches(call, held)]
        chosen = [held.record for held in found if self._in_days(held, first, last)]
        return self._server.page(call, "events", chosen, PAGE)

    def _day(self, call: Call, name: str) -> date | None:
        text = call.text(name)
        if not re.fullmatch(r"\d{8}", text, re.ASCII):
            self._server.violated(call.request, f"'{name}' is '{text}', not YYYYMMDD")
            return None
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))

    def _in_days(self, held: Held, first: date, last: date) -> bool:
        """Which events the edges of a window have is not documented: an option says."""
        start, end = held.days
        if self._server.options.edges == "starts":
            return first <= start <= last
        return start <= last and first <= end

    def _matches(self, call: Call, held: Held) -> bool:
        if held.deleted and not call.flag("showDeleted"):
            return False
        since = call.text("updatedAfterDate")
        if since and held.changed <= self._moment(call, since):
            return False
        kind = held.record["type"]
        wanted = call.text("eventTypeId", "0")
        if wanted != "0" and not (isinstance(kind, dict) and str(kind.get("id")) == wanted):
            return False
        user = call.text("userId")
        return not user or self._is_of(held, user, attending=call.flag("attendingOnly"))

    def _moment(self, call: Call, text: str) -> datetime:
        """The zone of the text is not documented: an option says how far it is from UTC."""
        if not re.fullmatch(r"\d{14}", text, re.ASCII):
            self._server.violated(call.request, f"'updatedAfterDate' is '{text}'")
            return datetime.min.replace(tzinfo=UTC)
        offset = timedelta(hours=self._server.options.updated_after_offset)
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC) - offset

    @staticmethod
    def _is_of(held: Held, user: str, *, attending: bool) -> bool:
        owner = held.record["owner"]
        made = isinstance(owner, dict) and owner.get("id") == user
        return user in held.ids("attending-user-ids") or (made and not attending)

    def one(self, call: Call) -> Reply:
        """One event; the example has no status."""
        held = self._held(call)
        if held is None:
            return self._server.refusal(404, "Event not found")
        kept_back = {"status", *self._server.options.withheld}
        event = {key: value for key, value in held.record.items() if key not in kept_back}
        return json_reply({"event": event, "STATUS": "OK"})

    def types(self, call: Call) -> Reply:
        """Every event type."""
        return json_reply({"eventtypes": TYPES, "STATUS": "OK"})

    # -- writing

    def create(self, call: Call) -> Reply:
        """Make an event; its id comes as text."""
        event = self._body(call)
        if event is None:
            return self._server.refusal(422, "The wrapper 'event' is missing")
        if not event.get("title"):
            return self._server.refusal(422, "Title is required")
        ident = self._data.add(owner={"id": ME, "first-name": "Anna", "last-name": "Baker"})
        self._write(call, ident, event)
        return json_reply({"id": ident, "STATUS": "OK"}, 201)

    def edit(self, call: Call) -> Reply:
        """Change an event: the given keys only, or all of them, as an option says."""
        held, event = self._held(call), self._body(call)
        if event is None:
            return self._server.refusal(422, "The wrapper 'event' is missing")
        if held is None:
            return self._server.refusal(404, "Event not found")
        ident = str(held.record["id"])
        if self._server.options.put == "replace":
            kept = {"owner": held.record["owner"]}
            held.record = plain_event(ident, self._data.today) | kept
        self._write(call, ident, event)
        return json_reply({"STATUS": "OK"})

    def delete(self, call: Call) -> Reply:
        """Delete softly: one event, or a series where the body says so."""
        held = self._held(call)
        body = msgspec.json.decode(call.request.body) if call.request.body else {}
        if body not in ({}, {"deleteRecurring": "all"}):
            self._server.violated(call.request, f"the body is {body}")
        if held is None:
            return self._server.refusal(404, "Event not found")
        held.deleted = True
        ident = str(held.record["id"])
        self._data.stamp(ident, self._server.now())
        self._wrote(call, ident, "series" if body else "one")
        return json_reply({"STATUS": "OK"})

    def _body(self, call: Call) -> Json | None:
        """The event of a body; what the notes do not allow in it is a breach."""
        try:
            body = msgspec.json.decode(call.request.body)
        except msgspec.DecodeError:
            return None
        event = body.get("event") if isinstance(body, dict) and len(body) == 1 else None
        if not isinstance(event, dict):
            return None
        self._server.check_body(call.request, event)
        return event

    def _write(self, call: Call, ident: str, event: Json) -> None:
        record = self._data.events[ident].record
        kept = {key: value for key, value in event.items() if key in record}
        kind, privacy = kept.get("type"), kept.get("privacy")
        if isinstance(kind, dict):
            wanted = str(kind["id"])
            kept["type"] = next((dict(t) for t in TYPES if t["id"] == wanted), {"id": wanted})
        if "project-id" in event and isinstance(privacy, dict):
            kept["privacy"] = {**privacy, "project-id": event["project-id"]}
        record |= kept
        self._data.stamp(ident, self._server.now())
        self._wrote(call, ident, "")

    def _wrote(self, call: Call, ident: str, what: str) -> None:
        request = call.request
        self._server.log.wrote(
            WriteRecord(request.method, request.path, ident, "", what, 1, time.time())
        )

    def _held(self, call: Call) -> Held | None:
        file = call.path["file"]
        if not file.endswith(".json"):
            self._server.violated(call.request, "the path does not end in .json")
        held = self._data.events.get(file.removesuffix(".json"))
        return None if held is None or held.deleted else held
