"""A door that is locked: what needs the PIN, and what a killed program remembers of it."""

import pytest

from tests.cli.processes import READY_SECONDS, wait_until
from tests.e2e.at_the_door import DoorDesk, Expected, marks_of, new_event, open_door
from tests.e2e.screen import Desk, Screen, screen
from tests.e2e.test_journey_window import CommandLine, command_line, quit_program

__all__ = ["command_line", "screen"]  # the fixtures

_DAY = "2031-05-10"
_PIN = "4711"
_GUESTS = (
    Expected("Anna Baker", "90000001"),
    Expected("Thomas Baker", "90000002"),
    Expected("Zoë Quinn", "90000003"),
)


@pytest.fixture
def gala(command_line: CommandLine) -> str:
    """An event in the desk book."""
    return new_event(command_line, "Gala", _GUESTS, _DAY)


def test_a_locked_door_asks_for_the_pin(
    screen: Screen, command_line: CommandLine, gala: str
) -> None:
    with screen.started(command_line.profile) as desk:
        door = open_door(desk, "Gala")
        lock(door)
        wait_until(lambda: desk.windows("Event Desk") == [], "the window behind is hidden")
        door.scan("90000001")
        door.hear("In: Anna Baker")

        # A code of digits, held up while the PIN is asked for, is no PIN.
        door.write("u")
        desk.at("Enter the PIN")
        desk.wait_for_focus("PIN")
        door.write("12")
        for code, end in (("90000002", "Return"), ("90000003", "")):
            door.scan(code, end)
            door.hear("In: ")
            assert len(desk.go_to("PIN").text) == 2
        door.write("34\n")
        desk.hear("This is not the PIN.")
        desk.press("Escape")
        desk.at("Door")
        desk.press("F10")
        desk.at("Enter the PIN")
        desk.press("Escape")
        desk.at("Door")
        mean_to_leave(desk)
        desk.at("Enter the PIN")
        desk.press("Escape")
        desk.at("Door")
        recent = " ".join(desk.rows("Recent scans"))
        assert all(f"{guest.name}: In" in recent for guest in _GUESTS)

        # Who knows it undoes, and leaves.
        desk.press("ctrl+z")
        give_pin(door)
        desk.at("Door")
        door.hear("Taken back: Zoë Quinn is accepted again")
        mean_to_leave(desk)
        give_pin(door)
        desk.at("Event Desk")
        assert quit_program(desk) == 0
    people = command_line.json("attendees", gala)
    came = {one["name"] for one in people if one["status"] == "attended"}
    assert came == {"Anna Baker", "Thomas Baker"}


def test_a_program_that_was_killed_starts_locked(
    screen: Screen, command_line: CommandLine, gala: str
) -> None:
    with screen.started(command_line.profile) as desk:
        lock(open_door(desk, "Gala"))
        desk.process.kill()
        desk.process.wait(READY_SECONDS)
    with screen.started(command_line.profile, first="Door") as desk:
        door = DoorDesk(desk)
        desk.wait_for_focus("Scan or type")
        door.scan("90000001")
        door.hear("In: Anna Baker")
        assert desk.windows("Event Desk") == []
        mean_to_leave(desk)
        give_pin(door)
        desk.beside("Event Desk")
        assert quit_program(desk) == 0
    assert marks_of(command_line, gala) == [("Anna Baker", "attended")]


def lock(door: DoorDesk) -> None:
    """Choose a PIN and lock the door."""
    desk = door.desk
    desk.press("F9")
    desk.at("Choose a PIN")
    desk.go_to("New PIN")
    door.write(_PIN)
    desk.go_to("New PIN again")
    door.write(f"{_PIN}\n")
    desk.at("Door")
    desk.hear("The door is locked.")


def give_pin(door: DoorDesk) -> None:
    """Enter the right PIN where it is asked for."""
    door.desk.at("Enter the PIN")
    door.desk.wait_for_focus("PIN")
    door.write(f"{_PIN}\n")


def mean_to_leave(desk: Desk) -> None:
    """Ask to leave and say yes; what follows is another matter."""
    desk.press("ctrl+l")
    desk.at("Leave the door?")
    desk.use("Leave door")
