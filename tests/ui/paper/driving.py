"""The dialog **Print** over a real profile, driven as a person would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.printing import show_print
from eventdesk.ui.controllers.printing_sheets import Days, OnScreen, OpenEvent
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.dialogs.print_dialog import PrintDialog
from eventdesk.ui.views.paper.preview import PrintPreview
from tests.ui.calendar.conftest import NOW, Desk
from tests.ui.conftest import until


def on_screen(
    view: str = "month", window: Window | None = None, event: OpenEvent | None = None
) -> OnScreen:
    """A calendar on the day of these tests."""
    return OnScreen(
        view,
        Days(NOW.date(), window, "All events"),
        lambda days: EventQuery(window=days),
        "Only “Office”",
        NOW,
        event,
    )


class Printing:
    """The open dialog, driven as a person would."""

    def __init__(self, dialog: PrintDialog) -> None:
        self.dialog = dialog

    @property
    def pages(self) -> int:
        """How many pages the preview shows."""
        return sum(preview.page_count for preview in self.dialog.findChildren(PrintPreview))

    def choose(self, name: str, text: str) -> None:
        """Choose from the combo box of that name."""
        boxes = self.dialog.findChildren(QComboBox)
        box = next(box for box in boxes if box.accessibleDescription() == name)
        box.setCurrentText(text)

    @property
    def sheets(self) -> list[str]:
        """The sheets on offer."""
        boxes = self.dialog.findChildren(QComboBox)
        box = next(box for box in boxes if box.accessibleDescription() == "Sheet")
        return [box.itemText(line) for line in range(box.count())]

    def press(self, text: str) -> None:
        """Press a button."""
        buttons = self.dialog.findChildren(QPushButton)
        next(one for one in buttons if one.text() == text).click()

    def said(self) -> str:
        """Everything that the dialog says."""
        return " ".join(one.text() for one in self.dialog.findChildren(QLabel) if one.isVisible())


@asynccontextmanager
async def printing_of(
    desk: Desk, shown: OnScreen, *, ready: bool = True
) -> AsyncIterator[Printing]:
    """Open the dialog, and close it in the end; `ready` waits for its first pages."""
    lanes = Lanes(desk.workspace.close_thread)
    try:
        async with printing_over(Hub(desk.workspace, lanes, ProblemReporter()), shown, ready) as it:
            yield it
    finally:
        await lanes.close(5)


@asynccontextmanager
async def printing_over(hub: Hub, shown: OnScreen, ready: bool = True) -> AsyncIterator[Printing]:
    """The same over a hub that is there."""
    window = QWidget()
    window.show()
    scope = hub.scope(window)
    task = scope.start(show_print(hub, window, shown), name="printing")
    try:
        await until(lambda: window.findChildren(PrintDialog) != [])
        printing = Printing(window.findChildren(PrintDialog)[0])
        await until(lambda: printing.pages > 0 or not ready)
        yield printing
        printing.press("Close")
        await task
    finally:
        scope.close()
        window.close()
        window.deleteLater()
