"""What goes in and out of a test server: one request, one reply, and every error body on record.

Nothing here knows a system's paths or touches a socket.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import responses

import msgspec

JSON = "application/json"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived: header names in lower case, the query in order with repeats."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes = b""


class Delivery(enum.Enum):
    """How the bytes of a reply leave the server."""

    WHOLE = "whole"
    DRIP = "drip"
    HALF = "half"
    NEVER_ENDS = "never-ends"
    NOTHING = "nothing"


@dataclass(slots=True)
class Reply:
    """An answer before it is written. `pause` is the seconds between two pieces of a drip."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WHOLE
    pause: float = 0.0


class ErrorBody(enum.Enum):
    """The four error bodies of apis/sheepcrm.md section 5, and what gateways put in their place."""

    STANDARD = "standard"
    PARAMETER = "parameter"
    V1 = "v1"
    UNDECLARED = "undeclared"
    GATEWAY = "gateway"
    EMPTY = "empty"
    HTML = "html"


def json_reply(value: object, status: int = 200) -> Reply:
    """Encode any JSON-like value, structs included."""
    return Reply(status, msgspec.json.encode(value))


def standard_error(status: int, description: str) -> Reply:
    """The standard error of apis/sheepcrm.md section 5: three texts."""
    phrase = responses.get(status, "Error")
    return json_reply(
        {"description": description, "error": phrase, "type": f"http-{status}"}, status
    )


def error_reply(status: int, form: ErrorBody) -> Reply:
    """An error answer of any form. PARAMETER with 401 has no `param`, as on record."""
    phrase = responses.get(status, "Error")
    if form is ErrorBody.STANDARD:
        return standard_error(status, f"The request ended with {phrase}.")
    if form is ErrorBody.EMPTY:
        return Reply(status)
    if form is ErrorBody.UNDECLARED:
        return Reply(status, phrase.encode(), TEXT)
    if form is ErrorBody.HTML:
        page = f"<html><head><title>{status}</title></head><body><h1>{phrase}</h1></body></html>"
        return Reply(status, page.encode(), HTML)
    return json_reply(_json_error(status, form, phrase), status)


def _json_error(status: int, form: ErrorBody, phrase: str) -> object:
    if form is ErrorBody.V1:
        return {"error": phrase, "error_detail": f"{phrase} (detail)"}
    if form is ErrorBody.GATEWAY:
        return {"message": phrase}
    if status == HTTPStatus.UNAUTHORIZED:
        return {"error": {"message": phrase}}
    return {"error": {"param": "status", "message": phrase}}
