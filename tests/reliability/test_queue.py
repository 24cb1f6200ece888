"""Two thousand scans at a door while the server goes away and comes back, again and again."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.attendance import NEEDS_DECISION, WAITING, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import Decision, Outcome
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers.sheepcrm.info import INFO
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.reliability.conftest import Figures
from tests.reliability.door import ACCOUNT
from tests.reliability.passing_time import PassingTime, passing_time
from tests.servers import Dataset, SheepServer

SCANS = 2000
_AT_ONCE = 25
"""Scans between two changes of the weather."""


@dataclass
class Queue:
    """A door with its list, and the people who stand before it."""

    workspace: Workspace
    server: SheepServer
    clock: PassingTime
    ref: EventRef
    people: list[Attendee]
    said: list[Decision] = field(default_factory=list)
    pushed: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def admit(self, person: Attendee) -> None:
        """Somebody holds a ticket before the scanner; where the door asks, Enter answers."""
        self.clock.ahead += timedelta(seconds=3)
        door, code = self.workspace.door, person.code or person.ref
        said = door.scan([self.ref], [code], by="Kim").decision
        key = self.ref, person.ref
        if said.outcome is None:
            said = door.admit(key, by="Kim", code=code).decision
        if said.waits_for_answer:
            said = door.admit(key, although_owing=True, by="Kim", code=code).decision
        self.said.append(said)

    def push(self) -> None:
        """Send what waits, as the window does; a failure is the weather's."""
        self.workspace.syncing.push(ACCOUNT, silent, CancelToken(), at_once=True)
        self.pushed.release()

    def change_weather(self, *, offline: bool) -> None:
        """The network is there or not, and a push that began after that has noticed."""
        self.server.offline = offline
        while self.pushed.acquire(blocking=False):
            pass
        for _ in range(2):
            assert self.pushed.acquire(timeout=60)

    def finish(self) -> None:
        """The server is back for good: everything goes out, and the list is read again."""
        for _ in range(6):
            self.clock.ahead += timedelta(minutes=10)
            request = SyncRequest(events=(self.ref.id,), at_once=True)
            report, _ = self.workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
            assert report.failure is None


@pytest.fixture
def queue(
    start_sheepcrm_server: Callable[[Dataset], SheepServer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Queue]:
    """Everybody on the list of one event, fetched while the network was good."""
    clock = passing_time(monkeypatch)
    server = start_sheepcrm_server(Dataset.sized(events=4, attendees=SCANS))
    workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
    workspace.accounts.add(
        AccountDraft(
            INFO.key,
            ACCOUNT,
            address=server.url,
            options={"bucket": server.bucket},
            secrets={"api_key": server.key},
        )
    )
    ref = EventRef(ACCOUNT, server.event_uid("main"))
    workspace.syncing.sync(ACCOUNT, SyncRequest(events=(ref.id,)), silent, CancelToken())
    people = [one.attendee for one in workspace.events.each_attendee(ref, AttendeeQuery())]
    yield Queue(workspace, server, clock, ref, people)
    workspace.close()


def test_every_guest_is_right_in_the_end(queue: Queue, seed: int, figures: Figures) -> None:
    chance, started = random.Random(seed), time.monotonic()
    chance.shuffle(queue.people)
    stop, weather = threading.Event(), Counter[bool]()

    def send() -> None:
        while not stop.is_set():
            queue.push()
        queue.workspace.close_thread()

    sender = threading.Thread(target=send, name="sender")
    sender.start()
    try:
        for number, person in enumerate(queue.people):
            if number % _AT_ONCE == 0:
                offline = chance.random() < 0.5
                queue.change_weather(offline=offline)
                weather[offline] += 1
            queue.admit(person)
    finally:
        stop.set()
        sender.join()
    queue.server.offline = False
    queue.finish()

    assert weather[True] > 10
    assert weather[False] > 10
    _assert_everybody_is_in(queue)
    _assert_nobody_was_sent_twice(queue)
    seconds = time.monotonic() - started
    outcomes = Counter(str(decision.outcome) for decision in queue.said)
    figures(f"{len(queue.said)} scans, {dict(outcomes)}, {seconds:.1f} s")


def _assert_everybody_is_in(queue: Queue) -> None:
    marks = queue.workspace.outbox.of_event(queue.ref)
    assert not [mark for mark in marks if mark.state in WAITING | NEEDS_DECISION]
    listed = list(queue.workspace.events.each_attendee(queue.ref, AttendeeQuery()))
    assert {one.status for one in listed} == {"attended"}
    held = {str(row["uid"]): row["status"] for row in queue.server.attendance(queue.ref.id)}
    not_told = [one for one in listed if held[one.attendee.ref] != "attended"]
    # Guests without a person: the system cannot be told, and the desk says so.
    assert {one.mark_state for one in not_told} <= {MarkState.LOCAL}
    assert not any(one.attendee.person for one in not_told)


def _assert_nobody_was_sent_twice(queue: Queue) -> None:
    sent = Counter(write.person_uri for write in queue.server.writes)
    assert {person for person, times in sent.items() if times > 1} == set()
    admitted = [d for d in queue.said if d.mark_id]
    assert len({decision.mark_id for decision in admitted}) == len(admitted)
    told = {decision.outcome for decision in queue.said}
    assert told <= {Outcome.IN, Outcome.WAITING, Outcome.ALREADY_IN}
