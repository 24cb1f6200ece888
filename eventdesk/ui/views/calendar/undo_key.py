"""Ctrl+Z of one part of the window, while that part has something to undo."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class UndoKey(QObject):
    """Takes the key before the window does, wherever in the widget the keyboard is.

    Attributes:
        wanted: there is something to undo.

    Signals:
        asked: the key was pressed.
    """

    asked = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.wanted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that no inner widget wanted comes by here."""
        if (
            self.wanted
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.asked.emit()
                return True
        return bool(super().eventFilter(watched, event))
