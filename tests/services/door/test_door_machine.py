"""A door under any acts of two desks and a network: figures are a plain count, nobody is lost."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from eventdesk.domain.attendance import NEEDS_DECISION, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import DoorRules, Outcome, OwingRule, WalkIn
from eventdesk.domain.errors import BadRequest, Unreachable
from eventdesk.domain.event import Event
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.storage import attendees, events, outbox, walk_ins
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.services.door.conftest import GALA, OPENING
from tests.services.door.hall import Hall, HallServer

refs = st.sampled_from([f"r{number}" for number in range(6)])
statuses = st.sampled_from(["invited", "accepted", "declined", "attended", "no-show", "odd"])
_IN = (Outcome.IN, Outcome.WAITING)


class Door(RuleBasedStateMachine):
    """One event of a system that marks places or persons."""

    system = "club"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock, self.server = TurnedClock(OPENING), HallServer()
        Hall.server_in_use = self.server
        self.server.events = {"gala": Event("gala", "Gala", self.clock.now())}
        self.server.attendees = {"gala": {}}
        for number in range(4):
            self.come_on_the_list(f"r{number}", "accepted")
        self.workspace = open_workspace(
            Profile(self.folder / "profile"), MemoryVault(), clock=self.clock
        )
        self.workspace.accounts.add(AccountDraft(self.system, "Office"), CancelToken())
        self.door = self.workspace.door
        self.sync()
        self.door.set_rules(GALA, DoorRules(owing=OwingRule.ADMIT))
        self.marks: list[str] = []
        self.walked: dict[str, str] = {}

    def teardown(self) -> None:
        """Once everything is settled the system has what the desk shows."""
        self.server.write_failures.clear()
        for _ in range(3):
            self.clock.turn(minutes=10)
            self.sync()
        for one in self.listed():
            assert one.mark_state not in (MarkState.PENDING, MarkState.UNKNOWN)
            if one.mark_state in (None, MarkState.CONFIRMED):
                held = self.server.attendees["gala"][one.attendee.ref]
                assert one.status == held.status
        self.workspace.close()
        shutil.rmtree(self.folder)

    @rule(ref=refs, status=statuses)
    def come_on_the_list(self, ref: str, status: str) -> None:
        """The system lists somebody, or says something else of them."""
        number = int(ref[1:])
        person, ticket = f"p{number // 2}", "AB"[number % 2]
        self.server.attendees["gala"][ref] = Attendee(
            ref, f"Guest {number}", status, person=person, ticket=ticket, code=f"C-{number}"
        )

    @rule(ref=refs)
    def leave_the_list(self, ref: str) -> None:
        """The system lists them no more."""
        self.server.attendees["gala"].pop(ref, None)

    @rule()
    def sync(self) -> None:
        """Marks go out and the list is read."""
        wanted = SyncRequest(details=True, at_once=True)
        self.workspace.syncing.sync("Office", wanted, silent, CancelToken())

    @rule(arrives=st.booleans())
    def lose_an_answer(self, arrives: bool) -> None:
        """The next write fails, and may have been carried out."""
        self.server.write_failures.append((Unreachable("Away.", may_have_arrived=True), arrives))
        self.sync()

    @rule(ref=refs, seconds=st.sampled_from([-4000.0, -1.0, 0.0, 1.0, 3.0, 700.0]))
    def scan(self, ref: str, seconds: float) -> None:
        """A code, soon after another or not, or with the clock set back."""
        self.clock.turn(seconds=seconds)
        before = {one.attendee.ref: one.status for one in self.listed()}
        said = self.door.scan([GALA], [f"c-{ref[1:]}"]).decision
        if said.guest is None:
            assert said.repeated or ref not in before
        elif not said.repeated:
            assert said.guest.listed.attendee.ref == ref
            assert (said.outcome is Outcome.ALREADY_IN) == (before[ref] == "attended")
        if said.mark_id and not said.repeated:
            self.marks.append(said.mark_id)

    @rule(ref=refs)
    def admit(self, ref: str) -> None:
        """Enter."""
        if ref in {one.attendee.ref for one in self.listed()}:
            said = self.door.admit((GALA, ref)).decision
            assert said.outcome in (*_IN, Outcome.ALREADY_IN)
            assert self.status_of(ref) == "attended"
            if said.mark_id and not said.repeated:
                self.marks.append(said.mark_id)

    @rule(ref=refs, status=st.sampled_from(["accepted", "no-show"]))
    def mark(self, ref: str, status: str) -> None:
        """Somebody marks in the list of attendees."""
        if ref in {one.attendee.ref for one in self.listed()}:
            self.workspace.marking.mark(GALA, [ref], status)

    @rule(number=st.integers(0, 5))
    def undo(self, number: int) -> None:
        """Take one of the door's marks back."""
        if not self.marks:
            return
        mark = self.marks[number % len(self.marks)]
        try:
            undone = self.door.undo(mark)
        except BadRequest:
            return
        self.marks.remove(mark)
        if undone.guest is None:  # a walk-in, or somebody whom the system no longer lists
            self.walked.pop(mark, None)
        else:
            assert undone.guest.listed.status != "attended"

    @rule()
    def walk_in(self) -> None:
        """Somebody who is on no list."""
        said = self.door.add_walk_in(GALA, WalkIn(f"Walk {len(self.walked)}", ticket="A")).decision
        assert said.outcome is Outcome.WAITING
        self.marks.append(said.mark_id)
        assert said.guest is not None
        self.walked[said.mark_id] = said.guest.listed.attendee.ref

    @rule(keep=st.booleans())
    def decide(self, keep: bool) -> None:
        """The operator settles what needs a decision."""
        with self.workspace.database.read() as tx:
            needing = outbox.in_states(tx, NEEDS_DECISION)
        for mark in needing[:1]:
            self.workspace.marking.resolve(mark.id, keep_ours=keep)

    @invariant()
    def figures_are_a_plain_count(self) -> None:
        """Of the list as everybody sees it."""
        listed = self.listed()
        arrived = Counter(one.attendee.ticket for one in listed if one.status == "attended")
        never = ("attended", "declined", "no-show")
        to_come = [one for one in listed if not one.gone and one.status not in never]
        figures = self.door.figures([GALA], self.clock.now())
        assert figures.arrived == arrived.total()
        assert figures.to_come == len(to_come)
        told = {one.ticket: one.arrived for one in figures.tickets if one.arrived}
        assert told == dict(arrived)
        self.door.recent([GALA])

    @invariant()
    def nobody_is_lost(self) -> None:
        """Walk-ins stay, and every mark that is not settled is on the list of somebody."""
        listed = {one.attendee.ref: one for one in self.listed()}
        assert set(self.walked.values()) == {r for r, one in listed.items() if one.desk_only}
        with self.workspace.database.read() as tx:
            event = events.one(tx, GALA)
            assert attendees.is_counted(tx, event.id)
            kept = walk_ins.of_event(tx, event.account.id, "gala")
            over = outbox.shown_over(tx, event.account.id, "gala")
        assert [one.ref for one in kept] == list(self.walked.values())
        for mark in over:
            assert mark.attendee_ref in listed or mark.person or mark.undo_of

    def listed(self) -> list[ListedAttendee]:
        """The list of attendees."""
        return list(self.workspace.events.attendees(GALA, AttendeeQuery(), limit=100))

    def status_of(self, ref: str) -> str:
        """What is shown of one."""
        return next(one.status for one in self.listed() if one.attendee.ref == ref)


class DoorOfPersons(Door):
    """The same where a mark reaches every place of a person."""

    system = "hall"


@pytest.fixture(autouse=True)
def _systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hall, "server_in_use", HallServer(), raising=False)
    for key in ("hall", "club"):
        place = f"tests.services.door.hall:{key.capitalize()}"
        monkeypatch.setitem(registry._BUILT_IN, key, place)


_SETTINGS = settings(
    max_examples=25,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


TestDoor = Door.TestCase
TestDoor.settings = _SETTINGS
TestDoorOfPersons = DoorOfPersons.TestCase
TestDoorOfPersons.settings = _SETTINGS
