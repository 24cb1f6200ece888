"""Faults that a test switches on: what goes wrong, for which requests, how often.

Deterministic: counts are exact, and chances come from a seed. How bytes are spoilt on the
wire is done by base.py from the reply that leaves this module.
"""

from __future__ import annotations

import enum
import fnmatch
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from email.utils import formatdate

import msgspec

from tests.servers.messages import Delivery, ErrorBody, Reply, error_reply


class FaultKind(enum.Enum):
    """What goes wrong."""

    STATUS = "status"
    DELAY = "delay"
    DRIP = "drip"
    RESET = "reset"
    RESET_MID_BODY = "reset-mid-body"
    LOST_ANSWER = "lost-answer"
    CUT_JSON = "cut-json"
    WRONG_TYPES = "wrong-types"
    REDIRECT = "redirect"
    ENDLESS_PAGES = "endless-pages"
    REPEATED_PAGES = "repeated-pages"
    ENDLESS_BODY = "endless-body"


_INSTEAD_OF_THE_ANSWER = {FaultKind.STATUS, FaultKind.RESET, FaultKind.REDIRECT}
_DELIVERIES = {
    FaultKind.DRIP: Delivery.DRIP,
    FaultKind.RESET: Delivery.NOTHING,
    FaultKind.LOST_ANSWER: Delivery.NOTHING,
    FaultKind.RESET_MID_BODY: Delivery.HALF,
    FaultKind.ENDLESS_BODY: Delivery.NEVER_ENDS,
}
_PAGING = {FaultKind.ENDLESS_PAGES: "endless", FaultKind.REPEATED_PAGES: "repeated"}


@dataclass(slots=True, kw_only=True)
class Fault:
    """One switch.

    method, path: which requests; the path is a shell pattern over the raw path without query.
    count: how many requests are hit (None: until cleared); skip: how many are let through before.
    probability: chance that a matching request is hit, drawn from the plan's seed.
    applied: the request takes effect before the fault (STATUS, REDIRECT, DELAY); a RESET that is
    applied is LOST_ANSWER.
    seconds: length of DELAY, or pause between two pieces of DRIP.
    """

    kind: FaultKind
    method: str = "*"
    path: str = "*"
    count: int | None = 1
    skip: int = 0
    probability: float = 1.0
    status: int = 500
    body: ErrorBody = ErrorBody.STANDARD
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    applied: bool = False
    location: str = "http://elsewhere.invalid/"

    def matches(self, method: str, path: str) -> bool:
        """True when the switch is meant for such a request."""
        return self.method in {"*", method} and fnmatch.fnmatchcase(path, self.path)

    @property
    def delay_before(self) -> float:
        """Seconds to wait before the request takes effect."""
        return self.seconds if self.kind is FaultKind.DELAY and not self.applied else 0.0

    @property
    def delay_after(self) -> float:
        """Seconds to wait after the request took effect."""
        return self.seconds if self.kind is FaultKind.DELAY and self.applied else 0.0

    @property
    def takes_effect(self) -> bool:
        """False when the request is dropped before anything happens."""
        return self.applied or self.kind not in _INSTEAD_OF_THE_ANSWER

    @property
    def paging(self) -> str:
        """What a list must do with its pages: `endless`, `repeated` or nothing."""
        return _PAGING.get(self.kind, "")

    def spoil(self, reply: Reply) -> Reply:
        """Turn the true answer into what is sent."""
        reply = self._content(reply)
        delivery = _DELIVERIES.get(self.kind, Delivery.WHOLE)
        headers = {**reply.headers, **self.headers}
        return replace(reply, headers=headers, delivery=delivery, pause=self.seconds)

    def _content(self, reply: Reply) -> Reply:
        if self.kind is FaultKind.STATUS:
            return error_reply(self.status, self.body)
        if self.kind is FaultKind.REDIRECT:
            status = self.status if 300 <= self.status < 400 else 302
            return Reply(status, headers={"Location": self.location})
        if self.kind is FaultKind.CUT_JSON:
            return replace(reply, body=reply.body[: len(reply.body) * 2 // 3])
        if self.kind is FaultKind.WRONG_TYPES:
            return replace(reply, body=_with_wrong_types(reply.body))
        return reply


def _with_wrong_types(body: bytes) -> bytes:
    try:
        value = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return body
    return msgspec.json.encode(_twist(value, random.Random(len(body))))


def _twist(value: object, chance: random.Random) -> object:
    """Exchange about half of the values for another JSON type, and some containers too."""
    if isinstance(value, dict):
        return (
            "object" if chance.random() < 0.05 else {k: _twist(v, chance) for k, v in value.items()}
        )
    if isinstance(value, list):
        items = [_twist(item, chance) for item in value]
        return {"0": items} if chance.random() < 0.1 else items
    if chance.random() < 0.5:
        return value
    if isinstance(value, str):
        return chance.choice([7, 3.5, True, None, [value], {"text": value}])
    return chance.choice(["text", [], {}, -1e300, None])


def retry_after(seconds: float, *, as_date: bool = False) -> dict[str, str]:
    """The `Retry-After` header in either form (RFC 9110 section 10.2.3)."""
    if as_date:
        return {"Retry-After": formatdate(time.time() + seconds, usegmt=True)}
    return {"Retry-After": str(round(seconds))}


def rate_limit_headers(remaining: int, reset: float) -> dict[str, str]:
    """The three headers of apis/sheepcrm.md section 7."""
    return {
        "x-rate-limit-limit": f"{remaining}, 400;window=60, 1000;window=3600",
        "x-rate-limit-remaining": str(remaining),
        "x-rate-limit-reset": str(round(reset)),
    }


class RateLimit:
    """A budget of `calls` in each `window` seconds; every answer carries the headers."""

    def __init__(self, calls: int, window: float) -> None:
        self._calls, self._window = calls, window
        self._lock = threading.Lock()
        self._left, self._ends = calls, time.monotonic() + window

    def take(self) -> tuple[bool, dict[str, str]]:
        """Spend one call. Returns whether it is allowed, and the headers to send."""
        with self._lock:
            now = time.monotonic()
            if now >= self._ends:
                self._left, self._ends = self._calls, now + self._window
            allowed = self._left > 0
            self._left = max(0, self._left - 1)
            return allowed, rate_limit_headers(self._left, self._ends - now)


STATUSES = (400, 401, 403, 404, 409, 429, 500, 502, 503)


def usual_faults() -> list[Fault]:
    """What random faults choose from: all that ends by itself, each status with each body."""
    menu = [Fault(kind=FaultKind.STATUS, status=s, body=b) for s in STATUSES for b in ErrorBody]
    kinds = [FaultKind.RESET, FaultKind.RESET_MID_BODY, FaultKind.LOST_ANSWER, FaultKind.CUT_JSON]
    kinds += [FaultKind.WRONG_TYPES, FaultKind.REDIRECT, FaultKind.REPEATED_PAGES]
    menu += [Fault(kind=kind) for kind in kinds for _ in range(6)]
    menu += [Fault(kind=FaultKind.DELAY, seconds=0.05), Fault(kind=FaultKind.DRIP, seconds=0.001)]
    return menu


class FaultPlan:
    """The switches of one server, safe to change while it runs."""

    def __init__(self, seed: int = 1) -> None:
        self._lock = threading.Lock()
        self._chance = random.Random(seed)
        self._faults: list[Fault] = []
        self._menu: list[Fault] = []
        self._menu_probability = 0.0

    def add(self, fault: Fault) -> None:
        """Switch a fault on. The first one that matches a request is used."""
        with self._lock:
            self._faults.append(replace(fault))

    def at_random(self, probability: float, *, seed: int, menu: Sequence[Fault] = ()) -> None:
        """Hit any request with this chance by a fault from the menu (default: the usual ones)."""
        with self._lock:
            self._chance = random.Random(seed)
            self._menu = list(menu) or usual_faults()
            self._menu_probability = probability

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._faults.clear()
            self._menu_probability = 0.0

    def pick(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, already counted."""
        with self._lock:
            for fault in self._faults:
                if fault.matches(method, path) and self._hits(fault):
                    return fault
            if self._chance.random() < self._menu_probability:
                fitting = [fault for fault in self._menu if fault.matches(method, path)]
                return self._chance.choice(fitting) if fitting else None
        return None

    def _hits(self, fault: Fault) -> bool:
        if fault.count == 0:
            return False
        if fault.skip > 0:
            fault.skip -= 1
            return False
        if fault.probability < 1.0 and self._chance.random() >= fault.probability:
            return False
        if fault.count is not None:
            fault.count -= 1
        return True
