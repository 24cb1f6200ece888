"""Five systems at one desk while one is down, one is slow and one refuses its key.

The window is worked with keys and read as a screen reader reads it, as in test_journey_window.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.processes import wait_until
from tests.e2e.conftest import KEY, Crm
from tests.e2e.screen import Desk, Screen, screen
from tests.e2e.test_journey_window import (
    CommandLine,
    arrivals,
    assert_key_is_nowhere,
    command_line,
    mark,
    people,
    quit_program,
)
from tests.servers import KareServer

__all__ = ["command_line", "screen"]  # the fixtures

_ROOT = Path(__file__).parents[2]
_SLOW_SECONDS = 6
PASSWORD = KareServer().password
ACCOUNTS = ("Club", "Desk book", "Projects", "Register", "Sites")


@dataclass(frozen=True)
class Servers:
    """The four systems that are not on this computer; sheepCRM is the fixture `crm`."""

    teamwork: Crm
    safesites: Crm
    kare: Crm


@contextmanager
def serving(system: str) -> Iterator[Crm]:
    """A system's server in a process of its own, which must have seen no breach of its rules."""
    command = [sys.executable, "-m", "tests.servers", system, "--key", f"{KEY}-{system}"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            server = Crm(process.stdout.readline().strip())
            yield server
            assert server.see("violations") == []
        finally:
            process.terminate()


@pytest.fixture
def servers() -> Iterator[Servers]:
    """Three more systems."""
    with ExitStack() as stack:
        names = ("teamwork", "safesites", "kare")
        yield Servers(*(stack.enter_context(serving(name)) for name in names))


@pytest.fixture
def four_accounts(command_line: CommandLine, crm: Crm, servers: Servers) -> CommandLine:
    """A profile with four accounts, the lists of all read once."""
    for system, name, url, option, secret in (
        ("sheepcrm", "Club", crm.url, ["--option", "bucket=example"], f"api_key={KEY}"),
        ("teamwork", "Projects", servers.teamwork.url, [], f"api_key={KEY}-teamwork"),
        ("safesites", "Sites", servers.safesites.url, [], f"token={KEY}-safesites"),
    ):
        arguments = ("--name", name, "--address", url, *option)
        command_line.json("accounts", "add", system, *arguments, stdin=f"{secret}\n")
    form = ("--set", "title=Harbour supper", "--set", "start=2026-11-21T19:00")
    command_line.json("act", "Desk book", "new-event", *form)
    command_line.json("sync")
    return command_line


def row_of(desk: Desk, account: str) -> str:
    """What the list of accounts says of an account."""
    rows = [row for row in desk.rows("Accounts") if row.startswith(account)]
    return rows[0] if len(rows) == 1 else ""


def see_state(desk: Desk, account: str, state: str) -> None:
    """Wait until the list says of an account that it stands like that."""
    wait_until(lambda: state in row_of(desk, account), f"{account} is {state}")


def open_event(desk: Desk, part: str, title: str) -> None:
    """Jump to an event by a part of its name, and see it."""
    desk.press("ctrl+k")
    desk.at("Jump to")
    desk.type(part)
    wait_until(lambda: any(row.startswith(title) for row in desk.rows("Found")), f"find {title}")
    desk.press("Return")
    desk.at("Event Desk")
    desk.hear(title)


def add_register(desk: Desk, kare: Crm) -> None:
    """Add the fifth account in the window, once its connection was tried."""
    desk.use("Add account")
    desk.at("Add account")
    desk.go_to("System")
    desk.type("KARE")
    desk.fill("Account name", "Register")
    desk.fill("Address", kare.url)
    desk.fill("Email", KareServer().email)
    desk.fill("Password", PASSWORD)
    desk.use("Check connection")
    desk.hear("KARE accepts")
    kare.do("faults", kind="delay", method="GET", seconds=_SLOW_SECONDS, count=None)
    desk.use("Save")
    desk.at("Event Desk")


def test_five_accounts_with_one_down_one_slow_and_one_refused(
    screen: Screen, crm: Crm, servers: Servers, four_accounts: CommandLine
) -> None:
    anna, bo = people(crm, 2)
    servers.safesites.do("offline", on=True)
    servers.teamwork.do("faults", kind="status", status=401, count=None)
    with screen.started(four_accounts.profile) as desk:
        see_state(desk, "Club", "up to date")
        see_state(desk, "Desk book", "up to date")
        see_state(desk, "Projects", "key refused")
        see_state(desk, "Sites", "offline")
        add_register(desk, servers.kare)
        see_state(desk, "Register", "syncing")

        # What works goes on, and what was read before is there, while an answer is awaited.
        assert servers.kare.in_flight("GET")
        open_event(desk, "nual dinn", "Annual Dinner & Awards")
        mark(desk, anna)
        wait_until(lambda: crm.marks() == arrivals([anna]), "a mark at the server")
        open_event(desk, "harbour", "Harbour supper")
        open_event(desk, "safety ro", "Safety round")
        open_event(desk, "spring conc", "Spring concert")
        assert servers.kare.in_flight("GET"), "the window waited for the slow server"
        see_state(desk, "Register", "syncing")
        see_state(desk, "Projects", "key refused")
        see_state(desk, "Sites", "offline")

        # All is well again.
        servers.safesites.do("offline", on=False)
        servers.teamwork.do("clear-faults")
        servers.kare.do("clear-faults")
        desk.press("F5")
        for account in ACCOUNTS:
            see_state(desk, account, "up to date")
        assert "0 events" not in row_of(desk, "Register")
        open_event(desk, "nual dinn", "Annual Dinner & Awards")
        mark(desk, bo)
        wait_until(lambda: crm.marks() == arrivals([anna, bo]), "both marks at the server")
        desk.hear("0 waiting")
        assert_key_is_nowhere(desk, four_accounts.profile)
        assert quit_program(desk) == 0
    files = [path for path in four_accounts.profile.rglob("*") if path.is_file()]
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]
    states = {row["name"]: row["state"] for row in four_accounts.json("accounts")}
    assert states == dict.fromkeys(ACCOUNTS, "ready")
