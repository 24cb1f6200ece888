"""Who has the keyboard."""

from PySide6.QtWidgets import QApplication, QWidget


def has_keyboard(widget: QWidget) -> bool:
    """True while the keyboard belongs to a widget or to one inside it."""
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
