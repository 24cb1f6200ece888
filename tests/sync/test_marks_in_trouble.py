"""Marks when several things go wrong at once: what the operator did last is what counts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    NotOffered,
    PermissionMissing,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import Event, EventRef
from eventdesk.providers.base import Batch, Seen
from eventdesk.storage import accounts
from tests.sync.conftest import Desk
from tests.sync.memory_system import MemorySystem

BALL = EventRef("Hall", "ball")
Write = Callable[..., Sequence[Seen]]


def _lost() -> Unreachable:
    return Unreachable("No answer.", may_have_arrived=True)


def _writes(monkeypatch: pytest.MonkeyPatch, write: Callable[[Write, Any, Any, str], Any]) -> None:
    """Let `write(original, system, attendee, status)` stand in for the system's write."""
    original = MemorySystem.set_attendance

    def stand_in(system: Any, event_ref: str, attendee: Attendee, status: str, cancel: Any) -> Any:
        def real() -> Sequence[Seen]:
            return original(system, event_ref, attendee, status, cancel)

        return write(real, system, attendee, status)

    monkeypatch.setattr(MemorySystem, "set_attendance", stand_in)


def test_an_unreadable_list_of_one_event_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.server.events["ball"] = Event("ball", "Ball", start=desk.clock.now())
    zed = Attendee("z1", "Zed", status="accepted", person="/hall/person/zed/")
    desk.server.attendees["ball"] = {"z1": zed}
    desk.sync()
    desk.mark("b1")
    good = desk.marking.mark(BALL, ["z1"], "attended").marks[0]
    original = MemorySystem.attendees

    def gala_is_broken(self: MemorySystem, ref: str, **rest: Any) -> Iterator[Batch[Attendee]]:
        if ref == "gala":
            raise BadAnswer("HTML.")
        return original(self, ref, **rest)

    monkeypatch.setattr(MemorySystem, "attendees", gala_is_broken)
    desk.clock.turn(minutes=5)
    report = desk.push()
    assert desk.state(good) == MarkState.CONFIRMED
    assert "HTML." in report.problems


@pytest.mark.parametrize("error", [PermissionMissing("You may not."), NotOffered("Not here.")])
def test_a_mark_that_always_fails_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def bo_is_forbidden(real: Write, _system: Any, attendee: Attendee, _status: str) -> Any:
        if attendee.ref == "b1":
            raise error
        return real()

    _writes(monkeypatch, bo_is_forbidden)
    desk.mark("b1")
    good = desk.mark("c1")
    for _ in range(3):
        desk.push()
        desk.clock.turn(minutes=10)
    assert desk.state(good) == MarkState.CONFIRMED


def test_an_undo_while_the_list_is_read_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = desk.mark("b1")
    desk.server.set_status("gala", "b1", "declined")
    desk.clock.turn(minutes=5)
    original = MemorySystem.attendees

    def meanwhile(self: MemorySystem, ref: str, **rest: Any) -> Iterator[Batch[Attendee]]:
        monkeypatch.setattr(MemorySystem, "attendees", original)
        desk.marking.undo(mark.id)
        return original(self, ref, **rest)

    monkeypatch.setattr(MemorySystem, "attendees", meanwhile)
    desk.push()
    assert desk.state(mark) == MarkState.UNDONE


def test_an_empty_answer_is_no_reason_to_send_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        person = Attendee(f"p{number}", f"P {number}", status="accepted", person=f"/p/{number}/")
        desk.server.attendees["gala"][person.ref] = person
    desk.sync()
    desk.server.write_failures = [(_lost(), True)]
    mark = desk.mark("b1")
    desk.push()
    original = MemorySystem.attendees

    def empty_once(_self: MemorySystem, _ref: str, **_rest: Any) -> Iterator[Batch[Attendee]]:
        monkeypatch.setattr(MemorySystem, "attendees", original)
        yield Batch(total=0)

    monkeypatch.setattr(MemorySystem, "attendees", empty_once)
    desk.push()
    desk.push()
    assert desk.server.writes == [("b1", "attended")]
    assert desk.state(mark) == MarkState.CONFIRMED


def test_undo_of_what_never_arrived_sends_nothing(desk: Desk) -> None:
    desk.server.write_failures = [(_lost(), False)]
    desk.mark("b1")
    desk.push()
    desk.marking.undo()
    desk.push()
    assert desk.server.writes == []
    assert desk.shown("b1").status == "accepted"


def test_a_later_mark_replaces_one_that_did_not_arrive(desk: Desk) -> None:
    desk.server.write_failures = [(_lost(), False)]
    desk.mark("b1", "no-show")
    desk.push()
    desk.mark("b1", "attended")
    desk.push()
    assert desk.server.writes == [("b1", "attended")]


@pytest.mark.parametrize("applied", [True, False])
def test_changing_ones_mind_while_a_mark_is_on_its_way(desk: Desk, applied: bool) -> None:
    desk.server.write_failures = [(_lost(), applied)]
    desk.mark("b1", "no-show")
    desk.push()
    desk.marking.undo()
    desk.mark("b1", "no-show")
    desk.marking.undo()
    desk.push()
    desk.clock.turn(minutes=10)
    desk.sync()
    assert desk.server.attendees["gala"]["b1"].status == "accepted"
    assert desk.shown("b1").status == "accepted"


def test_one_place_of_a_person_may_lag_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_place_only(_real: Write, system: Any, attendee: Attendee, status: str) -> Any:
        system.server.set_status("gala", "a1", status)
        return [Seen("a1", attendee.person, status)]

    _writes(monkeypatch, one_place_only)
    desk.mark("a1")
    desk.push()
    desk.sync()
    assert (desk.shown("a1").status, desk.shown("a2").status) == ("attended", "accepted")


def test_a_yes_without_effect_is_told_in_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _writes(monkeypatch, lambda *_: [])
    mark = desk.mark("b1")
    for _ in range(5):
        desk.push()
        desk.clock.turn(minutes=10)
    assert desk.state(mark) == MarkState.REFUSED
    assert "did not take effect" in desk.outbox.mark(mark.id).reason


def test_an_old_mark_is_not_undone_under_a_newer_one(desk: Desk) -> None:
    old = desk.mark("b1")
    desk.push()
    desk.mark("b1", "no-show")
    with pytest.raises(BadRequest, match="marked again"):
        desk.marking.undo(old.id)
    desk.push()
    assert desk.server.attendees["gala"]["b1"].status == "no-show"


def test_a_refused_undo_that_was_dropped_leaves_the_mark_undoable(desk: Desk) -> None:
    desk.mark("c1")
    desk.mark("b1")
    desk.push()
    desk.server.ignores_writes = True
    undone = desk.marking.undo().marks[0]
    desk.push()
    desk.marking.resolve(undone.id, keep_ours=False)
    assert desk.marking.undo().marks[0].attendee_ref == "b1"


def test_a_request_to_slow_down_is_for_all_marks(desk: Desk) -> None:
    desk.server.write_failures = [(Throttled("Slow down.", retry_after=120), False)]
    desk.mark("b1")
    desk.mark("c1")
    desk.push()
    desk.clock.turn(seconds=1)
    desk.push()
    assert desk.server.writes == []


def test_a_clock_that_is_set_back_neither_believes_nor_waits(desk: Desk) -> None:
    desk.clock.turn(days=2)
    desk.sync()
    desk.server.write_failures = [(Unreachable("No network."), False)]
    waiting = desk.mark("c1")
    desk.push()
    desk.clock.turn(days=-2)
    contradicted = desk.mark("b1", "no-show")
    desk.server.set_status("gala", "b1", "declined")
    desk.push()
    assert desk.state(waiting) == MarkState.CONFIRMED
    assert desk.state(contradicted) == MarkState.CONFLICT


def test_sending_nothing_says_nothing_about_the_account(desk: Desk) -> None:
    with desk.database.write() as tx:
        accounts.set_state(tx, desk.account.id, AccountState.PARKED, "Bad key.", None)
    desk.push()
    with desk.database.read() as tx:
        assert accounts.by_name(tx, "Hall").state == AccountState.PARKED


def test_an_empty_status_can_be_overruled(desk: Desk) -> None:
    mark = desk.mark("b1")
    desk.server.set_status("gala", "b1", "")
    desk.clock.turn(minutes=5)
    desk.push()
    assert desk.state(mark) == MarkState.CONFLICT
    desk.marking.resolve(mark.id, keep_ours=True)
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED


def test_one_event_without_a_list_does_not_hide_the_others(desk: Desk) -> None:
    for ref in ("afternoon", "zenith"):
        desk.server.events[ref] = Event(ref, ref, start=desk.clock.now())
    zed = Attendee("z1", "Zed", status="accepted", person="/z/")
    desk.server.attendees["zenith"] = {"z1": zed}
    report = desk.sync()
    assert report.problems == ["No event afternoon."]
    assert desk.events.attendee(EventRef("Hall", "zenith"), "z1").status == "accepted"
