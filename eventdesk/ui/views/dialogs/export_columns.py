"""The list of an export's columns, to tick and to put in order with the mouse or the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from eventdesk.ui.models.export_columns import ColumnRow, ExportColumnsModel
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, button, icon_button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel

_MOVES = {
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up): -1,
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down): 1,
}


class ExportColumns(QWidget):
    """Signals:

    edited: another column is ticked, or the order is another.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = ExportColumnsModel()
        self._view = QListView()
        self._count = TextLabel(muted=True)
        self._up = icon_button(self.tr("Move up"), "arrow-up", lambda: self._move(-1))
        self._down = icon_button(self.tr("Move down"), "arrow-down", lambda: self._move(1))
        self._up.setToolTip(self.tr("Move up (Alt+Up)"))
        self._down.setToolTip(self.tr("Move down (Alt+Down)"))
        self._dress()
        self._lay_out()
        self._model.edited.connect(self._tell)

    def show_rows(self, rows: Sequence[ColumnRow]) -> None:
        """Offer other columns."""
        self._model.show(rows)
        self._view.setCurrentIndex(self._model.index(0))

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked columns in their order."""
        return self._model.chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves a column, as the buttons do."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _MOVES.get(QKeyCombination(modifiers, Qt.Key(event.key())))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        dress_list(self._view, self.tr("Columns"))
        self._view.setProperty("role", "")  # this one stands among fields and has a frame
        self._view.setModel(self._model)
        self._view.setDragDropMode(QListView.DragDropMode.InternalMove)
        self._view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._view.installEventFilter(self)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(metrics.TIGHT)
        row.addWidget(self._up)
        row.addWidget(self._down)
        row.addSpacing(metrics.SMALL)
        row.addWidget(button(self.tr("All"), self._all, variant=Variant.FLAT))
        row.addWidget(button(self.tr("Usual"), self._usual, variant=Variant.FLAT))
        row.addStretch(1)
        row.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(TextLabel(self.tr("Columns, in their order")))
        layout.addWidget(self._view, 1)
        layout.addLayout(row)

    def _move(self, step: int) -> None:
        row = self._view.currentIndex().row()
        if self._model.move(row, row - 1 if step < 0 else row + 2):
            self._view.scrollTo(self._view.currentIndex())

    def _all(self) -> None:
        self._model.tick(row.name for row in self._model.rows())

    def _usual(self) -> None:
        self._model.tick(row.name for row in self._model.rows() if row.usual)

    def _tell(self) -> None:
        ticked, count = len(self._model.chosen()), self._model.rowCount()
        self._count.setText(self.tr("{ticked} of {count}").format(ticked=ticked, count=count))
        self.edited.emit()
