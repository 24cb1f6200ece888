"""A desk with one account of the memory system, on a real SQLite file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import Mark
from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.providers.base import ProviderContext
from eventdesk.services.desk import DeskService
from eventdesk.services.events import EventsService
from eventdesk.services.marking import MarkingService
from eventdesk.services.outbox import OutboxService
from eventdesk.storage import accounts
from eventdesk.storage.database import Database, open_database
from eventdesk.sync.engine import AccountSync, SyncRequest
from eventdesk.sync.report import SyncReport
from tests.clocks import TurnedClock
from tests.sync.memory_system import MemorySystem, Server

GALA = EventRef("Hall", "gala")


@dataclass
class Desk:
    """What a test works with."""

    server: Server
    clock: TurnedClock
    database: Database
    account: Account
    folder: Path
    marking: MarkingService
    events: EventsService
    outbox: OutboxService

    def sync(self, **request: object) -> SyncReport:
        """A whole sync with details of every event, by a provider opened anew."""
        return self.sync_until(CancelToken(), **request)

    def sync_until(self, cancel: CancelToken, **request: object) -> SyncReport:
        """The same, unless somebody stops it."""
        wanted = {"details": True} | request
        context = ProviderContext("Hall", "", {}, {}, self.folder, self.clock)
        engine = AccountSync(
            self.database,
            self.account,
            MemorySystem(context, self.server),
            clock=self.clock,
            lock_folder=self.folder,
        )
        return engine.run(SyncRequest(**wanted), silent, cancel)  # type: ignore[arg-type]

    def push(self) -> SyncReport:
        """Marks only."""
        return self.sync(details=False, list_events=False)

    def mark(self, ref: str, status: str = "attended") -> Mark:
        """One mark by Kim."""
        return self.marking.mark(GALA, [ref], status, by="Kim").marks[0]

    def shown(self, ref: str) -> ListedAttendee:
        """What the list shows of an attendee."""
        return self.events.attendee(GALA, ref)

    def state(self, mark: Mark) -> str:
        """Where a mark stands now."""
        return self.outbox.mark(mark.id).state


@pytest.fixture
def open_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Desk]]:
    """Opens the desk; a second call opens the same profile again, as after a restart."""
    monkeypatch.setattr(registry, "provider_class", lambda _key: MemorySystem)
    monkeypatch.setattr(registry, "systems", lambda: [MemorySystem.info])
    server, clock = Server(), TurnedClock()
    server.events["gala"] = Event("gala", "Gala", start=clock.now(), end=None)
    server.attendees["gala"] = {
        ref: Attendee(ref, name, status="accepted", person=f"/hall/person/{person}/")
        for ref, name, person in (
            ("a1", "Anna Baker", "anna"),
            ("a2", "Anna Baker", "anna"),
            ("b1", "Bo Chen", "bo"),
            ("c1", "Carla Diaz", "carla"),
        )
    }
    server.attendees["gala"]["g1"] = Attendee("g1", "Guest of Bo", status="accepted", guest=True)
    opened: list[Database] = []

    def start() -> Desk:
        for old in opened:
            old.close()
        database = open_database(tmp_path / "eventdesk.sqlite")
        opened[:] = [database]
        with database.write() as tx:
            found = [account for account in accounts.all(tx) if account.name == "Hall"]
            account = found[0] if found else accounts.add(tx, Account(0, "Hall", "memory"))
        desk = DeskService(database)
        return Desk(
            server,
            clock,
            database,
            account,
            tmp_path,
            MarkingService(database, desk, clock),
            EventsService(database),
            OutboxService(database),
        )

    yield start
    for old in opened:
        old.close()


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Desk:
    """An opened desk that has synced once."""
    desk = open_desk()
    assert desk.sync().problems == []
    return desk
