"""Interventions alone: read, make, edit, accept or reject, delete (apis/kare.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from tests.servers.kare.calendar_routes import moment
from tests.servers.kare.register import ROUTINES
from tests.servers.kare.shapes import flat, rich
from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Param, Route

if TYPE_CHECKING:
    from tests.servers.kare.server import KareServer

Record = dict[str, Any]

_ONE = "/interventions/v2/rs/{id}"
_TIMES = {"scheduledStart": str, "scheduledEnd": str}
_ASSIGNED = {"assignedCompanyContactId": int, "assignedProfileId": int}
CURATIVE = {**_TIMES, **_ASSIGNED, "anomalyIds": list, "creationStatus": int, "description": str}
PREVENTIVE = {**_TIMES, "creationStatus": int, "routineId": int}
EDIT_PREVENTIVE = {
    **_TIMES,
    **_ASSIGNED,
    "description": str,
    "siteRuleIds": list,
    "creationStatus": int,
    "sendUpdateEmailToCurrentAssignee": bool,
    "previousAssigneeNotification": dict,
}
EDIT_TRAINING = {
    **_TIMES,
    **_ASSIGNED,
    "description": str,
    "ruleId": int,
    "siteIds": list,
    "creationStatus": int,
    "validateIntervention": bool,
}
VERIFY = {"decision": int, "decisionComment": str, "notificationId": int}
DELETE = {"cancellationReason": str}
_LONGEST_REASON = 2500


class InterventionRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: KareServer) -> None:
        self._server = server

    def routes(self) -> list[Route]:
        """The operations on interventions."""
        base = "/interventions/v2/rs"
        return [
            Route("POST", f"{base}/curative", self.curative, takes_body=True),
            Route("POST", f"{base}/preventive/routine", self.preventive, takes_body=True),
            Route("PATCH", f"{base}/preventive/{{id}}", self.edit_preventive, takes_body=True),
            Route("PATCH", f"{base}/training-exercise/{{id}}", self.edit_training, takes_body=True),
            Route("PATCH", _ONE + "/verify", self.verify, takes_body=True),
            Route("GET", _ONE, self.detail, (Param(name="extend[]", many=True),)),
            Route("DELETE", _ONE, self.delete, takes_body=True),
        ]

    def detail(self, call: Call) -> Reply:
        """The rich form."""
        record = self._record(call)
        if record is None:
            return not_found()
        server = self._server
        return json_reply({"data": rich(record, server.options.generation, server.signature_url)})

    def curative(self, call: Call) -> Reply:
        """A new one for anomalies."""
        body = self._body(call, CURATIVE, required=("scheduledStart", "scheduledEnd"))
        return refused() if body is None else self._made(call, body, kind=2)

    def preventive(self, call: Call) -> Reply:
        """A new one of a routine; the answer holds a token that nobody should see."""
        wanted = ("scheduledStart", "scheduledEnd", "routineId")
        body = self._body(call, PREVENTIVE, required=wanted)
        if body is None:
            return refused()
        if body["routineId"] not in ROUTINES:
            return not_found()
        return self._made(call, body, kind=1, token="a-visitor-token")

    def _made(self, call: Call, body: Record, *, kind: int, **more: str) -> Reply:
        server = self._server
        record = server.new_intervention({**body, "type": kind})
        server.wrote(call.request, record["id"], body)
        made = flat(record, server.options.generation, server.signature_url)
        if not server.options.told_event_type:
            del made["eventType"]
        return json_reply({"data": {**made, **more}}, 201)

    def edit_preventive(self, call: Call) -> Reply:
        """Change what the body names."""
        return self._edited(call, EDIT_PREVENTIVE)

    def edit_training(self, call: Call) -> Reply:
        """Change what the body names."""
        return self._edited(call, EDIT_TRAINING)

    def _edited(self, call: Call, fields: Mapping[str, type]) -> Reply:
        body, record = self._body(call, fields), self._record(call)
        if body is None:
            return refused()
        if record is None:
            return not_found()
        if not record["actions"]["canBeUpdated"]:
            self._server.violated(call.request, "actions say that this cannot be updated")
            return json_reply({"message": "Forbidden"}, 403)
        record |= {key: value for key, value in body.items() if key in record}
        return self._told(call, record, body)

    def verify(self, call: Call) -> Reply:
        """Accept or reject."""
        body, record = self._body(call, VERIFY, required=("decision",)), self._record(call)
        if body is None:
            return refused()
        if record is None:
            return not_found()
        record |= {"decision": body["decision"], "decisionComment": body.get("decisionComment")}
        return self._told(call, record, body)

    def _told(self, call: Call, record: Record, body: Record) -> Reply:
        server = self._server
        server.wrote(call.request, record["id"], body)
        return json_reply({"data": flat(record, server.options.generation, server.signature_url)})

    def delete(self, call: Call) -> Reply:
        """Gone for good."""
        body = self._body(call, DELETE) if call.request.body else {}
        if body is None or len(body.get("cancellationReason", "")) > _LONGEST_REASON:
            return refused()
        record = self._record(call)
        if record is None:
            return not_found()
        del self._server.interventions[record["id"]]
        self._server.wrote(call.request, record["id"], body)
        return Reply(204)

    def _record(self, call: Call) -> Record | None:
        ident = call.path["id"]
        if not (ident.isascii() and ident.isdigit()):
            return None
        return self._server.interventions.get(int(ident))

    def _body(
        self, call: Call, fields: Mapping[str, type], *, required: tuple[str, ...] = ()
    ) -> Record | None:
        """The body where it is as documented, else None and a breach."""
        problems = list(_problems(call.request.body, fields, required))
        for problem in problems:
            self._server.violated(call.request, problem)
        return None if problems else msgspec.json.decode(call.request.body, type=Record)


def _problems(body: bytes, fields: Mapping[str, type], required: tuple[str, ...]) -> list[str]:
    try:
        sent = msgspec.json.decode(body, type=Record)
    except msgspec.DecodeError:
        return ["the body is no JSON object"]
    found = [f"the body lacks '{name}'" for name in required if name not in sent]
    for name, value in sent.items():
        if name not in fields:
            found.append(f"the body has '{name}', which is not documented")
        elif type(value) is not fields[name] and value is not None:
            found.append(f"'{name}' is {value!r}, not of type {fields[name].__name__}")
        elif name in _TIMES and moment(value) is None:
            found.append(f"'{name}' is '{value}', no moment ending in Z")
    return found


def not_found() -> Reply:
    """The answer for what is not there; a client may hold an old id, so no breach."""
    return json_reply({"message": "Not found"}, 404)


def refused() -> Reply:
    """The answer to a body that breaks the rules."""
    return json_reply({"message": "Bad request"}, 400)
