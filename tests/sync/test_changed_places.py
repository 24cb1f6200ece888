"""A place is given to somebody else while a mark of whoever had it waits at this desk."""

from dataclasses import replace

from eventdesk.domain.attendance import MarkState
from tests.sync.conftest import Desk


def _give_away(desk: Desk, place: str) -> None:
    people = desk.server.attendees["gala"]
    people[place] = replace(people[place], name="Dora Eck", person="/hall/person/dora/")
    desk.clock.turn(minutes=5)


def test_whoever_gets_a_place_is_not_shown_with_another_persons_mark(desk: Desk) -> None:
    desk.mark("a1")  # Anna, who has two places
    _give_away(desk, "a2")
    desk.sync()
    assert desk.server.writes == [("a1", "attended")]
    assert (desk.shown("a2").status, desk.shown("a2").mark_state) == ("accepted", None)
    assert desk.shown("a1").status == "attended"


def test_a_mark_is_never_sent_for_whoever_got_the_place(desk: Desk) -> None:
    mark = desk.mark("b1")
    _give_away(desk, "b1")
    desk.sync()
    assert desk.server.writes == []
    assert desk.state(mark) == MarkState.CONFLICT
    assert desk.shown("b1").status == "attended"  # in sight until it is decided
    desk.marking.resolve(mark.id, keep_ours=False)
    assert desk.shown("b1").status == "accepted"


def test_a_mark_goes_with_the_person_to_another_place(desk: Desk) -> None:
    mark = desk.mark("a1")
    _give_away(desk, "a1")
    desk.sync()
    assert desk.server.writes == [("a2", "attended")]
    assert desk.state(mark) == MarkState.CONFIRMED
    assert (desk.shown("a1").status, desk.shown("a2").status) == ("accepted", "attended")
