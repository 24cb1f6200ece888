"""What the test servers of all systems share: rules, log, faults, control, start and stop.

A system derives from StrictServer, hands over its routes and checks its own headers. Nothing
here may know a system.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from tests.servers.control import CONTROL_PREFIX, Control
from tests.servers.faults import Fault, FaultPlan, RateLimit
from tests.servers.log import Log, RequestRecord, WriteRecord
from tests.servers.messages import Delivery, Reply, Request, standard_error
from tests.servers.routing import Call, Match, Route, Router
from tests.servers.transport import Transport


class StrictServer:
    """A server on a free loopback port that answers like the system and remembers every breach.

    The state outlives `stop`: a server that is started again answers on the same port. While
    `offline` is set, connections are cut before an answer and nothing is logged; the control path
    still works. `rate_limit` is off until set.
    """

    def __init__(self, port: int = 0) -> None:
        self.log = Log()
        self.faults = FaultPlan()
        self.rate_limit: RateLimit | None = None
        self.denied: set[str] = set()
        self.lock = threading.RLock()
        self._port = port
        self._offline = False
        self._transport: Transport | None = None
        self._router = Router(self.routes())
        self._control = Control(self)

    # -- what a system provides

    def routes(self) -> list[Route]:
        """The operations of the system."""
        return []

    def credentials_refusal(self, request: Request) -> Reply | None:
        """The answer to a request whose credentials are missing or wrong, else None."""
        del request
        return None

    def header_problems(self, request: Request) -> Iterator[str]:
        """Sentences about headers that break the system's rules."""
        del request
        yield from ()

    def control_views(self) -> dict[str, Callable[..., object]]:
        """What `GET /__control__/<name>` shows beyond the log."""
        return {}

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """What `POST /__control__/<name>` does besides; given the JSON body as keywords."""
        return {}

    # -- life

    @property
    def url(self) -> str:
        """The base address, without a trailing slash."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def thread_name(self) -> str:
        """What the names of this server's threads begin with."""
        return f"test-server-{self._port}"

    def start(self) -> Self:
        """Open the port and serve."""
        self._transport = Transport(self._port, self.answer, self.log.violated)
        self._port = self._transport.server_port
        self._transport.start()
        return self

    def stop(self) -> None:
        """Refuse connections from now on, and wait for every thread to end."""
        if self._transport is not None:
            self._transport.stop()
            self._transport = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def offline(self) -> bool:
        """Whether the network to this server is down."""
        return self._offline

    @offline.setter
    def offline(self, value: bool) -> None:
        self._offline = value
        if value and self._transport is not None:
            self._transport.drop_connections()

    # -- memory

    @property
    def requests(self) -> list[RequestRecord]:
        """Every request outside of the control path, oldest first."""
        return self.log.requests

    @property
    def writes(self) -> list[WriteRecord]:
        """Every write of a client that took effect, in order."""
        return self.log.writes

    @property
    def violations(self) -> list[str]:
        """Every breach of the documented rules, as sentences."""
        return self.log.violations

    def count(self, method: str = "*", path: str = "*") -> int:
        """How many requests had this method and path ending (or shell pattern)."""
        return self.log.count(method, path)

    # -- one request

    def answer(self, request: Request) -> Reply:
        """Everything that happens between reading a request and writing its answer."""
        if request.path.startswith(CONTROL_PREFIX):
            return self._control.answer(request)
        if self._offline:
            return Reply(503, delivery=Delivery.NOTHING)
        fault = self.faults.pick(request.method, request.path)
        record = self.log.arrived(request, fault.kind.value if fault else "")
        reply = self._answer_under(request, fault)
        record.status = 0 if reply.delivery is Delivery.NOTHING else reply.status
        return reply

    def _answer_under(self, request: Request, fault: Fault | None) -> Reply:
        allowed, headers = self.rate_limit.take() if self.rate_limit else (True, {})
        if not allowed:
            reply = standard_error(429, "Too many requests.")
        elif fault is None:
            reply = self._serve(request, "", takes_effect=True)
        else:
            self._wait(fault.delay_before)
            reply = self._serve(request, fault.paging, takes_effect=fault.takes_effect)
            self._wait(fault.delay_after)
            reply = fault.spoil(reply)
        reply.headers.update(headers)
        return reply

    def _wait(self, seconds: float) -> None:
        transport = self._transport
        if seconds and transport is not None:
            transport.stopping.wait(seconds)

    def _serve(self, request: Request, paging: str, *, takes_effect: bool) -> Reply:
        """Check the request against the rules, then run its handler unless a fault forbids it."""
        match = self._router.find(request.method, request.path)
        problems = [*self.header_problems(request), *_request_problems(request, match)]
        for problem in problems:
            self.violated(request, problem)
        refusal = self.credentials_refusal(request) or self._refusal(match, problems)
        if refusal is not None or match.route is None:
            return refusal or standard_error(404, "There is nothing at this address.")
        if not takes_effect:
            return Reply(200)
        with self.lock:
            return self._run(match.route, Call(request, match.path, paging))

    def _refusal(self, match: Match, problems: list[str]) -> Reply | None:
        if match.route is None:
            status = 405 if match.methods else 404
            return standard_error(status, "There is nothing at this address.")
        if problems:
            return standard_error(400, f"{'; '.join(problems)}.")
        if match.route.permission in self.denied:
            return standard_error(403, f"Permission {match.route.permission} is required.")
        return None

    def _run(self, route: Route, call: Call) -> Reply:
        try:
            return route.handler(call)
        except Exception as error:  # noqa: BLE001 - whatever it is must fail the test, not hang it
            self.violated(call.request, f"the test server itself failed: {error!r}")
            return standard_error(500, "The test server failed.")

    def violated(self, request: Request, problem: str) -> None:
        """Record a breach as a sentence that names the request."""
        self.log.violated(f"{request.method} {request.path}: {problem}")


def _request_problems(request: Request, match: Match) -> Iterator[str]:
    if request.body and not (match.route and match.route.takes_body):
        yield f"a body of {len(request.body)} bytes was sent, but the operation takes none"
    if match.route is not None:
        yield from match.route.problems(request)
    elif match.methods:
        yield f"the method is not allowed here, only {', '.join(match.methods)}"
    else:
        yield "the path is not documented"
