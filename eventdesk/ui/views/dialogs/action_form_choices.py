"""A list to tick entries in; a long one has a search above it and says how many are ticked."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.domain.capability import Choice
from eventdesk.domain.text import words
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.labels import TextLabel, in_sentence
from eventdesk.ui.views.common.search_field import SearchField

_ROWS = 5
_SEARCHED_FROM = 9
"""So many choices and more are searched rather than read."""

_VALUE = Qt.ItemDataRole.UserRole


class ChoiceList(QWidget):
    """Signals:

    changed: an entry was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, title: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.ticks = QListWidget()
        self.ticks.setSpacing(metrics.TIGHT // 2)
        self._items = [self._item(choice) for choice in choices]
        self.ticks.setTabKeyNavigation(False)
        rows = min(max(len(choices), 1), _ROWS)
        self.ticks.setFixedHeight(rows * metrics.LIST_ROW_HEIGHT)
        self._search = SearchField(self.tr("Search %s") % in_sentence(title))
        self._count = TextLabel(role=TextRole.CAPTION, muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.TIGHT)
        for widget in (self._search, self.ticks, self._count):
            column.addWidget(widget)
        for widget in (self._search, self._count):
            widget.setVisible(len(choices) >= _SEARCHED_FROM)
        self._search.textChanged.connect(self._find)
        self._search.left_downwards.connect(self.ticks.setFocus)
        self.ticks.itemChanged.connect(self._tell)
        self._show_count()

    def text(self) -> str:
        """The values of all that is ticked, found or not, separated by commas."""
        return ",".join(item.data(_VALUE) for item in self._items if _is_ticked(item))

    def set_text(self, text: str) -> None:
        """Tick these, and no others."""
        wanted = {value.strip() for value in text.split(",")}
        with QSignalBlocker(self.ticks):
            for item in self._items:
                on = item.data(_VALUE) in wanted
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._show_count()

    def _item(self, choice: Choice) -> QListWidgetItem:
        item = QListWidgetItem(choice.title, self.ticks)
        item.setData(_VALUE, choice.value)
        item.setCheckState(Qt.CheckState.Unchecked)
        return item

    def _find(self, text: str) -> None:
        """Leave out what lacks a word; ticks stay as they are."""
        wanted = words(text)
        for item in self._items:
            own = words(item.text())
            item.setHidden(not all(any(w in one for one in own) for w in wanted))
        shown = [item for item in self._items if not item.isHidden()]
        current = self.ticks.currentRow()
        if shown and (current < 0 or self.ticks.isRowHidden(current)):
            self.ticks.setCurrentItem(shown[0])

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        count = sum(map(_is_ticked, self._items))
        self._count.setText(self.tr("%d of %d chosen") % (count, len(self._items)))


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
