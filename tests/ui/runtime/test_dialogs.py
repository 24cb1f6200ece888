"""Dialogs are awaited while everything else goes on, and show text as it is."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from eventdesk.ui.runtime.dialogs import ask, choose_open_file, choose_save_file, show, tell
from eventdesk.ui.runtime.message_dialog import MessageDialog
from tests.ui.conftest import until


def _visible(kind: type[QDialog] = QDialog) -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


async def _opened(kind: type[QDialog] = QDialog) -> QDialog:
    await until(lambda: _visible(kind))
    return _visible(kind)[0]


def _button(dialog: QDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def _type_name(dialog: QDialog, name: str) -> None:
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, name)
    dialog.accept()


def test_the_window_below_gets_the_keyboard_back(qloop, qtbot) -> None:
    async def body() -> None:
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        dialog = QDialog(window)
        waiting = asyncio.ensure_future(show(dialog))
        await until(lambda: QApplication.activeWindow() is dialog)
        dialog.reject()
        assert not await waiting
        await until(lambda: QApplication.activeWindow() is window)

    qloop.run(body())


@pytest.mark.parametrize(("clicked", "expected"), [("Delete", True), ("Keep", False)])
def test_a_question_waits_without_a_loop_of_its_own(qloop, clicked: str, expected: bool) -> None:
    async def body() -> None:
        ticks = 0

        async def other_work() -> None:
            nonlocal ticks
            for _ in range(5):
                await asyncio.sleep(0.001)
                ticks += 1

        question = asyncio.ensure_future(
            ask(None, "Delete order?", "It is gone for good.", yes="Delete", no="Keep")
        )
        dialog = await _opened()
        await other_work()
        assert ticks == 5
        assert QThread.currentThread().loopLevel() == 1
        _button(dialog, clicked).click()
        assert await question is expected
        await until(lambda: dialog not in QApplication.topLevelWidgets())

    qloop.run(body())


def test_two_questions_at_once_are_answered_each(qloop) -> None:
    async def body() -> None:
        questions = [
            asyncio.ensure_future(ask(None, title, "?", yes=title, no="No")) for title in "AB"
        ]
        await until(lambda: len(_visible()) == 2)
        for dialog in _visible():
            _button(dialog, "No" if dialog.windowTitle() == "A" else "B").click()
        assert await asyncio.gather(*questions) == [False, True]

    qloop.run(body())


def test_enter_never_destroys_and_escape_means_no(qloop) -> None:
    async def body() -> None:
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            question = asyncio.ensure_future(
                ask(None, "Wipe?", "All attendees.", yes="Wipe", no="Keep", destructive=True)
            )
            QTest.keyClick(await _opened(), key)
            assert await question is False

    qloop.run(body())


def test_server_text_is_shown_as_it_is(qloop) -> None:
    text = "<b>Bold</b> <img src='http://tracker.example/x.png'>"

    async def body() -> None:
        telling = asyncio.ensure_future(tell(None, text, text, detail=text, failed=True))
        dialog = await _opened()
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        assert [label.text() for label in labels] == [text] * 3
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        _button(dialog, "Close").click()
        await telling

    qloop.run(body())


def test_a_dialog_that_is_destroyed_counts_as_refused(qloop) -> None:
    async def body() -> None:
        parent = QWidget()
        question = asyncio.ensure_future(ask(parent, "Sure?", "?", yes="Yes"))
        await _opened()
        parent.deleteLater()
        assert await question is False

    qloop.run(body())


def test_giving_up_the_wait_closes_the_dialog(qloop) -> None:
    async def body() -> None:
        dialog = QDialog()
        waiting = asyncio.ensure_future(show(dialog))
        await _opened()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert not dialog.isVisible()

    qloop.run(body())


def test_choosing_a_file_to_read(qloop, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name\n")

    async def body() -> None:
        choice = asyncio.ensure_future(
            choose_open_file(None, "Import", filters=["Lists (*.csv)"], folder=tmp_path)
        )
        dialog = await _opened(QFileDialog)
        _type_name(dialog, "list.csv")
        assert await choice == tmp_path / "list.csv"
        choice = asyncio.ensure_future(
            choose_open_file(None, "Import", filters=["Lists (*.csv)"], folder=tmp_path)
        )
        (await _opened(QFileDialog)).reject()
        assert await choice is None

    qloop.run(body())


def test_a_name_typed_without_an_ending_gets_the_suggested_one(qloop, tmp_path: Path) -> None:
    async def body() -> None:
        choice = asyncio.ensure_future(
            choose_save_file(
                None, "Export", filters=["Excel (*.xlsx)"], suggested=tmp_path / "AGM.xlsx"
            )
        )
        dialog = await _opened(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        assert dialog.selectedFiles() == [str(tmp_path / "AGM.xlsx")]
        _type_name(dialog, "other")
        assert await choice == tmp_path / "other.xlsx"

    qloop.run(body())


def test_a_file_is_replaced_only_after_a_question(qloop, tmp_path: Path) -> None:
    there = tmp_path / "AGM.xlsx"
    there.write_text("kept")

    async def body() -> None:
        choice = asyncio.ensure_future(
            choose_save_file(None, "Export", filters=["Excel (*.xlsx)"], suggested=there)
        )
        _type_name(await _opened(QFileDialog), "AGM.xlsx")
        question = await _opened(MessageDialog)
        assert "is there already" in " ".join(w.text() for w in question.findChildren(QLabel))
        question.reject()
        _type_name(await _opened(QFileDialog), "AGM.xlsx")
        (await _opened(MessageDialog)).accept()
        assert await choice == there

    qloop.run(body())
    assert there.read_text() == "kept"
