"""The first page of a door where that day has other events: which ones it is for."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics, text_font
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel

_WIDTH = 860
_ROWS_SEEN = 12
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class EventChoice:
    """An event that the door may be for, in words; `ticked` where it is."""

    key: Hashable
    words: str
    ticked: bool = False


class EventsChoice(QWidget):
    """Signals:

    opened: the keys of the ticked events, in their order.
    left: no door after all.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = InlineMessage()
        self._list = QListWidget()
        dress_list(self._list, self.tr("Events of this day"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = text_font(TextRole.BODY)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._list.setFont(font)
        self._open = button(self.tr("Open the door"), self._give, variant=Variant.PRIMARY)
        leave = button(self.tr("Not now"), self.left.emit)
        self._list.itemChanged.connect(lambda _item: self._open.setEnabled(bool(self.ticked)))
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self._open)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(metrics.MEDIUM)
        layout.addStretch(1)
        layout.addWidget(TextLabel(self.tr("Which events is this door for?"), role=TextRole.TITLE))
        note = self.tr("This day has other events. Whoever is on a ticked list can come in here.")
        layout.addWidget(TextLabel(note, muted=True, wrap=True))
        layout.addWidget(self.message)
        layout.addWidget(self._list)
        layout.addLayout(buttons)
        layout.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)

    @property
    def ticked(self) -> list[Hashable]:
        """What the door would be for now."""
        items = [self._list.item(row) for row in range(self._list.count())]
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def offer(self, choices: Sequence[EventChoice]) -> None:
        """Show the events of the day."""
        self._list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.words)
            item.setData(_KEY, choice.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if choice.ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self._list.addItem(item)
        rows = min(len(choices), _ROWS_SEEN)
        self._list.setFixedHeight(rows * max(self._list.sizeHintForRow(0), 1) + metrics.SMALL)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens with what is ticked, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        self.message.clear()
        if self.ticked:
            self.opened.emit(self.ticked)
