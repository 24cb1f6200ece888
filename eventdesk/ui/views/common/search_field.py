"""A field to search with: icon, clear button, Escape empties it."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from eventdesk.ui.theme import icon

_CTRL = Qt.KeyboardModifier.ControlModifier
_OF_THE_WINDOW = (
    QKeyCombination(_CTRL, Qt.Key.Key_E),
    QKeyCombination(_CTRL, Qt.Key.Key_K),
    QKeyCombination(_CTRL, Qt.Key.Key_Z),
)
"""Keys that edit a line, on X11 as in Emacs, and that the main window uses for more: who types a
name, marks them and presses Ctrl+Z means the mark.
"""


class SearchField(QLineEdit):
    """Signals:

    left_downwards: Down was pressed; whoever shows the results takes the focus.
    """

    left_downwards = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is shown while the field is empty and said by screen readers."""
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        glass = QAction(icon("magnifying-glass", "muted"), self.tr("Search"), self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._name_buttons(glass)

    def _name_buttons(self, glass: QAction) -> None:
        """Qt leaves the buttons inside a field without a name."""
        for each in self.findChildren(QToolButton):
            ours = each.defaultAction() is glass
            each.setAccessibleName(glass.text() if ours else self.tr("Clear search"))

    def event(self, event: QEvent) -> bool:
        """Claim no key that is the window's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() in _OF_THE_WINDOW
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties a field that has text and is passed on from an empty one."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
