"""Everything that can be done at a door, each once: its words and its key."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from eventdesk.ui.theme import icon


class DoorActions(QObject):
    """Controllers connect to `triggered`, and hide what this computer has no part for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.party = self._made(self.tr("Admit the whole &party"), "Ctrl+Return", "users-three")
        self.party.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.undo = self._made(self.tr("&Undo"), "Ctrl+Z", "arrow-counter-clockwise")
        self.walk_in = self._made(self.tr("Add &walk-in"), "F2", "user-plus")
        self.badge = self._made(self.tr("Print &badge"), "F3", "printer")
        self.camera = self._made(self.tr("&Camera"), "F4", "camera")
        self.refresh = self._made(self.tr("&Refresh the list"), "F5", "arrows-clockwise")
        self.silent = self._made(self.tr("&No sound"), "F6", "speaker-slash")
        self.silent.setCheckable(True)
        self.lock = self._made(self.tr("&Lock"), "F9", "lock")
        self.settings = self._made(self.tr("&Settings"), "F10", "gear")
        self.full_screen = self._made(self.tr("&Full screen"), "F11", "arrows-out")
        self.keys = self._made(self.tr("&Keys"), "F1", "keyboard")
        self.leave = self._made(self.tr("Lea&ve door"), "Ctrl+L", "sign-out")
        for optional in (self.badge, self.camera, self.silent, self.lock):
            optional.setVisible(False)
        window.addActions(self.all)

    @property
    def all(self) -> list[QAction]:
        """In the order of the menu."""
        return [
            *(self.party, self.undo, self.walk_in, self.badge, self.camera, self.refresh),
            *(self.silent, self.lock, self.settings, self.full_screen),
            *(self.keys, self.leave),
        ]

    def _made(self, text: str, keys: str, icon_name: str) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(QKeySequence(keys))
        return action
