"""The dialog **Keys**: everything that can be done with the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.item_views import dress_table
from eventdesk.ui.views.common.labels import TextLabel


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One thing that can be done, and with which keys."""

    what: str
    keys: str


class KeysDialog(QDialog):
    """Closed with Escape or its button."""

    def __init__(self, parent: QWidget | None, lines: Sequence[KeyLine]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        close = button(self.tr("Close"), self.accept, variant=Variant.PRIMARY)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(TextLabel(self.tr("Keys"), role=TextRole.HEADING))
        layout.addWidget(self._table(lines), 1)
        layout.addLayout(foot)
        self.resize(560, 600)

    def _table(self, lines: Sequence[KeyLine]) -> QTableWidget:
        table = QTableWidget(len(lines), 2)
        dress_table(table, self.tr("List of keys"))
        table.setHorizontalHeaderLabels([self.tr("What"), self.tr("Keys")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row, line in enumerate(lines):
            for column, text in enumerate((line.what, line.keys)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
        return table
