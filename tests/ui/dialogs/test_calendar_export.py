"""Events of this desk become a calendar file: the open one, those of the filters, or all."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QRadioButton

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.calendar_files import CalendarFileService
from eventdesk.ui.controllers.calendar_exporting import start_calendar_export
from tests.providers.ics.reading import reads
from tests.ui.dialogs.conftest import Desk, Dialog, answer_file_dialog, opened


async def _save(dialog: Dialog, path: Path) -> None:
    await dialog.until_enabled("Export…")
    naming = asyncio.ensure_future(answer_file_dialog(path))
    dialog.click("Export…")
    await naming


def _titles(path: Path) -> list[str]:
    return sorted(read.event.title for read in reads(path.read_bytes())[0])


def test_the_open_event_the_filtered_ones_or_all_are_written(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = desk.book_event("AGM: 1/2 & more", people=2)
    desk.book_event("Walk")
    desk.book_event("Walk by night")
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(url.toLocalFile()))
    one, shown, every = (desk.folder / f"{name}.ics" for name in ("one", "shown", "every"))

    async def body() -> None:
        query = EventQuery(search="walk")
        async with opened(start_calendar_export(desk.hub, None, ref, query)) as dialog:
            assert dialog.named("“AGM: 1/2 & more”", QRadioButton).isChecked()
            await _save(dialog, one)
            await dialog.until_says("1 event written to “one.ics”.")
            dialog.click("Open folder")
            dialog.named("All events that the search and the filters leave").setChecked(True)
            await _save(dialog, shown)
            await dialog.until_says("2 events written to “shown.ics”.")
            dialog.named("All events of all accounts").setChecked(True)
            dialog.named("With attendees and their answers").setChecked(True)
            await _save(dialog, every)
            await dialog.until_says("3 events written to “every.ics”.")

    qloop.run(body())
    assert _titles(one) == ["AGM: 1/2 & more"]
    assert _titles(shown) == ["Walk", "Walk by night"]
    assert _titles(every) == ["AGM: 1/2 & more", "Walk", "Walk by night"]
    assert b"Pat P000" not in one.read_bytes()
    assert every.read_bytes().count(b"ATTENDEE;") == 2
    assert folders == [str(desk.folder)]


def test_events_chosen_in_a_list_are_offered_first(qloop: Any, desk: Desk) -> None:
    chosen = desk.book_event("AGM"), desk.book_event("Walk")
    desk.book_event("Walk by night")
    target = desk.folder / "chosen.ics"

    async def body() -> None:
        showing = start_calendar_export(desk.hub, None, chosen[0], EventQuery(), chosen=chosen)
        async with opened(showing) as dialog:
            assert dialog.named("The 2 chosen events", QRadioButton).isChecked()
            assert not dialog.named("“AGM”", QRadioButton).isChecked()
            await _save(dialog, target)
            await dialog.until_says("2 events written to “chosen.ics”.")

    qloop.run(body())
    assert _titles(target) == ["AGM", "Walk"]


def test_without_an_open_event_the_filters_are_what_is_offered(qloop: Any, desk: Desk) -> None:
    desk.book_event("Walk")

    async def body() -> None:
        showing = start_calendar_export(desk.hub, None, None, EventQuery())
        async with opened(showing) as dialog:
            radios = dialog.window.findChildren(QRadioButton)
            assert [radio.accessibleName() for radio in radios if radio.isChecked()] == [
                "All events that the search and the filters leave"
            ]
            assert len(radios) == 2

    qloop.run(body())


def test_what_goes_wrong_is_said_and_work_can_be_stopped(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.book_event("Walk")
    target = desk.folder / "walk.ics"

    def endless(
        _files: Any, _choice: Any, _path: Any, *, progress: Any, cancel: CancelToken
    ) -> int:
        while True:
            cancel.wait(0.01)

    async def nowhere(*_args: Any, **_more: Any) -> Path:
        return desk.folder / "missing" / "walk.ics"

    async def body() -> None:
        showing = start_calendar_export(desk.hub, None, None, EventQuery())
        async with opened(showing) as dialog:
            with monkeypatch.context() as patch:
                patch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", nowhere)
                dialog.click("Export…")
                await dialog.until_says("the folder does not exist")
            with monkeypatch.context() as patch:
                patch.setattr(CalendarFileService, "write", endless)
                await _save(dialog, target)
                await dialog.until_enabled("Cancel")
                dialog.click("Cancel")
                await dialog.until_says("Stopped. No file was written.")

    qloop.run(body())
    assert not target.exists()
