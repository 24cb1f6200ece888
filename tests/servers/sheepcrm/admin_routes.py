"""Fieldsets, audit, Eventbrite pull and permissions: apis/sheepcrm.md section 3."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.servers.messages import Reply, json_reply, standard_error
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.sheepcrm.event_objects import moment

if TYPE_CHECKING:
    from tests.servers.sheepcrm.server import SheepServer

_FIELDSET = "/segments/v2/{bucket}/fieldset"
_CREATE = (
    Param(name="name"),
    Param(name="description"),
    Param(name="fields", many=True),
    Param(name="resource"),
    Param(name="applicable_resources", many=True),
)
_RECORD_AUDIT = "{bucket}/{resource_type}/{uid}/audit"
_AUDIT = (
    Param(name="limit", kind=Kind.INTEGER),
    Param(name="since_days", kind=Kind.INTEGER),
)
_PULL = (
    Param(name="since_hours", kind=Kind.INTEGER),
    Param(name="create_contacts", kind=Kind.BOOLEAN),
    Param(name="full", kind=Kind.BOOLEAN),
)
PERMISSIONS = ("booking.orders", "contact.orders", "event.order")


class AdminRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: SheepServer) -> None:
        self._server, self._state = server, server.state
        for name, fields in (("Door list", ["name", "status"]), ("Namensschilder", ["name"])):
            self._add_fieldset(name, "Made by the office", fields, ["person", "session"])

    def routes(self) -> list[Route]:
        """The operations around the account."""
        return [
            Route("GET", _FIELDSET, self.fieldsets, (Param(name="resource"),)),
            Route("POST", _FIELDSET, self.create_fieldset, _CREATE),
            Route("GET", _FIELDSET + "/{uid}", self.fieldset),
            Route("GET", f"/audit/v2/{_RECORD_AUDIT}", self.new_audit, _AUDIT),
            Route("GET", f"/api/v2/{_RECORD_AUDIT}", self.old_audit, _AUDIT),
            Route("POST", "/internal/v2/{bucket}/sync/eventbrite/pull/events", self.pull, _PULL),
            Route("GET", "/api/v2/{bucket}/user/permissions", self.permissions),
        ]

    def fieldsets(self, call: Call) -> Reply:
        """The fieldsets, or those that apply to one resource; the list form has fewer fields."""
        resource = call.text("resource")
        dropped = {"active", "field_display", "locked"}
        chosen = [
            {key: value for key, value in fieldset.items() if key not in dropped}
            for fieldset in self._state.fieldsets.values()
            if not resource or resource in str(fieldset["applicable_resources"])
        ]
        return json_reply({"errors": [], "fieldsets": chosen})

    def fieldset(self, call: Call) -> Reply:
        """One fieldset."""
        found = self._state.fieldsets.get(call.path["uid"])
        return json_reply(found) if found else standard_error(404, "There is no such fieldset.")

    def create_fieldset(self, call: Call) -> Reply:
        """Keep a new fieldset: 201."""
        name = call.text("name", "Field list based on {resource_type}")
        fields = call.texts("fields") or ["field_name"]
        resources = call.texts("applicable_resources") or ["resource_type"]
        made = self._add_fieldset(name, call.text("description", name), fields, resources)
        self._server.wrote(call.request, "")
        return json_reply(made, 201)

    def _add_fieldset(
        self, name: str, description: str, fields: list[str], resources: list[str]
    ) -> dict[str, object]:
        uid = f"70{len(self._state.fieldsets):022x}"
        now = moment(datetime.now())
        made: dict[str, object] = {
            "active": True,
            "applicable_resources": resources,
            "created": now,
            "description": description,
            "field_display": [{"field": field, "type": "text"} for field in fields],
            "fields": fields,
            "last_updated": now,
            "locked": False,
            "name": name,
            "record_state": "created",
            "uid": uid,
            "uri": f"/{self._state.dataset.bucket}/fieldset/{uid}/",
        }
        self._state.fieldsets[uid] = made
        return made

    def new_audit(self, call: Call) -> Reply:
        """The path since April 2025; not there while the server plays an older one."""
        return self._audit(call) if not self._server.options.old_audit_path else _not_here()

    def old_audit(self, call: Call) -> Reply:
        """The path before April 2025."""
        return self._audit(call) if self._server.options.old_audit_path else _not_here()

    def _audit(self, call: Call) -> Reply:
        """The writes that this server took for the record, newest first, after one old entry."""
        path = call.path
        uri = f"/{path['bucket']}/{path['resource_type']}/{path['uid']}/"
        results = [_entry(uri, "2025-11-03T09:15:00.000000", "title", "Old title", "New title")]
        for write in self._server.writes:
            if path["uid"] == write.event_uid or uri == write.person_uri:
                when = moment(datetime.fromtimestamp(write.time))
                results.insert(0, _entry(uri, when, "status", None, write.status))
        kept = results[: call.number("limit", 250)]
        return json_reply({"results": kept, "count": len(kept), "uri": uri, "related_uris": [uri]})

    def pull(self, call: Call) -> Reply:
        """Say that a pull from Eventbrite is queued."""
        self._server.wrote(call.request, "")
        parameters = {
            "bucket": call.path["bucket"],
            "lambda_prefix": "sls",
            "safe_mode": False,
            "since_hours": call.number("since_hours", 24),
        }
        return json_reply(
            {
                "action": "pull",
                "data_type": "events",
                "function_name": "sync-eventbrite",
                "params": parameters,
                "partner": "eventbrite",
                "status": "OK",
            }
        )

    def permissions(self, call: Call) -> Reply:
        """What the key's user may do; the true shape is not documented."""
        del call
        held = [name for name in PERMISSIONS if name not in self._server.denied]
        return json_reply({"permissions": held, "roles": ["staff"], "user_uri": "/example/user/1/"})


def _not_here() -> Reply:
    return standard_error(404, "There is nothing at this address.")


def _entry(uri: str, when: str, field: str, before: object, after: object) -> dict[str, object]:
    return {
        "date": when,
        "message": f"{field} changed",
        "uri": uri,
        "user": "/example/user/1/",
        "revertable": False,
        "resource": uri.split("/")[2],
        "clean_diff": [{"field": field, "prev": before, "value": after, "verb": "change"}],
    }
