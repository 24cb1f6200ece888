"""The dialog **Jump to**: finds any event or attendee while its name is typed."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.two_lines import TwoLines, TwoLinesDelegate, two_lines_item
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.common.search_field import SearchField

_SIZE = (560, 440)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class Target:
    """A row, and what it stands for."""

    lines: TwoLines
    key: Hashable


class JumpDialog(QDialog):
    """Arrow keys move in the list while the field keeps the keyboard; Enter goes there.

    Signals:
        searched: the text that is looked for.
    """

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Jump to"))
        self.setAccessibleName(self.tr("Jump to"))
        self.resize(*_SIZE)
        self._chosen: Hashable = None
        self._field = SearchField(self.tr("Search events and attendees"))
        self._field.textChanged.connect(self.searched)
        self._field.left_downwards.connect(lambda: self._move(Qt.Key.Key_Down))
        self._list = QListWidget()
        dress_list(self._list, self.tr("Found"))
        self._list.setItemDelegate(TwoLinesDelegate(self._list))
        self._list.itemClicked.connect(self._go)
        self._note = TextLabel(muted=True, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.MEDIUM] * 4)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._note)
        self.show_found("", ())

    @property
    def chosen(self) -> Hashable:
        """The key of the row that was chosen, None for none."""
        return self._chosen

    def show_found(self, text: str, targets: Sequence[Target]) -> None:
        """Show what was found for a text."""
        self._list.clear()
        for target in targets:
            self._list.addItem(two_lines_item(target.lines, target.key))
        self._list.setCurrentRow(0)
        if not text.strip():
            note = self.tr("Type parts of a title, a place or a name, in any order.")
        elif not targets:
            note = self.tr("No event and no fetched attendee matches.")
        else:
            note = self.tr("Enter opens, Escape closes.")
        self.say(note)

    def say(self, sentence: str) -> None:
        """Say something below the list."""
        self._note.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the field has no use for."""
        if event.key() in _MOVES:
            self._move(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self._list.currentItem())
        else:
            super().keyPressEvent(event)

    def _move(self, key: int) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}.get(Qt.Key(key), -8)
        last = self._list.count() - 1
        self._list.setCurrentRow(min(max(self._list.currentRow() + steps, 0), last))

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
