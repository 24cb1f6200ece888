"""The life of a mark (design: attendance), as operator and system see it."""

from collections.abc import Callable

import pytest

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    NotThere,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.storage import outbox
from tests.sync.conftest import GALA, Desk


def test_a_mark_is_shown_before_it_is_sent_and_confirmed_after(desk: Desk) -> None:
    mark = desk.mark("b1")
    assert (desk.shown("b1").status, desk.shown("b1").mark_state) == ("attended", "pending")
    assert desk.server.writes == []

    report = desk.push()

    assert report.marks.confirmed == 1
    assert report.problems == []
    assert desk.server.writes == [("b1", "attended")]
    assert desk.shown("b1").mark_state == MarkState.CONFIRMED
    settled = desk.outbox.mark(mark.id)
    assert settled.by == "Kim"
    assert settled.uploaded_at is not None
    assert [entry.kind for entry in desk.outbox.activity(GALA)] == ["confirmed", "mark"]


def test_a_mark_reaches_every_place_of_the_person(desk: Desk) -> None:
    desk.mark("a1")
    assert desk.shown("a2").status == "attended"
    desk.push()
    assert desk.server.attendees["gala"]["a2"].status == "attended"
    assert desk.server.writes == [("a1", "attended")]


def test_somebody_without_a_person_is_marked_on_this_desk_only(desk: Desk) -> None:
    mark = desk.mark("g1")
    desk.push()
    assert desk.state(mark) == MarkState.LOCAL
    assert desk.server.writes == []
    desk.sync()
    assert desk.shown("g1").status == "attended"


def test_a_later_unsent_mark_replaces_an_earlier_one(desk: Desk) -> None:
    first = desk.mark("b1", "no-show")
    desk.mark("b1", "attended")
    desk.push()
    assert desk.server.writes == [("b1", "attended")]
    assert desk.state(first) == MarkState.REPLACED
    kinds = [entry.kind for entry in desk.outbox.activity(GALA)]
    assert kinds == ["confirmed", "mark", "mark"]


def test_undo_before_sending_sends_nothing(desk: Desk) -> None:
    mark = desk.mark("b1")
    undone = desk.marking.undo().marks[0]
    desk.push()
    assert desk.server.writes == []
    assert (desk.state(mark), undone.undo_of) == (MarkState.UNDONE, mark.id)
    assert (desk.shown("b1").status, desk.shown("b1").mark_state) == ("accepted", None)
    with pytest.raises(NotThere, match="nothing to undo"):
        desk.marking.undo()


def test_undo_after_sending_is_sent_and_read_back(desk: Desk) -> None:
    desk.mark("b1")
    desk.push()
    reads = desk.server.reads
    undone = desk.marking.undo().marks[0]
    desk.push()
    assert desk.server.writes == [("b1", "attended"), ("b1", "accepted")]
    assert desk.server.reads > reads
    assert desk.state(undone) == MarkState.CONFIRMED
    assert desk.shown("b1").status == "accepted"


def test_an_undo_that_the_system_ignores_is_told(desk: Desk) -> None:
    desk.mark("b1")
    desk.push()
    desk.server.ignores_writes = True
    undone = desk.marking.undo().marks[0]
    assert desk.push().marks.refused == 1
    kept = desk.outbox.mark(undone.id)
    assert kept.state == MarkState.REFUSED
    assert "did not take effect" in kept.reason


def test_a_mark_cannot_be_undone_twice(desk: Desk) -> None:
    mark = desk.mark("b1")
    desk.marking.undo(mark.id)
    with pytest.raises(BadRequest, match="before"):
        desk.marking.undo(mark.id)


def test_no_answer_is_settled_by_reading_and_never_by_sending_again(desk: Desk) -> None:
    lost = Unreachable("No answer.", may_have_arrived=True)
    desk.server.write_failures = [(lost, True)]
    mark = desk.mark("b1")
    assert desk.push().failure is lost
    assert desk.state(mark) == MarkState.UNKNOWN
    assert desk.shown("b1").status == "attended"

    desk.push()

    assert desk.state(mark) == MarkState.CONFIRMED
    assert desk.server.writes == [("b1", "attended")]


def test_no_answer_and_not_carried_out_is_sent_once_more(desk: Desk) -> None:
    desk.server.write_failures = [(Unreachable("No answer.", may_have_arrived=True), False)]
    mark = desk.mark("b1")
    desk.push()
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED
    assert desk.server.writes == [("b1", "attended")]


def test_a_kill_while_sending_is_settled_after_the_restart(
    desk: Desk, open_desk: Callable[[], Desk]
) -> None:
    mark = desk.mark("b1")
    with desk.database.write() as tx:
        tx.execute("UPDATE marks SET state = 'sending', tries = 1")
    desk.server.set_status("gala", "b1", "attended")

    again = open_desk()
    again.push()

    assert again.state(mark) == MarkState.CONFIRMED
    assert again.server.writes == []


def test_one_refused_mark_does_not_hold_up_the_others(desk: Desk) -> None:
    desk.server.write_failures = [(Refused("Not allowed for members."), False)]
    refused, good = desk.mark("a1"), desk.mark("b1")
    report = desk.push()
    assert (report.marks.refused, report.marks.confirmed) == (1, 1)
    assert desk.outbox.mark(refused.id).reason == "Not allowed for members."
    assert desk.state(good) == MarkState.CONFIRMED
    assert desk.shown("a1").status == "attended"


@pytest.mark.parametrize("error", [CredentialsRefused("Bad key."), NotThere("Not found.")])
def test_a_bad_key_parks_the_account_and_keeps_the_mark(desk: Desk, error: Exception) -> None:
    desk.server.write_failures = [(error, False)]
    desk.server.check_failure = CredentialsRefused("Bad key.")
    mark = desk.mark("b1")
    assert isinstance(desk.push().failure, CredentialsRefused)
    assert desk.state(mark) == MarkState.PENDING

    desk.server.check_failure = None
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED


def test_a_throttled_mark_waits_as_long_as_the_system_wishes(desk: Desk) -> None:
    desk.server.write_failures = [(Throttled("Slow down.", retry_after=120), False)]
    mark = desk.mark("b1")
    desk.push()
    desk.clock.turn(seconds=100)
    desk.push()
    assert desk.state(mark) == MarkState.PENDING
    assert desk.server.writes == []
    assert "Hall" in desk.outbox.next_tries()
    desk.clock.turn(seconds=30)
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED


def test_an_unusable_answer_is_looked_into_at_once(desk: Desk) -> None:
    desk.server.write_failures = [(BadAnswer("HTML."), True)]
    mark = desk.mark("b1")
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED
    assert desk.server.writes == [("b1", "attended")]


def test_marks_of_one_person_never_overtake_each_other(desk: Desk) -> None:
    desk.server.write_failures = [(Unreachable("No answer.", may_have_arrived=True), True)]
    desk.mark("b1", "no-show")
    desk.push()
    desk.mark("b1", "attended")
    desk.push()
    assert desk.server.writes == [("b1", "no-show"), ("b1", "attended")]
    assert desk.server.attendees["gala"]["b1"].status == "attended"


def test_a_pull_keeps_an_unsettled_mark_and_its_attendee(desk: Desk) -> None:
    mark = desk.mark("b1")
    desk.server.set_status("gala", "b1", "declined")
    del desk.server.attendees["gala"]["c1"]
    carla = desk.mark("c1")
    desk.sync(push=False)
    assert desk.shown("b1").status == "attended"
    assert desk.shown("c1").gone
    report = desk.push()
    assert report.marks.conflict == 2
    assert desk.outbox.mark(mark.id).remote == "declined"
    assert desk.outbox.mark(carla.id).remote is None


@pytest.mark.parametrize(
    ("remote", "marked", "state", "writes"),
    [
        ("accepted", "no-show", "confirmed", 1),
        ("attended", "attended", "confirmed", 0),
        ("invited", "attended", "confirmed", 1),
        ("declined", "attended", "conflict", 0),
        ("invited", "no-show", "conflict", 0),
        ("waitlisted", "attended", "conflict", 0),
    ],
)
def test_two_hands_on_one_record(
    desk: Desk, remote: str, marked: str, state: str, writes: int
) -> None:
    mark = desk.mark("b1", marked)
    desk.server.set_status("gala", "b1", remote)
    desk.clock.turn(minutes=5)  # the list is no longer young, so it is read before sending
    desk.push()
    assert desk.state(mark) == state
    assert len(desk.server.writes) == writes


def test_the_operator_decides_a_conflict(desk: Desk) -> None:
    first, second = desk.mark("b1"), desk.mark("c1")
    for ref in ("b1", "c1"):
        desk.server.set_status("gala", ref, "declined")
    desk.clock.turn(minutes=5)
    desk.push()
    desk.marking.resolve(first.id, keep_ours=True, by="Lee")
    desk.marking.resolve(second.id, keep_ours=False, by="Lee")
    desk.push()
    assert desk.server.writes == [("b1", "attended")]
    assert desk.shown("b1").mark_state == MarkState.CONFIRMED
    assert (desk.shown("c1").status, desk.shown("c1").mark_state) == ("declined", None)
    decisions = [entry for entry in desk.outbox.activity(GALA) if entry.kind == "decision"]
    assert [entry.by for entry in decisions] == ["Lee", "Lee"]


def test_marks_outlive_the_cache(desk: Desk) -> None:
    mark = desk.mark("a1")
    with desk.database.write() as tx:
        tx.execute("DELETE FROM events")
    desk.sync(push=False)
    assert desk.shown("a2").status == "attended"
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED


def test_what_is_marked_already_is_left_alone(desk: Desk) -> None:
    desk.mark("b1")
    outcome = desk.marking.mark(GALA, ["b1", "c1"], "Attended", by="Kim")
    assert (len(outcome.marks), outcome.already) == (1, ("b1",))
    with pytest.raises(BadRequest, match="not a status"):
        desk.marking.mark(GALA, ["b1"], "vanished")


def test_counts_tell_what_waits(desk: Desk) -> None:
    desk.mark("b1")
    with desk.database.read() as tx:
        assert outbox.counts(tx)[desk.account.id].waiting == 1
    desk.push()
    assert desk.outbox.totals().waiting == 0
