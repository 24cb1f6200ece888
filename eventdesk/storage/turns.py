"""Whose turn it is to write: threads take turns, and what an operator does goes before the rest."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_LATELY_SECONDS = 5.0
_ON_ITS_WAY = 0
"""No thread's number: the turn was handed to one that has not woken up yet."""


class Turns:
    """A lock that is handed over in order, which the locks of Python do not promise.

    Without an order a thread that writes batch after batch takes the lock again before anybody
    who waits has woken up, and a scan at a door waits for seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._urgent = deque[threading.Lock]()
        self._others = deque[threading.Lock]()
        self._holder: int | None = None
        self._waited_at = -_LATELY_SECONDS

    @property
    def are_wanted(self) -> bool:
        """True for some seconds after somebody urgent had to wait: turns should be short."""
        return time.monotonic() - self._waited_at < _LATELY_SECONDS

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return len(self._urgent) + len(self._others)

    @contextmanager
    def turn(self, *, urgent: bool) -> Iterator[None]:
        """Wait for a turn and keep it; not within another one of the same thread."""
        mine = threading.Lock()
        mine.acquire()
        with self._lock:
            if self._holder is None:
                self._holder = threading.get_ident()
                mine.release()
            elif self._holder == threading.get_ident():
                raise RuntimeError("A thread writes within what it writes already.")
            else:
                (self._urgent if urgent else self._others).append(mine)
                self._waited_at = time.monotonic() if urgent else self._waited_at
        try:
            mine.acquire()
            self._holder = threading.get_ident()
            yield
        finally:
            self._leave(mine)

    def _leave(self, mine: threading.Lock) -> None:
        with self._lock:
            for queue in (self._urgent, self._others):
                if mine in queue:  # interrupted while it waited
                    queue.remove(mine)
                    return
            following = self._urgent or self._others
            if following:
                self._holder = _ON_ITS_WAY
                following.popleft().release()
            else:
                self._holder = None
