"""What the card of a guest shows: fields to tick and to put in order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.models.export_columns import ColumnRow
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.tick_list import TickList

_MOST_ROWS = 10
_FRAME = 4


class CardFields(QWidget):
    """Signals:

    edited: another field is ticked, or the order is another.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list = TickList(self.tr("Card fields"))
        buttons = QVBoxLayout()
        buttons.setSpacing(metrics.TIGHT)
        buttons.addWidget(self._list.up)
        buttons.addWidget(self._list.down)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._list.ticks.edited.connect(self.edited)

    def show_fields(self, titles: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Offer fields by name and title; those ticked come first, in their order."""
        known = dict(titles)
        names = [*ticked, *(name for name in known if name not in ticked)]
        self._list.ticks.show(
            [ColumnRow(name, known.get(name, name), ticked=name in ticked) for name in names]
        )
        rows = min(len(names), _MOST_ROWS)
        self._list.setFixedHeight(rows * metrics.LIST_ROW_HEIGHT + _FRAME)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked fields in their order."""
        return self._list.ticks.chosen()
