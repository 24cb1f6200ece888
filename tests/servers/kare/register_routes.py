"""All that surrounds interventions: organization, sites, routines, people, anomalies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.servers.kare.intervention_routes import not_found
from tests.servers.kare.register import COMPANIES, ORGANIZATION, ROUTINES, USERS, whole_site
from tests.servers.kare.register import SITES as SITES_BY_ID
from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Kind, Param, Route

if TYPE_CHECKING:
    from tests.servers.kare.server import KareServer

Record = dict[str, Any]

_SIZE = 50
_PAGING = (Param(name="page", kind=Kind.INTEGER), Param(name="pageSize", kind=Kind.INTEGER))
_EXTEND = (Param(name="extend[]", many=True),)


class RegisterRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: KareServer) -> None:
        self._server = server

    def routes(self) -> list[Route]:
        """Lists in pages, and single records."""
        data = self._server.dataset
        return [
            Route("GET", "/organizations/v2/rs/my", self.organization, _EXTEND),
            Route("GET", "/sites/v2/rs/{id}", self.site),
            _list("/routines/v1/rs", lambda: list(ROUTINES.values())),
            Route("GET", "/routines/v1/rs/{id}", _one(ROUTINES)),
            _list("/users/v1/rs", lambda: list(USERS.values())),
            Route("GET", "/users/v1/rs/{id}", _one(USERS), _EXTEND),
            _list("/companies/v2/rs", lambda: list(COMPANIES.values())),
            _list("/interventions-users/v1/rs", lambda: data.presences),
            _list("/interventions-anomalies/v1/rs", lambda: data.anomalies),
        ]

    def organization(self, call: Call) -> Reply:
        """The organization of the tokens."""
        return json_reply({"data": {**ORGANIZATION, "timezone": self._server.options.timezone}})

    def site(self, call: Call) -> Reply:
        """One site."""
        ident = _number(call)
        return json_reply({"data": whole_site(ident)}) if ident in SITES_BY_ID else not_found()


def _number(call: Call) -> int:
    ident = call.path["id"]
    return int(ident) if ident.isascii() and ident.isdigit() else 0


def _one(records: Mapping[int, Record]) -> Callable[[Call], Reply]:
    def handler(call: Call) -> Reply:
        record = records.get(_number(call))
        return not_found() if record is None else json_reply({"data": record})

    return handler


def _list(path: str, records: Callable[[], list[Record]]) -> Route:
    """A list by the conventions of section 7; its count is not told unasked."""

    def handler(call: Call) -> Reply:
        size, page = call.number("pageSize", _SIZE), call.number("page", 1)
        start = 0 if call.paging == "repeated" else (page - 1) * size
        chosen = records()[start : start + size]
        return json_reply({"data": chosen, "pagination": {"page": page, "pageSize": size}})

    return Route("GET", path, handler, _PAGING)
