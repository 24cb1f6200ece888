"""The window's loop and detail pane, and how long it takes from an input to painted rows."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget
from shiboken6 import delete

from eventdesk.domain.event import EventRef
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.detail import build_detail
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.loop import run
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.detail.pane import ATTENDEES, DetailPane

T = TypeVar("T")

_BETWEEN_INPUTS = 0.03
"""Seconds that a person takes from one painted answer to the next input, and more."""

_TO_COME_TO_REST = 1.0
"""Seconds after which what opening a window began has ended."""


def on_loop(body: Callable[[QApplication], Coroutine[Any, Any, T]]) -> T:
    """Run a benchmark's body on the loop that the program itself uses; its errors pass."""
    results: list[T] = []
    errors: list[Exception] = []

    async def main(app: QApplication) -> int:
        apply_theme(app, ThemeMode.LIGHT)
        try:
            results.append(await body(app))
        except Exception as error:  # noqa: BLE001 - raised again below; the loop would report it
            errors.append(error)
        return 0

    run(main)
    if errors:
        raise errors[0]
    return results[0]


@dataclass
class Pane:
    """A detail pane that shows an event's attendees."""

    hub: Hub
    widget: DetailPane

    @property
    def table(self) -> QTableView:
        """The table of attendees."""
        return self.widget.attendees.table

    def button(self, text: str) -> QAbstractButton:
        """The button that says so."""
        buttons = self.widget.attendees.findChildren(QAbstractButton)
        return next(button for button in buttons if button.text() == text)


@asynccontextmanager
async def opened_pane(workspace: Workspace, ref: EventRef) -> AsyncIterator[Pane]:
    """The detail pane alone, as large as in the window, with the attendees of an event."""
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    pane = Pane(hub, build_detail(hub).widget)
    pane.widget.resize(620, 760)
    pane.widget.show()
    try:
        await show_attendees(hub, pane.widget, ref)
        await asyncio.sleep(_TO_COME_TO_REST)
        yield pane
    finally:
        pane.widget.close()
        delete(pane.widget)
        await lanes.close(30)


async def show_attendees(hub: Hub, pane: DetailPane, ref: EventRef) -> None:
    """Open an event and wait for the first of its attendees."""
    hub.want_event(ref)
    await until(lambda: pane.choose_tab(ATTENDEES))
    await until(lambda: pane.attendees.table.model().rowCount() > 0)


async def until(condition: Callable[[], object], *, seconds: float = 120.0) -> None:
    """Let the loop turn until the condition holds."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what widgets show sets no event
            await asyncio.sleep(0.005)


class PaintWatch(QObject):
    """Tells when a widget has been painted after something else happened."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._happened = False
        self._painted: asyncio.Future[None] | None = None
        widget.installEventFilter(self)

    async def milliseconds(self, act: Callable[[], object]) -> float:
        """From before `act` until what followed `happened` is painted."""
        loop = asyncio.get_running_loop()
        self._happened, self._painted = False, loop.create_future()
        started = time.perf_counter()
        act()
        async with asyncio.timeout(60):
            await self._painted
        took = (time.perf_counter() - started) * 1000
        await asyncio.sleep(_BETWEEN_INPUTS)
        return took

    def happened(self, *_arguments: object) -> None:
        """What is waited for is there; the next painting shows it."""
        self._happened = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The answer follows once the whole window's painting is done."""
        waiting = self._painted is not None and not self._painted.done()
        if event.type() == QEvent.Type.Paint and self._happened and waiting:
            asyncio.get_running_loop().call_soon(self._settle)
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        if self._painted is not None and not self._painted.done():
            self._painted.set_result(None)
