"""Scans come into every page of the settings, and into the lists of choices that unfold there."""

import pytest

from tests.e2e.gala import Gala, gala, unfolded
from tests.e2e.screen import screen
from tests.e2e.test_journey_window import command_line

__all__ = ["command_line", "gala", "screen"]  # the fixtures


_USUAL = ["Rules", "Kiosk lock"]
"""Lists of choices and ticks on one, fields of digits on the other."""

_EVERY = [*_USUAL, "Sound", "Badges", "Welcome screen"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Two pages, or each of them with `--every-page`: a page takes a quarter of a minute."""
    every = metafunc.config.getoption("--every-page", False)
    metafunc.parametrize("page", _EVERY if every else _USUAL)


def test_scans_into_a_page_of_the_settings(gala: Gala, page: str) -> None:
    with gala.door() as door:
        desk = door.desk
        desk.press("F10")
        desk.at("Door settings")
        desk.go_to("Pages")
        door.write(page[:3])
        desk.see(page)
        assert len(door.admit_everywhere(gala.queue)) >= 2
        combos = desk.all_within("Door settings", "combo box")
        for combo in filter(lambda combo: combo.states.enabled, combos):
            desk.go_to(combo.description)
            with unfolded(desk, "alt+Down"):
                door.admit(gala.queue)
        desk.press("Escape")
        desk.at("Door")
