"""The Tickets tab: what can be bought, and below it what was sold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from eventdesk.domain.money import spoken
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel
from eventdesk.ui.views.detail.availability import AvailabilityDelegate, availability, sold
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.content import ContentStack
from eventdesk.ui.views.detail.record_table import RecordTable


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


TYPE_COLUMNS: tuple[Column[TicketType], ...] = (
    Column("name", "Ticket type", lambda kind: kind.name or kind.ref, width=180),
    Column("price", "Price", lambda kind: spoken(kind.price), width=110, right=True),
    Column("sold", "Sold", lambda kind: _number(sold(kind)), order=sold, width=70, right=True),
    Column("available", "Available", availability, order=lambda kind: kind.available, width=120),
    Column("description", "Description", lambda kind: kind.description, width=220),
)
_AVAILABLE = next(i for i, column in enumerate(TYPE_COLUMNS) if column.key == "available")

TICKET_COLUMNS: tuple[Column[Ticket], ...] = (
    Column("type", "Ticket", lambda ticket: ticket.type, width=150),
    Column("buyer", "Buyer", lambda ticket: ticket.buyer, width=160),
    Column(
        "quantity",
        "Quantity",
        lambda ticket: str(ticket.quantity),
        order=lambda ticket: ticket.quantity,
        width=85,
        right=True,
    ),
    Column("price", "Price", lambda ticket: spoken(ticket.price), width=105, right=True),
    Column(
        "purchased",
        "Bought",
        lambda ticket: moment(ticket.purchased_at),
        order=lambda ticket: ticket.purchased_at,
        width=110,
    ),
    Column("reference", "Reference", lambda ticket: ticket.reference or ticket.ref, width=130),
)


class TicketsTab(QWidget):
    """Two tables, one above the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.types = RecordTable("Ticket types", TYPE_COLUMNS)
        self.types.setItemDelegateForColumn(_AVAILABLE, AvailabilityDelegate(self.types))
        self.sold = RecordTable("Sold tickets", TICKET_COLUMNS)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(_titled(self.tr("Ticket types"), self.types))
        halves.addWidget(_titled(self.tr("Sold tickets"), self.sold))
        halves.setStretchFactor(1, 2)
        self.content = ContentStack(halves)
        self.summary = ElidedLabel(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addWidget(self.content, 1)
        column.addWidget(self.summary)

    def show_tickets(
        self, types: Sequence[TicketType], tickets: Sequence[Ticket], summary: str
    ) -> None:
        """Show these; `summary` says how many and how old."""
        self.types.show_records(types)
        self.sold.show_records(tickets)
        self.summary.setText(summary)
        self.content.show_content()


def _titled(title: str, content: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, metrics.TIGHT, 0, metrics.SMALL)
    column.setSpacing(metrics.TIGHT)
    column.addWidget(TextLabel(title, role=TextRole.STRONG))
    column.addWidget(content, 1)
    return holder
