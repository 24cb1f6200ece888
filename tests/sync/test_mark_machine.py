"""Random acts, faults, other desks and restarts: no mark is lost, sent twice or shown wrongly."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import NEEDS_DECISION, SHOWN_ON_DESK, WAITING, Mark, MarkState
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    NotThere,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import Event
from eventdesk.providers import registry
from eventdesk.providers.base import Seen
from eventdesk.services.desk import DeskService
from eventdesk.services.events import EventsService
from eventdesk.services.marking import MarkingService
from eventdesk.services.outbox import OutboxService
from eventdesk.storage import accounts, outbox
from eventdesk.storage.database import Database, open_database
from tests.sync.conftest import GALA, Desk, TurnedClock
from tests.sync.memory_system import MemorySystem, Server

PLACES = {"a1": "anna", "a2": "anna", "b1": "bo", "c1": "carla", "g1": ""}
STATUSES = ("invited", "accepted", "declined", "attended", "no-show")
_FINAL = frozenset({MarkState.CONFIRMED, MarkState.UNDONE, MarkState.REPLACED})

places = st.sampled_from(sorted(PLACES))
statuses = st.sampled_from(STATUSES)
write_faults = st.sampled_from(
    [
        (Unreachable("No answer.", may_have_arrived=True), True),
        (Unreachable("No answer.", may_have_arrived=True), False),
        (Unreachable("No network."), False),
        (Throttled("Slow down.", retry_after=60), False),
        (Refused("Not for members."), False),
        (NotThere("No such person."), False),
        (CredentialsRefused("Bad key."), False),
        (BadAnswer("HTML."), True),
        (BadAnswer("HTML."), False),
        (KeyboardInterrupt(), True),
        (KeyboardInterrupt(), False),
    ]
)
read_faults = st.sampled_from([Unreachable("No network."), BadAnswer("HTML.")])


def _attendee(ref: str, status: str = "accepted") -> Attendee:
    person = PLACES[ref]
    return Attendee(ref, ref, status=status, person=person and f"/hall/person/{person}/")


class WatchedServer(Server):
    """Notes which mark each request was for."""

    machine: "MarkMachine"


class WatchedSystem(MemorySystem):
    """The memory system, which tells the machine of each write."""

    server: WatchedServer

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> list[Seen]:
        machine = self.server.machine
        planned = self.server.write_failures[:1]
        machine.sent(carried_out=not planned or planned[0][1])
        return list(super().set_attendance(event_ref, attendee, status, cancel))


class MarkMachine(RuleBasedStateMachine):
    """One desk, its system, and everything that may come between them."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(registry, "provider_class", lambda _key: WatchedSystem)
        self.patch.setattr("tests.sync.conftest.MemorySystem", WatchedSystem)
        self.folder = tempfile.TemporaryDirectory()
        self.clock = TurnedClock()
        self.server = WatchedServer()
        self.server.machine = self
        self.server.events["gala"] = Event("gala", "Gala", start=self.clock.now(), end=None)
        self.server.attendees["gala"] = {ref: _attendee(ref) for ref in PLACES}
        self.acknowledged: dict[str, Mark] = {}
        self.final: set[str] = set()
        self.may_send_again: set[str] = set()
        self.applied: set[str] = set()
        self.database: Database | None = None
        self.restart()
        self.desk.sync()

    def teardown(self) -> None:
        try:
            self.agree_in_the_end()
        finally:
            assert self.database is not None
            self.database.close()
            self.folder.cleanup()
            self.patch.undo()

    def sent(self, *, carried_out: bool) -> None:
        with self.desk.database.read() as tx:
            (mark,) = outbox.in_states(tx, [MarkState.SENDING])
        assert mark.id not in self.final, "a settled mark was sent"
        assert mark.id not in self.applied or mark.id in self.may_send_again, "sent twice"
        self.may_send_again.discard(mark.id)
        if carried_out:
            self.applied.add(mark.id)

    def changed_elsewhere(self, *refs: str) -> None:
        """Another hand at a record excuses a mark that is sent again: it cannot tell."""
        people = {PLACES[ref] for ref in refs}
        self.may_send_again |= {
            mark.id for mark in self.acknowledged.values() if PLACES[mark.attendee_ref] in people
        }

    @rule()
    def restart(self) -> None:
        if self.database is not None:
            self.database.close()
        folder = Path(self.folder.name)
        self.database = database = open_database(folder / "eventdesk.sqlite")
        with database.write() as tx:
            found = [account for account in accounts.all(tx) if account.name == "Hall"]
            account = found[0] if found else accounts.add(tx, Account(0, "Hall", "memory"))
        marking = MarkingService(database, DeskService(database), self.clock)
        services = (marking, EventsService(database), OutboxService(database))
        self.desk = Desk(self.server, self.clock, database, account, folder, *services)

    @rule(ref=places, status=statuses)
    def mark(self, ref: str, status: str) -> None:
        try:
            made = self.desk.marking.mark(GALA, [ref], status).marks
        except NotThere:
            return  # an attendee who is gone from the list
        self.acknowledged |= {mark.id: mark for mark in made}

    @rule(number=st.integers(0, 20) | st.none())
    def undo(self, number: int | None) -> None:
        ids = list(self.acknowledged)
        mark_id = None if number is None or not ids else ids[number % len(ids)]
        try:
            made = self.desk.marking.undo(mark_id).marks
        except (NotThere, BadRequest):
            return
        self.acknowledged |= {mark.id: mark for mark in made}

    @rule(ours=st.booleans())
    def decide(self, ours: bool) -> None:
        with self.desk.database.read() as tx:
            asked = outbox.in_states(tx, NEEDS_DECISION)
        if asked:
            self.desk.marking.resolve(asked[0].id, keep_ours=ours)
            self.may_send_again.add(asked[0].id)

    @rule(ref=places, status=st.sampled_from(["", "waitlisted", *STATUSES]))
    def another_desk(self, ref: str, status: str) -> None:
        if ref in self.server.attendees["gala"]:
            self.server.set_status("gala", ref, status)
            self.changed_elsewhere(ref)

    @rule(ref=places)
    def come_or_go(self, ref: str) -> None:
        people = self.server.attendees["gala"]
        if people.pop(ref, None) is None:
            people[ref] = _attendee(ref)
        self.changed_elsewhere(ref)

    @rule(seconds=st.sampled_from([1, 45, 90, 600, -3600]))
    def turn_clock(self, seconds: int) -> None:
        self.clock.turn(seconds=seconds)

    @rule(faults=st.lists(write_faults, max_size=3), reads=st.lists(read_faults, max_size=1))
    def push(self, faults: list[tuple[BaseException, bool]], reads: list[Exception]) -> None:
        self.server.write_failures, self.server.failures = list(faults), list(reads)
        try:
            self.desk.push()
        except KeyboardInterrupt:
            self.restart()
        self.server.write_failures, self.server.failures = [], []

    @rule()
    def pull(self) -> None:
        self.desk.sync(push=False)

    @precondition(lambda self: self.server.check_failure is None)
    @rule()
    def lose_key(self) -> None:
        self.server.check_failure = CredentialsRefused("Bad key.")

    @precondition(lambda self: self.server.check_failure is not None)
    @rule()
    def mend_key(self) -> None:
        self.server.check_failure = None

    @invariant()
    def every_act_is_kept(self) -> None:
        kept = {mark.id: mark for mark in self.desk.outbox.of_event(GALA)}
        assert self.acknowledged.keys() == kept.keys()
        logged = {entry.mark_id for entry in self.desk.outbox.activity(GALA, limit=-1)}
        assert self.acknowledged.keys() <= logged
        self.final |= {mark.id for mark in kept.values() if mark.state in _FINAL}

    @invariant()
    def the_screen_shows_the_newest_act_or_the_system(self) -> None:
        marks = self.desk.outbox.of_event(GALA)
        for ref, person in PLACES.items():
            try:
                listed = self.desk.shown(ref)
            except NotThere:
                continue
            about = [
                mark
                for mark in marks
                if mark.state in SHOWN_ON_DESK
                and (mark.attendee_ref == ref or (person and PLACES[mark.attendee_ref] == person))
            ]
            expected = about[-1].status if about else listed.attendee.status
            assert listed.status == expected, (ref, listed, about)

    def agree_in_the_end(self) -> None:
        self.server.check_failure = None
        for _ in range(6):
            self.clock.turn(minutes=10)
            report = self.desk.sync()
        assert report.failure is None
        with self.desk.database.read() as tx:
            assert outbox.in_states(tx, WAITING) == []
        for ref, held in self.server.attendees["gala"].items():
            listed = self.desk.shown(ref)
            undecided = listed.mark_state in NEEDS_DECISION | {MarkState.LOCAL}
            assert undecided or listed.status == held.status, (ref, listed, held)
        self.every_act_is_kept()
        self.the_screen_shows_the_newest_act_or_the_system()


TestMarkMachine = MarkMachine.TestCase
TestMarkMachine.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
