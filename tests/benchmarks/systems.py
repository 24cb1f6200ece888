"""Each system with so many events, for the figures of `event_lists`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.event import Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.deskbook.provider import DeskBookProvider
from eventdesk.services.accounts import AccountDraft
from tests.benchmarks.data import ACCOUNT
from tests.servers import (
    CalendarData,
    CalendarServer,
    Dataset,
    KareDataset,
    KareServer,
    SafeData,
    SafeServer,
    SheepServer,
    StrictServer,
    TeamworkData,
    TeamworkServer,
)
from tests.servers.messages import Reply, Request


@dataclass(frozen=True)
class Source:
    """A system with its events.

    Attributes:
        draft: the account.
        window: days that hold all events.
        server: what answers; None for a desk book, which is the file `book`.
    """

    draft: AccountDraft
    window: Window
    server: StrictServer | None = None
    book: Path = Path()


S = TypeVar("S", bound=StrictServer)
Start = Callable[[int, Path], AbstractContextManager[Source]]


def _years(before: int, after: int) -> Window:
    today = date.today()
    return Window(today - timedelta(days=365 * before), today + timedelta(days=365 * after))


def repeating(server: S) -> S:
    """A server, not started yet, that answers what it was asked before as it did then."""
    answer, known = server.answer, dict[object, Reply]()

    def repeated(request: Request) -> Reply:
        known_version = request.headers.get("if-none-match")
        key = (request.method, request.path, request.query, known_version)
        if key not in known:
            known[key] = answer(request)
        return known[key]

    setattr(server, "answer", repeated)  # noqa: B010  # its transport asks this one
    return server


@contextmanager
def _sheepcrm(events: int, _folder: Path) -> Iterator[Source]:
    with repeating(SheepServer(Dataset.sized(events=events, attendees=0))) as server:
        draft = AccountDraft(
            "sheepcrm",
            ACCOUNT,
            address=server.url,
            options={"bucket": server.bucket},
            secrets={"api_key": server.key},
        )
        yield Source(draft, _years(50, 50), server)


@contextmanager
def _deskbook(events: int, folder: Path) -> Iterator[Source]:
    book = folder / "shared.sqlite"
    options = {"database": str(book)}
    desk = DeskBookProvider(ProviderContext(ACCOUNT, "", options, {}, folder, SystemClock()))
    first = date.today() - timedelta(days=200)
    for number in range(events):
        start = f"{first + timedelta(days=number % 400)}T{8 + number % 12:02}:00"
        form = {"title": f"Evening {number} with friends", "start": start, "place": "Great Hall"}
        desk.act(None, "new-event", form, CancelToken())
    desk.close()
    yield Source(AccountDraft("deskbook", ACCOUNT, options=options), _years(2, 2), book=book)


@contextmanager
def _teamwork(events: int, _folder: Path) -> Iterator[Source]:
    with repeating(TeamworkServer(TeamworkData.sized(events=events))) as server:
        secrets = {"api_key": server.key}
        draft = AccountDraft("teamwork", ACCOUNT, address=server.url, secrets=secrets)
        yield Source(draft, _years(2, 2), server)


@contextmanager
def _safesites(events: int, _folder: Path) -> Iterator[Source]:
    with repeating(SafeServer(SafeData(events=events))) as server:
        secrets = {"token": server.key}
        draft = AccountDraft("safesites", ACCOUNT, address=server.url, secrets=secrets)
        yield Source(draft, _years(5, 5), server)


@contextmanager
def _kare(events: int, _folder: Path) -> Iterator[Source]:
    with repeating(KareServer(KareDataset.sized(events=events))) as server:
        draft = AccountDraft("kare", ACCOUNT, address=server.url, secrets=server.secrets)
        yield Source(draft, _years(2, 2), server)


@contextmanager
def _ics(events: int, _folder: Path) -> Iterator[Source]:
    with repeating(CalendarServer(CalendarData.sized(events=events))) as server:
        secrets = {"username": server.username, "password": server.password}
        draft = AccountDraft("ics", ACCOUNT, address=server.address, secrets=secrets)
        yield Source(draft, _years(2, 2), server)


SYSTEMS: Mapping[str, Start] = {
    "deskbook": _deskbook,
    "sheepcrm": _sheepcrm,
    "teamwork": _teamwork,
    "safesites": _safesites,
    "kare": _kare,
    "ics": _ics,
}
"""By key: starts the system with so many events; the folder is for its files."""
