"""What a locked door keeps from whoever has no terminal to enter its PIN at."""

from tests.cli.conftest import Commands
from tests.cli.door_lock import lock_door

_LOCKED = """
export REF -o -
attendees REF
orders REF
tickets REF
mark REF Somebody attended
undo
outbox
outbox resolve m1 theirs
wipe --all
"""


def test_people_and_marks_are_behind_the_lock(commands: Commands, meeting: str) -> None:
    lock_door(commands.profile)
    for command in _LOCKED.strip().splitlines():
        words = [meeting if word == "REF" else word for word in command.split()]
        line = commands.fails(2, *words)
        assert line.startswith("The door of this profile is locked, and nobody is here"), command


def test_what_tells_of_nobody_goes_on(commands: Commands, meeting: str) -> None:
    lock_door(commands.profile)
    assert meeting in commands("events", "--from", "2026-11-21", "--to", "2026-11-21").out
    commands("sync")
    commands("outbox", "push")
