"""A code typed by a scanner into the shown window **Door**, until its outcome is painted."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from shiboken6 import delete

from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.door.door import DoorController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.door.result import ResultCard
from eventdesk.ui.views.door.window import DoorWindow
from tests.benchmarks.profiles import MAIN

_TO_COME_TO_REST = 1.5
"""Seconds after which what opening the door began has ended."""

_BETWEEN_GUESTS = 0.08
"""Seconds; nobody holds up two tickets in a shorter time."""


async def scan_all(workspace: Workspace, codes: Sequence[str]) -> list[float]:
    """Milliseconds from the key that ends each code to the outcome on screen."""
    async with _opened_door(workspace) as window:
        watch = _OutcomeWatch(window.result)
        took: list[float] = []
        for code in codes:
            took.append(await watch.milliseconds(window.windowHandle(), code))
            assert window.result.sentence.startswith("In"), window.result.sentence
            await asyncio.sleep(_BETWEEN_GUESTS)
        return took


class _OutcomeWatch(QObject):
    """Tells when the card has been painted with another sentence."""

    def __init__(self, card: ResultCard) -> None:
        super().__init__()
        self._card = card
        self._before = ""
        self._started = 0.0
        self._painted: asyncio.Future[None] | None = None
        card.installEventFilter(self)

    async def milliseconds(self, window: QWindow, code: str) -> float:
        """From the last key of a scan, which is Enter, until the answer is on screen."""
        loop = asyncio.get_running_loop()
        self._before, self._painted = self._card.sentence, loop.create_future()
        loop.call_soon(self._type, window, code)  # Qt's test keys turn the loop, as no task may
        async with asyncio.timeout(60):
            await self._painted
        return (time.perf_counter() - self._started) * 1000

    def _type(self, window: QWindow, code: str) -> None:
        for letter in code:
            QTest.keyClick(window, ord(letter))
        self._started = time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_Return)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The answer follows once the whole window's painting is done."""
        if event.type() == QEvent.Type.Paint and self._card.sentence != self._before:
            asyncio.get_running_loop().call_soon(self._settle)
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        if self._painted is not None and not self._painted.done():
            self._painted.set_result(None)


@asynccontextmanager
async def _opened_door(workspace: Workspace) -> AsyncIterator[DoorWindow]:
    lanes, main = Lanes(workspace.close_thread), QMainWindow()
    controller = DoorController(Hub(workspace, lanes, ProblemReporter()), main)
    window = controller.window
    try:
        await controller.open_first([MAIN])
        window.take_screen()
        window.come_to_front()
        await asyncio.sleep(_TO_COME_TO_REST)
        yield window
    finally:
        window.close_for_good()
        await asyncio.sleep(0)
        delete(main)
        await lanes.close(30)
