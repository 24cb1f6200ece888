"""The door's one field, **Scan or type**: every key that no other control needs ends up here."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QToolButton, QWidget

from eventdesk.ui.theme import TextRole, icon, metrics, text_font

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OF_THE_WINDOW = (
    QKeyCombination(_CTRL, Qt.Key.Key_Z),
    QKeyCombination(_CTRL, Qt.Key.Key_L),
    QKeyCombination(_CTRL, Qt.Key.Key_Return),
    QKeyCombination(_CTRL, Qt.Key.Key_Enter),
)
"""Keys that would edit the line, and that the door uses for more."""

MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
"""Keys that choose another match, and by how many rows."""

_ALONE = 450
"""Milliseconds in which a second letter shows that the first one began a name."""


class ScanField(QLineEdit):
    """A single letter in an empty field may be a command, if no other letter follows at once.

    Signals:
        typed: the text changed, and is to be looked for; "" once it was cleared.
        entered: Enter was pressed with this text.
        moved: the arrows ask to go on by so many matches, back where negative.
        letter: a command letter stood alone, and was taken out of the field.
        escaped: Escape in an empty field.
    """

    typed = Signal(str)
    entered = Signal(str)
    moved = Signal(int)
    letter = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Scan or type"))
        self.setAccessibleName(self.tr("Scan or type"))
        self._half = ""
        self.setProperty("role", "large")
        self.setFont(text_font(TextRole.TITLE))
        self.setClearButtonEnabled(True)
        self._leave_room()
        self._letters: frozenset[str] = frozenset()
        self._before = ""
        self._alone = QTimer(self, singleShot=True, interval=_ALONE)
        self._alone.timeout.connect(self._give_letter)
        for each in self.findChildren(QToolButton):
            each.setAccessibleName(self.tr("Clear field"))
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.textChanged.connect(self._changed)

    def offer_letters(self, letters: Mapping[str, bool]) -> None:
        """Which letters are commands now, in lower case."""
        self._letters = frozenset(letter for letter, offered in letters.items() if offered)

    def keep_half(self, text: str) -> None:
        """Say that an arrow brings back what was half typed when a scan came; "" for nothing."""
        self._half = text
        name, hint = self.tr("Scan or type"), self.tr("↑ brings back “%s”") % text.strip()
        self.setPlaceholderText(f"{name}  ·  {hint}" if text else name)
        self.setAccessibleDescription(hint if text else "")

    def event(self, event: QEvent) -> bool:
        """Claim no key that is the window's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _bare(event) in _OF_THE_WINDOW
        ):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """The icon is as large as the letters, on the side where people begin to read."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._leave_room()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then the icon in it: Qt's own would stay small beside large letters."""
        super().paintEvent(event)
        side = self._icon_side()
        place = QRect(metrics.MEDIUM, (self.height() - side) // 2, side, side)
        visual = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        icon("barcode", "muted").paint(QPainter(self), visual)

    def _leave_room(self) -> None:
        room = self._icon_side() + metrics.SMALL
        if self.isRightToLeft():
            self.setTextMargins(0, 0, room, 0)
        else:
            self.setTextMargins(room, 0, 0, 0)

    def _icon_side(self) -> int:
        return max(round(self.fontMetrics().height() * 0.9), metrics.ICON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, arrows and Escape are the door's; a held key admits nobody twice."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._enter(event)
        elif key in MOVES and not event.modifiers() & (_CTRL | _SHIFT):
            self._move(MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self._escape(event)
        elif _bare(event) in _OF_THE_WINDOW:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.modifiers() & _CTRL:
            event.ignore()
            return
        if self._alone.isActive():
            self._alone.stop()
            self.typed.emit(self.text())
        text = self.text().strip()
        if text:
            self.keep_half("")
        self.entered.emit(text)

    def _move(self, steps: int) -> None:
        if self.text() or not self._half:
            self.moved.emit(steps)
            return
        text = self._before = self._half  # it goes on: a single letter of it is no command
        self.keep_half("")
        self.setText(text)

    def _escape(self, event: QKeyEvent) -> None:
        if self.text():
            self.clear()
        elif not event.isAutoRepeat():
            self.keep_half("")
            self.escaped.emit()

    def _changed(self, text: str) -> None:
        self._alone.stop()
        began, self._before = not self._before, text
        if began and text.casefold() in self._letters:
            self._alone.start()
        else:
            self.typed.emit(text)

    def _give_letter(self) -> None:
        letter = self.text().casefold()
        if letter in self._letters:
            self.clear()
            self.letter.emit(letter)
        else:
            self.typed.emit(self.text())


def _bare(event: QKeyEvent) -> QKeyCombination:
    """The keys pressed; those of the number pad count as all others do."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(modifiers, Qt.Key(event.key()))
