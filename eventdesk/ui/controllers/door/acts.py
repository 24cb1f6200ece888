"""What is asked at a door, done one by one in the order in which it was asked."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.runtime.tasks import TaskScope

Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One thing that was asked.

    Attributes:
        code: what was scanned. An act with a code that fails is not lost: it stays the first one
            until it is tried again or dropped.
    """

    work: Work
    code: str = ""


class Acts:
    """A queue that stops at a scan that fails, for what comes later may depend on it."""

    def __init__(self, scope: TaskScope, failed: Callable[[EventDeskError, Act], None]) -> None:
        self._scope = scope
        self._failed = failed
        self._queue: deque[Act] = deque()
        self._held: Act | None = None

    @property
    def held(self) -> Act | None:
        """The scan that failed and stands first, None while all goes well."""
        return self._held

    @property
    def waiting(self) -> int:
        """How many are asked and not done."""
        return len(self._queue)

    async def do(self, act: Act) -> None:
        """Do an act after all that were asked before; one that failed is tried again first."""
        self._queue.append(act)
        await self.go_on()

    async def go_on(self) -> None:
        """Do what is asked."""
        task = self._scope.single("deciding at the door", self._do_all)
        if task is not None:
            await asyncio.wait([task])  # whoever waits may be cancelled alone

    def drop(self) -> None:
        """Forget the scan that failed."""
        if self._held is not None:
            self._queue.remove(self._held)
            self._held = None

    async def _do_all(self) -> None:
        self._held = None
        while self._queue and self._held is None:
            act = self._queue[0]
            try:
                await act.work()
            except EventDeskError as error:
                self._held = act if act.code else None
                self._failed(error, act)
            if self._held is None:
                self._queue.popleft()
