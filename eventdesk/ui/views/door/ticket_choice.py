"""Which ticket types a door admits: all, those to come included, or only those ticked."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel

_MOST_ROWS = 6
_FRAME = 4
_NAME = Qt.ItemDataRole.UserRole


class TicketChoice(QWidget):
    """Signals:

    edited: other types are ticked.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all = QCheckBox(self.tr("All"))
        self._all.setAccessibleDescription(self.tr("All ticket types, also those to come"))
        self._list = QListWidget()
        dress_list(self._list, self.tr("Ticket types"))
        self._list.setProperty("role", "")  # this one stands among fields and has a frame
        self._none = TextLabel(self.tr("Nobody would be admitted."), wrap=True)
        self._none.setProperty("role", "error")
        self._unknown = TextLabel(
            self.tr("No ticket types are known of this event yet."), muted=True, wrap=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        for part in (self._all, self._list, self._none, self._unknown):
            layout.addWidget(part)
        self._all.toggled.connect(self._show_state)
        self._all.toggled.connect(self.edited)
        self._list.itemChanged.connect(self._show_state)
        self._list.itemChanged.connect(self.edited)

    def show_types(self, names: Iterable[str], ticked: frozenset[str] | None) -> None:
        """Offer types; None ticks all. Types ticked once stay on offer, sold or not."""
        self.blockSignals(True)
        offered = sorted({*names, *(ticked or ())}, key=str.casefold)
        self._list.clear()
        for name in offered:
            item = QListWidgetItem(name or self.tr("No ticket type"))
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = ticked is None or name in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._all.setChecked(ticked is None)
        self._all.setEnabled(bool(offered))
        self._unknown.setVisible(not offered)
        rows = min(max(len(offered), 1), _MOST_ROWS)
        self._list.setFixedHeight(rows * metrics.LIST_ROW_HEIGHT + _FRAME)
        self._show_state()
        self.blockSignals(False)

    def chosen(self) -> frozenset[str] | None:
        """The ticked types, None for all."""
        return None if self._all.isChecked() else self._ticked()

    def _ticked(self) -> frozenset[str]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return frozenset(
            item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _show_state(self) -> None:
        everything = self._all.isChecked()
        self._list.setVisible(not everything)
        self._none.setVisible(not everything and not self._ticked())
