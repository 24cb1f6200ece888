"""The calendar: the one list of events (apis/kare.md section 4)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tests.servers.kare.shapes import listed
from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Kind, Param, Route

if TYPE_CHECKING:
    from tests.servers.kare.server import KareServer

Record = dict[str, Any]

USUAL_SIZE = 50
# Seconds and their fraction may be left out; an offset may not stand in place of “Z”.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z")
_PAGING = (Param(name="page", kind=Kind.INTEGER), Param(name="pageSize", kind=Kind.INTEGER))
_PARAMS = (
    Param(name="scheduledStart", required=True),
    Param(name="scheduledEnd", required=True),
    Param(name="includeSites", kind=Kind.BOOLEAN, required=True),
    Param(name="includeCount", kind=Kind.BOOLEAN),
    *_PAGING,
    Param(name="findId", kind=Kind.INTEGER),
    Param(name="subPageSize", kind=Kind.INTEGER),
)


class CalendarRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: KareServer) -> None:
        self._server = server

    def routes(self) -> list[Route]:
        """The list of events."""
        return [Route("GET", "/calendar/v2/rs/events", self.events, _PARAMS)]

    def events(self, call: Call) -> Reply:
        """A page of the window, or that which holds `findId`."""
        start, end = call.text("scheduledStart"), call.text("scheduledEnd")
        for name, value in (("scheduledStart", start), ("scheduledEnd", end)):
            if moment(value) is None:
                self._server.violated(call.request, f"{name} '{value}' is no moment ending in Z")
                return json_reply({"message": f"{name} must be a UTC date-time"}, 400)
        found = self._within(start, end)
        size = min(call.number("pageSize", USUAL_SIZE), self._server.options.largest_page)
        page = self._page_of(call, found, size)
        first = 0 if call.paging else (page - 1) * size
        chosen = [self._listed(record, call) for record in found[first : first + size]]
        if call.paging == "endless":
            chosen = _made_up(chosen, page, size)
        answer: Record = {"data": chosen, "pagination": {"page": page, "pageSize": size}}
        if call.flag("includeCount") and not call.paging:
            answer["totalCount"] = len(found)
        return json_reply(answer)

    def _within(self, start: str, end: str) -> list[Record]:
        first, last = moment(start), moment(end)
        overlap = self._server.options.window_rule == "overlap"
        found = []
        for record in self._server.interventions.values():
            begins = moment(record.get("scheduledStart"))
            ends = moment(record.get("scheduledEnd")) or begins
            if begins is None or ends is None or first is None or last is None:
                continue
            if begins <= last and (ends if overlap else begins) >= first:
                found.append((begins, record["id"], record))
        return [record for _, _, record in sorted(found, key=lambda each: each[:2])]

    def _page_of(self, call: Call, found: list[Record], size: int) -> int:
        wanted = call.number("findId", 0)
        places = [place for place, record in enumerate(found) if record["id"] == wanted]
        return places[0] // size + 1 if places else call.number("page", 1)

    def _listed(self, record: Record, call: Call) -> Record:
        server = self._server
        return listed(
            record,
            server.options.generation,
            server.signature_url,
            sites=call.flag("includeSites"),
        )


@lru_cache(maxsize=1 << 16)  # a big data set is looked through for every page
def moment(text: object) -> datetime | None:
    """A moment in the one form that the calendar takes."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _made_up(templates: list[Record], page: int, size: int) -> list[Record]:
    """A full page of events that do not exist, new ones for each page number."""
    template = templates[0] if templates else {"eventType": 1}
    return [{**template, "id": 10**6 + page * size + place} for place in range(size)]
