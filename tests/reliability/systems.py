"""The systems over HTTP as a desk works with them: a strict server, an account, a third hand."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from eventdesk.domain.event import EventRef, Window
from eventdesk.services.accounts import AccountDraft
from tests.servers import (
    KareServer,
    SafeData,
    SafeServer,
    SheepServer,
    StrictServer,
    TeamworkData,
    TeamworkServer,
)
from tests.servers.fixtures import finish
from tests.servers.sheepcrm import Dataset

ACCOUNT = "Club"


@dataclass(frozen=True, kw_only=True)
class RemoteSystem:
    """One system.

    Attributes:
        event: the reference of an event with attendees, where the system has such.
        change: another desk changes another event.
        takes_marks: the system is told who came.
    """

    key: str
    server: StrictServer
    secrets: Mapping[str, str]
    today: date
    event: str
    change: Callable[[], object]
    options: Mapping[str, str] = field(default_factory=dict)
    takes_marks: bool = False

    @property
    def ref(self) -> EventRef:
        """The event as the desk refers to it."""
        return EventRef(ACCOUNT, self.event)

    @property
    def window(self) -> Window:
        """Days that hold the event and some more."""
        return Window(self.today - timedelta(days=7), self.today + timedelta(days=30))

    def draft(self) -> AccountDraft:
        """An account at this system, with the right key."""
        return AccountDraft(
            self.key,
            ACCOUNT,
            address=self.server.url,
            options=dict(self.options),
            secrets=dict(self.secrets),
        )


def _sheepcrm() -> RemoteSystem:
    server = SheepServer(Dataset.small()).start()
    return RemoteSystem(
        key="sheepcrm",
        server=server,
        secrets={"api_key": server.key},
        today=server.dataset.today,
        event=server.event_uid("main"),
        change=lambda: server.rename_event(server.event_uid("running"), "Renamed elsewhere"),
        options={"bucket": server.bucket, "time_zone": "Europe/London"},
        takes_marks=True,
    )


def _teamwork() -> RemoteSystem:
    server = TeamworkServer(TeamworkData.small()).start()
    return RemoteSystem(
        key="teamwork",
        server=server,
        secrets={"api_key": server.key},
        today=server.dataset.today,
        event=server.event_ref("main"),
        change=lambda: server.rename_event(server.event_ref("running"), "Renamed elsewhere"),
        options={"time_zone": "Europe/Dublin"},
    )


def _safesites() -> RemoteSystem:
    server = SafeServer(SafeData.small()).start()
    return RemoteSystem(
        key="safesites",
        server=server,
        secrets={"token": server.key},
        today=server.dataset.today,
        event=server.event_id("round"),
        change=lambda: server.edit_event(server.event_id("draft"), title="Renamed elsewhere"),
        options={"time_zone": "Europe/Stockholm"},
    )


def _kare() -> RemoteSystem:
    server = KareServer().start()
    return RemoteSystem(
        key="kare",
        server=server,
        secrets=server.secrets,
        today=server.dataset.today,
        event=server.ref("main"),
        change=lambda: server.edit(server.number("curative"), description="Renamed elsewhere"),
    )


SYSTEMS: Mapping[str, Callable[[], RemoteSystem]] = {
    "sheepcrm": _sheepcrm,
    "teamwork": _teamwork,
    "safesites": _safesites,
    "kare": _kare,
}


@contextmanager
def serving(key: str) -> Iterator[RemoteSystem]:
    """A system whose server runs; in the end no rule of it may be broken."""
    system = SYSTEMS[key]()
    try:
        yield system
    finally:
        finish(system.server)
