"""A small frame with one line to fill in: to go to a date, to name what is kept."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.labels import Heading, TextLabel

_WIDTH = 300


class LinePopup(QFrame):
    """Closes with Escape and with a click elsewhere.

    Signals:
        changed: the text in the field.
        entered: the text, with Enter; whoever asked closes it once the text will do.
    """

    changed = Signal(str)
    entered = Signal(str)

    def __init__(self, title: str, parent: QWidget, *, text: str = "", example: str = "") -> None:
        """`example` stands in the field while it is empty."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._screen = parent.screen()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._field = QLineEdit(text)
        self._field.setAccessibleName(title)
        self._field.setPlaceholderText(example)
        self._field.selectAll()
        self._field.textChanged.connect(self.changed)
        self._note = TextLabel(muted=True, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.MEDIUM] * 4)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Heading(title))
        layout.addWidget(self._field)
        layout.addWidget(self._note)
        self.setFixedWidth(_WIDTH)

    def say(self, sentence: str) -> None:
        """Say below the field what its text means, or why it will not do."""
        self._note.setText(sentence)
        self._field.setAccessibleDescription(sentence)
        self.adjustSize()

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper middle at a place of the screen, whole on that screen."""
        self.adjustSize()
        room = self._screen.availableGeometry()
        x = min(max(place.x() - self.width() // 2, room.left()), room.right() - self.width())
        y = min(max(place.y(), room.top()), room.bottom() - self.height())
        self.move(x, y)
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hands the text over, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self._field.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
