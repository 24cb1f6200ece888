"""A calendar at an address, asked for only what is new. Redirects are told, never followed."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from requests import PreparedRequest
from requests.auth import AuthBase

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    NotThere,
    PermissionMissing,
    Refused,
)
from eventdesk.domain.text import one_line
from eventdesk.net.answer import Answer
from eventdesk.net.auth import NoAuth
from eventdesk.net.client import Client, Limits
from eventdesk.providers.ics.auth import BasicAuth
from eventdesk.providers.ics.places import WebPlace
from eventdesk.providers.ics.sources import LARGEST, Fetched, Version

_ACCEPT = "text/calendar, */*;q=0.1"
_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_NOT_MODIFIED = 304
_CHECK = "Check the address in the account's settings."
_MAY_BE_KEY = re.compile(r"(?=[^/]*\d)[^/]{8,}")
_SHORTEST_KEY = 4


class WebSource:
    """A calendar at an https address, or at an http one of this computer.

    Raises:
        BadRequest: the address cannot be used. CredentialsRefused: the credentials cannot be sent.
    """

    def __init__(self, place: WebPlace, username: str, password: str, clock: Clock) -> None:
        self._signed_in = bool(username or password)
        auth = BasicAuth(username, password) if self._signed_in else NoAuth()
        self._conditions = _Conditional(auth, _pieces(place))
        self._client = Client(
            place.base, self._conditions, clock=clock, limits=Limits(body=LARGEST)
        )
        self._address = place.base + place.path
        # A private calendar's path is a key itself, so the log shows the form of it alone.
        pieces = enumerate(place.path.split("/"))
        self._path = {f"part{n}": unquote(piece) for n, piece in pieces if piece}
        pieces = enumerate(place.path.split("/"))
        self._template = "/".join(f"{{part{n}}}" if piece else "" for n, piece in pieces)
        self._query: dict[str, list[str]] = {}
        for key, value in parse_qsl(place.query, keep_blank_values=True):
            self._query.setdefault(key, []).append(value)

    @property
    def name(self) -> str:
        """The host, for sentences."""
        return self._client.address.host

    @property
    def requests_made(self) -> int:
        """How many requests went out."""
        return self._client.request_count

    @property
    def requests_left(self) -> int | None:
        """What the last answer granted."""
        return self._client.limiter.state.remaining

    def fetch(self, known: Version, cancel: CancelToken) -> Fetched:
        """One request; a server that knows the version answers without a calendar."""
        self._conditions.known = known
        try:
            answer = self._client.get(
                self._template,
                path=self._path,
                query=self._query,
                accept=_ACCEPT,
                see_redirect=True,
                cancel=cancel,
            )
        except NotThere:
            raise BadAnswer(f"{self.name} has no calendar at this address.", _CHECK) from None
        except PermissionMissing:
            raise
        except Refused as error:
            raise BadAnswer(error.sentence, _CHECK) from None
        except CredentialsRefused:
            raise self._refused() from None
        if answer.status == _NOT_MODIFIED and known:
            return Fetched(known, None)
        if answer.status >= 300:
            raise self._moved(answer)
        version = {part: answer.headers.get(part, "") for part in _VALIDATORS}
        return Fetched(version if any(version.values()) else {}, answer.body)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _refused(self) -> CredentialsRefused:
        if self._signed_in:
            return CredentialsRefused(
                f"{self.name} does not accept the user name and password.",
                "Check them in the account's settings.",
            )
        return CredentialsRefused(
            f"{self.name} asks for a user name and a password.",
            "Enter them in the account's settings.",
        )

    def _moved(self, answer: Answer) -> BadAnswer:
        location = answer.headers.get("location", "")
        if not location:
            return BadAnswer(f"{self.name} sent no calendar (status {answer.status}).", _CHECK)
        target = _without_secrets(urljoin(self._address, location))
        where = f" to {target}" if target else ""
        return BadAnswer(
            f"{self.name} says that the calendar moved{where}, which is not followed by itself.",
            "If you trust that place, enter its address in the account's settings.",
        )


class _Conditional(AuthBase):
    """Credentials, and on each request the version that is known (RFC 9110 section 13.1)."""

    def __init__(self, auth: BasicAuth | NoAuth, pieces: Iterable[str]) -> None:
        self._auth = auth
        self.known: Version = {}
        own = (piece.encode() for piece in sorted(set(pieces), key=len, reverse=True))
        self.secrets = (*getattr(auth, "secrets", ()), *own)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the headers to a request."""
        for part, name in _VALIDATORS.items():
            if self.known.get(part):
                request.headers[name] = self.known[part]
        return self._auth(request)


def _pieces(place: WebPlace) -> Iterator[str]:
    """What an answer may repeat of an address, each of which may be a private calendar's key."""
    values = [value for _, value in parse_qsl(place.query)]
    for piece in (*place.path.split("/"), *place.query.split("&"), *values):
        for form in (piece, unquote(piece), quote(piece, safe="")):
            if len(form) >= _SHORTEST_KEY:
                yield form


def _without_secrets(url: str) -> str:
    """The address as it can be shown: no user, no password, no query, no long names with digits."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = _MAY_BE_KEY.sub("…", path)
    return one_line(f"{parts.scheme}://{host}{port}{path}", 200) if host else ""
