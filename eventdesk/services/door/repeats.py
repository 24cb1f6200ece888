"""What a door said a moment ago: the same code or person within 2.5 s is one act."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from eventdesk.domain.door import Decision

ONE_ACT = timedelta(seconds=2.5)
"""A code that stays before a camera is read over and over (design: attendance, At the door)."""

Thing = tuple[str, ...]
"""What was said something of: a code, a place, a person."""


class Repeats:
    """The last decision about each thing, as long as it counts."""

    def __init__(self) -> None:
        self._last: dict[Thing, tuple[datetime, Decision]] = {}
        self._lock = threading.Lock()

    def again(self, things: Sequence[Thing], now: datetime) -> Decision | None:
        """What was said of one of these a moment ago; if so it counts anew from now on."""
        with self._lock:
            self._last = {
                thing: (at, decision)
                for thing, (at, decision) in self._last.items()
                # A clock that was set back makes nothing a repetition.
                if timedelta(0) <= now - at < ONE_ACT
            }
            said = next((self._last[thing][1] for thing in things if thing in self._last), None)
            if said is not None:
                self._last.update(dict.fromkeys(things, (now, said)))
            return said

    def note(self, things: Sequence[Thing], decision: Decision, now: datetime) -> None:
        """Remember what was said."""
        with self._lock:
            self._last.update(dict.fromkeys(things, (now, decision)))

    def correct(self, decision: Decision) -> None:
        """Say this instead of whatever was said of that guest."""
        with self._lock:
            for thing, (at, said) in list(self._last.items()):
                if said.guest and decision.guest and said.guest.key == decision.guest.key:
                    self._last[thing] = at, decision

    def forget(self, things: Sequence[Thing]) -> None:
        """Let the next time be the first."""
        with self._lock:
            for thing in things:
                self._last.pop(thing, None)
