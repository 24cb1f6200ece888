"""A list goes from a file into an event: seen first, corrected where wrong, all or nothing."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from eventdesk.domain.errors import Cancelled
from eventdesk.imports.headings import FieldName
from eventdesk.providers.deskbook import importing as book_importing
from eventdesk.ui.controllers.importing import start_import
from eventdesk.ui.models.import_preview import (
    FURTHER,
    LEFT_OUT,
    ColumnChoices,
    PreviewModel,
    choice_titles,
)
from tests.imports.lists import LISTS
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Desk, Dialog, answer_file_dialog, opened

GUESTS = "Name;Mail;Seat\nAnna Baker;anna@example.org;4\nBo Chen;bo@example.org;5\n;;6\n"


def _file(desk: Desk, text: str, name: str = "summer_ball.csv") -> Path:
    path = desk.folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def _read(dialog: Dialog, path: Path) -> None:
    """Choose a file and wait until its rows were looked through."""
    choosing = asyncio.ensure_future(answer_file_dialog(path))
    dialog.click("Choose file…")
    await choosing
    await dialog.until_enabled("Continue")


def _shown_or_refused(dialog: Dialog) -> bool:
    return bool(dialog.window.message.text) or dialog.says("will go in")


async def _go_on(dialog: Dialog) -> None:
    dialog.click("Continue")
    await dialog.until_enabled("Import")


async def _import(desk: Desk, path: Path) -> Dialog:
    """The whole way with everything as it is offered; gives the dialog as it was at the end."""
    async with opened(start_import(desk.hub, None)) as dialog:
        await _read(dialog, path)
        await _go_on(dialog)
        dialog.click("Import")
        await dialog.until_says("The list is in")
    return dialog


def test_a_list_goes_into_a_new_event(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            assert dialog.window.windowTitle() == "Import attendee list"
            await _read(dialog, _file(desk, GUESTS))
            assert dialog.says("CSV · UTF-8 · separated by semicolon · 3 rows")
            assert dialog.says("2 will go in, 1 will not.")
            assert dialog.says("Row 4: Neither a name nor an e-mail address.")
            dialog.click("Copy these rows")
            assert QGuiApplication.clipboard().text().startswith("Row 4: ")
            assert dialog.named("Column Seat holds").currentText() == "Other: keep as further field"
            await _go_on(dialog)
            assert dialog.named("Title").text() == "summer ball"
            dialog.named("Place").setText("Town Hall")
            assert dialog.says("2 new, 0 changed, 0 unchanged.")
            dialog.click("Import")
            await dialog.until_says("2 new, 0 changed, 0 unchanged. 1 row did not go in:")
            dialog.click("Close")

    qloop.run(body())
    ref = desk.wanted[0]
    assert any(ref in changes.details and changes.calendar for changes in desk.changes)
    people = desk.people(ref)
    assert people["Anna Baker"].attendee.email == "anna@example.org"
    assert people["Bo Chen"].attendee.more == (("Seat", "5"),)
    event = desk.workspace.events.view(ref).listed.event
    assert (event.title, event.place) == ("summer ball", "Town Hall")


def test_the_same_file_again_changes_nothing(qloop: Any, desk: Desk) -> None:
    path = _file(desk, GUESTS)

    async def body() -> None:
        await _import(desk, path)
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, path)
            await _go_on(dialog)
            # The event of that name is there now, so it is what is offered.
            assert dialog.named("Into an event that is there").isChecked()
            assert dialog.says("0 new, 0 changed, 2 unchanged.")

    qloop.run(body())
    assert list(desk.events()) == ["summer ball"]


def test_columns_can_be_assigned_otherwise(qloop: Any, desk: Desk) -> None:
    text = "Guest,Contact,Diet\nAnna Baker,anna@example.org,vegan\nBo Chen,bo@example.org,\n"

    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, _file(desk, text))
            dialog.choose("Column Diet holds", "Leave out")
            dialog.choose("Column Contact holds", "Company")
            await dialog.until_says("2 will go in")
            dialog.choose("Column Guest holds", "Other: keep as further field")
            await dialog.until_says("say which column holds the name")
            assert not dialog.named("Continue").isEnabled()
            dialog.choose("Column Guest holds", "Name")
            await dialog.until_enabled("Continue")
            await _go_on(dialog)
            dialog.click("Import")
            await dialog.until_says("The list is in")

    qloop.run(body())
    anna = desk.people(desk.wanted[0])["Anna Baker"].attendee
    assert (anna.company, anna.email, anna.more) == ("anna@example.org", "", ())


def test_the_row_of_the_headings_can_be_named(qloop: Any, desk: Desk) -> None:
    text = "Spring ball,,\nWer,Wo,Was\nAnna Baker,Leeds,Tea\nBo Chen,York,Cake\n"

    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, _file(desk, text))
            dialog.named("Headings in row").setValue(2)
            await until(lambda: dialog.says("2 will go in, 0 will not."))
            assert dialog.named("Column Wer holds").currentText() == "Name"
            dialog.named("Headings in row").setValue(0)
            await until(lambda: dialog.says("4 will go in, 0 will not."))
            assert dialog.named("Column Column A holds").currentText() == "Name"

    qloop.run(body())


def test_a_sheet_can_be_chosen(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, LISTS / "formulas-and-numbers.xlsx")
            dialog.choose("Sheet", "Cover")
            await dialog.until_says("is empty.")
            # What was read before still holds.
            assert dialog.named("Sheet", QComboBox).currentText() == "Guests"
            assert dialog.named("Continue").isEnabled()
            dialog.choose("Sheet", "Staff")
            await dialog.until_says("1 will go in, 0 will not.")
            assert dialog.named("Column Name holds").currentText() == "Name"

    qloop.run(body())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.csv", "empty.csv is empty. Choose a file that holds a list."),
        ("protected.xlsx", "protected.xlsx is protected by a password."),
    ],
)
def test_a_file_that_is_no_list_says_why_in_place(
    qloop: Any, desk: Desk, name: str, sentence: str
) -> None:
    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            choosing = asyncio.ensure_future(answer_file_dialog(LISTS / name))
            dialog.click("Choose file…")
            await choosing
            await dialog.until_says(sentence)
            assert dialog.named("Choose file…").isEnabled()

    qloop.run(body())


def test_every_awkward_file_is_shown_or_refused(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        for path in sorted(LISTS.iterdir()):
            async with opened(start_import(desk.hub, None)) as dialog:
                dialog.window.file_dropped.emit(path)
                await until(partial(_shown_or_refused, dialog))
                assert bool(dialog.window.message.text) != dialog.says(" will not.")

    qloop.run(body())


def test_a_file_can_be_dropped(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(_file(desk, GUESTS)))])
            drop = QDropEvent(
                QPointF(50, 50),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            dialog.window.dropEvent(drop)
            await dialog.until_says("2 will go in")

    qloop.run(body())


@pytest.mark.parametrize("target", ["new", "there"])
def test_stopping_half_way_leaves_nothing(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    rows = "".join(f"Pat P{n:04},p{n}@example.org\n" for n in range(2000))
    path = _file(desk, f"Name,E-mail\n{rows}", "crowd.csv")
    if target == "there":
        desk.book_event("crowd")

    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, path)
            await _go_on(dialog)
            in_chunks = book_importing._in_chunks

            def stopped_in_between(items: Any, work: Any, steps: Any) -> None:
                if steps is not None and items:
                    qloop.loop.call_soon_threadsafe(dialog.click, "Cancel")
                    with suppress(Cancelled):
                        steps.cancel.wait(10)
                in_chunks(items, work, steps)

            monkeypatch.setattr(book_importing, "_in_chunks", stopped_in_between)
            dialog.click("Import")
            await dialog.until_says("Stopped. Nothing was written.")
            await dialog.until_enabled("Import")

    qloop.run(body())
    titles = desk.events()
    assert list(titles) == (["crowd"] if target == "there" else [])
    assert all(desk.people(ref) == {} for ref in titles.values())
    assert desk.wanted == []


def test_an_event_is_found_by_words_and_what_would_change_is_said(qloop: Any, desk: Desk) -> None:
    desk.book_event("Café au lait", people=1)
    desk.book_event("Other")
    path = _file(desk, "Name,E-mail,Ticket\nPat P000,p000@example.org,Gold\nNew One,,\n")

    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, path)
            await _go_on(dialog)
            dialog.click("Into an event that is there")
            await dialog.until_says("Choose an event.")
            assert not dialog.named("Import").isEnabled()
            events = dialog.named("Events", QListView)
            QTest.keyClicks(dialog.named("Search events"), "cafe")
            await until(lambda: events.model().rowCount() == 1)
            QTest.keyClick(dialog.named("Search events"), Qt.Key.Key_Down)
            events.setCurrentIndex(events.model().index(0, 0))
            await dialog.until_says("1 new, 1 changed, 0 unchanged.")
            await dialog.until_enabled("Import")
            dialog.click("Import")
            await dialog.until_says("The list is in")

    qloop.run(body())
    assert desk.people(desk.wanted[0])["Pat P000"].attendee.ticket == "Gold"


def test_the_keyboard_reaches_every_choice_and_escape_closes(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(start_import(desk.hub, None)) as dialog:
            await _read(dialog, _file(desk, GUESTS))
            dialog.named("Choose another file…").setFocus()
            met = []
            for _ in range(12):
                QTest.keyClick(dialog.window, Qt.Key.Key_Tab)
                focused: Any = dialog.window.focusWidget()
                met.append(focused.accessibleName() or focused.text())
            assert met[:6] == [
                "Headings in row",
                "Column Name holds",
                "Column Mail holds",
                "Column Seat holds",
                "First rows of the list",
                "Copy these rows",
            ]
            assert {"Rows that will not go in", "Close", "Continue"} <= set(met)
            QTest.keyClick(dialog.window, Qt.Key.Key_Escape)
            await until(lambda: not dialog.window.isVisible())

    qloop.run(body())


def test_choices_exclude_each_other() -> None:
    choices = ColumnChoices(4, {"first_name": 0, "last_name": 1, "email": 2})
    choices.choose(3, "email")
    assert choices.columns() == {"first_name": 0, "last_name": 1, "email": 3}
    choices.choose(2, "name")
    assert choices.choices() == (FURTHER, FURTHER, "name", "email")
    choices.choose(0, LEFT_OUT)
    choices.choose(1, LEFT_OUT)
    assert choices.left_out() == {0, 1}
    choices.choose(2, "last_name")
    assert choices.names_people
    assert choices.columns() == {"last_name": 2, "email": 3}


def test_every_field_can_be_chosen() -> None:
    assert {name for name, _ in choice_titles()} == {*map(str, FieldName), FURTHER, LEFT_OUT}


def test_the_preview_shows_cells_on_one_line(qapp: QWidget) -> None:
    model = PreviewModel()
    model.show(["Name", "Note"], [["Anna", "two\nlines", "beyond"], ["Bo"], []], 2)
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.data(model.index(0, 1)) == "two lines"
    assert model.data(model.index(1, 1)) is None
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["2", "3", "4"]
    model.show([], [], 1)
    assert model.columnCount() == 0
