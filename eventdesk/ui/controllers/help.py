"""Everything that explains: versions, keys, the log, the demo."""

import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu

from eventdesk.domain.attendance import status_title
from eventdesk.domain.masking import mask
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.attendees_tab import MARK_KEYS, UNDO_KEY
from eventdesk.ui.views.dialogs.about import AboutDialog
from eventdesk.ui.views.dialogs.keys import KeyLine, KeysDialog
from eventdesk.ui.views.dialogs.log import LogDialog
from eventdesk.ui.views.main.window import MainWindow

_LOG_BYTES = 200_000
Versions = Callable[[], Mapping[str, str]]
"""Asks what runs here; slow enough to be asked only when somebody wants to know."""


class HelpController(QObject):
    """Behind the menu Help and a few actions beside it."""

    def __init__(self, hub: Hub, window: MainWindow, versions: Versions) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._versions = versions
        self._scope = hub.scope(self)
        commands = window.commands
        work = {
            commands.about: self._about,
            commands.keys: self._keys,
            commands.log: self._log,
        }
        for action, show in work.items():
            self._connect(action, show)
        commands.demo.triggered.connect(self._open_demo)

    def _connect(self, action: QAction, show: Callable[[], Coroutine[Any, Any, None]]) -> None:
        action.triggered.connect(
            lambda: self._scope.single(action.text(), show, repeat=Repeat.IGNORE)
        )

    async def _about(self) -> None:
        versions = await self._hub.files(self._versions)
        await _shown(AboutDialog(self._window, versions))

    async def _keys(self) -> None:
        lines = [*self._mark_keys(), *self._menu_keys()]
        lines += [*self._calendar_keys(), *self._other_keys()]
        await _shown(KeysDialog(self._window, lines))

    async def _log(self) -> None:
        file = self._hub.workspace.profile.log
        text = await self._hub.files(_end_of, file)
        await _shown(LogDialog(self._window, text, file))

    def _menu_keys(self) -> list[KeyLine]:
        """What the menus offer, with the keys that they show."""
        menus = [action.menu() for action in self._window.menuBar().actions()]
        return [line for menu in menus if isinstance(menu, QMenu) for line in _lines_of(menu)]

    def _mark_keys(self) -> list[KeyLine]:
        """Keys of the attendees tab, which are needed most and in a hurry."""
        marks = [
            KeyLine(self.tr("Mark attendees as %s") % status_title(status).lower(), _key_text(key))
            for status, key in MARK_KEYS.items()
        ]
        undo = self.tr("Take back the marks of the chosen attendees")
        return [*marks, KeyLine(undo, _key_text(UNDO_KEY))]

    def _calendar_keys(self) -> list[KeyLine]:
        """Keys of the calendar's views."""
        return [
            KeyLine(self.tr("Next event or day in the week and the day"), self.tr("Arrows")),
            KeyLine(self.tr("Half an hour up or down"), self.tr("Ctrl+Up, Ctrl+Down")),
            KeyLine(self.tr("Choose hours or days for a new event"), self.tr("Shift+Arrows")),
            KeyLine(self.tr("New event at that time"), self.tr("N")),
            KeyLine(self.tr("Carry the event elsewhere, then Enter"), self.tr("Ctrl+Alt+Arrows")),
            KeyLine(self.tr("Make it longer or shorter"), self.tr("Ctrl+Alt+Shift+Arrows")),
            KeyLine(
                self.tr("Choose several events of the agenda"),
                self.tr("Shift+Up, Shift+Down, Ctrl+Space"),
            ),
        ]

    def _other_keys(self) -> list[KeyLine]:
        """Keys that belong to no menu."""
        return [
            KeyLine(self.tr("Open the chosen event, attendee or account"), self.tr("Enter")),
            KeyLine(self.tr("Show or hide the chosen account"), self.tr("Space")),
            KeyLine(self.tr("Menu of the chosen row"), self.tr("Menu, Shift+F10")),
            KeyLine(self.tr("Next control, previous control"), self.tr("Tab, Shift+Tab")),
            KeyLine(self.tr("Empty the search, leave a dialog"), self.tr("Esc")),
        ]

    def _open_demo(self) -> None:
        """Start the program once more, on a profile of its own."""
        # A bundled program is its own interpreter; else the interpreter needs the module's name.
        arguments = ["--demo"] if getattr(sys, "frozen", False) else ["-m", "eventdesk", "--demo"]
        started, _process_id = QProcess.startDetached(sys.executable, arguments)
        if not started:
            sentence = self.tr("The demo could not be started.")
            self._window.message.say(sentence, Tone.REFUSED)


def _key_text(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _lines_of(menu: QMenu) -> list[KeyLine]:
    lines = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            lines += _lines_of(inner)
        elif action.shortcuts():
            keys = QKeySequence.listToString(
                action.shortcuts(), QKeySequence.SequenceFormat.NativeText
            )
            lines.append(KeyLine(action.text().replace("&", "").rstrip("…"), keys))
    return lines


async def _shown(dialog: QDialog) -> bool:
    """Open a dialog, wait for it, and let Qt delete it afterwards."""
    try:
        return await dialogs.show(dialog)
    finally:
        dialog.deleteLater()


def _end_of(file: Path) -> str:
    """The end of the log, from the beginning of a line on; it was masked when it was written."""
    try:
        with file.open("rb") as log:
            size = log.seek(0, 2)
            log.seek(max(0, size - _LOG_BYTES))
            text = log.read().decode("utf-8", "replace")
    except OSError:
        return ""
    whole = text if size <= _LOG_BYTES else text.partition("\n")[2]
    return mask(whole)
