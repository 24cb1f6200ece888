"""Scans come while a dialog, a question or a card is open, and into the window behind the door."""

from tests.e2e.gala import Gala, gala, unfolded
from tests.e2e.screen import screen
from tests.e2e.test_journey_window import command_line

__all__ = ["command_line", "gala", "screen"]  # the fixtures


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
