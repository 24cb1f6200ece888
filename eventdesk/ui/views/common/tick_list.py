"""A list to tick and to put in order, with the mouse, with buttons or with Alt and an arrow."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from eventdesk.ui.models.export_columns import ExportColumnsModel
from eventdesk.ui.views.common.buttons import icon_button
from eventdesk.ui.views.common.item_views import dress_list

_MOVES = {
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up): -1,
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down): 1,
}


class TickList(QListView):
    """Its owner finds a place for its two buttons.

    Attributes:
        ticks: what is shown, and what of it is ticked.
        up, down: move the chosen row.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks = ExportColumnsModel()
        self.up = icon_button(self.tr("Move up"), "arrow-up", lambda: self._move(-1))
        self.down = icon_button(self.tr("Move down"), "arrow-down", lambda: self._move(1))
        self.up.setToolTip(self.tr("Move up (Alt+Up)"))
        self.down.setToolTip(self.tr("Move down (Alt+Down)"))
        dress_list(self, name)
        self.setProperty("role", "")  # this one stands among fields and has a frame
        self.setModel(self.ticks)
        self.ticks.modelReset.connect(lambda: self.setCurrentIndex(self.ticks.index(0)))
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves a row, as the buttons do."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _MOVES.get(QKeyCombination(modifiers, Qt.Key(event.key())))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        row = self.currentIndex().row()
        if self.ticks.move(row, row - 1 if step < 0 else row + 2):
            self.scrollTo(self.currentIndex())
