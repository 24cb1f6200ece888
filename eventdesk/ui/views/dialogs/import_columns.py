"""The first rows of a list with a choice over each column: what it is taken for."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableView, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.item_views import dress_table

_WIDTH = 172
_GAP = 3


class _FieldCombo(QComboBox):
    """The wheel scrolls the table; it never changes a choice by accident.

    Signals:
        focused: it has the keyboard now.
    """

    focused = Signal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class ColumnHeader(QHeaderView):
    """Headings of columns, each with a choice above it.

    Signals:
        chosen: another choice for a column: its number from 0, the name of the choice.
    """

    chosen = Signal(int, str)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._combos: list[QComboBox] = []
        self._table = parent
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(_WIDTH // 2)
        self.setDefaultSectionSize(_WIDTH)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._place)
        parent.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def combos(self) -> Sequence[QComboBox]:
        """The choices from left to right, as far as there are some."""
        return tuple(self._combos)

    def set_columns(self, names: Sequence[str], titles: Sequence[tuple[str, str]]) -> None:
        """Make a choice among `titles` (name and words) for each column of these names."""
        for old in self._combos:
            old.hide()
            old.deleteLater()
        self._combos = [self._combo(number, name, titles) for number, name in enumerate(names)]
        self._place()

    def set_choices(self, choices: Sequence[str]) -> None:
        """Show what each column is taken for; tells nobody."""
        for combo, choice in zip(self._combos, choices, strict=False):
            combo.setCurrentIndex(combo.findData(choice))

    def sizeHint(self) -> QSize:
        """Room for a choice above each heading."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + metrics.CONTROL_HEIGHT + 2 * _GAP)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The heading, below the choice."""
        top = metrics.CONTROL_HEIGHT + 2 * _GAP
        super().paintSection(painter, rect.adjusted(0, top, 0, 0), section)

    def updateGeometries(self) -> None:
        """Keep the choices above their columns."""
        super().updateGeometries()
        self._place()

    def _combo(self, number: int, name: str, titles: Sequence[tuple[str, str]]) -> QComboBox:
        combo = _FieldCombo(self.viewport())
        for value, words in titles:
            combo.addItem(words, value)
        label = self.tr("Column {name} holds").format(name=name)
        combo.setAccessibleName(label)
        combo.setAccessibleDescription(label)
        combo.view().setMinimumWidth(250)
        combo.activated.connect(
            lambda index, number=number, combo=combo: self.chosen.emit(
                number, str(combo.itemData(index))
            )
        )
        combo.focused.connect(lambda number=number: self._show_column(number))
        return combo

    def _show_column(self, column: int) -> None:
        """Bring a column into sight."""
        bar = self._table.horizontalScrollBar()
        left, width = self.sectionPosition(column), self.sectionSize(column)
        bar.setValue(max(left + width - self.viewport().width(), min(bar.value(), left)))

    def _place(self, *_: object) -> None:
        for column, combo in enumerate(self._combos):
            if column < self.count():
                left = self.sectionViewportPosition(column)
                width = self.sectionSize(column) - 2 * _GAP
                combo.setGeometry(left + _GAP, _GAP, width, metrics.CONTROL_HEIGHT)
                combo.show()


class PreviewTable(QTableView):
    """Give it a model with the first rows; its `header` has the choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_table(self, self.tr("First rows of the list"))
        self.header = ColumnHeader(self)
        self.setHorizontalHeader(self.header)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.show()
        rows.setMinimumSectionSize(metrics.LIST_ROW_HEIGHT - metrics.TIGHT)
        rows.setDefaultSectionSize(metrics.LIST_ROW_HEIGHT - metrics.TIGHT)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def order_tabs(self, before: QWidget) -> None:
        """Let Tab go from a widget through the choices to the rows."""
        for combo in self.header.combos:
            QWidget.setTabOrder(before, combo)
            before = combo
        QWidget.setTabOrder(before, self)
