"""Carries progress from a worker thread to the window, at a pace that eyes can follow."""

import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class ProgressBridge(Generic[T]):
    """Given to a service as its progress callback; any thread may call it, with plain data.

    The newest value wins, the window hears of it at most once an interval and always on the
    loop's thread. Leaving the `with` block drops what is still under way, so that nothing
    reaches a window that has moved on.
    """

    def __init__(self, show: Callable[[T], None], *, interval: float = 0.1) -> None:
        """Made on the loop's thread; `show` is called there, `interval` is in seconds."""
        self._show = show
        self._interval = interval
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._waiting: list[T] = []
        self._closed = False
        self._shown_at = float("-inf")
        self._timer: asyncio.Handle | None = None

    def __call__(self, value: T) -> None:
        """Take a value from the work and return at once."""
        with self._lock:
            first = not self._waiting
            self._waiting[:] = [value]
            if first and not self._closed:
                self._loop.call_soon_threadsafe(self._plan)

    def __enter__(self) -> "ProgressBridge[T]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Show nothing from now on."""
        with self._lock:
            self._closed = True
        if self._timer is not None:
            self._timer.cancel()

    def _plan(self) -> None:
        if not self._closed:
            pause = self._shown_at + self._interval - self._loop.time()
            self._timer = self._loop.call_later(max(0.0, pause), self._deliver)

    def _deliver(self) -> None:
        with self._lock:
            value = self._waiting.pop()
        self._shown_at = self._loop.time()
        self._show(value)
