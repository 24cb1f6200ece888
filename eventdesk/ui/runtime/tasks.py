"""Coroutines that belong to a window: kept alive, cancelled with it, their errors reported.

Every task of the window is started here; a bare `asyncio.create_task` is held weakly and its
error may be lost.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from eventdesk.domain.errors import Cancelled

T = TypeVar("T")
Report = Callable[[BaseException, str], None]
"""Takes an unexpected error and where it happened, in words for the log."""

_log = logging.getLogger(__name__)


class Repeat(Enum):
    """What a second click means while the work of the first one still runs."""

    JOIN = "join"  # both wait for the running work
    REPLACE = "replace"  # the running work is cancelled, new work starts
    IGNORE = "ignore"  # nothing happens


class TaskScope:
    """Holds the running tasks of one widget, or of the program when there is no widget."""

    def __init__(self, owner: QObject | None, report: Report) -> None:
        """The scope closes itself when `owner` is destroyed; `report` hears of our own bugs."""
        self._report = report
        self._tasks: set[asyncio.Task[Any]] = set()
        self._single: dict[Hashable, asyncio.Task[Any]] = {}
        self._closed = False
        if owner is not None:
            # Not the bound method: Qt holds that weakly, and a dying owner may drop it first.
            owner.destroyed.connect(lambda: self.close())

    @property
    def busy(self) -> bool:
        """True while a task of this scope runs."""
        return bool(self._tasks)

    def start(self, coro: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
        """Run a coroutine as a task of this scope; in a closed scope it is cancelled at once.

        `name` says in words what runs; it ends up in the log and in problem reports.
        """
        task = asyncio.get_running_loop().create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        if self._closed:
            task.cancel()
        return task

    def single(
        self,
        key: Hashable,
        work: Callable[[], Coroutine[Any, Any, T]],
        *,
        repeat: Repeat = Repeat.JOIN,
    ) -> asyncio.Task[T] | None:
        """Run work of which only one may run at a time, as happens with repeated clicks.

        Args:
            key: names the work; its text is the name of the task.
            work: makes the coroutine, called only if one is to be started.
            repeat: what to do while work of the same key runs.

        Returns:
            The running task (await it shielded, it may be shared); None if the call was ignored.
        """
        running = self._single.get(key)
        if running is not None and not running.done():
            if repeat is Repeat.IGNORE:
                return None
            if repeat is Repeat.JOIN:
                return running
            running.cancel()
        task = self.start(work(), name=str(key))
        self._single[key] = task
        return task

    def close(self) -> None:
        """Cancel everything; tasks started from now on are cancelled at once."""
        self._closed = True
        for task in tuple(self._tasks):
            task.cancel()

    async def wait(self, seconds: float) -> None:
        """Wait until no task runs any more, at most so long. Cancels nothing."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        for key, running in tuple(self._single.items()):
            if running is task:
                del self._single[key]
        error = None if task.cancelled() else task.exception()
        if error is None or isinstance(error, Cancelled):
            return
        if self._closed:
            # Its widgets are gone, and touching them is the usual error: not worth a dialog.
            _log.warning("%s ended badly after its window had closed", task.get_name())
            _log.debug("The error was", exc_info=error)
            return
        self._report(error, task.get_name())
