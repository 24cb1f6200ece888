"""sheepCRM answers with nonsense, errors or silence to 30 % of all requests, and then no more."""

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.attendance import NEEDS_DECISION, WAITING, AttendanceStatus
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers.sheepcrm.info import INFO
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.reliability.comparing import Comparison, people_at_first
from tests.reliability.conftest import Figures
from tests.reliability.door import ACCOUNT
from tests.reliability.passing_time import PassingTime, passing_time
from tests.servers import SheepServer, WriteRecord


@dataclass
class Evening:
    """A desk whose operator does this and that while the server is out of its mind."""

    workspace: Workspace
    server: SheepServer
    clock: PassingTime
    chance: random.Random
    made: list[str]

    def __post_init__(self) -> None:
        self.event = self.server.event_uid("main")
        self.ref = EventRef(ACCOUNT, self.event)
        self.at_first = people_at_first(self.server, [self.event])
        listed = self.workspace.events.each_attendee(self.ref, AttendeeQuery())
        people = {person for _, person in self.at_first}
        self.attendees = [
            one.attendee.ref for one in listed if one.attendee.person in {"", *people}
        ]

    def act(self) -> None:
        """Mark, take back, decide."""
        kind = self.chance.random()
        with suppress(NotThere, BadRequest):
            if kind < 0.7:
                refs = self.chance.sample(self.attendees, self.chance.choice((1, 1, 4)))
                self.mark(refs, self.chance.choice(list(AttendanceStatus)))
            elif kind < 0.9:
                self.made += [mark.id for mark in self.workspace.marking.undo().marks]
            else:
                self.decide()

    def mark(self, refs: list[str], status: str) -> None:
        """Mark people, and remember the acknowledged marks."""
        outcome = self.workspace.marking.mark(self.ref, refs, status)
        self.made += [mark.id for mark in outcome.marks]

    def decide(self) -> int:
        """Ours always; who is said to be gone but listed is marked anew."""
        asked = self.workspace.outbox.marks(NEEDS_DECISION)
        for one in asked:
            if one.mark.remote is None:
                self.mark([one.mark.attendee_ref], one.mark.status)
            else:
                self.workspace.marking.resolve(one.mark.id, keep_ours=True)
        return len(asked)

    def sync(self) -> None:
        """One of the syncs that a window asks for; it may fail, but only as failures are told."""
        requests = (
            SyncRequest(list_events=False),
            SyncRequest(list_events=False, at_once=True),
            SyncRequest(at_once=True),
            SyncRequest(list_events=False, events=(self.event,), push=False),
        )
        request = self.chance.choices(requests, (5, 3, 1, 1))[0]
        self.workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
        self.clock.ahead += timedelta(seconds=self.chance.choice((1, 5, 20, 400)))

    def end(self) -> None:
        """The faults are over: send, decide, and send again."""
        for _ in range(4):
            self.clock.ahead += timedelta(minutes=10)
            request = SyncRequest(events=(self.event,), at_once=True)
            report, _ = self.workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
            assert report.failure is None
            assert not self.workspace.outbox.marks(WAITING)
            self.decide()

    def lied_to(self, first: WriteRecord, second: WriteRecord) -> bool:
        """Whether a list said wrong statuses, or was said to be gone, between two writes."""
        return any(
            request.fault == "wrong-types" or request.status == 404
            for request in self.server.requests
            if request.method == "GET" and first.time <= request.time <= second.time
        )


@pytest.fixture
def evening(
    sheepcrm_server: SheepServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> Iterator[Evening]:
    """A desk with an account whose lists were read once; nobody waits for real."""
    clock = passing_time(monkeypatch)
    server = sheepcrm_server
    workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
    draft = AccountDraft(
        INFO.key,
        ACCOUNT,
        address=server.url,
        options={"bucket": server.bucket},
        secrets={"api_key": server.key},
    )
    workspace.accounts.add(draft)
    request = SyncRequest(events=(server.event_uid("main"),))
    workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
    yield Evening(workspace, server, clock, random.Random(seed), [])
    workspace.close()


def test_faults_at_random_and_then_no_more(
    evening: Evening, wanted_requests: int, seed: int, figures: Figures
) -> None:
    started, server = time.monotonic(), evening.server
    server.faults.at_random(0.3, seed=seed)
    while len(server.requests) < wanted_requests:
        evening.act()
        evening.sync()
    server.faults.clear()
    evening.end()
    comparison = Comparison(evening.workspace, server, evening.at_first, evening.lied_to)
    comparison.run(evening.made)
    assert comparison.problems == []
    spoilt = sum(bool(request.fault) for request in server.requests)
    assert spoilt > wanted_requests / 5
    figures(
        f"{len(server.requests)} requests, {spoilt} of them spoilt: {len(evening.made)} marks, "
        f"{len(server.writes)} written, {time.monotonic() - started:.1f} s"
    )
