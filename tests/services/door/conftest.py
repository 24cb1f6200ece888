"""A desk with one account of a system in memory, and its door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import Decision, DoorRules, Guest
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.order import Order
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.door.door import DoorService
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport
from eventdesk.vault.memory import MemoryVault
from tests.clocks import EVENING, TurnedClock
from tests.services.door.hall import Hall, HallServer

GALA, DINNER = EventRef("Office", "gala"), EventRef("Office", "dinner")
OPENING = EVENING + timedelta(minutes=2)
MONEY = {"GBP": Decimal("12.50"), "EUR": Decimal(3)}


@dataclass
class Desk:
    """What a test works with."""

    workspace: Workspace
    clock: TurnedClock
    server: HallServer

    @property
    def door(self) -> DoorService:
        return self.workspace.door

    def sync(self, **request: object) -> SyncReport:
        """Everything of the account, as the window does it."""
        wanted = SyncRequest(**({"details": True} | request))  # type: ignore[arg-type]  # any field
        report, _ = self.workspace.syncing.sync("Office", wanted, silent, CancelToken())
        return report

    def fail(self, error: EventDeskError) -> None:
        """Let the next sync meet an error."""
        self.server.failures.append(error)
        self.sync()

    def scan(self, *readings: str) -> Decision:
        """A scan long after the one before."""
        self.clock.turn(seconds=10)
        return self.door.scan([GALA], readings).decision

    def rules(self, **changed: object) -> None:
        """Set rules of the gala's door."""
        self.door.set_rules(GALA, replace(DoorRules(), **changed))  # type: ignore[arg-type]  # any field

    def guest(self, ref: str) -> Guest:
        return self.door.guest((GALA, ref))


def gala_people() -> dict[str, Attendee]:
    """The list of the gala."""
    people = (
        Attendee("a1", "Anna Baker", "accepted", person="anna", ticket="Member", code="C-1"),
        Attendee("a2", "Anna Baker", "accepted", person="anna", ticket="Guest", code="C-2"),
        Attendee("b1", "Bo Chen", "invited", person="bo", ticket="Member", code="c-3", order="O1"),
        Attendee("c1", "Carla Diaz", "declined", person="carla", code="C-4"),
        Attendee("d1", "Dan Evans", "wait-listed", person="dan", code="C-5"),
        Attendee("e1", "Eve Fox", "accepted", person="eve", ticket="Guest", order="O1", code="C-6"),
        Attendee("g1", "Guest of Bo", "accepted", guest=True, code="C-7"),
        Attendee("h1", "Hal Ito", "accepted", person="hal", code="PAIR"),
        Attendee("i1", "Ida Jung", "accepted", person="ida", code="pair"),
    )
    return {one.ref: one for one in people}


Opened = Callable[..., Desk]


@pytest.fixture
def open_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens the profile with an account of a system, synced once; again as after a restart."""
    server, clock = HallServer(), TurnedClock(OPENING)
    monkeypatch.setattr(Hall, "server_in_use", server, raising=False)
    for key in ("hall", "club", "board"):
        place = f"tests.services.door.hall:{key.capitalize()}"
        monkeypatch.setitem(registry._BUILT_IN, key, place)
    server.events = {
        "gala": Event("gala", "Gala", clock.now() + timedelta(minutes=30)),
        "dinner": Event("dinner", "Dinner", clock.now() + timedelta(hours=3)),
        "later": Event("later", "Later", clock.now() + timedelta(days=3)),
    }
    server.attendees = {"gala": gala_people(), "dinner": {}, "later": {}}
    order = Order("O1", "Bo Chen", totals=MONEY, outstanding=MONEY, fully_paid=False)
    server.orders = {"O1": order}
    opened: list[Workspace] = []

    def start(system: str = "hall") -> Desk:
        for old in opened:
            old.close()
        workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
        opened[:] = [workspace]
        workspace.desk.rename(operator="Kim", desk="North door")
        desk = Desk(workspace, clock, server)
        if "Office" not in [one.account.name for one in workspace.accounts.summaries()]:
            workspace.accounts.add(AccountDraft(system, "Office"), CancelToken())
        assert desk.sync().problems == []
        return desk

    yield start
    for old in opened:
        old.close()


@pytest.fixture
def desk(open_desk: Opened) -> Desk:
    """A desk of the system that marks persons."""
    return open_desk()
