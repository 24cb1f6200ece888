"""An event with a crowd on its list, the queue before its door, and the real program's door."""

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
from tests.e2e.screen import Desk, Screen
from tests.e2e.test_journey_window import CommandLine, quit_program

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
