"""What guests see on a second screen: a welcome, the event's title, a sign when let in.

Never who failed to get in, and no name unless the person at the door switched that on.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, icon, metrics
from eventdesk.ui.views.common.labels import TextLabel

_SIGN_SHARE = 0.22
_TEXT_SHARES = {"welcome": 0.11, "title": 0.055, "name": 0.08}
_LEAST_SHARE = 0.045
_LONGEST_LARGE = 36
"""Characters; a longer text is smaller, so that it stays within the screen."""

_MARGIN_SHARE = 0.06
_SMALLEST = 12


class WelcomeWindow(QWidget):
    """Without a frame, and without anything to press."""

    def __init__(self, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(self.tr("Welcome"))
        self.setAccessibleName(self.tr("Welcome"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._welcome = TextLabel(self.tr("Welcome"), role=TextRole.DISPLAY)
        self._title = TextLabel(title, role=TextRole.TITLE, muted=True, wrap=True)
        self._name = TextLabel(role=TextRole.DISPLAY, wrap=True)
        self._sign = _Sign()
        self._labels = {"welcome": self._welcome, "title": self._title, "name": self._name}
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(metrics.HUGE)
        layout.addStretch(1)
        layout.addWidget(self._sign)
        for label in self._labels.values():
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(1)
        self.setAutoFillBackground(True)
        self.rest()

    def greet(self, name: str = "") -> None:
        """Show that somebody was let in; their name only where it was asked for."""
        self._sign.show_icon("check-circle-fill", Tone.CONFIRMED)
        self._name.setText(name)
        self._size_words()
        self._name.setVisible(bool(name))
        self._title.setVisible(not name)

    def rest(self) -> None:
        """Show the welcome alone."""
        self._sign.show_icon("hand-waving", "accent_ink")
        self._name.hide()
        self._title.show()

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be read on it now."""
        return tuple(label.text() for label in self._labels.values() if label.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sizes follow the screen, so that it is read from across a hall."""
        super().resizeEvent(event)
        margin = round(self.width() * _MARGIN_SHARE)
        self._column.setContentsMargins(margin, metrics.HUGE, margin, metrics.HUGE)
        self._size_words()
        self._sign.setFixedHeight(max(metrics.LARGE_ICON, round(_SIGN_SHARE * self.height())))

    def _size_words(self) -> None:
        side = min(self.width(), round(self.height() * 1.6))
        for key, label in self._labels.items():
            share = _TEXT_SHARES[key] * min(1.0, _LONGEST_LARGE / max(len(label.text()), 1))
            font = label.font()
            font.setPixelSize(max(_SMALLEST, round(max(share, _LEAST_SHARE) * side)))
            label.setFont(font)


class _Sign(QWidget):
    """An icon as large as the widget, which says nothing that the words do not."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = icon("hand-waving", "accent_ink")

    def show_icon(self, name: str, color: str) -> None:
        self._icon = icon(name, color)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
