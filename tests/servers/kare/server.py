"""The KARE server: tokens, headers, and what a test may do to its data."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from tests.servers.base import StrictServer
from tests.servers.kare.auth_routes import LOGIN, RENEWAL, AuthRoutes
from tests.servers.kare.calendar_routes import CalendarRoutes
from tests.servers.kare.dataset import KareDataset, allowed, iso
from tests.servers.kare.intervention_routes import InterventionRoutes
from tests.servers.kare.pictures import PictureHost
from tests.servers.kare.register_routes import RegisterRoutes
from tests.servers.log import WriteRecord
from tests.servers.messages import Reply, Request, json_reply
from tests.servers.routing import Route

Record = dict[str, Any]


@dataclass(slots=True)
class KareOptions:
    """How the server settles what the notes leave open; change them at any time.

    generation: whose names the records have, "older" or "newer" (section 6).
    window_rule: events that overlap the window, or only those that start in it.
    largest_page: pages are cut to this, and say so.
    told_event_type: whether the answer to making an intervention names its event type.
    """

    generation: Literal["older", "newer"] = "older"
    window_rule: Literal["overlap", "start"] = "overlap"
    largest_page: int = 10**6
    told_event_type: bool = True
    bad_login_status: int = 401
    timezone: str = "Europe/Paris"


class KareServer(StrictServer):
    """A strict KARE for one organization, with the host of its pictures beside it.

    `bodies` holds what each write sent, in the order of `writes`.
    """

    def __init__(self, dataset: KareDataset | None = None, *, key: str = "", port: int = 0) -> None:
        self.dataset = dataset or KareDataset.small()
        self.interventions: dict[int, Record] = self.dataset.interventions
        self.options = KareOptions()
        self.email, self.password = "anne.durand@tilleuls.example", "a-good-password"
        self.refresh_token = "refresh-token-7c1d"
        self.access_token, self.session_token = key or "access-token-1", "session-token-1"
        self.bodies: list[Record] = []
        self.pictures = PictureHost()
        self._tokens_made = 1
        super().__init__(port)

    def routes(self) -> list[Route]:
        """Literal paths go before those with an id."""
        return [
            *AuthRoutes(self).routes(),
            *CalendarRoutes(self).routes(),
            *RegisterRoutes(self).routes(),
            *InterventionRoutes(self).routes(),
        ]

    # -- life, with the host of the pictures

    def start(self) -> Self:
        """Open both ports."""
        self.pictures.start()
        return super().start()

    def stop(self) -> None:
        """Close both ports."""
        super().stop()
        self.pictures.stop()

    @property
    def violations(self) -> list[str]:
        """Also those of the host of the pictures."""
        return [*super().violations, *self.pictures.violations]

    # -- rules of every request

    def credentials_refusal(self, request: Request) -> Reply | None:
        """Both tokens must be the ones of now, except to get some."""
        if request.path in (LOGIN, RENEWAL):
            return None
        right = f"Bearer {self.access_token}", self.session_token
        if _credentials(request) != right:
            return json_reply({"message": "Unauthorized"}, 401)
        return None

    def header_problems(self, request: Request) -> Iterator[str]:
        """Two headers and a content type belong to every call, none of the two to a login."""
        if request.headers.get("content-type") != "application/json":
            yield "the header 'content-type: application/json' is missing"
        bearer, session = _credentials(request)
        if request.path in (LOGIN, RENEWAL):
            if bearer or session:
                yield "credentials are sent where tokens are asked for"
            return
        if not bearer.startswith("Bearer ") or not session:
            yield "'Authorization: Bearer' and 'x-session-token' must both be there"

    # -- tokens

    def new_tokens(self) -> Record:
        """Make new tokens; the old ones are of no use from now on."""
        self._tokens_made += 1
        self.access_token = f"access-token-{self._tokens_made}"
        self.session_token = f"session-token-{self._tokens_made}"
        return {"accessToken": self.access_token, "sessionToken": self.session_token}

    def end_tokens(self, *, also_refresh: bool = False) -> None:
        """An hour has gone by; or somebody took the sign-in away."""
        with self.lock:
            self.new_tokens()
            if also_refresh:
                self.refresh_token = "another-refresh-token"

    @property
    def secrets(self) -> dict[str, str]:
        """The tokens of now, by the names that an account keeps them under."""
        return {
            "access_token": self.access_token,
            "session_token": self.session_token,
            "refresh_token": self.refresh_token,
        }

    # -- writes of clients, called by the routes under the lock

    def new_intervention(self, body: Record) -> Record:
        """Add an intervention that holds what a body says."""
        ident = max(self.interventions, default=0) + 1
        record: Record = {
            "id": ident,
            "eventType": 123,
            "status": 0,
            "creationStatus": 0,
            "description": "",
            "siteIds": [501],
            "actions": allowed(),
            "codePin": 7766,
            "createdAt": iso(self.dataset.noon),
            "updatedAt": iso(self.dataset.noon),
        }
        self.interventions[ident] = {**record, **body}
        return self.interventions[ident]

    def wrote(self, request: Request, ident: int, body: Record) -> None:
        """Record a write that took effect."""
        self.bodies.append(body)
        self.log.wrote(
            WriteRecord(request.method, request.path, str(ident), "", "", 1, time.time())
        )

    def signature_url(self, ident: int) -> str:
        """Where the signature of an intervention is for a short while."""
        return f"{self.pictures.url}/signatures/{ident}.png?X-Amz-Signature=4f2a"

    # -- edits by another desk, for tests

    def number(self, label: str) -> int:
        """The id of a special intervention."""
        return self.dataset.labels[label]

    def ref(self, label: str) -> str:
        """How Event Desk refers to a special intervention."""
        return f"123:{self.number(label)}"

    def edit(self, ident: int, **fields: object) -> None:
        """Another desk changes fields; `...` takes one away."""
        with self.lock:
            record = self.interventions[ident]
            record |= fields
            for name in [name for name, value in fields.items() if value is ...]:
                del record[name]

    def move(self, ident: int, hours: float) -> None:
        """Another desk plans it for another time."""
        with self.lock:
            record, shift = self.interventions[ident], timedelta(hours=hours)
            for name in ("scheduledStart", "scheduledEnd"):
                record[name] = iso(datetime.fromisoformat(record[name]) + shift)

    def remove(self, ident: int) -> None:
        """Another desk deletes an intervention."""
        with self.lock:
            del self.interventions[ident]

    def control_views(self) -> dict[str, Callable[..., object]]:
        """`labels` lists the special interventions, `secrets` the tokens of now."""
        return {"labels": lambda: self.dataset.labels, "secrets": lambda: self.secrets}

    def control_actions(self) -> dict[str, Callable[..., object]]:
        """The edits of another desk, and `options`."""
        return {
            "edit": self.edit,
            "move": self.move,
            "remove": self.remove,
            "end-tokens": self.end_tokens,
            "options": self._set_options,
        }

    def _set_options(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.options, name, value)


def _credentials(request: Request) -> tuple[str, str]:
    headers = request.headers
    return headers.get("authorization", ""), headers.get("x-session-token", "")
