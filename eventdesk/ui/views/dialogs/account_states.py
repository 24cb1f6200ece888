"""The dialog **Sync state**: how each account stands, in whole sentences."""

from collections.abc import Sequence

from PySide6.QtGui import QColor
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

from eventdesk.ui.models.accounts import AccountRow
from eventdesk.ui.theme import TextRole, Tone, colors, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.item_views import dress_table
from eventdesk.ui.views.common.labels import TextLabel


class AccountStatesDialog(QDialog):
    """Accepted with "Refresh all"; closed with Escape."""

    def __init__(self, parent: QWidget | None, rows: Sequence[AccountRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sync state"))
        self.setAccessibleName(self.tr("Sync state"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(TextLabel(self.tr("Sync state"), role=TextRole.HEADING))
        layout.addWidget(self._table(rows), 1)
        layout.addLayout(self._foot())
        self.resize(820, 460)

    def _table(self, rows: Sequence[AccountRow]) -> QTableWidget:
        table = QTableWidget(len(rows), 3)
        dress_table(table, self.tr("State of each account"))
        table.setHorizontalHeaderLabels([self.tr("Account"), self.tr("State"), self.tr("Details")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for number, row in enumerate(rows):
            state = QTableWidgetItem(row.words.text)
            if row.words.tone != Tone.NEUTRAL:
                state.setForeground(QColor(colors().named(row.words.tone)))
            table.setItem(number, 0, QTableWidgetItem(row.name))
            table.setItem(number, 1, state)
            table.setItem(number, 2, QTableWidgetItem(row.words.detail))
        return table

    def _foot(self) -> QHBoxLayout:
        refresh = button(self.tr("Refresh all"), self.accept, icon_name="arrows-clockwise")
        close = button(self.tr("Close"), self.reject, variant=Variant.PRIMARY)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(refresh)
        row.addStretch(1)
        row.addWidget(close)
        return row
