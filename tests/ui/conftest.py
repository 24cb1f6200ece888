"""What every test of the window shares: one loop that is Qt's and asyncio's."""

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any, TypeVar

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from eventdesk.ui.runtime.garbage import collected_on_this_thread

T = TypeVar("T")

_LONGEST = 30.0
"""Seconds after which a test's coroutine is taken for hanging; none needs a tenth of it."""


class QLoop:
    """Runs coroutines on the application's loop and keeps the errors that nobody caught.

    Attributes:
        loop: the loop, for code that is handed one.
        errors: what reached the loop's exception handler; a test that expects some clears it.
    """

    def __init__(self, app: QApplication) -> None:
        app.setQuitOnLastWindowClosed(False)  # a test's window may close before the test ends
        self.loop = qasync.QEventLoop(app)
        self.loop.set_exception_handler(self._keep)
        self.errors: list[dict[str, Any]] = []

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run a test's body to its end and give back what it returns."""

        async def bounded() -> T:
            async with asyncio.timeout(_LONGEST):
                return await coro

        result: T = self.loop.run_until_complete(bounded())
        return result

    def close(self) -> None:
        """Cancel what the test left running and close the loop."""
        leftovers = asyncio.all_tasks(self.loop)
        for task in leftovers:
            task.cancel()
        if leftovers:
            self.run(_settle(leftovers))
        self.loop.close()
        del self.loop  # so that it is collected here, and not on a thread of the next test

    def _keep(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.errors.append(context)


async def _settle(tasks: set[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def qloop(qapp: QApplication) -> Generator[QLoop]:
    """A loop of the test's own; errors that reach it fail the test."""
    with collected_on_this_thread():
        runner = QLoop(qapp)
        yield runner
        runner.close()
    assert runner.errors == []


async def until(condition: Any, *, turns: int = 100_000) -> None:
    """Let the loop turn until the condition, a callable, holds."""
    for _ in range(turns):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("what the test waits for never came")
