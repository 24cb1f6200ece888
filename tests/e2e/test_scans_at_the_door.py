"""Scans come into every place of the door itself that can have the keyboard.

Each is decided about exactly once, and does nothing else wherever it came.
"""

from tests.cli.processes import wait_until
from tests.e2e.gala import Gala, gala, unfolded
from tests.e2e.screen import screen
from tests.e2e.test_journey_window import command_line

__all__ = ["command_line", "gala", "screen"]  # the fixtures


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
