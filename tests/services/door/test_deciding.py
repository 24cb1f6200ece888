"""What the door says to a scan, by the rules of the event, and what is on disk by then."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.door import Outcome, OwingRule, ScanRule
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    EventDeskError,
    Unreachable,
)
from tests.services.door.conftest import GALA, MONEY, Desk, Opened


def test_a_known_code_admits_at_once_and_is_on_disk_before_it_is_said(desk: Desk) -> None:
    decided = desk.door.scan([GALA], [" c-3 "], by="Ann")
    assert decided.decision.outcome is Outcome.OWING
    decided = desk.door.scan([GALA], ["C-1"], by="Ann")
    said = decided.decision
    assert said.outcome is Outcome.IN
    assert said.sentence == "In: Anna Baker, Member, 2 places, 19:02."
    assert (said.reason, said.code, said.waits_for_answer) == ("", "C-1", False)
    assert said.guest == desk.guest("a1")
    assert (decided.account, decided.changes.details) == ("Office", frozenset({GALA}))
    mark = desk.workspace.outbox.mark(said.mark_id)
    assert (mark.status, mark.by, mark.state) == ("attended", "Ann", MarkState.PENDING)
    desk.sync()
    assert desk.server.writes == [("a1", "attended")]
    (recent, *_) = desk.door.recent([GALA])
    assert (recent.outcome, recent.mark_id) == (Outcome.IN, said.mark_id)


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (Unreachable("No network."), "Office cannot be reached: this waits on this desk until"),
        (CredentialsRefused("No."), "The key of Office is refused: this waits on this desk until"),
        (BadAnswer("HTML."), "Office gives no usable answer: this waits on this desk until"),
    ],
)
def test_what_the_system_does_not_take_now_waits_and_arrives_later(
    desk: Desk, trouble: EventDeskError, why: str
) -> None:
    desk.server.check_failure = trouble
    desk.fail(trouble)
    said = desk.scan("C-6"), desk.scan("C-1")
    assert said[1].outcome is Outcome.WAITING
    assert said[1].sentence.startswith("In, waiting: Anna Baker")
    assert said[1].reason.startswith(why)
    desk.server.check_failure = None
    desk.sync(at_once=True)
    recent = {one.mark_id: one.outcome for one in desk.door.recent([GALA])}
    assert recent[said[1].mark_id] is Outcome.IN


def test_who_is_in_is_told_when_where_and_by_whom(desk: Desk) -> None:
    desk.scan("C-1")
    desk.clock.turn(minutes=30)
    said = desk.scan("C-1")
    assert (said.outcome, said.mark_id) == (Outcome.ALREADY_IN, "")
    assert said.sentence == "Already in: Anna Baker, Member, 2 places."
    assert said.reason == "Came 19:02 at North door by Kim."
    assert desk.scan("C-2").reason.endswith("One mark counts for all places of this person.")
    desk.clock.turn(hours=24)
    assert desk.scan("C-1").reason == "Came 21 Nov 19:02 at North door by Kim."


def test_who_was_admitted_elsewhere_is_in_too(desk: Desk) -> None:
    desk.server.set_status("gala", "h1", "attended")
    desk.sync()
    said = desk.scan("PAIR")
    assert said.outcome is Outcome.ALREADY_IN
    assert said.reason == "Office has them as attended; not from this desk."


def test_a_mark_that_needs_a_decision_is_said_with_its_reason(desk: Desk) -> None:
    desk.scan("C-1")
    desk.server.set_status("gala", "a1", "no-show")
    desk.server.set_status("gala", "a2", "no-show")
    desk.clock.turn(minutes=1)
    desk.sync()
    said = desk.scan("C-1")
    assert said.outcome is Outcome.ALREADY_IN
    why = "Needs a decision: Hall says “No-show” since this was marked."
    assert said.reason.endswith(why)
    (recent,) = [one for one in desk.door.recent([GALA]) if one.mark_id]
    assert (recent.outcome, recent.undecided, recent.reason) == (Outcome.WAITING, True, why)
    assert recent.sentence.startswith("In, needs a decision: Anna Baker, Member, 2 places")
    figures = desk.door.figures([GALA], desk.clock.now())
    assert (figures.waiting, figures.undecided) == (0, 1)


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (OwingRule.ASK, Outcome.OWING, Outcome.IN),
        (OwingRule.ADMIT, Outcome.IN, None),
        (OwingRule.HOLD, Outcome.OWING, Outcome.OWING),
    ],
)
def test_who_owes_is_asked_about_admitted_or_held(
    desk: Desk, rule: OwingRule, first: Outcome, second: Outcome | None
) -> None:
    desk.rules(owing=rule)
    said = desk.scan("C-6")
    assert (said.outcome, said.waits_for_answer) == (first, rule is OwingRule.ASK)
    assert said.guest is not None
    assert said.guest.owing == MONEY
    if second is not None:
        assert said.sentence == "Owing: Eve Fox, Guest, EUR 3.00, GBP 12.50."
        assert desk.door.admit(said.guest.key).decision.outcome is Outcome.OWING
        # Enter a moment after the scan is no repetition of it.
        anyway = desk.door.admit(said.guest.key, although_owing=True, code="C-6").decision
        assert anyway.outcome is second
    assert desk.guest("e1").owing == MONEY  # admitting pays nothing


def test_what_is_owed_is_worked_out_where_only_the_paid_part_is_told(desk: Desk) -> None:
    order = desk.server.orders["O1"]
    paid = {"GBP": Decimal(10), "EUR": Decimal(3)}
    for changed, owed in (
        ({"outstanding": {}, "paid": paid}, {"GBP": Decimal("2.50")}),
        ({"fully_paid": True}, {}),
        ({"outstanding": {}, "fully_paid": None}, {}),
    ):
        desk.server.orders["O1"] = replace(order, **changed)
        desk.sync()
        assert desk.guest("e1").owing == owed
        assert desk.guest("e1").paid == bool(changed.get("fully_paid"))
    assert not desk.guest("a1").paid  # nobody tells


def test_confirm_shows_the_guest_and_enter_admits(desk: Desk) -> None:
    desk.rules(scan=ScanRule.CONFIRM)
    said = desk.scan("C-1")
    assert (said.outcome, said.mark_id) == (None, "")
    assert said.sentence == "Found: Anna Baker, Member, 2 places."
    assert said.reason == "Press Enter to admit."
    assert desk.door.scan([GALA], ["C-1"]).decision.repeated  # and admits nobody
    assert said.guest is not None
    assert desk.door.admit(said.guest.key, code="C-1").decision.outcome is Outcome.IN


def test_only_the_ticket_types_of_this_door_are_admitted(desk: Desk) -> None:
    desk.rules(tickets=frozenset({"Guest"}), owing=OwingRule.ADMIT)
    said = desk.scan("C-1")
    assert said.outcome is Outcome.REFUSED
    assert said.reason == "This door does not admit the ticket “Member”."
    assert desk.scan("C-4").reason == "This door does not admit guests without a ticket type."
    assert desk.scan("C-6").outcome is Outcome.IN


def test_a_code_that_may_be_a_pin_is_neither_told_nor_kept(desk: Desk) -> None:
    decided = desk.door.scan([GALA], ["2468"], veiled=True)
    (recent,) = desk.door.recent([GALA])
    for said in (decided.decision, recent):
        assert (said.sentence, said.code) == ("Refused: unknown code ••••.", "••••")
    assert desk.door.scan([GALA], ["C-1"], veiled=True).decision.code == "C-1"


def test_an_unknown_code_is_refused_and_never_guessed(desk: Desk) -> None:
    said = desk.scan("C-", "c-99")
    assert (said.outcome, said.guest, said.code) == (Outcome.REFUSED, None, "C-")
    assert said.sentence == "Refused: unknown code C-."
    assert said.reason == "Nobody on the list has it (list from 19:02)."
    desk.fail(Unreachable("No network."))
    assert desk.scan("4411").reason == "Not on this desk's list (list from 19:02)."
    assert [one.code for one in desk.door.recent([GALA])] == ["4411", "C-"]
    (line, *_) = desk.workspace.outbox.find_activity("4411")
    assert (line.kind, line.outcome, line.by, line.desk) == ("scan", "refused", "Kim", "North door")


@pytest.mark.parametrize(
    ("code", "chosen", "reason"),
    [
        ("C-4", False, "They had declined."),
        ("C-5", True, "Their status is “wait-listed”. Press Enter to admit."),
    ],
)
def test_whom_the_list_does_not_expect(desk: Desk, code: str, chosen: bool, reason: str) -> None:
    said = desk.scan(code)
    assert (said.outcome, said.reason) == (None if chosen else Outcome.IN, reason)
    if chosen and said.guest is not None:
        assert desk.door.admit(said.guest.key).decision.outcome is Outcome.IN


def test_who_left_the_list_is_said_so(desk: Desk) -> None:
    desk.scan("pair")
    del desk.server.attendees["gala"]["i1"]
    desk.server.write_failures.append((Unreachable("Away."), False))
    desk.sync()
    desk.sync()
    (guest,) = desk.door.find([GALA], "jung")
    assert guest.listed.gone
    assert desk.scan("pair").outcome is Outcome.ALREADY_IN


def test_a_guest_whom_the_system_cannot_mark_is_kept_on_this_desk(desk: Desk) -> None:
    said = desk.scan("C-7")
    assert (said.outcome, said.kept_here) == (Outcome.WAITING, True)
    assert said.sentence == "In, on this desk: Guest of Bo, 19:02."
    assert said.reason == "Kept on this desk only: Office cannot be told of this guest."
    assert desk.door.recent([GALA])[0].sentence == said.sentence
    desk.clock.turn(seconds=10)
    assert desk.door.admit_party([(GALA, "g1"), (GALA, "h1")])[1].account == "Office"


@pytest.mark.parametrize(("system", "outcome"), [("club", Outcome.IN), ("board", Outcome.WAITING)])
def test_each_system_takes_what_it_takes(open_desk: Opened, system: str, outcome: Outcome) -> None:
    desk = open_desk(system)
    said = desk.scan("C-1")
    assert (said.outcome, said.guest and said.guest.places) == (outcome, 1)
    assert said.kept_here == (outcome is Outcome.WAITING)
    if said.kept_here:
        assert said.sentence.startswith("In, on this desk: ")
        assert said.reason == "Kept on this desk: Office takes no attendance."
    assert desk.scan("C-2").outcome is outcome  # another place of the same person


def test_nobody_is_admitted_to_what_is_only_looked_at(desk: Desk) -> None:
    desk.workspace.accounts.allow_writing("Office", False)
    (opened,) = desk.door.opened([GALA]).events
    said = desk.scan("C-1")
    assert said.outcome is Outcome.REFUSED
    assert said.reason == opened.trouble
    assert "read-only on this desk" in said.reason
    assert desk.guest("a1").listed.status == "accepted"


@pytest.mark.parametrize("codes", [["C-1"], ["x", "C-1"], ["C-2"], []])
def test_the_same_code_or_person_a_moment_later_is_the_same_act(
    desk: Desk, codes: list[str]
) -> None:
    first = desk.door.scan([GALA], ["C-1"]).decision
    for _ in range(3):  # as long as the code is held before the camera
        desk.clock.turn(seconds=2.4)
        again = desk.door.scan([GALA], codes) if codes else desk.door.admit((GALA, "a2"))
        assert again.decision.repeated
        assert not again.changes
        assert (again.decision.outcome, again.decision.mark_id) == (Outcome.IN, first.mark_id)
    desk.clock.turn(seconds=2.5)
    assert desk.door.scan([GALA], ["C-1"]).decision.outcome is Outcome.ALREADY_IN
    assert len(desk.workspace.outbox.of_event(GALA)) == 1


def test_a_clock_that_was_set_back_repeats_nothing(desk: Desk) -> None:
    desk.scan("C-1")
    desk.clock.turn(hours=-1)
    assert desk.door.scan([GALA], ["C-1"]).decision.outcome is Outcome.ALREADY_IN


@pytest.mark.parametrize("sent", [False, True])
def test_an_undo_says_what_it_did_and_the_code_that_is_still_there_admits_nobody(
    desk: Desk, sent: bool
) -> None:
    said = desk.scan("C-1")
    if sent:
        desk.sync()
    back = desk.door.undo(said.mark_id)
    assert back.account == ("Office" if sent else "")
    told = " Office is told." if sent else ""
    assert back.sentence == f"Taken back: Anna Baker is accepted again.{told}"
    assert back.guest == desk.guest("a1")
    desk.clock.turn(seconds=1)
    again = desk.door.scan([GALA], ["C-1"]).decision
    assert (again.outcome, again.repeated) == (None, True)
    assert desk.door.recent([GALA])[0].sentence == "Taken back: Anna Baker."
    with pytest.raises(BadRequest, match="taken back or replaced before"):
        desk.door.undo(said.mark_id)
    assert desk.scan("C-1").outcome is Outcome.IN


def test_who_came_and_is_on_no_list_any_more_was_not_taken_back(desk: Desk) -> None:
    desk.scan("PAIR")
    desk.sync()
    del desk.server.attendees["gala"]["h1"]
    desk.sync()
    with desk.workspace.database.write() as tx:
        tx.execute("DELETE FROM attendees WHERE ref = 'h1'")
    (recent, *_) = desk.door.recent([GALA])
    assert (recent.outcome, recent.name) == (Outcome.IN, "Hal Ito")
    assert recent.reason == "Office no longer lists them."
