"""An act is taken back as a whole, and acts one after the other, the last first."""

from dataclasses import replace

import pytest

from eventdesk.domain.attendance import MarkState
from tests.sync.conftest import GALA, Desk


def act(desk: Desk, status: str, *refs: str) -> list[str]:
    """Mark several at once; the ids of the marks."""
    return [mark.id for mark in desk.marking.mark(GALA, refs, status, by="Kim").marks]


def statuses(desk: Desk) -> dict[str, str]:
    return {ref: desk.shown(ref).status for ref in ("a1", "b1", "c1", "g1")}


def push(desk: Desk, *, sent: bool) -> None:
    if sent:
        desk.push()


@pytest.mark.parametrize("sent", [False, True])
def test_each_mark_of_an_act_has_an_undo_of_its_own(desk: Desk, sent: bool) -> None:
    before = statuses(desk)
    marks = act(desk, "no-show", "a1", "b1", "c1", "g1")
    push(desk, sent=sent)

    undone = desk.marking.undo_act(marks, by="Kim")

    assert sorted(mark.undo_of for mark in undone.marks) == sorted(marks)
    assert undone.problems == ()
    assert statuses(desk) == before
    assert desk.marking.undo_act(marks).marks == ()
    desk.push()
    assert {one.status for one in desk.server.attendees["gala"].values()} == {"accepted"}
    assert len(desk.server.writes) == (6 if sent else 0)


@pytest.mark.parametrize("sent", [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)])
@pytest.mark.parametrize("ref", ["b1", "g1"])
def test_acts_on_one_person_are_taken_back_one_after_the_other(
    desk: Desk, ref: str, sent: tuple[bool, bool, bool]
) -> None:
    first = act(desk, "attended", ref)
    push(desk, sent=sent[0])
    second = act(desk, "no-show", ref)
    push(desk, sent=sent[1])
    assert len(desk.marking.undo_act(second).marks) == 1
    assert desk.shown(ref).status == "attended"
    push(desk, sent=sent[2])

    (undone,) = desk.marking.undo_act(first).marks

    assert (undone.undo_of, desk.shown(ref).status) == (first[0], "accepted")
    desk.push()
    desk.sync()
    assert desk.shown(ref).status == "accepted"
    assert desk.server.attendees["gala"][ref].status == "accepted"
    assert desk.marking.undo_act(first).marks == ()
    assert desk.marking.undo_act(second).marks == ()


def test_who_was_marked_again_since_stays_and_is_named(desk: Desk) -> None:
    marks = act(desk, "attended", "b1", "c1")
    later = desk.mark("c1", "no-show")

    undone = desk.marking.undo_act(marks)

    assert [mark.name for mark in undone.marks] == ["Bo Chen"]
    assert undone.problems == ("Carla Diaz was marked again since. Take the later mark back.",)
    assert (desk.shown("b1").status, desk.shown("c1").status) == ("accepted", "no-show")
    assert desk.state(later) == MarkState.PENDING


def test_what_was_decided_for_the_system_brings_no_replaced_mark_back(desk: Desk) -> None:
    first = act(desk, "attended", "b1")
    second = desk.mark("b1", "no-show")
    people = desk.server.attendees["gala"]
    people["b1"] = replace(people["b1"], status="declined")
    desk.sync()
    assert desk.state(second) == MarkState.CONFLICT
    desk.marking.resolve(second.id, keep_ours=False)

    undone = desk.marking.undo_act(first)

    assert (undone.marks, len(undone.problems)) == ((), 1)
    assert desk.shown("b1").status == "declined"
