"""What was read a moment ago and need not be read again."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from eventdesk.domain.clock import Clock

T = TypeVar("T")


class Kept(Generic[T]):
    """Answers by a key, each for a while. Lives on one thread."""

    def __init__(self, clock: Clock, lifetime: timedelta) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._found: dict[Hashable, tuple[datetime, T]] = {}

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gave for the key, now or lately; what it raises is not kept."""
        now = self._clock.now()
        if key in self._found:
            then, value = self._found[key]
            if timedelta(0) <= now - then < self._lifetime:
                return value
        value = read()
        self._found[key] = now, value
        return value
