"""What the card of a guest shows: fields to tick and to put in order, by mouse or keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from eventdesk.ui.models.export_columns import ColumnRow, ExportColumnsModel
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import icon_button
from eventdesk.ui.views.common.item_views import dress_list

_MOVES = {
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up): -1,
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down): 1,
}
_MOST_ROWS = 10
_FRAME = 4


class CardFields(QWidget):
    """Signals:

    edited: another field is ticked, or the order is another.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = ExportColumnsModel()
        self._view = QListView()
        dress_list(self._view, self.tr("Card fields"))
        self._view.setProperty("role", "")  # this one stands among fields and has a frame
        self._view.setModel(self._model)
        self._view.setDragDropMode(QListView.DragDropMode.InternalMove)
        self._view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._view.installEventFilter(self)
        up = icon_button(self.tr("Move up"), "arrow-up", lambda: self._move(-1))
        down = icon_button(self.tr("Move down"), "arrow-down", lambda: self._move(1))
        up.setToolTip(self.tr("Move up (Alt+Up)"))
        down.setToolTip(self.tr("Move down (Alt+Down)"))
        buttons = QVBoxLayout()
        buttons.setSpacing(metrics.TIGHT)
        buttons.addWidget(up)
        buttons.addWidget(down)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._view, 1)
        layout.addLayout(buttons)
        self._model.edited.connect(self.edited)

    def show_fields(self, titles: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Offer fields by name and title; those ticked come first, in their order."""
        known = dict(titles)
        names = [*ticked, *(name for name in known if name not in ticked)]
        self._model.show(
            [ColumnRow(name, known.get(name, name), ticked=name in ticked) for name in names]
        )
        self._view.setCurrentIndex(self._model.index(0))
        rows = min(len(names), _MOST_ROWS)
        self._view.setFixedHeight(rows * metrics.LIST_ROW_HEIGHT + _FRAME)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked fields in their order."""
        return self._model.chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves a field, as the buttons do."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _MOVES.get(QKeyCombination(modifiers, Qt.Key(event.key())))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self._view.currentIndex().row()
        if self._model.move(row, row - 1 if step < 0 else row + 2):
            self._view.scrollTo(self._view.currentIndex())
