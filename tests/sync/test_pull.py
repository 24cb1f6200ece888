"""What a pull believes, keeps and reports."""

from dataclasses import replace
from multiprocessing import get_context

import pytest

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, Cancelled, CredentialsRefused, NotThere, Unreachable
from eventdesk.domain.event import Event
from eventdesk.providers.base import Batch
from eventdesk.storage import accounts
from eventdesk.storage.locks import only_one
from tests.sync.conftest import GALA, Desk
from tests.sync.memory_system import MemorySystem


def _names(desk: Desk) -> list[str]:
    found = desk.events.each_attendee(GALA, AttendeeQuery())
    return [listed.attendee.name for listed in found]


def _crowd(desk: Desk, size: int) -> dict[str, Attendee]:
    people = {f"p{i}": Attendee(f"p{i}", f"Person {i}", status="accepted") for i in range(size)}
    desk.server.attendees["gala"] = people
    desk.sync()
    return people


def test_only_what_changed_is_written(desk: Desk) -> None:
    unchanged = desk.sync()
    assert not unchanged.events
    assert not unchanged.attendees

    desk.server.set_status("gala", "b1", "declined")
    del desk.server.attendees["gala"]["c1"]
    desk.server.attendees["gala"]["d1"] = Attendee("d1", "Dora Eck", status="invited")
    report = desk.sync()

    assert (report.attendees.added, report.attendees.changed, report.attendees.removed) == (1, 1, 1)
    assert report.touched == {"gala"}
    assert desk.shown("b1").status == "declined"
    assert "Dora Eck" in _names(desk)


def test_an_event_that_moved_or_vanished_is_told(desk: Desk) -> None:
    desk.server.events["gala"] = replace(desk.server.events["gala"], title="Winter gala")
    desk.server.events["fair"] = Event("fair", "Fair", start=desk.clock.now())
    desk.server.attendees["fair"] = {}
    report = desk.sync()
    assert (report.events.added, report.events.changed) == (1, 1)
    del desk.server.events["fair"]
    assert desk.sync().events.removed == 1


def test_that_everybody_is_gone_is_believed_the_second_time(desk: Desk) -> None:
    _crowd(desk, 12)
    desk.server.attendees["gala"] = {}
    first = desk.sync()
    assert len(_names(desk)) == 12
    assert "refresh once more" in first.problems[0]
    assert desk.sync().attendees.removed == 12
    assert _names(desk) == []


def test_one_empty_answer_between_good_ones_changes_nothing(desk: Desk) -> None:
    people = _crowd(desk, 12)
    desk.server.attendees["gala"] = {}
    desk.sync()
    desk.server.attendees["gala"] = people
    desk.sync()
    desk.server.attendees["gala"] = {}
    assert desk.sync().attendees.removed == 0


def test_somebody_whose_record_cannot_be_read_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> object:
        yield Batch(unreadable=["A record of Gala could not be read."])

    monkeypatch.setattr(MemorySystem, "attendees", broken)
    report = desk.sync()
    assert report.attendees.unreadable == 1
    assert report.problems == ["A record of Gala could not be read."]
    assert len(_names(desk)) == 5


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (CredentialsRefused("The key is refused."), AccountState.PARKED),
        (Unreachable("No network."), AccountState.OFFLINE),
        (BadAnswer("HTML."), AccountState.FAILED),
    ],
)
def test_a_failure_is_reported_and_kept_as_the_accounts_state(
    desk: Desk, failure: Exception, state: AccountState
) -> None:
    desk.server.failures = [failure]
    report = desk.sync()
    assert report.failure is failure
    assert report.problems == [str(failure)]
    with desk.database.read() as tx:
        kept = accounts.by_name(tx, "Hall")
    assert (kept.state, kept.state_text) == (state, str(failure))
    assert len(_names(desk)) == 5

    desk.sync()
    with desk.database.read() as tx:
        assert accounts.by_name(tx, "Hall").state == AccountState.READY


def test_a_404_of_a_bad_key_is_not_taken_for_a_missing_event(desk: Desk) -> None:
    desk.server.failures = [NotThere("Not found.")]
    desk.server.check_failure = CredentialsRefused("The key is refused.")
    assert desk.sync().failure is desk.server.check_failure
    with desk.database.read() as tx:
        assert accounts.by_name(tx, "Hall").state == AccountState.PARKED


def test_stopped_work_keeps_what_was_finished(desk: Desk) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        desk.sync_until(cancel)
    assert len(_names(desk)) == 5


def _hold(path: str, holding: object, done: object) -> None:
    from pathlib import Path  # in the child: it starts with nothing imported

    with only_one(Path(path), CancelToken()) as held:
        assert held
        holding.set()  # type: ignore[attr-defined]  # an event of multiprocessing
        done.wait()  # type: ignore[attr-defined]


def test_two_processes_never_send_for_one_account_at_once(desk: Desk) -> None:
    processes = get_context("spawn")
    holding, done = processes.Event(), processes.Event()
    lock = desk.folder / f"push-{desk.account.id}.lock"
    other = processes.Process(target=_hold, args=(str(lock), holding, done))
    other.start()
    try:
        assert holding.wait(30)
        desk.mark("b1")
        assert desk.push().marks.waiting == 1
        assert desk.server.writes == []
    finally:
        other.kill()
        other.join()
    assert desk.push().marks.confirmed == 1
