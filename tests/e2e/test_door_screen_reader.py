"""What a screen reader finds in the window **Door**: names of controls, and each outcome said."""

from tests.cli.processes import wait_until
from tests.e2e.at_the_door import DoorDesk, leave_door, open_door
from tests.e2e.conftest import Crm
from tests.e2e.screen import Screen, screen
from tests.e2e.screen_reader import Control
from tests.e2e.test_journey_window import (
    CommandLine,
    club,
    command_line,
    has_synced,
    quit_program,
)

__all__ = ["club", "command_line", "screen"]  # the fixtures

_DINNER = "Annual Dinner & Awards"
_NAMES = {
    "Scan or type": "text",
    "Result": "panel",
    "Admit": "push button",
    "Undo": "push button",
    "Add walk-in": "push button",
    "Arrived": "label",
    "Expected": "label",
    "To come": "label",
    "Leave door": "push button",
    "Sync state": "label",
    "Waiting marks": "label",
    "Recent scans": "list",
}


def test_names_and_the_five_outcomes(screen: Screen, crm: Crm, club: CommandLine) -> None:
    rows = crm.see("attendance", event_uid=crm.see("labels")["main"])
    codes = {row["attendee_name"]: row["uid"] for row in rows}
    with screen.started(club.profile) as desk:
        wait_until(lambda: has_synced(desk), "Club up to date")
        door = open_door(desk, _DINNER, asks=True)
        door.hear("Scan a ticket or type a part of a name")
        for code, said in (
            (codes["Emma Ibsen"], "Already in: Emma Ibsen, Member. Club has them as attended"),
            (codes["Wren Oakley-Lacey"], "Owing: Wren Oakley-Lacey, Standard, GBP "),
            (codes["Óscar Quirke"], "In, on this desk: Óscar Quirke, Table of 8, "),
            ("KPU-0815", "Refused: unknown code KPU-0815. Nobody on the list has it (list from "),
            (codes["Jack Hargreaves"], "In: Jack Hargreaves, Standard, "),
        ):
            door.scan(code)
            assert door.hear(said).startswith(said)
        words = [row.rpartition(": ")[2] for row in desk.rows("Recent scans")]
        assert words == ["In", "Refused", "In, on this desk", "Owing", "Already in"]

        found = {each.name: each for each in controls(door)}
        assert {name: found[name].role for name in _NAMES} == _NAMES
        for name in ("Arrived", "Expected", "To come"):
            assert found[name].description.isdigit()
        assert not [each for each in controls(door) if "<qt>" in each.description]
        door.write("jack")
        wait_until(lambda: desk.rows("Matches"), "a match")
        assert desk.rows("Matches")[0].startswith("HARGREAVES, Jack")
        desk.press("Escape")
        leave_door(desk)
        assert quit_program(desk) == 0


def controls(door: DoorDesk) -> list[Control]:
    """What is in the door's own window."""
    program = door.desk.reader.program(door.desk.process.pid)
    assert program is not None
    (window,) = [each for each in program.children if each.name == "Door"]
    return list(window.below())
