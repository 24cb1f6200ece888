"""The log tells every attempt: when it was marked and sent, by whom, what became of it and why."""

from collections.abc import Sequence
from datetime import timedelta

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.errors import Refused, Unreachable
from tests.sync.conftest import GALA, Desk


def log(desk: Desk) -> Sequence[ActivityEntry]:
    """Oldest first."""
    return list(reversed(desk.outbox.activity(GALA, limit=-1)))


def test_each_attempt_has_the_time_of_the_act_and_of_the_upload(desk: Desk) -> None:
    made = desk.clock.now()
    mark = desk.mark("b1")
    desk.clock.turn(minutes=1)
    desk.server.write_failures = [
        (Unreachable("Nobody answers."), False),
        (Unreachable("Cut off.", may_have_arrived=True), False),
        (Refused("This seat is sold again."), False),
    ]
    for _ in range(4):
        desk.sync(details=False, list_events=False, at_once=True)
        desk.clock.turn(minutes=10)
    desk.marking.resolve(mark.id, keep_ours=False, by="Robin")

    lines = log(desk)
    minute, later = timedelta(minutes=1), timedelta(minutes=11)
    sent = made + later  # when it first may have arrived
    assert [(line.kind, line.at - made, line.uploaded_at) for line in lines] == [
        ("mark", timedelta(), None),
        ("waiting", minute, None),
        ("unknown", later, sent),
        ("waiting", made + timedelta(minutes=21) - made, sent),
        ("refused", timedelta(minutes=21), sent),
        ("decision", timedelta(minutes=41), sent),
    ]
    assert {line.acted_at for line in lines} == {made}
    assert [line.by for line in lines] == ["Kim"] * 5 + ["Robin"]
    assert {line.desk for line in lines} == {mark.desk}
    assert mark.desk
    reasons = [line.reason for line in lines]
    assert reasons[1:3] == ["Nobody answers.", "Cut off."]
    assert reasons[4:] == ["This seat is sold again.", "Decided: the system's status counts."]
    assert [line.outcome for line in lines][-2:] == ["refused", "undone"]


def test_no_line_is_ever_rewritten(desk: Desk) -> None:
    kept: Sequence[ActivityEntry] = []
    steps = (
        lambda: desk.mark("a1"),
        desk.push,
        lambda: desk.marking.undo(by="Robin"),
        desk.push,
        lambda: desk.mark("b1", "no-show"),
        lambda: desk.mark("b1"),
        lambda: desk.marking.undo(),
        desk.sync,
    )
    for step in steps:
        step()
        now = log(desk)
        assert now[: len(kept)] == kept
        kept = now
    assert len(kept) >= 8
