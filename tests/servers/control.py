"""The control path of a test server: log and switches over HTTP, for tests in another process.

A wrong control request is answered 400 with a sentence. It is never logged and never a violation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import msgspec

from tests.servers.faults import Fault, RateLimit
from tests.servers.log import RequestRecord
from tests.servers.messages import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.servers.base import StrictServer

CONTROL_PREFIX = "/__control__/"

Action = Callable[..., object]

_FAULT_FIELDS = {field.name for field in fields(Fault)}
_WRONG_REQUEST = (AttributeError, LookupError, TypeError, ValueError, msgspec.MsgspecError)


class Control:
    """Turns control requests into calls of the server.

    GET  /__control__/requests | violations | writes        lists, oldest first
    GET  /__control__/<view>?name=value                     any name in `control_views()`
    POST /__control__/faults          {"kind": "status", "status": 503, "method": "PUT", "count": 2}
    POST /__control__/random-faults   {"probability": 0.3, "seed": 7}
    POST /__control__/clear-faults    {}
    POST /__control__/clear-log       {}
    POST /__control__/offline         {"on": true}
    POST /__control__/rate-limit      {"calls": 40, "window": 60} or {"calls": null}
    POST /__control__/deny | allow    {"permission": "booking.orders"}
    POST /__control__/<action>        any name in `control_actions()`
    """

    def __init__(self, server: StrictServer) -> None:
        self._server = server
        self._views: dict[str, Action] = {
            "requests": lambda: [_public(record) for record in server.requests],
            "violations": lambda: server.violations,
            "writes": lambda: [asdict(record) for record in server.writes],
            **server.control_views(),
        }
        self._actions: dict[str, Action] = {
            "faults": self._add_fault,
            "random-faults": lambda probability, seed: server.faults.at_random(
                probability, seed=seed
            ),
            "clear-faults": server.faults.clear,
            "clear-log": server.log.clear,
            "offline": self._set_offline,
            "rate-limit": self._set_rate_limit,
            "deny": lambda permission: server.denied.add(permission),
            "allow": lambda permission: server.denied.discard(permission),
            **server.control_actions(),
        }

    def answer(self, request: Request) -> Reply:
        """Run one control request."""
        name = request.path.removeprefix(CONTROL_PREFIX)
        table = self._actions if request.method == "POST" else self._views
        if name not in table:
            return json_reply({"problem": f"no such control; there are {sorted(table)}"}, 400)
        try:
            arguments = self._arguments(request)
            return json_reply({"result": table[name](**arguments)})
        except _WRONG_REQUEST as error:
            return json_reply({"problem": repr(error)}, 400)

    def _arguments(self, request: Request) -> dict[str, Any]:
        if request.method != "POST":
            return dict(request.query)
        return msgspec.json.decode(request.body or b"{}", type=dict[str, Any])

    def _add_fault(self, **values: Any) -> None:
        if unknown := values.keys() - _FAULT_FIELDS:
            raise ValueError(f"a fault has no {sorted(unknown)}")
        self._server.faults.add(msgspec.convert(values, Fault))

    def _set_offline(self, on: bool) -> None:
        self._server.offline = on

    def _set_rate_limit(self, calls: int | None, window: float = 60.0) -> None:
        self._server.rate_limit = None if calls is None else RateLimit(calls, window)


def _public(record: RequestRecord) -> dict[str, object]:
    """A request without its headers, which hold the key."""
    return {
        "method": record.method,
        "path": record.path,
        "query": record.query,
        "time": record.time,
        "status": record.status,
        "fault": record.fault,
    }
