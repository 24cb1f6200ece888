"""Each fault at each system: told as what it is, nothing is lost, and the next sync is right."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from eventdesk.domain.attendance import NEEDS_DECISION, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.net.client import Limits
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport
from eventdesk.vault.memory import MemoryVault
from tests.reliability.passing_time import PassingTime, passing_time
from tests.servers import ErrorBody, Fault, FaultKind, retry_after
from tests.systems import ACCOUNT, SYSTEMS, System, serving

Families = tuple[type[EventDeskError], ...]
ANY: Families = (EventDeskError,)


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with all that is read, and how that is told; `healed` may go unnoticed."""

    fault: Fault
    told_as: Families
    healed: bool = False


def _status(status: int, body: ErrorBody = ErrorBody.STANDARD) -> Fault:
    return Fault(kind=FaultKind.STATUS, method="GET", status=status, body=body, count=None)


def _slow_down(*, as_date: bool) -> Fault:
    return replace(_status(429), headers=retry_after(90, as_date=as_date))


def _always(kind: FaultKind, seconds: float = 0.0) -> Fault:
    return Fault(kind=kind, method="GET", seconds=seconds, count=None)


TROUBLES: Mapping[str, Trouble] = {
    **{
        f"status {status}": Trouble(_status(status), families)
        for status, families in {
            400: (Refused, Throttled, BadAnswer),
            401: (CredentialsRefused,),
            403: (CredentialsRefused,),
            404: (CredentialsRefused, BadAnswer),
            409: (Refused, BadAnswer),
            500: (Unreachable,),
            503: (Unreachable,),
            599: (Unreachable,),
        }.items()
    },
    "slow down, in seconds": Trouble(_slow_down(as_date=False), (Throttled,)),
    "slow down, as a date": Trouble(_slow_down(as_date=True), (Throttled,)),
    "a page of a gateway": Trouble(_status(200, ErrorBody.HTML), (BadAnswer,)),
    "nothing in it": Trouble(_status(200, ErrorBody.EMPTY), (BadAnswer,)),
    "silence": Trouble(_always(FaultKind.DELAY, 60), (Unreachable,)),
    "slow drip": Trouble(_always(FaultKind.DRIP, 0.4), (Unreachable,), healed=True),
    "cut before the body": Trouble(_always(FaultKind.RESET), (Unreachable,)),
    "cut in the body": Trouble(_always(FaultKind.RESET_MID_BODY), (Unreachable,)),
    "cut JSON": Trouble(_always(FaultKind.CUT_JSON), (BadAnswer,)),
    "wrong types": Trouble(_always(FaultKind.WRONG_TYPES), ANY, healed=True),
    "sent elsewhere": Trouble(_always(FaultKind.REDIRECT), (BadAnswer,)),
    "duplicate pages": Trouble(_always(FaultKind.REPEATED_PAGES), (BadAnswer,), healed=True),
    "endless pages": Trouble(_always(FaultKind.ENDLESS_PAGES), (BadAnswer,), healed=True),
    "endless body": Trouble(_always(FaultKind.ENDLESS_BODY), (BadAnswer, Unreachable)),
}


@dataclass
class Desk:
    """A profile that is opened anew for each part of the evening, as after a restart."""

    system: System
    folder: Path
    clock: PassingTime
    vault: MemoryVault

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """The profile until the block is left."""
        workspace = open_workspace(Profile(self.folder), self.vault, clock=self.clock)
        try:
            yield workspace
        finally:
            workspace.close()

    def sync(self, workspace: Workspace) -> SyncReport:
        """All that is read of a system, and all that waits is sent."""
        request = SyncRequest(window=self.system.window, events=(self.system.main,), at_once=True)
        report, _ = workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
        return report

    def join(self) -> None:
        """Make the account and read everything."""
        with self.opened() as workspace:
            workspace.accounts.add(self.system.draft)
            assert self.sync(workspace).failure is None


def _events(workspace: Workspace) -> dict[str, Event]:
    return {one.event.ref: one.event for one in workspace.events.find(EventQuery())}


def _attendees(workspace: Workspace, system: System) -> dict[str, Attendee]:
    listed = workspace.events.each_attendee(system.event_ref, AttendeeQuery())
    return {one.attendee.ref: one.attendee for one in listed}


@pytest.fixture(params=SYSTEMS)
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A desk that has read the lists of one system."""
    with serving(request.param) as system:
        found = Desk(system, tmp_path / "desk", passing_time(monkeypatch), MemoryVault())
        found.join()
        yield found


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_is_told_and_over_once_it_is_over(
    desk: Desk, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, trouble = desk.system, TROUBLES[name]
    mark = _mark_somebody(desk)
    system.change()
    with desk.opened() as workspace:
        before = _events(workspace), _attendees(workspace, system)
    system.server.faults.add(trouble.fault)
    with monkeypatch.context() as hasty:
        limits = partial(Limits, connect=2.0, read=0.4, total=1.0, body=2_000_000)
        hasty.setattr("eventdesk.net.client.Limits", limits)
        hasty.setattr("eventdesk.providers.ics.web.Limits", limits)
        with desk.opened() as workspace:
            failure = desk.sync(workspace).failure
            assert failure is None or isinstance(failure, trouble.told_as), repr(failure)
            assert failure is not None or trouble.healed
            assert set(before[0]) <= set(_events(workspace))
            assert set(before[1]) <= set(_attendees(workspace, system))
            assert mark is None or workspace.outbox.mark(mark).state is not MarkState.REFUSED
    system.server.faults.clear()
    _ends_well(desk, mark)
    if trouble.healed:  # what looked like a good answer is corrected by the next full list
        desk.clock.ahead += timedelta(days=1)
        _ends_well(desk, mark)
    other = Desk(system, tmp_path / "other", desk.clock, MemoryVault())
    other.join()
    with desk.opened() as ours, other.opened() as theirs:
        assert _events(ours) == _events(theirs)
        assert _attendees(ours, system) == _attendees(theirs, system)


def _mark_somebody(desk: Desk) -> str | None:
    """Mark the first who can be, nobody where the event has no list; the mark's id."""
    with desk.opened() as workspace:
        for one in _attendees(workspace, desk.system).values():
            if one.person or not desk.system.takes_marks:
                (mark,) = workspace.marking.mark(desk.system.event_ref, [one.ref], "no-show").marks
                return mark.id
    return None


def _ends_well(desk: Desk, mark_id: str | None) -> None:
    """The first sync without the trouble is good, and the mark is where it belongs."""
    with desk.opened() as workspace:
        assert desk.sync(workspace).failure is None
        if mark_id is None:
            return
        if workspace.outbox.mark(mark_id).state in NEEDS_DECISION:  # a list had said wrong things
            workspace.marking.resolve(mark_id, keep_ours=True)
            assert desk.sync(workspace).failure is None
        settled = MarkState.CONFIRMED if desk.system.takes_marks else MarkState.LOCAL
        assert workspace.outbox.mark(mark_id).state is settled
        assert len(desk.system.server.writes) == desk.system.takes_marks


@pytest.mark.parametrize(
    ("kind", "written"), [(FaultKind.LOST_ANSWER, True), (FaultKind.RESET, False)]
)
def test_a_write_whose_answer_was_lost_is_looked_for_before_anything_is_sent_again(
    desk: Desk, kind: FaultKind, written: bool
) -> None:
    server, mark = desk.system.server, _mark_somebody(desk)
    if not desk.system.takes_marks:
        return
    assert mark is not None
    server.faults.add(Fault(kind=kind, method="PUT"))
    with desk.opened() as workspace:
        assert isinstance(desk.sync(workspace).failure, Unreachable)
        assert workspace.outbox.mark(mark).state is MarkState.UNKNOWN
        assert len(server.writes) == written
    _ends_well(desk, mark)
