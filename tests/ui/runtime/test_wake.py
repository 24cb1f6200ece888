"""Sleep and a network that comes back end every pause."""

import pytest
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from eventdesk.ui.runtime.wake import WakeWatch

Reachability = QNetworkInformation.Reachability


class Wall:
    """A clock that is set by hand, in seconds."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def woken(qtbot: QtBot) -> tuple[WakeWatch, Wall, list[bool]]:
    """A watch, its clock, and an entry for each time it told of a waking."""
    wall, told = Wall(), list[bool]()
    watch = WakeWatch(wall_clock=wall)
    watch.woke.connect(lambda: told.append(True))
    return watch, wall, told


def test_a_look_that_comes_far_too_late_means_sleep(
    woken: tuple[WakeWatch, Wall, list[bool]],
) -> None:
    watch, wall, told = woken
    for elapsed, wakings in ((15, 0), (16, 0), (50, 0), (3600, 1), (15, 1), (-7200, 1), (15, 1)):
        wall.seconds += elapsed
        watch.look()
        assert len(told) == wakings


def test_a_network_that_comes_back_is_told_once(woken: tuple[WakeWatch, Wall, list[bool]]) -> None:
    watch, _, told = woken
    watch.note_reachability(Reachability.Online)  # how it was at the start
    assert not told
    watch.note_reachability(Reachability.Disconnected)
    watch.note_reachability(Reachability.Site)
    watch.note_reachability(Reachability.Online)
    assert len(told) == 1
