"""Systems that are spoken to over HTTP, each with its strict server, for tests of every one.

What differs between them is told here, so that a test can say once what holds for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from eventdesk.services.accounts import AccountDraft
from tests.servers import KareServer, SafeServer, StrictServer, TeamworkServer


@dataclass(frozen=True, kw_only=True)
class System:
    """One system, and what a test may know of its data.

    Attributes:
        account: what tests call the account.
        secrets: what a person types in, by the names of the fields; `titles` as they read.
        greeting: what a check says.
        main: reference of an event that has what the system has; `main_title` its title.
        attendee: somebody on its list, "" where the system has no attendees.
        act: an action on the main event, its values, and the title after it; "" for deleted.
        new_words: gives the main event a status and the like that nobody knows; tells how each is
            shown, by the names that `Facets` and `EventQuery` share.
    """

    key: str
    title: str
    account: str
    server: StrictServer
    secrets: Mapping[str, str]
    titles: Sequence[str]
    greeting: str
    main: str
    main_title: str
    attendee: str = ""
    act: tuple[str, Mapping[str, str], str]
    new_words: Callable[[], Mapping[str, str]]

    @property
    def ref(self) -> str:
        """How the main event is referred to on the command line."""
        return f"{self.account}:{self.main}"

    @property
    def draft(self) -> AccountDraft:
        """The account as it is added."""
        return AccountDraft(self.key, self.account, self.server.url, secrets=dict(self.secrets))


def teamwork(server: TeamworkServer) -> System:
    def new_words() -> Mapping[str, str]:
        main, kind = server.event_ref("main"), {"id": "-99", "name": "Strike", "color": "4E9075"}
        server.edit_event(main, type=kind, privacy={"type": "stage-door"})
        server.dataset.events[main].record["status"] = "tentative"
        words = {"status_texts": "tentative", "kinds": "Strike"}
        return {**words, "tags": "stage-door"}

    return System(
        key="teamwork",
        title="Teamwork.com",
        account="Projects",
        server=server,
        secrets={"api_key": server.key},
        titles=("API key",),
        greeting="Teamwork.com accepts the key of Anna Baker.",
        main=server.event_ref("main"),
        main_title="Spring concert: who does what",
        attendee="Martin Luther King, Jr.",
        act=("edit", {"title": "Autumn concert"}, "Autumn concert"),
        new_words=new_words,
    )


def safesites(server: SafeServer) -> System:
    main = server.event_id("round")

    def new_words() -> Mapping[str, str]:
        server.edit_event(main, status="on_ice", type="ice_work")
        return {"status_texts": "on_ice", "kinds": "ice_work"}

    first = str(server.dataset.events[main]["start"])[:10]
    return System(
        key="safesites",
        title="SafeSites",
        account="Sites",
        server=server,
        secrets={"token": server.key},
        titles=("Token",),
        greeting="SafeSites accepts the token of the user 0195-åsa in the organization 0195-org.",
        main=main,
        main_title="Safety round",
        act=("cancel-occurrence", {"original_date": first}, "Safety round"),
        new_words=new_words,
    )


def kare(server: KareServer) -> System:
    number = server.number("main")

    def new_words() -> Mapping[str, str]:
        server.edit(number, status=77, type=88, creationStatus=99)
        words = {"status_texts": "Status 77", "kinds": "Type 88"}
        return {**words, "tags": "Creation status 99"}

    return System(
        key="kare",
        title="KARE",
        account="Register",
        server=server,
        secrets={"email": server.email, "password": server.password},
        titles=("Email", "Password"),
        greeting="KARE accepts the tokens for “Lycée des Tilleuls”, whose time zone is "
        "Europe/Paris.",
        main=server.ref("main"),
        main_title="Exercice d'évacuation",
        attendee="Hugo Martin 7",
        act=("delete", {"reason": "Entered twice"}, ""),
        new_words=new_words,
    )


_MADE: Mapping[str, Callable[[Any], System]] = {
    "teamwork": teamwork,
    "safesites": safesites,
    "kare": kare,
}


@pytest.fixture(params=sorted(_MADE))
def system(request: pytest.FixtureRequest) -> System:
    """Each system in turn, its server started."""
    return _MADE[request.param](request.getfixturevalue(f"{request.param}_server"))
