"""A desk at a door, as a process that will be killed: one thread marks, another one syncs.

A line of JSON on standard input says what to work on. It prints "ready" when the profile is open,
then the id of each mark as soon as it is kept. It never ends by itself.
"""

import json
import os
import random
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from eventdesk.domain.attendance import NEEDS_DECISION, AttendanceStatus
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.marking import MarkOutcome
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault

ACCOUNT = "Club"
_STATUSES = tuple(AttendanceStatus)


def opened(profile: Path, key: str) -> Workspace:
    """The profile, with the key of its account at hand."""
    vault = MemoryVault()
    workspace = open_workspace(Profile(profile), vault)
    vault.write(str(workspace.accounts.get(ACCOUNT).id), "api_key", key)
    return workspace


class Door:
    """What an operator does, at random, and what the program does meanwhile."""

    def __init__(self, workspace: Workspace, task: dict[str, Any]) -> None:
        self._workspace = workspace
        self._chance = random.Random(task["seed"])
        self._attendees: dict[str, list[str]] = task["attendees"]

    def work(self) -> None:
        """Mark, take back, decide; say which marks were made."""
        while True:
            act = self._chance.choices((self._mark, self._undo, self._decide), (40, 10, 1))[0]
            with suppress(BadRequest, NotThere):  # nothing to undo, or not to be undone
                _acknowledge(act())

    def _mark(self) -> MarkOutcome:
        event = self._chance.choice(sorted(self._attendees))
        people = self._chance.sample(self._attendees[event], self._chance.choice((1, 1, 3)))
        ref = EventRef(ACCOUNT, event)
        return self._workspace.marking.mark(ref, people, self._chance.choice(_STATUSES))

    def _undo(self) -> MarkOutcome:
        return self._workspace.marking.undo()

    def _decide(self) -> MarkOutcome:
        asked = self._workspace.outbox.marks(NEEDS_DECISION)
        if not asked:
            raise NotThere("Nothing needs a decision.")
        ours = self._chance.random() < 0.7
        return self._workspace.marking.resolve(asked[0].mark.id, keep_ours=ours)

    def send(self) -> None:
        """Send marks; now and then read the lists too."""
        cancel = CancelToken()
        while True:
            for step in (*(self._workspace.syncing.push,) * 5, self._workspace.syncing.refresh):
                step(ACCOUNT, silent, cancel, at_once=True)


def _acknowledge(outcome: MarkOutcome) -> None:
    for mark in outcome.marks:
        sys.stdout.write(f"{mark.id}\n")
    sys.stdout.flush()


def _or_die(work: Callable[[], None]) -> None:
    """An error of our own must be seen: the process ends by itself."""
    try:
        work()
    except BaseException:  # noqa: BLE001 - whatever it is, on whichever thread
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def main() -> None:
    """Wait for the task, then work until killed."""
    task = json.loads(sys.stdin.readline())
    door = Door(opened(Path(task["profile"]), task["key"]), task)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Thread(target=_or_die, args=(door.send,), daemon=True).start()
    _or_die(door.work)


if __name__ == "__main__":
    main()
