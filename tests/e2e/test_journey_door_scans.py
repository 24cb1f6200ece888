"""Scans come into every place of the program that can have the keyboard, while the door is open.

Each is decided about exactly once, and does nothing else wherever it came.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.cli.processes import wait_until
from tests.e2e.at_the_door import (
    DoorDesk,
    Queue,
    crowd,
    leave_door,
    marks_of,
    new_event,
    open_door,
)
from tests.e2e.screen import Desk, Screen, screen
from tests.e2e.test_journey_window import CommandLine, command_line, quit_program

__all__ = ["command_line", "screen"]  # the fixtures

_DAY = "2031-05-10"


@dataclass(frozen=True)
class Gala:
    """An event in the desk book with a crowd on its list, and the queue before its door."""

    screen: Screen
    command_line: CommandLine
    ref: str
    queue: Queue

    @contextmanager
    def door(self) -> Iterator[DoorDesk]:
        """The open door; when it is left, everybody of the queue is in, once and in turn."""
        with self.screen.started(self.command_line.profile) as desk:
            door = open_door(desk, "Gala")
            yield door
            assert door.field == ""
            leave_door(desk)
            assert quit_program(desk) == 0
        assert marks_of(self.command_line, self.ref) == self.queue.marks


@pytest.fixture
def gala(screen: Screen, command_line: CommandLine) -> Gala:
    """The evening begins."""
    ref = new_event(command_line, "Gala", crowd(), _DAY)
    return Gala(screen, command_line, ref, Queue(crowd()))


@contextmanager
def unfolded(desk: Desk, *keys: str) -> Iterator[None]:
    """Something that unfolds a menu or a list of choices, until Escape folds it up again."""
    before = desk.surfaces
    desk.press(*keys)
    wait_until(lambda: desk.surfaces > before, f"{keys} unfold something")
    yield
    desk.press("Escape")
    wait_until(lambda: desk.surfaces == before, "it is folded up")


def test_scans_into_the_door_itself(gala: Gala) -> None:
    with gala.door() as door:
        desk = door.desk
        door.admit(gala.queue)
        places = door.admit_everywhere(gala.queue)
        assert {"Scan or type", "Undo", "Recent scans", "Leave door"} <= set(places)
        desk.go_to("More")
        with unfolded(desk, "space"):
            desk.press("Down", "Down")
            for _ in range(3):
                door.admit(gala.queue)


def test_scans_into_dialogs_of_the_door(gala: Gala) -> None:
    with gala.door() as door:
        desk = door.desk
        desk.press("F2")
        desk.at("Add walk-in")
        desk.wait_for_focus("Name")
        door.write("Jo 7")
        places = door.admit_everywhere(gala.queue)
        assert {"Name", "E-mail", "Note", "Cancel", "Add and admit"} <= set(places)
        assert desk.go_to("Name").text == "Jo 7"
        desk.go_to("Ticket")
        with unfolded(desk, "alt+Down"):
            for _ in range(3):
                door.admit(gala.queue)
        desk.press("Escape")
        desk.at("Door")


def test_scans_into_questions_and_cards(gala: Gala) -> None:
    with gala.door() as door:
        desk = door.desk
        desk.press("ctrl+l")
        desk.at("Leave the door?")
        assert set(door.admit_everywhere(gala.queue)) == {"Leave door", "Stay"}
        desk.press("Escape")
        desk.at("Door")
        desk.press("F3")
        desk.hear("Badge of ")
        desk.press("F3")
        desk.at("Print the badge again?")
        assert "Print again" in door.admit_everywhere(gala.queue)
        desk.press("Escape")
        desk.at("Door")

        # The next guest matters more than the card of keys.
        desk.press("F1")
        desk.at("Keys")
        guest, end = gala.queue.next()
        door.scan(guest.code, end)
        door.hear(f"In: {guest.name}")
        desk.at("Door")


def test_scans_into_half_a_name(gala: Gala) -> None:
    with gala.door() as door:
        desk = door.desk
        for place in ("Scan or type", "Matches", "Add walk-in", "Admit"):
            desk.go_to("Scan or type")
            door.write("ar")
            wait_until(lambda: desk.rows("Matches"), "matches")
            desk.go_to(place)
            guest, end = gala.queue.next()
            door.scan(guest.code, end)
            door.hear(f"In: {guest.name}")
            wait_until(lambda: door.field == "", "the next name begins in an empty field")


@pytest.mark.parametrize("page", ["Rules", "Sound", "Badges", "Kiosk lock", "Welcome screen"])
def test_scans_into_a_page_of_the_settings(gala: Gala, page: str) -> None:
    with gala.door() as door:
        desk = door.desk
        desk.press("F10")
        desk.at("Door settings")
        desk.go_to("Pages")
        desk.type(page[:3])
        desk.see(page)
        assert len(door.admit_everywhere(gala.queue)) >= 2
        for combo in filter(lambda combo: combo.enabled, desk.all("combo box")):
            desk.go_to(combo.description)
            with unfolded(desk, "alt+Down"):
                door.admit(gala.queue)
        desk.press("Escape")
        desk.at("Door")


def test_scans_into_the_window_behind(gala: Gala) -> None:
    with gala.door() as door:
        desk = door.desk
        desk.beside("Event Desk")
        for place in ("Search events", "Sync state", "Calendar", "Account filter"):
            desk.go_to(place)
            door.admit(gala.queue)
        with unfolded(desk, "space"):
            door.admit(gala.queue)
        with unfolded(desk, "alt+f"):
            door.admit(gala.queue)
        desk.beside("Door")
