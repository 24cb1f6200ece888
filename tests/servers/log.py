"""What a test server remembers, in order: requests, accepted writes, and broken rules."""

from __future__ import annotations

import fnmatch
import threading
import time
from dataclasses import dataclass, field

from tests.servers.messages import Request


@dataclass(slots=True)
class RequestRecord:
    """One request. `status` is None until it is answered and 0 when it ended without an answer.

    `time` is seconds since the epoch; `fault` names the switch that hit it, or is empty.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    time: float
    headers: dict[str, str] = field(repr=False)
    status: int | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class WriteRecord:
    """One write that took effect. What does not apply is empty; `rows` counts what changed."""

    method: str
    path: str
    event_uid: str
    person_uri: str
    status: str
    rows: int
    time: float


class Log:
    """Append-only lists, safe to read while the server works (each property is a copy)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: list[RequestRecord] = []
        self._writes: list[WriteRecord] = []
        self._violations: list[str] = []

    @property
    def requests(self) -> list[RequestRecord]:
        """Every request, in order of arrival."""
        with self._lock:
            return list(self._requests)

    @property
    def writes(self) -> list[WriteRecord]:
        """Every write, in order of effect."""
        with self._lock:
            return list(self._writes)

    @property
    def violations(self) -> list[str]:
        """Every broken rule, as a sentence."""
        with self._lock:
            return list(self._violations)

    def arrived(self, request: Request, fault: str) -> RequestRecord:
        """Note a request; its status is filled in when it is answered."""
        record = RequestRecord(
            request.method, request.path, request.query, time.time(), request.headers, fault=fault
        )
        with self._lock:
            self._requests.append(record)
        return record

    def wrote(self, record: WriteRecord) -> None:
        """Note a write at the moment it took effect."""
        with self._lock:
            self._writes.append(record)

    def violated(self, sentence: str) -> None:
        """Note a broken rule, as a sentence for the reader of a failed test."""
        with self._lock:
            self._violations.append(sentence)

    def take_violations(self) -> list[str]:
        """Return and forget the violations, for tests that break a rule on purpose."""
        with self._lock:
            taken, self._violations = self._violations, []
            return taken

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._requests, self._writes, self._violations = [], [], []

    def count(self, method: str = "*", path: str = "*") -> int:
        """How many requests had this method and this path.

        The path is a shell pattern when it holds a star, else the end of the path.
        """
        pattern = path if "*" in path else f"*{path}"
        return sum(
            method in {"*", record.method} and fnmatch.fnmatchcase(record.path, pattern)
            for record in self.requests
        )
