"""An evening at the door: typed and scanned guests, parties, mistakes, and a network that goes.

What happens is read from the screen, from the server and from the command line.
"""

from tests.cli.processes import wait_until
from tests.e2e.at_the_door import (
    Expected,
    leave_door,
    marks_of,
    new_event,
    open_door,
)
from tests.e2e.conftest import Crm
from tests.e2e.screen import Desk, Screen, screen
from tests.e2e.test_journey_window import (
    CommandLine,
    club,
    command_line,
    has_synced,
    quit_program,
)

__all__ = ["club", "command_line", "screen"]  # the fixtures

_DAY = "2031-05-10"
_DINNER = "Annual Dinner & Awards"
_GUESTS = (
    Expected("Ursula Johnson", "T-100", note="Vegan"),
    Expected("Anna Baker", "T-101"),
    Expected("Thomas Baker", "T-102"),
    Expected("Chidi Okafor", "T-103", order="o-3"),
    Expected("Ngozi Okafor", "T-104", order="o-3"),
    Expected("Ada Okafor", "T-105", order="o-3"),
    Expected("Zoë Quinn", "T-106"),
)


def test_guests_are_found_admitted_and_taken_back(
    screen: Screen, command_line: CommandLine
) -> None:
    ref = new_event(command_line, "Gala", _GUESTS, _DAY)
    with screen.started(command_line.profile) as desk:
        door = open_door(desk, "Gala")

        # Typed at a person's pace between two scans: nothing lost, nothing doubled.
        door.scan("T-100")
        door.hear("In: Ursula Johnson")
        assert "Vegan" in [each.name for each in desk.all("label")]
        door.write("jonson")
        see_match(desk, "Ursula Johnson")
        assert door.field == "jonson"
        desk.press("Escape")
        door.write("baker an")
        see_match(desk, "Anna Baker")
        door.scan("T-106", "")
        door.hear("In: Zoë Quinn")
        door.write("anna b")
        see_match(desk, "Anna Baker")
        assert door.field == "anna b"
        door.write("\n")
        door.hear("In: Anna Baker")
        see_figures(desk, arrived=3, expected=7, to_come=4)

        # A mistake is taken back by a letter, another one by Ctrl+Z.
        door.write("u")
        door.hear("Taken back: Anna Baker is accepted again")
        desk.press("ctrl+z")
        door.hear("Taken back: Zoë Quinn is accepted again")
        see_figures(desk, arrived=1, expected=7, to_come=6)

        # A family comes in with one key, and one of them goes home again.
        door.scan("T-104")
        door.hear("In: Ngozi Okafor")
        desk.see("Admit OKAFOR, Chidi")
        door.write("p")
        door.hear("Chidi Okafor", "Ada Okafor")
        see_figures(desk, arrived=4, expected=7, to_come=3)
        door.write("u")
        door.hear("Taken back: ")

        desk.press("F2")
        desk.at("Add walk-in")
        desk.wait_for_focus("Name")
        door.write("Grace Nobody\n")
        desk.at("Door")
        door.hear("In: Grace Nobody")
        door.scan("T-100", "Tab")
        door.hear("Already in: Ursula Johnson", "Came ")
        door.scan("NOBODYS-0815")
        door.hear("Refused: unknown code NOBODYS-0815")
        wait_until(lambda: "Refused" in first_of(desk, "Recent scans"), "it is among the recent")
        leave_door(desk)
        assert quit_program(desk) == 0
    people = command_line.json("attendees", ref)
    came = {one["name"] for one in people if one["status"] == "attended"}
    assert came - {"Ada Okafor", "Chidi Okafor"} == {
        "Ursula Johnson",
        "Ngozi Okafor",
        "Grace Nobody",
    }
    assert len(came) == 4
    assert len(marks_of(command_line, ref)) == 10


def test_the_network_goes_and_comes_back(screen: Screen, crm: Crm, club: CommandLine) -> None:
    rows = crm.see("attendance", event_uid=crm.see("labels")["main"])
    codes = {row["attendee_name"]: row["uid"] for row in rows}
    persons = {row["attendee_name"]: row["person_ref"] for row in rows}
    with screen.started(club.profile) as desk:
        wait_until(lambda: has_synced(desk), "Club up to date")
        door = open_door(desk, _DINNER, asks=True)
        wait_until(lambda: crm.see("requests") and "Online" in state_of(desk), "a fresh list")
        door.scan(codes["Emma Ibsen"])
        door.hear("Already in: Emma Ibsen", "not from this desk")
        door.scan(codes["Wren Oakley-Lacey"])
        door.hear("Owing: Wren Oakley-Lacey", "Admit anyway, or hold.")
        door.write("h")
        door.hear("Held: not admitted.")
        door.scan(codes["Óscar Quirke"])
        door.hear("In, on this desk: Óscar Quirke", "cannot be told of this guest")
        door.scan(codes["Jack Hargreaves"])
        door.hear("In: Jack Hargreaves")
        wait_until(lambda: len(crm.marks()) == 1, "a mark at the server")

        crm.do("offline", on=True)
        door.scan(codes["Keir Ibsen-Abbott"], "")
        door.hear("Keir Ibsen-Abbott")
        desk.hear("Offline")
        door.scan(codes["Isla Jankowski"], "Tab")
        door.hear("In, waiting: Isla Jankowski", "cannot be reached")
        door.scan("KPU-0815-nobody")
        door.hear("Refused: unknown code KPU-0815-nobody", "Not on this desk's list (list from ")
        desk.hear("2 waiting")
        crm.do("offline", on=False)
        desk.press("F5")
        door.scan(codes["Hannah Łukasik"])
        door.hear("Hannah Łukasik")
        names = ("Jack Hargreaves", "Keir Ibsen-Abbott", "Isla Jankowski", "Hannah Łukasik")
        wait_until(
            lambda: sorted(crm.marks()) == sorted((persons[name], "attended") for name in names),
            "every mark at the server, once",
        )
        desk.hear("Nothing waiting")
        leave_door(desk)
        assert quit_program(desk) == 0
    assert club.json("outbox") == []


def see_match(desk: Desk, name: str) -> None:
    """Wait until somebody is on the list of those whom the typed text may mean."""
    family = name.rpartition(" ")[2]
    wait_until(lambda: any(family.upper() in row.upper() for row in desk.rows("Matches")), name)


def first_of(desk: Desk, name: str) -> str:
    """The first row of a list."""
    rows = desk.rows(name)
    return rows[0] if rows else ""


def see_figures(desk: Desk, *, arrived: int, expected: int, to_come: int) -> None:
    """Wait until the door says that it stands like this."""
    wanted = {"Arrived": str(arrived), "Expected": str(expected), "To come": str(to_come)}

    def shown() -> dict[str, str]:
        return {each.name: each.description for each in desk.all("label") if each.name in wanted}

    wait_until(lambda: shown() == wanted, f"figures {wanted}")


def state_of(desk: Desk) -> str:
    """What the door says of the network and its list."""
    said = [each.description for each in desk.all("label") if each.name == "Sync state"]
    return said[0] if said else ""
