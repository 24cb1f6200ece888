"""What a person decides, and what the program must not decide for them."""

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.errors import NotThere, Refused
from tests.sync.conftest import Desk


def test_another_desks_act_of_seconds_ago_is_not_overwritten(desk: Desk) -> None:
    desk.server.set_status("gala", "b1", "attended")  # a moment after our list
    desk.clock.turn(seconds=10)
    mark = desk.mark("b1", "no-show")
    desk.push()
    assert desk.state(mark) == MarkState.CONFLICT
    assert desk.server.writes == []


def test_ours_for_somebody_who_is_listed_again_is_sent(desk: Desk) -> None:
    desk.clock.turn(minutes=5)
    mark = desk.mark("b1")
    desk.server.failures = [NotThere("The event is being moved.")]
    desk.push()
    assert desk.outbox.mark(mark.id).remote is None
    desk.sync()
    assert not desk.shown("b1").gone
    desk.marking.resolve(mark.id, keep_ours=True)
    desk.push()
    assert desk.state(mark) == MarkState.CONFIRMED


def test_a_refused_mark_that_is_taken_back_is_told_as_it_was(desk: Desk) -> None:
    desk.server.write_failures = [(Refused("Not for members."), False)]
    desk.mark("b1")
    desk.push()
    undone = desk.marking.undo().marks[0]
    assert undone.reason == "Taken back; the system never took it."
