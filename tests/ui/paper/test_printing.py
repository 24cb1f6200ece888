"""The dialog **Print**: the events on screen as pages, saved or printed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.printing import Days, OnScreen, show_print
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.dialogs.print_dialog import PrintDialog
from tests.ui.calendar.conftest import NOW, Desk, desk, event
from tests.ui.conftest import QLoop, until

__all__ = ["desk"]

TODAY = NOW.date()


def _on_screen(view: str = "month", window: Window | None = None) -> OnScreen:
    return OnScreen(
        view,
        Days(TODAY, window, "All events"),
        lambda days: EventQuery(window=days),
        "Only “Office”",
        NOW,
    )


class Printing:
    """The open dialog, driven as a person would."""

    def __init__(self, dialog: PrintDialog) -> None:
        self.dialog = dialog

    @property
    def pages(self) -> int:
        """How many pages the preview shows."""
        preview = self.dialog.findChild(QPrintPreviewWidget)
        return 0 if preview is None else preview.pageCount()

    def choose(self, name: str, text: str) -> None:
        """Choose from the combo box of that name."""
        boxes = self.dialog.findChildren(QComboBox)
        box = next(box for box in boxes if box.accessibleDescription() == name)
        box.setCurrentText(text)

    def press(self, text: str) -> None:
        """Press a button."""
        buttons = self.dialog.findChildren(QPushButton)
        next(one for one in buttons if one.text() == text).click()

    def said(self) -> str:
        """Everything that the dialog says."""
        return " ".join(one.text() for one in self.dialog.findChildren(QLabel) if one.isVisible())


@asynccontextmanager
async def _printing(desk: Desk, shown: OnScreen) -> AsyncIterator[Printing]:
    lanes = Lanes(desk.workspace.close_thread)
    hub, window = Hub(desk.workspace, lanes, ProblemReporter()), QWidget()
    window.show()
    scope = hub.scope(window)
    task = scope.start(show_print(hub, window, shown), name="printing")
    try:
        await until(lambda: window.findChildren(PrintDialog) != [])
        printing = Printing(window.findChildren(PrintDialog)[0])
        await until(lambda: printing.pages > 0)
        yield printing
        printing.press("Close")
        await task
    finally:
        scope.close()
        window.close()
        window.deleteLater()
        await lanes.close(5)


def test_a_sheet_is_saved_with_the_events_of_its_days(
    qloop: QLoop, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(event("gala", datetime(2026, 11, 18, 19)), event("later", datetime(2026, 12, 24)))
    path = tmp_path / "November.pdf"

    async def chosen(*_args: object, suggested: Path, **_more: object) -> Path:
        assert suggested.name == "November 2026.pdf"
        return path

    monkeypatch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", chosen)

    async def body() -> None:
        async with _printing(desk, _on_screen()) as printing:
            printing.press("Save as PDF…")
            await until(path.exists)
            await until(lambda: "Saved as “November.pdf”." in printing.said())

    qloop.run(body())
    assert path.read_bytes().startswith(b"%PDF-")


def test_another_sheet_shows_its_own_pages(qloop: QLoop, desk: Desk) -> None:
    found = [event(f"e{n}", datetime(2026, 11, 1, 9) + timedelta(hours=n)) for n in range(300)]
    desk.fill(*found)

    async def body() -> None:
        async with _printing(desk, _on_screen()) as printing:
            assert printing.pages == 1
            printing.choose("Sheet", "Agenda")
            await until(lambda: printing.pages > 4)
            pages = printing.pages
            printing.choose("Paper", "A5")
            await until(lambda: printing.pages > pages)
            printing.choose("Sheet", "Week")
            await until(lambda: printing.pages == 1)

    qloop.run(body())


def test_more_than_a_book_of_events_is_cut_and_told(qloop: QLoop, desk: Desk) -> None:
    found = [replace(event(f"e{n}", date(2026, 11, 1)), end=None) for n in range(1001)]
    desk.fill(*found)

    async def body() -> None:
        async with _printing(desk, _on_screen("agenda")) as printing:
            said = "The first 1,000 of 1,001 events are printed; choose fewer days for the rest."
            await until(lambda: said in printing.said())

    qloop.run(body())


def test_without_a_printer_the_dialog_says_what_to_do(
    qloop: QLoop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(Event("gala", "Gala", TODAY))
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)

    async def body() -> None:
        async with _printing(desk, _on_screen("day")) as printing:
            printing.press("Print…")
            await until(lambda: "No printer is set up" in printing.said())

    qloop.run(body())


def test_a_folder_that_cannot_be_written_is_named(
    qloop: QLoop, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(Event("gala", "Gala", TODAY))

    async def chosen(*_args: object, **_more: object) -> Path:
        return tmp_path / "nowhere" / "sheet.pdf"

    monkeypatch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", chosen)

    async def body() -> None:
        async with _printing(desk, _on_screen("day")) as printing:
            printing.press("Save as PDF…")
            await until(lambda: re.search("could not be written: the folder", printing.said()))

    qloop.run(body())


def test_the_choice_of_paper_is_remembered(
    qloop: QLoop, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(Event("gala", "Gala", TODAY))

    async def chosen(*_args: object, **_more: object) -> Path:
        return tmp_path / "sheet.pdf"

    monkeypatch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", chosen)

    async def body() -> None:
        async with _printing(desk, _on_screen("week")) as printing:
            printing.choose("Paper", "Letter")
            printing.press("Save as PDF…")
            await until(lambda: "Saved" in printing.said())
        async with _printing(desk, _on_screen("week")) as printing:
            assert printing.dialog.paper == "Letter"
            assert printing.dialog.sheet == "week"

    qloop.run(body())
