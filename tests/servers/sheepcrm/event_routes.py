"""Event lists, event objects and attendance: the first half of apis/sheepcrm.md section 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tests.servers.messages import Reply, json_reply, standard_error
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.sheepcrm import workbooks
from tests.servers.sheepcrm.events import Event
from tests.servers.sheepcrm.records import Attendee, reference_target

if TYPE_CHECKING:
    from tests.servers.sheepcrm.server import SheepServer

STATES = ("all", "current", "draft", "future", "past", "running")
STATUSES = ("invited", "accepted", "declined", "attended", "no-show")
DEFAULT_PAGE_SIZE = 250
_BASE = "/events/v2/{bucket}"
_EVENT = _BASE + "/booking/{uid}"
_PAGING = (Param(name="page_size", kind=Kind.INTEGER), Param(name="page", kind=Kind.INTEGER))
_MARK = (
    Param(name="person_uri", required=True),
    Param(name="status", required=True, choices=STATUSES),
)
_FIELDSET = Param(name="fieldset", many=True, choices=workbooks.ATTENDANCE_FIELDSETS)


class EventRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: SheepServer) -> None:
        self._server, self._state = server, server.state

    def routes(self) -> list[Route]:
        """The operations on events and attendance."""
        return [
            Route("GET", _BASE, self.window, _PAGING),
            Route("GET", _BASE + "/bookings", self.window, _PAGING),
            *(
                Route("GET", f"{_BASE}/bookings/{state}", self.by_state, _PAGING)
                for state in STATES
            ),
            Route("GET", _EVENT, self.detail),
            Route("GET", _EVENT + "/summary", self.summary),
            Route("GET", _EVENT + "/attendance", self.attendance),
            Route("GET", _BASE + "/bookings/{uid}/attendance", self.attendance),
            Route("GET", _EVENT + "/attendance/all", self.attendance),
            Route("PUT", _EVENT + "/attendance", self.mark, _MARK),
            Route("GET", _EVENT + "/attendance/export", self.export, (_FIELDSET,)),
        ]

    def window(self, call: Call) -> Reply:
        """The plain list: full objects, 14 days back to 90 days ahead."""
        return self._page(call, self._state.listed("window"), full=True)

    def by_state(self, call: Call) -> Reply:
        """A list by state: summary objects."""
        state = call.request.path.rsplit("/", 1)[1]
        return self._page(call, self._state.listed(state), full=False)

    def _page(self, call: Call, events: list[Event], *, full: bool) -> Reply:
        """One page; past the end it is empty. With a paging fault it never becomes so."""
        size = call.number("page_size", DEFAULT_PAGE_SIZE)
        page = call.number("page", 1)
        start = 0 if call.paging else (page - 1) * size
        chosen = [
            self._state.event_json(event, full=full) for event in events[start : start + size]
        ]
        if call.paging == "endless":
            chosen = _made_up_page(chosen, page, size)
        return json_reply({"bookings": [msgspec.Raw(item) for item in chosen]})

    def detail(self, call: Call) -> Reply:
        """One event, without a wrapper."""
        return self._event(call, full=True)

    def summary(self, call: Call) -> Reply:
        """One event, reduced."""
        return self._event(call, full=False)

    def _event(self, call: Call, *, full: bool) -> Reply:
        event = self._state.events.get(call.path["uid"])
        if event is None:
            return no_such_event()
        return Reply(200, self._state.event_json(event, full=full))

    def attendance(self, call: Call) -> Reply:
        """The attendance list; `all` is the same, as its difference is not documented."""
        uid = call.path["uid"]
        if uid not in self._state.events:
            return no_such_event()
        return Reply(200, self._state.book(uid).attendance())

    def mark(self, call: Call) -> Reply:
        """Set the status of every row of one person in one event."""
        uid, person_uri, status = call.path["uid"], call.text("person_uri"), call.text("status")
        if uid not in self._state.events:
            return no_such_event()
        rows = self._server.rows_to_mark(uid, person_uri)
        if not rows:
            return self._not_on_the_list(call, uid, person_uri)
        self._server.mark(call.request, uid, person_uri, status, rows)
        event = self._state.events[uid]
        return json_reply(
            {
                "attendance": [_marked(event, row) for row in rows],
                "booking_ref": event.uri,
                "person_ref": person_uri,
                "status": status,
            }
        )

    def _not_on_the_list(self, call: Call, uid: str, person_uri: str) -> Reply:
        """Somebody taken off by another desk is a plain 404; a stranger is a client's mistake."""
        if not self._server.was_on_the_list(uid, person_uri):
            self._server.violated(call.request, f"person_uri '{person_uri}' is not of this event")
            return standard_error(400, "The person does not attend this event.")
        return standard_error(404, "The person no longer attends this event.")

    def export(self, call: Call) -> Reply:
        """The attendance list as XLSX."""
        uid = call.path["uid"]
        if uid not in self._state.events:
            return no_such_event()
        fieldsets = call.texts("fieldset") or ["core"]
        return workbooks.attendance_workbook(self._state.book(uid), self._state.people, fieldsets)


def no_such_event() -> Reply:
    """The answer for an event that is not there; a client may hold an old uid, so no breach."""
    return standard_error(404, "There is no such event.")


def _marked(event: Event, row: Attendee) -> dict[str, object]:
    """One item of the answer to a mark: references are objects here, the outer ones are not."""
    name = row.attendee_name if isinstance(row.attendee_name, str) else ""
    legacy: object = event.number if event.number % 2 else str(event.number)
    attendance = {
        "attendee_email": row.attendee_email,
        "attendee_name": row.attendee_name,
        "booking_ref": {"display_value": event.title, "ref": event.uri},
        "guest": row.guest,
        "legacy_uid": legacy,
        "person_ref": {"display_value": name, "ref": reference_target(row.person_ref)},
        "status": row.status,
        "ticket_ref": row.ticket_ref,
    }
    sent = {key: value for key, value in attendance.items() if value is not msgspec.UNSET}
    return {"attendance": sent, "uri": row.uri}


def _made_up_page(templates: list[bytes], page: int, size: int) -> list[bytes]:
    """A full page of events that do not exist, new ones for each page number."""
    made_up = []
    for index in range(size):
        event = msgspec.json.decode(templates[index % len(templates)]) if templates else {}
        uid = f"66{page:011x}{index:011x}"
        made_up.append(msgspec.json.encode({**event, "uid": uid, "uri": f"/x/booking/{uid}/"}))
    return made_up
