"""The rules of a door: kept for each event, and each guest is judged by those of their own."""

from dataclasses import replace

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.door import Decision, DoorRules, Outcome, OwingRule, ScanRule
from tests.services.door.conftest import DINNER, GALA, Opened


def test_the_capacity_is_warned_of_before_and_at_the_limit(open_desk: Opened) -> None:
    desk = open_desk("club")
    desk.rules(capacity=4, warn_before=2, owing=OwingRule.ADMIT)
    warnings = [desk.scan(code).warning for code in ("C-1", "C-2", "c-3", "C-4", "C-6")]
    assert warnings == [
        "",
        "2 places left: 2 of 4 are in.",
        "1 place left: 3 of 4 are in.",
        "Full: 4 of 4 are in.",
        "Over the limit: 5 are in, 4 may be.",
    ]


def test_each_guest_is_judged_by_the_rules_of_their_own_event(open_desk: Opened) -> None:
    desk = open_desk("club")
    dinner = ("d1", "Bo", "Guest"), ("d2", "Cy", "Member"), ("d3", "Di", "Guest")
    for ref, name, ticket in dinner:
        one = Attendee(ref, name, "accepted", ticket=ticket, order="O1", code=ref.upper())
        desk.server.attendees["dinner"][ref] = one
    desk.sync()
    desk.rules(scan=ScanRule.CONFIRM, owing=OwingRule.HOLD, card=("note",), capacity=1)
    desk.door.set_rules(
        DINNER,
        DoorRules(owing=OwingRule.ADMIT, tickets=frozenset({"Guest"}), capacity=9, warn_before=8),
    )

    def scan(code: str) -> Decision:
        desk.clock.turn(seconds=10)
        return desk.door.scan([GALA, DINNER], [code]).decision

    assert scan("C-1").reason == "Press Enter to admit."
    assert scan("C-6").reason.endswith("This door holds them until it is paid.")
    assert (scan("D1").outcome, scan("D2").outcome) == (Outcome.IN, Outcome.REFUSED)
    assert scan("D3").warning == "7 places left: 2 of 9 are in."
    assert desk.door.admit((GALA, "a1")).decision.warning == "Full: 1 of 1 are in."
    opened = desk.door.opened([GALA, DINNER])
    assert [opened.of(ref).rules.card[0] for ref in (GALA, DINNER)] == ["note", "ticket"]
    found = {one.key[1]: one.admitted_here for one in desk.door.find([GALA, DINNER], "d")}
    assert (found["d1"], found["d2"]) == (True, False)


def test_rules_are_kept_per_event(open_desk: Opened) -> None:
    desk = open_desk()
    rules = replace(
        desk.door.rules(GALA), scan=ScanRule.CONFIRM, tickets=frozenset({"Member"}),
        card=("ticket", "Diet"), capacity=7, owing=OwingRule.HOLD, warn_before=0,
    )  # fmt: skip
    desk.door.set_rules(GALA, rules)
    desk = open_desk()
    assert desk.door.rules(GALA) == rules
    assert desk.door.opened([GALA]).events[0].rules == rules
    assert desk.door.rules(GALA) != desk.door.rules(replace(GALA, id="dinner"))
