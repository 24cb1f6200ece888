"""Declared routes: which method, path and query parameters a system allows, and what breaks them.

A route is matched segment by segment; the trailing slash counts. Problems come back as sentences.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from tests.servers.messages import Reply, Request


class Kind(enum.Enum):
    """What the text of a query parameter must look like."""

    TEXT = "text"
    INTEGER = "a whole number from 1"
    BOOLEAN = "true or false"
    MOMENT = "a date and time without zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One query parameter. `many` allows the key to be repeated; `choices` closes the set."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()

    def problem(self, values: list[str]) -> str | None:
        """Say what is wrong with the values sent, or None."""
        if not values:
            return f"query parameter '{self.name}' is missing" if self.required else None
        if len(values) > 1 and not self.many:
            return f"query parameter '{self.name}' is sent {len(values)} times"
        for value in values:
            if self.choices and value not in self.choices:
                return f"query parameter '{self.name}' is '{value}', not one of {self.choices}"
            if not _fits(self.kind, value):
                return f"query parameter '{self.name}' is '{value}', not {self.kind.value}"
        return None


def _fits(kind: Kind, value: str) -> bool:
    if kind is Kind.INTEGER:
        return value.isascii() and value.isdigit() and int(value) > 0
    if kind is Kind.BOOLEAN:
        return value in {"true", "false"}
    if kind is Kind.MOMENT:
        try:
            return datetime.fromisoformat(value).tzinfo is None
        except ValueError:
            return False
    return value != ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed the checks: its path parameters and its query, by name.

    `paging` is "endless" or "repeated" while such a fault is on, else empty.
    """

    request: Request
    path: dict[str, str]
    paging: str = ""

    def texts(self, name: str) -> list[str]:
        """All values of a repeated key, in order."""
        return [value for key, value in self.request.query if key == name]

    def text(self, name: str, default: str = "") -> str:
        """The first value of a key, or the default."""
        return next(iter(self.texts(name)), default)

    def number(self, name: str, default: int) -> int:
        """A whole number, already checked."""
        return int(self.text(name, str(default)))

    def flag(self, name: str) -> bool:
        """True only when the key says `true`."""
        return self.text(name) == "true"


Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. `permission` is what the key's user must hold, empty when none is named."""

    method: str
    template: str
    handler: Handler
    params: tuple[Param, ...] = ()
    permission: str = ""
    takes_body: bool = False

    def problems(self, request: Request) -> list[str]:
        """Every way in which the query of the request breaks the declaration."""
        allowed = {param.name for param in self.params}
        sent: dict[str, list[str]] = {}
        for key, value in request.query:
            sent.setdefault(key, []).append(value)
        unknown = [
            f"query parameter '{key}' is not known here" for key in sent if key not in allowed
        ]
        found = (param.problem(sent.get(param.name, [])) for param in self.params)
        return unknown + [problem for problem in found if problem]


@dataclass(frozen=True, slots=True)
class Match:
    """What a path leads to: a route and its path parameters, or the methods that it would take."""

    route: Route | None
    path: dict[str, str]
    methods: tuple[str, ...] = ()


class Router:
    """Finds the route of a request. Routes declared first win, so literal ones go first."""

    def __init__(self, routes: list[Route]) -> None:
        self._by_length: dict[int, list[tuple[list[str], Route]]] = {}
        for route in routes:
            pattern = route.template.split("/")
            self._by_length.setdefault(len(pattern), []).append((pattern, route))

    def find(self, method: str, path: str) -> Match:
        """Match the raw, still percent-encoded path."""
        segments = path.split("/")
        methods: list[str] = []
        for pattern, route in self._by_length.get(len(segments), []):
            values = _bind(pattern, segments)
            if values is None:
                continue
            if route.method == method:
                return Match(route, values)
            methods.append(route.method)
        return Match(None, {}, tuple(methods))


def _bind(pattern: list[str], segments: list[str]) -> dict[str, str] | None:
    values: dict[str, str] = {}
    for expected, raw in zip(pattern, segments, strict=True):
        if expected.startswith("{"):
            value = unquote(raw)
            if not value or "/" in value:
                return None
            values[expected[1:-1]] = value
        elif expected != raw:
            return None
    return values
