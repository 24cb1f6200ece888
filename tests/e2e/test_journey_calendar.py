"""A planner's morning in the calendar: every view with real keys and a real pointer.

What happens is read from the screen, from the command line and from the files that are written.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import wait_until
from tests.e2e.file_dialog import save_as, save_print, saved
from tests.e2e.screen import Desk, Screen, screen
from tests.e2e.screen_reader import Control
from tests.e2e.test_journey_window import CommandLine, command_line, quit_program
from tests.providers.ics.reading import reads

__all__ = ["command_line", "saved", "screen"]  # the fixtures

CALENDAR = Path(__file__).parents[1] / "data" / "calendars" / "radicale.ics"
BALL, REHEARSAL = "Spring ball", "Dress rehearsal"


@pytest.fixture
def planner(command_line: CommandLine) -> CommandLine:
    """A profile whose desk book has events of three years."""
    for title, start, place in (
        (BALL, "2027-03-10T19:00", "Great Hall"),
        (REHEARSAL, "2027-03-10T10:00", "Stage"),
        ("Summer fair", "2027-07-03T11:00", "Great Hall"),
        ("Founders' fair", "2024-05-02T11:00", "Market"),
    ):
        form = (f"title={title}", f"start={start}", f"place={place}")
        options = [part for value in form for part in ("--set", value)]
        command_line.json("act", "Desk book", "new-event", *options)
    command_line.json("sync")
    return command_line


def started_of(command_line: CommandLine, title: str) -> list[str]:
    """When the events of that title begin, as the command line tells it."""
    found: list[dict[str, Any]] = command_line.json("events")
    return [one["start"][:16] for one in found if one["title"] == title]


def opening(desk: Desk, key: str) -> None:
    """Press a key that opens a menu or a field over the window, and wait for it."""
    before = desk.surfaces
    desk.press(key)
    wait_until(lambda: desk.surfaces - before, f"{key} opens something")


def go_to(desk: Desk, day: str, title: str) -> None:
    """Go to a day by typing it, until the window's title says what is shown."""
    opening(desk, "ctrl+g")
    desk.type(day)
    desk.press("Return")
    desk.hear(title)


def see_told(desk: Desk, view: str, *words: str) -> None:
    """Wait until one event or cell of a view says all of this to a screen reader."""
    wait_until(
        lambda: any(all(word in row for word in words) for row in desk.rows(view)),
        f"{words} in {view}: {desk.rows(view)}",
    )


def part(desk: Desk, beginning: str) -> Control:
    """The day or the event of the view on screen that is called so."""
    found: list[Control] = []

    def looked() -> bool:
        lists = [one for one in desk.all("list") if one.name == "Calendar"]
        found[:] = [c for one in lists for c in one.children if c.name.startswith(beginning)]
        return bool(found)

    wait_until(looked, f"{beginning!r} in the calendar")
    return found[0]


def middle(control: Control) -> tuple[int, int]:
    left, top, width, height = control.place
    return left + width // 2, top + height // 2


def drag(desk: Desk, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the button, carry, let go, as slowly as a quick hand."""
    between = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2
    moves: list[str] = []
    for x, y in (between, end, end):
        moves += ["mousemove", str(x), str(y), "sleep", "0.1"]
    to_start = ["mousemove", str(start[0]), str(start[1])]
    desk.play(*to_start, "mousedown", "1", "sleep", "0.1", *moves, "mouseup", "1")


def test_every_view_an_event_moved_and_one_more(screen: Screen, planner: CommandLine) -> None:
    with screen.started(planner.profile) as desk:
        go_to(desk, "10 mar 2027", "March 2027")
        event = (BALL, "Wed", "10 Mar", "19:00", "Great Hall", "Desk book", "Active")
        for key, title in (
            ("ctrl+1", "March 2027"),
            ("ctrl+2", "8 – 14 March 2027"),
            ("ctrl+3", "10 March 2027"),
        ):
            desk.press(key)
            desk.hear(title)
            see_told(desk, "Calendar", *event)
        desk.press("ctrl+4")
        desk.hear("Upcoming events")
        go_to(desk, "10 mar 2027", "10 March 2027")
        see_told(desk, "Events", *event)

        desk.press("ctrl+2")
        ball, thursday = part(desk, BALL), part(desk, "Thursday 11 March")
        left, _, width, _ = thursday.place
        drag(desk, middle(ball), (left + width // 2, middle(ball)[1]))
        desk.hear("Moved to Thu 11 Mar, 19:00")
        assert started_of(planner, BALL) == ["2027-03-11T19:00"]
        desk.press("ctrl+z")
        desk.hear("Moved back")
        assert started_of(planner, BALL) == ["2027-03-10T19:00"]

        rehearsal = part(desk, REHEARSAL)
        x, y = left + width // 2, rehearsal.place[1]
        drag(desk, (x, y + 3), (x, y + rehearsal.place[3] - 4))
        desk.at("New event")
        desk.fill("Title", "Lights and sound")
        desk.use("New event")
        desk.at("Event Desk")
        see_told(desk, "Calendar", "Lights and sound", "11 Mar", "10:00")
        assert started_of(planner, "Lights and sound") == ["2027-03-11T10:00"]
        assert quit_program(desk) == 0


def test_what_is_looked_for_kept_printed_and_handed_on(
    screen: Screen, planner: CommandLine, saved: Path
) -> None:
    with screen.started(planner.profile) as desk:
        wait_until(lambda: "up to date" in "".join(desk.rows("Accounts")), "a first sync")
        search_and_jump(desk)
        add_calendar(desk)
        keep_filter(desk)
        print_month(desk, saved / "march.pdf")
        export_chosen(desk, saved / "two.ics")
        assert quit_program(desk) == 0
    assert (saved / "march.pdf").read_bytes().startswith(b"%PDF")
    written = reads((saved / "two.ics").read_bytes())[0]
    assert sorted(one.event.title for one in written) == [BALL, "Summer fair"]


def search_and_jump(desk: Desk) -> None:
    """Years in the past and in the future are found from where one is."""
    desk.press("ctrl+1", "ctrl+f")
    desk.wait_for_focus("Search events")
    desk.type("fair")
    desk.hear("2 found")
    titles: Sequence[str] = ("July 2027", "May 2024")
    for title in titles:
        desk.press("Return")
        desk.hear(title)
    desk.press("Escape")
    see_told(desk, "Calendar", "Founders' fair", "2 May 2024")


def add_calendar(desk: Desk) -> None:
    """A calendar in a file becomes an account."""
    desk.use("Add account")
    desk.at("Add account")
    desk.go_to("System")
    desk.type("iCal")
    desk.fill("Account name", "Choir")
    desk.fill("Address", str(CALENDAR))
    desk.use("Save")
    desk.at("Event Desk")
    wait_until(
        lambda: any("Choir" in row and "up to date" in row for row in desk.rows("Accounts")),
        "the choir's calendar",
    )
    go_to(desk, "2 mar 2026", "March 2026")
    see_told(desk, "Calendar", "Rehearsal", "Mon 2 Mar", "18:00", "Choir", "repeats")


def keep_filter(desk: Desk) -> None:
    """A filter is set, saved under a name, cleared and chosen again."""
    go_to(desk, "1 feb 2027", "February 2027")  # on a day without events Tab leaves at once
    desk.go_to("Place filter")
    opening(desk, "space")
    desk.type("Great")
    desk.press("space", "Escape")
    desk.go_to("Saved filters")
    opening(desk, "space")
    desk.press("Down")
    opening(desk, "Return")
    desk.type("Hall only")
    desk.press("Return")
    desk.hear("Hall only")
    desk.use("Clear filters")
    desk.press("ctrl+4")
    go_to(desk, "10 mar 2027", "10 March 2027")
    see_told(desk, "Events", REHEARSAL)
    desk.go_to("Saved filters")
    opening(desk, "space")
    desk.press("Down", "Return")
    wait_until(lambda: REHEARSAL not in "".join(desk.rows("Events")), "only the hall's events")
    see_told(desk, "Events", BALL)


def print_month(desk: Desk, path: Path) -> None:
    """The month is looked at as it will be printed, and saved as a PDF."""
    desk.press("ctrl+1", "ctrl+p")
    save_print(desk, path)


def export_chosen(desk: Desk, path: Path) -> None:
    """Two events of the agenda become a calendar file."""
    desk.press("ctrl+4")
    desk.go_to("Period")
    desk.type("All")
    see_told(desk, "Events", "Summer fair")
    desk.go_to("Events")
    desk.press("Down", "shift+Down")
    desk.hear("2 events chosen")
    desk.press("ctrl+alt+e")
    desk.at("Export calendar")
    desk.see("The 2 chosen events")
    desk.use("Export…")
    save_as(desk, "Export calendar as", path)
    desk.at("Export calendar")
    desk.hear("2 events written")
    desk.press("Escape")
    desk.at("Event Desk")
