"""Random acts, faults, other desks and restarts: no mark is lost, sent twice or shown wrongly."""

import tempfile
from collections.abc import Container
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    SHOWN_ON_DESK,
    UNSETTLED,
    WAITING,
    Mark,
    MarkState,
)
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import BadRequest, CredentialsRefused, NotThere
from eventdesk.domain.event import Event
from eventdesk.providers import registry
from eventdesk.services.desk import DeskService
from eventdesk.services.events import EventsService
from eventdesk.services.marking import MarkingService
from eventdesk.services.outbox import OutboxService
from eventdesk.storage import accounts, outbox
from eventdesk.storage.database import Database, open_database
from tests.clocks import TurnedClock
from tests.sync.conftest import GALA, Desk
from tests.sync.watched_system import (
    PLACES,
    STATUSES,
    WatchedServer,
    WatchedSystem,
    attendee,
    places,
    read_faults,
    statuses,
    unreadable,
    write_faults,
)

_FINAL = frozenset({MarkState.CONFIRMED, MarkState.UNDONE, MarkState.REPLACED})


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
        self.server.attendees["gala"] = {ref: attendee(ref) for ref in PLACES}
        self.acknowledged: dict[str, Mark] = {}
        self.final: set[str] = set()
        self.may_send_again: set[str] = set()
        self.applied: set[str] = set()
        self.meanwhile: list[tuple[str, str | None]] = []
        self.unreadable: frozenset[str] = frozenset()
        self.away: tuple[Event, dict[str, Attendee]] | None = None
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

    def act_meanwhile(self) -> None:
        """The operator does not wait for the network: a mark, or an undo, while it is asked."""
        if self.meanwhile:
            ref, status = self.meanwhile.pop()
            if status is None:
                self.undo(None)
            else:
                self.mark(ref, status)

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
        if ref in self.server.attendees.get("gala", {}):
            self.server.set_status("gala", ref, status)
            self.changed_elsewhere(ref)

    @rule(ref=places)
    def come_or_go(self, ref: str) -> None:
        people = self.server.attendees.get("gala", {})
        if people.pop(ref, None) is None:
            people[ref] = attendee(ref)
        self.changed_elsewhere(ref)

    @precondition(lambda self: self.away is None)
    @rule()
    def remove_the_event(self) -> None:
        self.away = self.server.events.pop("gala"), self.server.attendees.pop("gala")
        self.changed_elsewhere(*PLACES)

    @precondition(lambda self: self.away is not None)
    @rule()
    def restore_the_event(self) -> None:
        assert self.away is not None
        self.server.events["gala"], self.server.attendees["gala"] = self.away
        self.away = None
        self.changed_elsewhere(*PLACES)

    @rule(ignores=st.booleans())
    def say_yes_and_do_nothing(self, ignores: bool) -> None:
        self.server.ignores_writes = ignores

    @rule(seconds=st.sampled_from([1, 45, 90, 600, -3600]))
    def turn_clock(self, seconds: int) -> None:
        self.clock.turn(seconds=seconds)

    @rule(
        faults=st.lists(write_faults, max_size=3),
        reads=read_faults,
        unreadable=unreadable,
        meanwhile=st.lists(st.tuples(places, statuses | st.none()), max_size=2),
    )
    def push(
        self,
        faults: list[tuple[BaseException, bool]],
        reads: list[Exception],
        unreadable: frozenset[str],
        meanwhile: list[tuple[str, str | None]],
    ) -> None:
        self.server.write_failures, self.meanwhile = list(faults), list(meanwhile)
        self.server.failures, self.unreadable = list(reads), unreadable
        try:
            self.desk.push()
        except KeyboardInterrupt:
            self.restart()
        finally:
            self._no_more_faults()

    @rule(arrived=st.sampled_from([True, False, None]))
    def send_well_or_die(self, arrived: bool | None) -> None:
        faults = [] if arrived is None else [(KeyboardInterrupt(), arrived)]
        self.push(faults, [], frozenset(), [])

    @rule(reads=read_faults, unreadable=unreadable)
    def pull(self, reads: list[Exception], unreadable: frozenset[str]) -> None:
        self.server.failures, self.unreadable = list(reads), unreadable
        self.desk.sync(push=False)
        self._no_more_faults()

    def _no_more_faults(self) -> None:
        self.server.write_failures, self.server.failures = [], []
        self.meanwhile, self.unreadable = [], frozenset()

    @rule(good=st.booleans())
    def change_the_key(self, good: bool) -> None:
        self.server.check_failure = None if good else CredentialsRefused("Bad key.")

    @invariant()
    def every_act_is_kept(self) -> None:
        kept = {mark.id: mark for mark in self.desk.outbox.of_event(GALA)}
        assert self.acknowledged.keys() == kept.keys()
        logged = {entry.mark_id for entry in self.desk.outbox.activity(GALA, limit=-1)}
        assert self.acknowledged.keys() <= logged
        final = {mark.id for mark in kept.values() if mark.state in _FINAL}
        assert self.final <= final, "what was settled is open again"
        self.final = final

    @invariant()
    def what_is_not_settled_is_in_sight(self) -> None:
        listed = {one.mark.id for one in self.desk.outbox.marks()}
        open_marks = [mark for mark in self.desk.outbox.of_event(GALA) if mark.state in UNSETTLED]
        assert {mark.id for mark in open_marks} == listed
        for mark in open_marks:
            self.desk.shown(mark.attendee_ref)  # raises where the list has lost them

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
        self.server.check_failure, self.server.ignores_writes = None, False
        if self.away is not None:
            self.restore_the_event()
        for _ in range(6):
            self._sync_well()
        self._both_sides_agree(NEEDS_DECISION | {MarkState.LOCAL})
        for ours in (True, False, True, False):
            self.decide_all(ours)
            self._sync_well()
        assert self.desk.outbox.marks() == []
        self._both_sides_agree({MarkState.LOCAL})
        self.every_act_is_kept()
        self.the_screen_shows_the_newest_act_or_the_system()

    def decide_all(self, ours: bool) -> None:
        """Half of what needs a decision is decided this way, the rest the other way."""
        for number, one in enumerate(self.desk.outbox.marks(NEEDS_DECISION)):
            self.desk.marking.resolve(one.mark.id, keep_ours=bool(number % 2) != ours)
            self.may_send_again.add(one.mark.id)

    def _sync_well(self) -> None:
        self.clock.turn(minutes=10)
        assert self.desk.sync().failure is None
        with self.desk.database.read() as tx:
            assert outbox.in_states(tx, [MarkState.SENDING, MarkState.UNKNOWN]) == []

    def _both_sides_agree(self, unless: Container[MarkState | None]) -> None:
        with self.desk.database.read() as tx:
            assert outbox.in_states(tx, WAITING) == []
        for ref, held in self.server.attendees["gala"].items():
            listed = self.desk.shown(ref)
            agrees = listed.mark_state in unless or listed.status == held.status
            assert agrees, (ref, listed, held)


TestMarkMachine = MarkMachine.TestCase
TestMarkMachine.settings = settings(
    # Few in the suite, many with `--hypothesis-profile=eventdesk-long`.
    max_examples=100 if settings.default.derandomize else settings.default.max_examples,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
