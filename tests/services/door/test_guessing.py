"""A scan that may mean several, or that only a guess makes sense of, admits nobody by itself."""

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.door import Decision, Outcome, OwingRule
from eventdesk.domain.scan_codes import ScanSettings, learned_from, typed_scan
from tests.services.door.conftest import GALA, Desk

GERMAN = "de-us"


@pytest.fixture
def rows(desk: Desk) -> Desk:
    """Two codes that a German keyboard changes into each other, and one that stands alone."""
    for ref, name, code in (
        ("y", "Yann Roe", "Y-12"),
        ("z", "Zita Roe", "Zß12"),
        ("x", "Xia", "YX-1"),
    ):
        desk.server.attendees["gala"][ref] = Attendee(ref, name, "accepted", person=ref, code=code)
    desk.sync()
    return desk


def _scanned(desk: Desk, raw: str, learned: str = "") -> Decision:
    desk.clock.turn(seconds=10)
    scan = typed_scan(raw, ScanSettings(learned=learned))
    return desk.door.scan([GALA], scan.told, scan.guesses).decision


def test_a_code_that_only_another_keyboard_makes_is_asked_about(rows: Desk) -> None:
    said = _scanned(rows, "ZXß1")
    assert (said.outcome, said.guest, said.code) == (None, rows.guest("x"), "YX-1")
    assert said.reason == (
        "Nobody has the code as it came; read as “German keyboard” it is theirs. "
        "Press Enter to admit."
    )
    assert rows.guest("x").listed.status == "accepted"
    enter = rows.door.admit(said.guest.key, code=said.code).decision
    assert enter.outcome is Outcome.IN
    again = rows.door.scan([GALA], ["ZXß1"], typed_scan("ZXß1", ScanSettings()).guesses).decision
    assert (again.outcome, again.repeated) == (Outcome.IN, True)  # it is still before the scanner
    assert learned_from(typed_scan("ZXß1", ScanSettings()), enter.code) == GERMAN


def test_a_keyboard_that_is_known_admits_at_once(rows: Desk) -> None:
    assert _scanned(rows, "ZXß1", GERMAN).outcome is Outcome.IN


@pytest.mark.parametrize("learned", ["", GERMAN])
def test_two_readings_of_two_people_let_somebody_choose(rows: Desk, learned: str) -> None:
    said = _scanned(rows, "Zß12", learned)  # as it came Zita's, by a German keyboard Yann's
    assert (said.outcome, said.mark_id, set(said.choices)) == (None, "", {"Zß12", "Y-12"})
    assert said.reason.startswith("It can be read as ")
    assert said.reason.endswith(". Choose who is here.")
    holders = rows.door.holders([GALA], said.choices)
    assert {one.listed.attendee.name for one in holders} == {"Yann Roe", "Zita Roe"}
    rows.door.admit((GALA, "z"))
    again = _scanned(rows, "Zß12", learned)
    assert (again.outcome, again.guest) == (None, rows.guest("y"))  # it may be Zita once more


def test_the_last_of_an_order_is_asked_about(desk: Desk) -> None:
    desk.rules(owing=OwingRule.ADMIT)
    both = desk.scan("O1")
    assert (both.outcome, both.choices) == (None, ("O1",))
    assert [one.key[1] for one in desk.door.holders([GALA], both.choices)] == ["b1", "e1"]
    desk.door.admit((GALA, "e1"))
    last = desk.scan("O1")
    assert (last.outcome, last.guest) == (None, desk.guest("b1"))  # it may be Eve once more
    assert last.reason == "The last to come of 2 with this code. Press Enter to admit."
    assert desk.door.admit((GALA, "b1"), code="O1").decision.outcome is Outcome.IN
    assert desk.scan("O1").outcome is Outcome.ALREADY_IN
