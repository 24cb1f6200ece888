"""An evening at the door in the window: real keys on a real display, a real keyring.

What happens is asked of the screen, of the server, of the command line and of files; nothing
looks inside the program.
"""

import json
import re
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.processes import READY_SECONDS, finish, start, wait_until
from tests.e2e.conftest import KEY, Crm
from tests.e2e.file_dialog import save_as, save_print, saved
from tests.e2e.screen import Desk, Screen, screen
from tests.keyring_service import SecretService

__all__ = ["saved", "screen"]  # the fixtures

_DINNER = "Annual Dinner & Awards"


@dataclass(frozen=True)
class Person:
    """Somebody with one place at the dinner, found by name alone."""

    name: str
    ref: str


@dataclass(frozen=True)
class CommandLine:
    """The same profile, seen from the command line."""

    profile: Path
    secrets: SecretService

    def json(self, *arguments: str, stdin: str = "") -> Any:
        """The document of a command."""
        return json.loads(self.run(*arguments, "--json", stdin=stdin))

    def run(self, *arguments: str, stdin: str = "") -> str:
        """What a command prints."""
        command = start(self.profile, *arguments, environment=self.secrets.environment)
        status, out, err = finish(command, stdin)
        assert status == 0, err
        return out


@pytest.fixture
def command_line(tmp_path: Path, secret_service: SecretService) -> CommandLine:
    """A profile that nobody has opened yet."""
    return CommandLine(tmp_path / "profile", secret_service)


@pytest.fixture
def club(command_line: CommandLine, crm: Crm) -> CommandLine:
    """A profile with the account "Club", its events read."""
    arguments = ("--name", "Club", "--address", crm.url, "--option", "bucket=example")
    command_line.json("accounts", "add", "sheepcrm", *arguments, stdin=f"{KEY}\n")
    command_line.json("sync", "Club")
    return command_line


def people(crm: Crm, count: int) -> list[Person]:
    """People who have accepted, with one place each and a name that finds nobody else."""
    rows = crm.see("attendance", event_uid=crm.see("labels")["main"])
    told = [str(row).casefold() for row in rows]
    found = []
    for row in rows:
        name, ref = str(row.get("attendee_name")), row.get("person_ref")
        words = name.casefold().split()
        alone = sum(all(word in text for word in words) for text in told) == 1
        if alone and name.isascii() and isinstance(ref, str) and row["status"] == "accepted":
            found.append(Person(name, ref))
    assert len(found) >= count
    return found[:count]


def open_dinner(desk: Desk) -> None:
    """Jump to the dinner by a part of its name, and go on to its attendees."""
    desk.press("ctrl+k")
    desk.at("Jump to")
    desk.type("nual dinn")
    wait_until(lambda: any(row.startswith(_DINNER) for row in desk.rows("Found")), "a find")
    desk.press("Return")
    desk.at("Event Desk")
    desk.hear(_DINNER)
    desk.wait_for_focus("Attendees")


def look_for(desk: Desk, person: Person) -> None:
    """Search for somebody until nobody else is on the list."""
    desk.press("ctrl+f")
    desk.wait_for_focus("Search attendees")
    desk.type(person.name)
    desk.hear("1 of ")
    wait_until(lambda: person.name in desk.rows("Attendees"), f"{person.name} on the list")


def see_status(desk: Desk, person: Person, status: str) -> None:
    """See the person, who is the only one on the list, with this status."""

    def seen() -> bool:
        cells = desk.rows("Attendees")
        return person.name in cells and any(cell.startswith(status) for cell in cells)

    wait_until(seen, f"{person.name} {status}")


def mark(desk: Desk, person: Person) -> None:
    """Mark somebody as attended, as seen on screen."""
    look_for(desk, person)
    desk.press("ctrl+Return")
    see_status(desk, person, "Attended")


def arrivals(people: Sequence[Person]) -> list[tuple[str, str]]:
    """What the server should have written when these have come, in their order."""
    return [(person.ref, "attended") for person in people]


def quit_program(desk: Desk) -> int:
    """Close the window: the exit status."""
    desk.press("ctrl+q")
    return desk.process.wait(READY_SECONDS)


def assert_key_is_nowhere(desk: Desk, profile: Path) -> None:
    """The key is neither in a file of the profile nor in what other people see of the process."""
    process = Path("/proc", str(desk.process.pid))
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert profile / "log" / "eventdesk.log" in files
    for path in (*files, process / "cmdline", process / "environ"):
        assert KEY.encode() not in path.read_bytes(), path


def test_an_evening_with_a_power_cut(
    screen: Screen, crm: Crm, command_line: CommandLine, saved: Path
) -> None:
    profile = command_line.profile
    anna, bo, carla, dan = people(crm, 4)
    with screen.started(profile) as desk:
        for way in ("Import attendee list", "Open the demo"):
            desk.see(way)
        desk.use("Add account")
        desk.at("Add account")
        desk.fill("Account name", "Club")
        desk.fill("Address", crm.url)
        desk.fill("Bucket", "example")
        desk.fill("API key", KEY)
        assert KEY not in desk.go_to("API key").text
        desk.use("Check connection")
        desk.hear("sheepCRM accepts the key")
        desk.use("Save")
        desk.at("Event Desk")
        wait_until(lambda: has_synced(desk), "Club up to date")

        # One is marked over the network. Two and a mistake wait behind an answer that never
        # comes; the mistake is taken back.
        open_dinner(desk)
        mark(desk, anna)
        wait_until(lambda: crm.marks() == arrivals([anna]), "a mark at the server")
        desk.hear("0 waiting")
        crm.do("faults", kind="delay", method="PUT", seconds=120, applied=True)
        mark(desk, bo)
        wait_until(lambda: crm.marks() == arrivals([anna, bo]), "a mark on its way")
        mark(desk, dan)
        mark(desk, carla)
        look_for(desk, dan)
        desk.use("Undo")
        see_status(desk, dan, "Accepted")
        desk.hear("2 waiting")
        assert_key_is_nowhere(desk, profile)
        desk.process.kill()
        desk.process.wait(READY_SECONDS)
    assert [row["state"] for row in command_line.json("outbox")] == ["sending", "pending"]

    # The next start settles what is unknown by reading, and sends the rest.
    with screen.started(profile) as desk:
        wait_until(lambda: crm.marks() == arrivals([anna, bo, carla]), "the marks at the server")
        desk.hear("0 waiting")
        open_dinner(desk)
        look_for(desk, carla)
        see_status(desk, carla, "Attended")
        path = saved / "door list.xlsx"
        export(desk, path)
        assert print_list(desk, saved / "door list.pdf") > 1
        assert_key_is_nowhere(desk, profile)
        assert quit_program(desk) == 0
    assert crm.marks() == arrivals([anna, bo, carla])
    assert command_line.json("outbox") == []
    statuses = read_statuses(path)
    assert len(statuses) > 40  # those that the screen was not searched for, too
    assert {statuses[person.name] for person in (anna, bo, carla)} == {"Attended"}
    assert statuses[dan.name] == "Accepted"


def has_synced(desk: Desk) -> bool:
    """Whether the list of accounts says that the account is up to date, and shows events."""
    (club,) = [row for row in desk.rows("Accounts") if row.startswith("Club")] or [""]
    return "up to date" in club and ", 0 events" not in club


def export(desk: Desk, path: Path) -> None:
    """Write the whole list of the event to a workbook."""
    desk.press("ctrl+e")
    desk.at("Export")
    desk.use("Export…")
    save_as(desk, "Export as", path)
    desk.at("Export")
    desk.hear(f"rows written to “{path.name}”")
    desk.press("Escape")
    desk.at("Event Desk")


def print_list(desk: Desk, path: Path) -> int:
    """Save the list of the event as it would be printed; returns how many pages it has."""
    desk.press("ctrl+f", "ctrl+p")
    save_print(desk, path)
    return len(re.findall(rb"/Type /Page\n", path.read_bytes()))


def read_statuses(path: Path) -> dict[str, str]:
    """Names and statuses of a workbook."""
    headings, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    name, status = headings.index("Name"), headings.index("Status")
    return {row[name]: row[status] for row in rows}


def test_closing_does_not_wait_for_a_server_that_hangs(
    screen: Screen, crm: Crm, club: CommandLine
) -> None:
    with screen.started(club.profile) as desk:
        wait_until(lambda: has_synced(desk), "Club up to date")
        crm.do("faults", kind="delay", method="GET", seconds=20, count=None)
        desk.press("F5")
        wait_until(lambda: crm.in_flight("GET"), "a request without an answer")
        assert quit_program(desk) == 0
        assert crm.in_flight("GET"), "the program ended only when the server had answered"


def test_a_terminated_program_has_its_marks_on_disk(
    screen: Screen, crm: Crm, club: CommandLine
) -> None:
    anna, bo = people(crm, 2)
    with screen.started(club.profile) as desk:
        open_dinner(desk)
        look_for(desk, anna)
        crm.do("offline", on=True)
        mark(desk, anna)
        mark(desk, bo)
        desk.process.send_signal(signal.SIGTERM)
        assert desk.process.wait(READY_SECONDS) == 128 + signal.SIGTERM
    waiting = club.json("outbox")
    assert [(row["name"], row["status"]) for row in waiting] == [
        (anna.name, "attended"),
        (bo.name, "attended"),
    ]
    crm.do("offline", on=False)
    club.json("outbox", "push")
    assert crm.marks() == arrivals([anna, bo])
