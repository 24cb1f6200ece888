"""The host that presigned addresses point to. Credentials that arrive there are a breach."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from tests.servers.base import StrictServer
from tests.servers.messages import Reply, Request, json_reply
from tests.servers.routing import Call, Param, Route

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
"""The smallest picture."""


class PictureHost(StrictServer):
    """`body` is what it sends for every signature."""

    def __init__(self, port: int = 0) -> None:
        self.body = PNG
        super().__init__(port)

    def routes(self) -> list[Route]:
        """Signatures by name, with the signed query."""
        signed = (Param(name="X-Amz-Signature", required=True),)
        return [Route("GET", "/signatures/{name}", self._signature, signed)]

    def header_problems(self, request: Request) -> Iterator[str]:
        """The two tokens must not leave the host that gave them."""
        for name in ("authorization", "x-session-token", "cookie"):
            if name in request.headers:
                yield f"the header '{name}' reached the host of the pictures"

    def _signature(self, call: Call) -> Reply:
        if not call.path["name"].endswith(".png"):
            return json_reply({"message": "NoSuchKey"}, 404)
        return Reply(200, self.body, "image/png")
