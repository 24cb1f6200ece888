"""The list that a filter button opens: choices to tick, looked through by typing where many."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.text import fold
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.search_field import SearchField

_MOST_ROWS = 10
_SEARCH_FROM = 12
_WIDEST = 340
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to tick: its value, what people read, and whether it is ticked."""

    value: str
    text: str
    ticked: bool = False


class FilterChoices(QFrame):
    """Each tick counts at once; what was ticked before stands first, so it is seen.

    Signals:
        changed: a `frozenset` of the values that are ticked, and whether the extra tick is set.
    """

    changed = Signal(object, bool)

    def __init__(
        self, title: str, choices: Sequence[Choice], extra: str, extra_on: bool, parent: QWidget
    ) -> None:
        """`extra` is what a further tick below the list says, "" for none."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        ordered = sorted(choices, key=lambda choice: not choice.ticked)
        self._folded = [fold(choice.text) for choice in ordered]
        self._many = len(choices) >= _SEARCH_FROM
        self._search = SearchField(self.tr("Search choices"), self)
        self._search.setVisible(self._many)
        self._search.textChanged.connect(self._narrow)
        self._list = self._filled(ordered)
        self._search.left_downwards.connect(self._list.setFocus)
        self._extra = QCheckBox(extra, self)
        self._extra.setVisible(bool(extra))
        self._extra.setChecked(extra_on)
        self._extra.toggled.connect(self._tell)
        self._clear = button(self.tr("Clear"), self._untick, variant=Variant.FLAT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.SMALL] * 4)
        layout.setSpacing(metrics.SMALL)
        for widget in (self._search, self._list, self._extra, self._clear):
            layout.addWidget(widget)
        self._enable()

    def open_below(self, widget: QWidget) -> None:
        """Show the list below a widget, whole on its screen."""
        rows = min(self._list.count(), _MOST_ROWS)
        height = max(self._list.sizeHintForRow(0), metrics.LIST_ROW_HEIGHT)
        self._list.setFixedHeight(rows * height + 2)
        self.setFixedWidth(max(widget.width(), self._wanted_width()))
        self.adjustSize()
        room = widget.screen().availableGeometry()
        place = widget.mapToGlobal(QPoint(0, widget.height()))
        y = min(place.y(), room.bottom() - self.height())
        self.move(min(place.x(), room.right() - self.width()), max(y, room.top()))
        self.show()
        (self._list if self._search.isHidden() else self._search).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Enter close."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def _filled(self, choices: Sequence[Choice]) -> QListWidget:
        made = QListWidget()
        dress_list(made, self.tr("Choices"))
        for choice in choices:
            item = QListWidgetItem(choice.text, made)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setCheckState(_TICKED if choice.ticked else _UNTICKED)
        made.setCurrentRow(0)
        made.itemChanged.connect(self._tell)
        return made

    def _wanted_width(self) -> int:
        """Measuring each of many lines would take a while."""
        if self._many:
            return _WIDEST
        return min(_WIDEST, self._list.sizeHintForColumn(0) + 5 * metrics.LARGE)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _ticked(self) -> frozenset[str]:
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == _TICKED
        )

    def _narrow(self, text: str) -> None:
        """Show the choices that hold all words, and put the keyboard on the first."""
        words, first = fold(text).split(), None
        for row, folded in enumerate(self._folded):
            fits = all(word in folded for word in words)
            self._list.setRowHidden(row, not fits)
            first = row if fits and first is None else first
        self._list.setCurrentRow(-1 if first is None else first)

    def _tell(self) -> None:
        self._enable()
        self.changed.emit(self._ticked(), self._extra.isChecked())

    def _enable(self) -> None:
        self._clear.setEnabled(bool(self._ticked()) or self._extra.isChecked())

    def _untick(self) -> None:
        for quiet in (self._list, self._extra):
            quiet.blockSignals(True)
        for item in self._items():
            item.setCheckState(_UNTICKED)
        self._extra.setChecked(False)
        for loud in (self._list, self._extra):
            loud.blockSignals(False)
        self._list.viewport().update()
        self._tell()
        self._list.setFocus()
