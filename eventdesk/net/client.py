"""The HTTP client of one account: timeouts, sizes, retries, limits, errors and one log line.

It lives on one thread. Nothing of a query, body, header or name is ever logged.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import quote

import msgspec
import requests
from requests.auth import AuthBase

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock, SystemClock
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.net import failures
from eventdesk.net.address import checked_address
from eventdesk.net.answer import Answer
from eventdesk.net.ratelimit import RateLimiter
from eventdesk.net.transport import Exchange, WatchedAdapter

logger = logging.getLogger(__name__)

JSON = "application/json"
Query = Mapping[str, str | int | Iterable[str] | None]
"""Parameters; None leaves one out, several values repeat the key."""

_RETRIES = 2
_PIECE = 1 << 18
_ERROR_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one call: seconds, and bytes of a body after unpacking.

    `connect` and `read` bound a single wait; `total` bounds the whole exchange.
    """

    connect: float = 5.0
    read: float = 20.0
    total: float = 60.0
    body: int = 256_000_000

    @property
    def waits(self) -> tuple[float, float]:
        """What requests takes as its two timeouts."""
        return min(self.connect, self.total), min(self.read, self.total)


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    template: str
    url: str
    query: Query | None = None
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    permission: str = ""
    see_redirect: bool = False

    @property
    def is_write(self) -> bool:
        return self.method != "GET"


def is_too_many(answer: Answer) -> bool:
    """What throttling looks like unless a system does it otherwise."""
    return answer.status == HTTPStatus.TOO_MANY_REQUESTS


class Client:
    """Calls to one address with one set of credentials.

    Args:
        base_url: checked before anything is sent; a path in it is kept.
        auth: puts the credentials on each request; may be exchanged while the client lives.
        headers: sent with every request; never credentials.
        throttled: tells an answer that asks for a pause from a refusal.

    Raises:
        BadRequest: the address cannot be used (see `checked_address`).
    """

    def __init__(
        self,
        base_url: str,
        auth: AuthBase,
        *,
        headers: Mapping[str, str] | None = None,
        clock: Clock | None = None,
        limiter: RateLimiter | None = None,
        throttled: Callable[[Answer], bool] = is_too_many,
        limits: Limits | None = None,
    ) -> None:
        self.address = checked_address(base_url)
        self.auth = auth
        self.limiter = limiter or RateLimiter(clock or SystemClock())
        self.limits = limits or Limits()
        self.request_count = 0
        self._throttled = throttled
        self._session = open_session(self.address.base)
        self._session.headers.update(headers or {})

    def get(
        self,
        path_template: str,
        *,
        cancel: CancelToken,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
        accept: str = JSON,
        permission: str = "",
        see_redirect: bool = False,
    ) -> Answer:
        """Read something; repeated on broken connections and once after a pause.

        Args:
            path_template: like "/events/{uid}"; `path` holds the values, encoded here.
            permission: the system's name of what this needs, for the sentence of a 403.
            see_redirect: hand a redirect to the caller instead of raising `BadAnswer`.

        Raises:
            CredentialsRefused, PermissionMissing, NotThere, Refused, Throttled, Unreachable,
            BadAnswer, Cancelled.
        """
        call = replace(
            self._call("GET", path_template, path, query),
            headers={"Accept": accept},
            permission=permission,
            see_redirect=see_redirect,
        )
        answer = self._tried(call, cancel)
        if self._throttled(answer) and self.limiter.wait_once(answer.headers, cancel):
            answer = self._tried(call, cancel)
        return self._judged(call, answer)

    def send(
        self,
        method: str,
        path_template: str,
        *,
        cancel: CancelToken,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
        json: object = None,
        permission: str = "",
    ) -> Answer:
        """Write something, once: never repeated here. Raises as `get` does.

        `Unreachable.may_have_arrived` is true when the request may have left this computer.
        `json` is the body, None for an empty one.
        """
        call = self._call(method, path_template, path, query)
        headers = {"Accept": JSON}
        body = None
        if json is not None:
            headers["Content-Type"] = JSON
            body = msgspec.json.encode(json)
        call = replace(call, headers=headers, body=body, permission=permission)
        return self._judged(call, self._tried(call, cancel))

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _call(
        self, method: str, template: str, path: Mapping[str, str] | None, query: Query | None
    ) -> _Call:
        encoded = {name: self._path_part(value) for name, value in (path or {}).items()}
        url = self.address.base + template.format_map(encoded)
        return _Call(method, template, url, query)

    def _path_part(self, value: str) -> str:
        # Dots alone would be read as steps in the path, and nothing as another address.
        if value in ("", ".", ".."):
            raise NotThere(f"{self.address.host} has no record “{value}”.", "Check the reference.")
        return quote(value, safe="")

    def _tried(self, call: _Call, cancel: CancelToken) -> Answer:
        """The answer of whatever status; a GET is repeated when its connection breaks."""
        self.limiter.before_call(cancel)
        exchange = Exchange(self.limits.total, cancel)
        tries = 0 if call.is_write else _RETRIES
        while True:
            cancel.check()
            try:
                answer = self._once(call, exchange)
            except failures.TRANSPORT_ERRORS as error:
                if tries and failures.worth_repeating(error):
                    tries -= 1
                    cancel.wait(0.1 if tries else 0.5)
                    continue
                arrived = call.is_write and exchange.sent
                host = self.address.host
                raise failures.from_transport(error, host, may_have_arrived=arrived) from None
            self.limiter.note(answer.headers)
            return answer

    def _once(self, call: _Call, exchange: Exchange) -> Answer:
        self.request_count += 1
        started = time.monotonic()
        status = 0
        try:
            with (
                exchange.watching(),
                self._session.request(
                    call.method,
                    call.url,
                    params=_pairs(call.query),
                    data=call.body,
                    headers=dict(call.headers),
                    auth=self.auth,
                    timeout=self.limits.waits,
                    stream=True,
                    allow_redirects=False,
                    proxies=self._proxies(),
                ) as response,
            ):
                status = response.status_code
                return read_answer(response, self.limits.body, self.address.host)
        finally:
            spent = (time.monotonic() - started) * 1000
            line = (call.method, self.address.host, call.template, status or "no answer", spent)
            logger.debug("%s %s%s %s %.0f ms", *line)

    def _proxies(self) -> dict[str, str]:
        """A key for this very computer must not take the way through a proxy."""
        return {"no_proxy": self.address.host} if self.address.loopback else {}

    def _judged(self, call: _Call, answer: Answer) -> Answer:
        if 200 <= answer.status < 300:
            return answer
        if call.see_redirect and 300 <= answer.status < 400:
            return answer
        # Some systems repeat the key in their refusal; not every auth object names its secrets.
        for secret in getattr(self.auth, "secrets", ()):
            answer = replace(answer, body=answer.body.replace(secret, b"..."))
        wish = self.limiter.wish(answer.headers)
        if self._throttled(answer):
            raise failures.throttled(answer.host, wish)
        raise failures.from_answer(
            answer, write=call.is_write, permission=call.permission, wish=wish
        )


def open_session(base: str) -> requests.Session:
    """A session that watches its sockets, keeps no cookies and speaks to `base` alone."""
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["User-Agent"] = "EventDesk"
    for adapter in session.adapters.values():
        adapter.close()
    session.adapters.clear()
    session.mount(f"{base.partition(':')[0]}://", WatchedAdapter(tls=base.startswith("https:")))
    return session


def read_answer(response: requests.Response, limit: int, host: str) -> Answer:
    """The whole answer. Raises `BadAnswer` for more bytes than `limit`; an error's are cut."""
    failed = response.status_code >= 400
    room = min(limit, _ERROR_BODY) if failed else limit
    pieces = []
    for piece in response.iter_content(_PIECE):
        room -= len(piece)
        if room < 0 and not failed:
            raise BadAnswer(
                f"{host} sent more than {limit // 1_000_000} MB in one answer.",
                "It was not read; ask whoever runs the system.",
            )
        pieces.append(piece)
        if room < 0:
            break
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, b"".join(pieces), host)


def _pairs(query: Query | None) -> list[tuple[str, str]]:
    pairs = []
    for name, value in (query or {}).items():
        if value is not None:
            values = [str(value)] if isinstance(value, (str, int)) else value
            pairs += [(name, item) for item in values]
    return pairs
