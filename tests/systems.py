"""Systems with their strict servers, for tests of every one. What differs is told here, so that a
test can say once what holds for all.

`system` is each one in turn whose marks stay on this desk; `serving` starts any by its key.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from eventdesk.domain.event import EventRef, Window
from eventdesk.services.accounts import AccountDraft
from tests.servers import (
    CalendarServer,
    KareServer,
    SafeServer,
    SheepServer,
    StrictServer,
    TeamworkServer,
)
from tests.servers.fixtures import finish

Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class System:
    """One system, and what a test may know of its data.

    Attributes:
        account: what tests call the account.
        address: where it is, the server's own by default.
        secrets: what a person types in, by the names of the fields; `titles` as they read.
        greeting: what a check says.
        main: reference of an event that has what the system has; `main_title` its title.
        attendee: somebody on its list of so many `attendees`, "" where the system has none.
        act: an action on the main event, its values, and the title after it, "" for deleted; None
            where the system is read only.
        change: another desk changes another event.
        new_words: gives the main event a status and the like that nobody knows; tells how each is
            shown, by the names that `Facets` and `EventQuery` share.
        takes_marks: the system is told who came.
    """

    key: str
    account: str
    server: StrictServer
    address: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str]
    today: date
    title: str = ""
    titles: Sequence[str] = ()
    greeting: str = ""
    main: str
    main_title: str = ""
    attendee: str = ""
    attendees: int = 0
    act: tuple[str, Mapping[str, str], str] | None = None
    change: Callable[[], object]
    new_words: Callable[[], Words] = dict
    takes_marks: bool = False

    @property
    def event_ref(self) -> EventRef:
        """The main event as the desk refers to it."""
        return EventRef(self.account, self.main)

    @property
    def ref(self) -> str:
        """The same on the command line."""
        return str(self.event_ref)

    @property
    def url(self) -> str:
        """What a person enters as the address."""
        return self.address or self.server.url

    @property
    def window(self) -> Window:
        """Days that hold the main event and some more."""
        return Window(self.today - timedelta(days=7), self.today + timedelta(days=30))

    @property
    def draft(self) -> AccountDraft:
        """The account as it is added."""
        options, secrets = dict(self.options), dict(self.secrets)
        return AccountDraft(self.key, self.account, self.url, options, secrets)


def sheepcrm(server: SheepServer) -> System:
    return System(
        key="sheepcrm",
        account="Club",
        server=server,
        options={"bucket": server.bucket, "time_zone": "Europe/London"},
        secrets={"api_key": server.key},
        today=server.dataset.today,
        main=server.event_uid("main"),
        change=lambda: server.rename_event(server.event_uid("running"), "Renamed elsewhere"),
        takes_marks=True,
    )


def teamwork(server: TeamworkServer) -> System:
    def new_words() -> Words:
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
        today=server.dataset.today,
        greeting="Teamwork.com accepts the key of Anna Baker.",
        main=server.event_ref("main"),
        main_title="Spring concert: who does what",
        attendee="Martin Luther King, Jr.",
        attendees=12,
        act=("edit", {"title": "Autumn concert"}, "Autumn concert"),
        change=lambda: server.rename_event(server.event_ref("running"), "Renamed elsewhere"),
        new_words=new_words,
    )


def safesites(server: SafeServer) -> System:
    main = server.event_id("round")

    def new_words() -> Words:
        server.edit_event(main, status="on_ice", type="ice_work")
        return {"status_texts": "on_ice", "kinds": "Ice work"}

    first = str(server.dataset.events[main]["start"])[:10]
    return System(
        key="safesites",
        title="SafeSites",
        account="Sites",
        server=server,
        secrets={"token": server.key},
        titles=("Token",),
        today=server.dataset.today,
        greeting="SafeSites accepts the token of the user 0195-åsa in the organization 0195-org.",
        main=main,
        main_title="Safety round",
        act=("cancel-occurrence", {"original_date": first}, "Safety round"),
        change=lambda: server.edit_event(server.event_id("draft"), title="Renamed elsewhere"),
        new_words=new_words,
    )


def kare(server: KareServer) -> System:
    number = server.number("main")

    def new_words() -> Words:
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
        today=server.dataset.today,
        greeting="KARE accepts the tokens for “Lycée des Tilleuls”, whose time zone is "
        "Europe/Paris.",
        main=server.ref("main"),
        main_title="Exercice d'évacuation",
        attendee="Hugo Martin 7",
        attendees=12,
        act=("delete", {"reason": "Entered twice"}, ""),
        change=lambda: server.edit(server.number("curative"), description="Renamed elsewhere"),
        new_words=new_words,
    )


def ics(server: CalendarServer) -> System:
    def new_words() -> Words:
        server.edit_event("main", "STATUS", "STATUS:PENCILLED-IN")
        server.edit_event("main", "CATEGORIES", "CATEGORIES:Fringe")
        return {"status_texts": "pencilled-in", "tags": "Fringe"}

    return System(
        key="ics",
        title="iCalendar",
        account="Choir",
        server=server,
        address=server.address,
        secrets={"username": server.username, "password": server.password},
        titles=("User name", "Password"),
        today=server.dataset.now.date(),
        greeting="127.0.0.1 holds the calendar “Harbour choir” with 5 events.",
        main=server.uid("main"),
        main_title="Summer concert",
        attendee="Baker, Anna",
        attendees=3,
        change=lambda: server.edit_event("weekly", "SUMMARY", "SUMMARY:Renamed elsewhere"),
        new_words=new_words,
    )


_MADE: Mapping[str, tuple[type[Any], Callable[[Any], System]]] = {
    "sheepcrm": (SheepServer, sheepcrm),
    "teamwork": (TeamworkServer, teamwork),
    "safesites": (SafeServer, safesites),
    "kare": (KareServer, kare),
    "ics": (CalendarServer, ics),
}
SYSTEMS = tuple(_MADE)
ACCOUNT = "Club"
"""What `serving` calls the account."""


@pytest.fixture(params=sorted({*SYSTEMS} - {"sheepcrm"}))
def system(request: pytest.FixtureRequest) -> System:
    """Each system in turn whose marks stay on this desk, its server started."""
    return _MADE[request.param][1](request.getfixturevalue(f"{request.param}_server"))


@contextmanager
def serving(key: str) -> Iterator[System]:
    """A system whose server runs; in the end no rule of it may be broken."""
    kind, made = _MADE[key]
    server = kind().start()
    try:
        yield replace(made(server), account=ACCOUNT)
    finally:
        finish(server)
