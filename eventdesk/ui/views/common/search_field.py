"""A field to search with: icon, clear button, Escape empties it."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from eventdesk.ui.theme import icon, metrics

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
    next_wanted: Enter was pressed (1), or Shift and Enter (-1).
    """

    left_downwards = Signal()
    next_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is shown while the field is empty and said by screen readers."""
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        glass = QAction(icon("magnifying-glass", "muted"), self.tr("Search"), self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._name_buttons(glass)
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("role", "muted")
        self._note.hide()

    def set_note(self, text: str) -> None:
        """Show a word on what is found at the end of the field, "" for none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note.adjustSize()
        self.setAccessibleDescription(text)
        self._place_note()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The word stays at the end."""
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """Before the button that clears; what is typed keeps clear of it, or it gives way."""
        room = 0 if self._note.isHidden() else self._note.width() + metrics.SMALL
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(room if rtl else 0, 0, 0 if rtl else room, 0)
        edge = metrics.CONTROL_HEIGHT
        left = edge if rtl else self.width() - edge - self._note.width()
        self._note.move(left, (self.height() - self._note.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties a field that has text and is passed on from an empty one."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.next_wanted.emit(-1 if back else 1)
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)
