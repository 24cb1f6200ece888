"""Dialogs that are awaited. None of them runs a loop of its own; all of them show plain text."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from eventdesk.ui.runtime.message_dialog import MessageDialog, MessageKind


async def show(dialog: QDialog) -> bool:
    """Open a dialog and wait for it; true if it was accepted.

    A dialog destroyed meanwhile counts as not accepted. Cancelling the wait closes the dialog.
    The caller owns the dialog and what was entered there.
    """
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def settle(accepted: bool) -> None:
        if not answer.done():
            answer.set_result(accepted)

    finished = dialog.finished.connect(lambda code: settle(code == QDialog.DialogCode.Accepted))
    destroyed = dialog.destroyed.connect(lambda: settle(False))
    open_dialog(dialog)
    try:
        return await answer
    finally:
        if isValid(dialog):
            dialog.finished.disconnect(finished)
            dialog.destroyed.disconnect(destroyed)
            dialog.close()


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog that nobody waits for; once it closes, its parent has the keyboard again."""
    parent = dialog.parentWidget()
    if parent is not None:
        dialog.finished.connect(lambda: give_keyboard_back(parent))
    dialog.open()


def give_keyboard_back(parent: QWidget) -> None:
    """Let the window of `parent` have the keyboard of one that was closed above it.

    Under X without a window manager nobody else does that, and every key would be dead. Not where
    the person has gone to another program meanwhile.
    """
    ours = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
    if ours and isValid(parent) and QGuiApplication.focusWindow() is None:
        parent.window().activateWindow()


async def ask(
    parent: QWidget | None,
    title: str,
    sentence: str,
    *,
    detail: str = "",
    yes: str,
    no: str = "Cancel",
    destructive: bool = False,
) -> bool:
    """Ask a question; true for `yes`. Escape and closing mean `no`.

    A destructive question has `no` as its default button.
    """
    kind = MessageKind.DESTRUCTIVE if destructive else MessageKind.QUESTION
    dialog = MessageDialog(parent, kind, title, sentence, detail)
    dialog.add_buttons(yes=yes, no=no)
    return await _show_once(dialog)


async def tell(
    parent: QWidget | None,
    title: str,
    sentence: str,
    *,
    detail: str = "",
    close: str = "Close",
    failed: bool = False,
) -> None:
    """Tell something that must be seen before going on; `failed` makes it a failure."""
    kind = MessageKind.FAILURE if failed else MessageKind.INFORMATION
    dialog = MessageDialog(parent, kind, title, sentence, detail)
    dialog.add_buttons(yes=close)
    await _show_once(dialog)


async def choose_open_file(
    parent: QWidget | None, title: str, *, filters: Sequence[str], folder: Path | None = None
) -> Path | None:
    """Let the person pick a file to read; None if they do not.

    `filters` are Qt's, such as "Spreadsheets (*.xlsx *.ods)".
    """
    dialog = QFileDialog(parent, title, str(folder or Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    return await _chosen(dialog)


async def choose_save_file(
    parent: QWidget | None, title: str, *, filters: Sequence[str], suggested: Path
) -> Path | None:
    """Let the person name a file to write; None if they do not.

    Asks before an existing file is replaced. `suggested` is the path to begin with; its ending is
    added to a name typed without one.
    """
    dialog = QFileDialog(parent, title, str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters)
    dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
    dialog.selectFile(suggested.name)
    # Qt would ask by a nested event loop, in which other tasks cannot go on.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    path = await _chosen(dialog)
    if path is None or not path.exists() or await _may_replace(parent, title, path):
        return path
    return await choose_save_file(parent, title, filters=filters, suggested=path)


async def _may_replace(parent: QWidget | None, title: str, path: Path) -> bool:
    sentence = f"“{path.name}” is there already. Replace it?"
    return await ask(parent, title, sentence, yes="Replace", no="Choose another name")


async def _chosen(dialog: QFileDialog) -> Path | None:
    try:
        return Path(dialog.selectedFiles()[0]) if await show(dialog) else None
    finally:
        _delete(dialog)


async def _show_once(dialog: QDialog) -> bool:
    try:
        return await show(dialog)
    finally:
        _delete(dialog)


def _delete(dialog: QDialog) -> None:
    if isValid(dialog):
        dialog.deleteLater()
