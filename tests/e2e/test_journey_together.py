"""Several programs on one profile: two windows, a second start, a window and the command line."""

import subprocess
import sys

from tests.cli.processes import READY_SECONDS, wait_until
from tests.e2e.conftest import Crm
from tests.e2e.screen import Screen, screen
from tests.e2e.test_journey_window import (
    CommandLine,
    arrivals,
    club,
    command_line,
    has_synced,
    look_for,
    mark,
    open_dinner,
    people,
    quit_program,
    see_status,
)

__all__ = ["club", "command_line", "screen"]  # the fixtures


def test_two_windows_on_one_profile_see_the_same(
    screen: Screen, crm: Crm, club: CommandLine
) -> None:
    anna, bo = people(crm, 2)
    with (
        screen.started(club.profile) as first,
        screen.started(club.profile, "--new-window") as second,
    ):
        for desk in (first, second):
            open_dinner(desk)
        look_for(second, anna)
        mark(first, anna)
        second.press("F5")
        see_status(second, anna, "Attended")

        look_for(first, bo)
        mark(second, bo)
        first.press("F5")
        see_status(first, bo, "Attended")
        wait_until(lambda: crm.marks() == arrivals([anna, bo]), "both marks at the server")
        assert [quit_program(desk) for desk in (first, second)] == [0, 0]
    assert crm.marks() == arrivals([anna, bo])


def test_a_second_start_brings_the_first_window_to_the_front(
    screen: Screen, club: CommandLine
) -> None:
    with screen.started(club.profile) as desk:
        wait_until(lambda: has_synced(desk), "Club up to date")
        before = desk.windows("Event Desk")
        again = subprocess.run(
            [sys.executable, "-m", "eventdesk", "--profile", str(club.profile)],
            env=desk.environment,
            timeout=READY_SECONDS,
        )
        assert again.returncode == 0
        assert desk.windows("Event Desk") == before
        assert quit_program(desk) == 0


def test_the_command_line_and_the_window_work_on_one_profile_at_once(
    screen: Screen, crm: Crm, club: CommandLine
) -> None:
    anna, bo = people(crm, 2)
    with screen.started(club.profile) as desk:
        open_dinner(desk)
        look_for(desk, anna)
        club.json("mark", f"Club:{crm.see('labels')['main']}", anna.name, "attended")
        desk.press("F5")
        see_status(desk, anna, "Attended")
        look_for(desk, bo)
        mark(desk, bo)
        club.json("outbox", "push")
        wait_until(lambda: crm.marks() == arrivals([anna, bo]), "both marks at the server")
        assert quit_program(desk) == 0
    assert club.json("outbox") == []
