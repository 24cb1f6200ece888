"""Buttons in the looks of the theme."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from eventdesk.ui.theme import icon, metrics


class Variant(StrEnum):
    """How much a button asks for attention; a window has at most one primary button."""

    NORMAL = "normal"
    PRIMARY = "primary"
    FLAT = "flat"
    DESTRUCTIVE = "destructive"


_CTRL = Qt.KeyboardModifier.ControlModifier
_FILLED = (Variant.PRIMARY, Variant.DESTRUCTIVE)


class _Button(QPushButton):
    """Enter presses it where it has the focus; Qt would press the dialog's default button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does, but not over and over while it is held."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _CTRL:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    variant: Variant = Variant.NORMAL,
    icon_name: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with a word and perhaps an icon; `clicked` is called without arguments."""
    made = _Button(text, parent)
    made.setProperty("variant", str(variant))
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, "on_accent" if variant in _FILLED else "text"))
        # Wider than the glyph: Qt leaves too little room between icon and word.
        made.setIconSize(QSize(metrics.ICON + metrics.TIGHT, metrics.ICON))
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def way_out(title: str) -> str:
    """What the button is called that does not do what `title` says: never nearly the same."""
    cancels = title.lower().startswith("cancel")
    source = "Go back" if cancels else "Cancel"
    return QCoreApplication.translate("buttons", source)


def icon_button(
    name: str,
    icon_name: str,
    clicked: Callable[[], object] | None = None,
    *,
    parent: QWidget | None = None,
) -> QToolButton:
    """A button that shows only an icon; `name` is its tool tip and what a screen reader says."""
    made = QToolButton(parent)
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(metrics.ICON, metrics.ICON))
    made.setAccessibleName(name)
    made.setToolTip(name)
    # Qt leaves tool buttons out of the tab order, and so out of reach of the keyboard.
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made
