"""The page with the log of everything that was done at this desk."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.activity import ActivityEntry
from eventdesk.ui.models.marks_activity import ActivityModel, kind_choices
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.item_views import dress_table
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.common.search_field import SearchField


class ActivityPage(QWidget):
    """Signals:

    filter_changed: other words, or another kind.
    export_asked: write the lines that the filter means to a file.
    """

    filter_changed = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._search = SearchField(self.tr("Search activity"))
        self._kind = QComboBox()
        self._kinds = kind_choices()
        self._model = ActivityModel()
        self._table = QTableView()
        self._counts = TextLabel(muted=True)
        self._export = button(
            self.tr("Export activity…"), self.export_asked.emit, icon_name="export"
        )
        self._empty = EmptyState("clock-counter-clockwise", "", "")
        self._stack = QStackedWidget()
        self._dress()
        self._lay_out()
        self._search.textChanged.connect(self.filter_changed)
        self._search.left_downwards.connect(self._table.setFocus)
        self._kind.activated.connect(self.filter_changed)

    def text(self) -> str:
        """The words to look for."""
        return self._search.text()

    def kinds(self) -> frozenset[str]:
        """The kinds of lines to look for, none for all."""
        return self._kinds[self._kind.currentIndex()][1]

    def show_entries(self, entries: Sequence[ActivityEntry], sentence: str) -> None:
        """Show the newest lines that were found, and say how many."""
        place = self._table.verticalScrollBar().value()
        self._model.show(entries)
        self._table.verticalScrollBar().setValue(place)
        self._counts.setText(sentence)
        self._export.setEnabled(bool(entries))
        filtered = bool(self.text().strip() or self.kinds())
        if filtered:
            title = self.tr("Nothing found")
            why = self.tr("No line of the log holds these words and is of this kind.")
        else:
            title = self.tr("Nothing was done yet")
            why = self.tr("Every mark, decision and import at this desk will stand here.")
        self._empty.set_text("clock-counter-clockwise", title, why)
        self._stack.setCurrentIndex(0 if entries else 1)

    def allow(self, ready: bool) -> None:
        """Whether a file can be asked for; not while one is written."""
        self._export.setEnabled(ready and self._model.rowCount() > 0)

    def focus_first(self) -> None:
        """Give the keyboard to the search."""
        self._search.setFocus()

    def _dress(self) -> None:
        name = self.tr("Kind")
        self._kind.setAccessibleName(name)
        self._kind.setAccessibleDescription(name)
        for words, _ in self._kinds:
            self._kind.addItem(words)
        dress_table(self._table, self.tr("Activity log"))
        self._table.setModel(self._model)
        header = self._table.horizontalHeader()
        header.setStretchLastSection(True)
        for number, column in enumerate(self._model.columns):
            header.resizeSection(number, column.width)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Kind"))
        label.setBuddy(self._kind)
        top = QHBoxLayout()
        top.setSpacing(metrics.SMALL)
        top.addWidget(self._search, 1)
        top.addSpacing(metrics.SMALL)
        top.addWidget(label)
        top.addWidget(self._kind)
        bottom = QHBoxLayout()
        bottom.addWidget(self._counts, 1)
        bottom.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addLayout(bottom)
