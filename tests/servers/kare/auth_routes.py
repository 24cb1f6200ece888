"""Signing in and renewing tokens (apis/kare.md section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Route

if TYPE_CHECKING:
    from tests.servers.kare.server import KareServer

LOGIN = "/auth/v1/rs/login/credentials"
RENEWAL = "/auth/v1/rs/token/refresh"


class AuthRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: KareServer) -> None:
        self._server = server

    def routes(self) -> list[Route]:
        """The two calls that need no tokens."""
        return [
            Route("POST", LOGIN, self.login, takes_body=True),
            Route("POST", RENEWAL, self.renew, takes_body=True),
        ]

    def login(self, call: Call) -> Reply:
        """Tokens within `data`."""
        body = self._body(call, {"email", "password"})
        server = self._server
        if body.get("email") != server.email or body.get("password") != server.password:
            return json_reply({"message": "Invalid credentials"}, server.options.bad_login_status)
        tokens = {**server.new_tokens(), "refreshToken": server.refresh_token}
        return json_reply({"data": tokens}, 201)

    def renew(self, call: Call) -> Reply:
        """Tokens without a wrapper, and no new refresh token."""
        body = self._body(call, {"refreshToken"})
        if body.get("refreshToken") != self._server.refresh_token:
            return json_reply({"message": "Unauthorized"}, 401)
        return json_reply(self._server.new_tokens(), 201)

    def _body(self, call: Call, names: set[str]) -> dict[str, Any]:
        try:
            body = msgspec.json.decode(call.request.body, type=dict[str, Any])
        except msgspec.DecodeError:
            body = {}
        if set(body) != names:
            self._server.violated(call.request, f"the body must hold {sorted(names)} alone")
        return body
