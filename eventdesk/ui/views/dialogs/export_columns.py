"""The list of an export's columns, to tick and to put in order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.models.export_columns import ColumnRow
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.common.tick_list import TickList


class ExportColumns(QWidget):
    """Signals:

    edited: another column is ticked, or the order is another.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list = TickList(self.tr("Columns"))
        self._count = TextLabel(muted=True)
        self._lay_out()
        self._list.ticks.edited.connect(self._tell)

    def show_rows(self, rows: Sequence[ColumnRow]) -> None:
        """Offer other columns."""
        self._list.ticks.show(rows)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked columns in their order."""
        return self._list.ticks.chosen()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(metrics.TIGHT)
        row.addWidget(self._list.up)
        row.addWidget(self._list.down)
        row.addSpacing(metrics.SMALL)
        row.addWidget(button(self.tr("All"), self._all, variant=Variant.FLAT))
        row.addWidget(button(self.tr("Usual"), self._usual, variant=Variant.FLAT))
        row.addStretch(1)
        row.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(TextLabel(self.tr("Columns, in their order")))
        layout.addWidget(self._list, 1)
        layout.addLayout(row)

    def _all(self) -> None:
        ticks = self._list.ticks
        ticks.tick(row.name for row in ticks.rows())

    def _usual(self) -> None:
        ticks = self._list.ticks
        ticks.tick(row.name for row in ticks.rows() if row.usual)

    def _tell(self) -> None:
        ticks = self._list.ticks
        ticked, count = len(ticks.chosen()), ticks.rowCount()
        self._count.setText(self.tr("{ticked} of {count}").format(ticked=ticked, count=count))
        self.edited.emit()
