"""The dialog **Print**: the events on screen as pages, saved or printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from eventdesk.domain.event import Event
from eventdesk.ui.views.paper.preview import PrintPreview
from tests.ui.calendar.conftest import NOW, Desk, desk, event
from tests.ui.conftest import QLoop, until
from tests.ui.paper.driving import on_screen, printing_of

__all__ = ["desk"]

TODAY = NOW.date()


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
        async with printing_of(desk, on_screen()) as printing:
            printing.press("Save as PDF…")
            await until(path.exists)
            await until(lambda: "Saved as “November.pdf”." in printing.said())

    qloop.run(body())
    assert path.read_bytes().startswith(b"%PDF-")


def test_another_sheet_shows_its_own_pages(qloop: QLoop, desk: Desk) -> None:
    found = [event(f"e{n}", datetime(2026, 11, 1, 9) + timedelta(hours=n)) for n in range(300)]
    desk.fill(*found)

    async def body() -> None:
        async with printing_of(desk, on_screen()) as printing:
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
        async with printing_of(desk, on_screen("agenda")) as printing:
            said = "The first 1,000 of 1,001 events are printed; choose fewer days for the rest."
            await until(lambda: said in printing.said())

    qloop.run(body())


def test_without_a_printer_the_dialog_says_what_to_do(
    qloop: QLoop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(Event("gala", "Gala", TODAY))
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)

    async def body() -> None:
        async with printing_of(desk, on_screen("day")) as printing:
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
        async with printing_of(desk, on_screen("day")) as printing:
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
        async with printing_of(desk, on_screen("week")) as printing:
            printing.choose("Paper", "Letter")
            printing.press("Save as PDF…")
            await until(lambda: "Saved" in printing.said())
        async with printing_of(desk, on_screen("week")) as printing:
            assert printing.dialog.paper == "Letter"
            assert printing.dialog.sheet == "week"

    qloop.run(body())


def test_closing_while_pages_are_prepared_ends_that(
    qloop: QLoop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill(Event("gala", "Gala", TODAY))
    ended: list[bool] = []

    def endless(*_args: object) -> Iterator[None]:
        try:
            while True:
                yield
        finally:
            ended.append(True)

    monkeypatch.setattr("eventdesk.ui.controllers.printing.painting", endless)

    async def body() -> None:
        async with printing_of(desk, on_screen(), ready=False) as printing:
            await until(lambda: "Preparing the pages…" in printing.said())
            assert not ended

    qloop.run(body())
    assert ended == [True]


def test_the_pages_are_zoomed_and_scrolled(qloop: QLoop, desk: Desk) -> None:
    desk.fill(*(event(f"e{n}", datetime(2026, 11, 1 + n % 20, 9)) for n in range(120)))

    async def body() -> None:
        async with printing_of(desk, on_screen("agenda")) as printing:
            preview = printing.dialog.findChildren(PrintPreview)[0]
            assert preview.accessibleDescription() == f"{printing.pages} pages"
            bars = preview.verticalScrollBar(), preview.horizontalScrollBar()
            assert bars[0].maximum() > 0 == bars[1].maximum()
            before = bars[0].maximum()
            preview.zoom_in()
            assert bars[0].maximum() > before
            assert bars[1].maximum() > 0
            top = preview.grab()
            bars[0].setValue(bars[0].maximum())
            assert preview.grab().toImage() != top.toImage()

    qloop.run(body())
