"""An order whole: amounts, what its system adds, and the answers to its questions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from eventdesk.domain.contact import Section
from eventdesk.domain.money import spoken
from eventdesk.domain.order import Order
from eventdesk.ui.models.moments import moment
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.dialogs.contact_card import ContactCard


class OrderCard(ContactCard):
    """Signals:

    buyer_asked: the person wants the buyer's contact card.
    """

    buyer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Order")

    def add_buttons(self, row: QHBoxLayout) -> None:
        """The way to the buyer."""
        self.buyer = button(
            self.tr("Buyer's contact card"),
            self.buyer_asked.emit,
            icon_name="identification-card",
        )
        row.addWidget(self.buyer)


def order_sections(order: Order) -> Sequence[Section]:
    """What the list of orders knows about one."""
    paid = {True: "Yes", False: "No", None: ""}[order.fully_paid]
    facts = (
        ("Order", order.ref),
        ("Placed", moment(order.placed_at)),
        ("Description", order.description),
        ("Tickets", str(order.tickets or "")),
        ("Attendees", str(order.attendees or "")),
        ("Total", spoken(order.totals)),
        ("Paid", spoken(order.paid)),
        ("Outstanding", spoken(order.outstanding)),
        ("Fully paid", paid),
    )
    more = [Section("More", order.more)] if order.more else []
    return (Section("", facts), *more)
