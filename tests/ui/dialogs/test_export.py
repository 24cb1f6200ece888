"""What is on this desk becomes a file with the columns that the person chose, in their order."""

import asyncio
import csv
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QListView, QTabWidget

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import Cancelled, Unreachable
from eventdesk.services.exporting import ExportService
from eventdesk.ui.controllers.exporting import start_export
from eventdesk.ui.models.export_columns import ColumnRow, ExportColumnsModel, arranged
from tests.sync.memory_system import Server
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import GALA, Desk, Dialog, answer_file_dialog, opened


async def _save(dialog: Dialog, path: Path, button: str = "Export…") -> None:
    await dialog.until_enabled(button)
    naming = asyncio.ensure_future(answer_file_dialog(path))
    dialog.click(button)
    await naming


def _choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the file dialog with a path that it would ask about, or would not take."""

    async def chosen(*_args: Any, **_more: Any) -> Path:
        return path

    monkeypatch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", chosen)


async def _ready(dialog: Dialog) -> QListView:
    """The list of columns once it is filled."""
    await dialog.until_enabled("Export…")
    view = dialog.named("Columns", QListView)
    assert isinstance(view, QListView)
    return view


def _titles(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def _row_of(view: QListView, title: str) -> Any:
    return view.model().index(_titles(view).index(title), 0)


def _only(view: QListView, *titles: str) -> None:
    """Tick these columns and no others, with the space bar."""
    for title in _titles(view):
        index = _row_of(view, title)
        ticked = view.model().data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if ticked != (title in titles):
            view.setCurrentIndex(index)
            QTest.keyClick(view, Qt.Key.Key_Space)


def _sheet(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    rows = [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]
    book.close()
    return rows


def test_chosen_columns_in_the_chosen_order_are_written_and_remembered(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref, other = desk.book_event("AGM: 1/2", people=2), desk.book_event("Another")
    target = desk.folder / "out.xlsx"
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(url.toLocalFile()))

    async def body() -> None:
        async with opened(start_export(desk.hub, None, ref)) as dialog:
            view = await _ready(dialog)
            _only(view, "Name", "E-mail")
            view.setCurrentIndex(_row_of(view, "E-mail"))
            for _ in range(3):
                QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            assert _titles(view)[0] == "E-mail"
            assert dialog.says("2 of ")
            await _save(dialog, target)
            await dialog.until_says("2 rows written to “out.xlsx”.")
            dialog.click("Open folder")
        # The next event of the same kind begins with the same choice.
        async with opened(start_export(desk.hub, None, other)) as dialog:
            view = await _ready(dialog)
            assert _titles(view)[:2] == ["E-mail", "Name"]
            assert dialog.says("2 of ")
            dialog.click("Usual")
            assert not dialog.says("2 of ")

    qloop.run(body())
    assert _sheet(target) == [
        ("E-mail", "Name"),
        ("p000@example.org", "Pat P000"),
        ("p001@example.org", "Pat P001"),
    ]
    assert folders == [str(desk.folder)]


def test_the_filter_on_screen_is_taken_along(qloop: Any, desk: Desk) -> None:
    ref = desk.book_event("AGM", people=3)
    shown, everybody = desk.folder / "shown.csv", desk.folder / "all.json"

    async def body() -> None:
        query = AttendeeQuery(search="p001")
        async with opened(start_export(desk.hub, None, ref, query)) as dialog:
            await _ready(dialog)
            assert dialog.named("Rows").currentText().startswith("As on screen:")
            assert "p001" in dialog.named("Rows").currentText()
            dialog.choose("Format", "CSV, semicolon-separated")
            await _save(dialog, shown)
            await dialog.until_says("1 row written to “shown.csv”.")
            dialog.choose("Rows", "All attendees")
            dialog.choose("Format", "JSON, for programs")
            dialog.choose("Sort by", "E-mail")
            await _save(dialog, everybody)
            await dialog.until_says("3 rows written to “all.json”.")
        async with opened(start_export(desk.hub, None, ref)) as dialog:
            await _ready(dialog)
            assert dialog.named("Format").currentText() == "JSON, for programs"

    qloop.run(body())
    with shown.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [row[0] for row in rows] == ["Name", "Pat P001"]
    people = json.loads(everybody.read_text(encoding="utf-8"))
    assert [person["name"] for person in people] == ["Pat P000", "Pat P001", "Pat P002"]


def test_the_list_of_events(qloop: Any, desk: Desk) -> None:
    desk.book_event("AGM")
    desk.book_event("Ball")
    target = desk.folder / "events.xlsx"

    async def body() -> None:
        async with opened(start_export(desk.hub, None, None)) as dialog:
            view = await _ready(dialog)
            _only(view, "Title", "Kind")
            await _save(dialog, target)
            await dialog.until_says("2 rows written")
        async with opened(start_export(desk.hub, None, None)) as dialog:
            view = await _ready(dialog)
            assert dialog.says("2 of ")

    qloop.run(body())
    assert _sheet(target) == [("Title", "Kind"), ("AGM", "meeting"), ("Ball", "meeting")]


def test_stopping_leaves_the_old_file(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = desk.book_event("AGM", people=2)
    target = desk.folder / "out.csv"
    target.write_text("as it was")
    _choosing(monkeypatch, target)

    async def body() -> None:
        async with opened(start_export(desk.hub, None, ref)) as dialog:
            await _ready(dialog)
            export = ExportService.export

            def stopped(*args: Any, cancel: CancelToken, **more: Any) -> int:
                qloop.loop.call_soon_threadsafe(dialog.click, "Cancel")
                with suppress(Cancelled):
                    cancel.wait(10)
                return export(*args, cancel=cancel, **more)

            monkeypatch.setattr(ExportService, "export", stopped)
            dialog.choose("Format", "CSV, comma-separated")
            dialog.click("Export…")
            await dialog.until_says("Stopped. No file was written.")

    qloop.run(body())
    assert target.read_text() == "as it was"
    assert [path.name for path in desk.folder.iterdir() if path.is_file()] == ["out.csv"]


def test_a_folder_that_is_not_there_is_told_in_place(
    qloop: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = desk.book_event("AGM")

    _choosing(monkeypatch, desk.folder / "missing" / "out.xlsx")

    async def body() -> None:
        async with opened(start_export(desk.hub, None, ref)) as dialog:
            await _ready(dialog)
            dialog.click("Export…")
            await dialog.until_says("“out.xlsx” could not be written: the folder does not exist.")
            await dialog.until_enabled("Export…")

    qloop.run(body())


def test_only_what_the_system_has_is_offered(qloop: Any, desk: Desk) -> None:
    ref = desk.book_event("AGM", people=1)
    desk.workspace.marking.mark(ref, [desk.people(ref)["Pat P000"].attendee.ref], "attended")
    target = desk.folder / "marks.csv"

    async def body() -> None:
        async with opened(start_export(desk.hub, None, ref)) as dialog:
            await _ready(dialog)
            what = dialog.named("What")
            offered = [what.itemText(number) for number in range(what.count())]
            assert offered == ["Attendees", "Marks made at this desk"]
            dialog.choose("What", "Marks made at this desk")
            dialog.choose("Format", "CSV, comma-separated")
            await until(lambda: "Mark reference" in _titles(dialog.named("Columns")))
            await _save(dialog, target)
            await dialog.until_says("1 row written to “marks.csv”.")

    qloop.run(body())
    assert "Pat P000" in target.read_text(encoding="utf-8-sig")


def test_files_that_the_system_makes_itself(qloop: Any, desk: Desk, hall: Server) -> None:
    target = desk.folder / "theirs.xlsx"

    async def body() -> None:
        async with opened(start_export(desk.hub, None, GALA)) as dialog:
            await _ready(dialog)
            tabs = dialog.window.findChild(QTabWidget)
            assert tabs.tabText(1) == "Made by Hall system"
            tabs.setCurrentIndex(1)
            await dialog.until_enabled("Fetch…")
            dialog.click("answers")
            await _save(dialog, target, "Fetch…")
            await dialog.until_says("Fetched as “theirs.xlsx”.")

    qloop.run(body())
    assert target.read_bytes() == b"gala attendance answers"


def test_what_was_never_fetched_is_fetched_first(qloop: Any, desk: Desk, hall: Server) -> None:
    with desk.workspace.database.write() as tx:
        tx.execute("UPDATE events SET attendees_at = NULL")
        tx.execute("DELETE FROM attendees")
    target = desk.folder / "gala.xlsx"

    async def body() -> None:
        async with opened(start_export(desk.hub, None, GALA)) as dialog:
            await _save(dialog, target)
            await dialog.until_says("3 rows written")

    qloop.run(body())
    assert [row[0] for row in _sheet(target)][1:] == ["Anna Baker", "Bo Chen", "Carla Diaz"]


def test_a_fetch_that_fails_is_told_and_nothing_is_exported(
    qloop: Any, desk: Desk, hall: Server
) -> None:
    with desk.workspace.database.write() as tx:
        tx.execute("UPDATE events SET attendees_at = NULL")
    hall.failures.append(Unreachable("The hall does not answer.", "Try later."))

    async def body() -> None:
        async with opened(start_export(desk.hub, None, GALA)) as dialog:
            await dialog.until_says("The hall does not answer. Try later.")
            assert not dialog.named("Export…").isEnabled()

    qloop.run(body())


def test_columns_can_be_dragged_and_the_model_keeps_to_the_rules(qapp: QApplication) -> None:
    model = ExportColumnsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    rows = [ColumnRow(name, name.upper(), usual=name != "d") for name in "abcd"]
    model.show(arranged(rows, ()))
    assert model.chosen() == ("a", "b", "c")
    dragged = model.mimeData([model.index(0)])
    move = Qt.DropAction.MoveAction
    assert not model.dropMimeData(dragged, move, 3, 0, model.index(-1))
    assert [row.name for row in model.rows()] == ["b", "c", "a", "d"]
    assert not model.move(0, 1)  # it stands there already
    model.tick("ad")
    assert model.chosen() == ("a", "d")
    assert [row.name for row in arranged(rows, ("d", "gone", "b"))] == ["d", "b", "a", "c"]
    del tester
