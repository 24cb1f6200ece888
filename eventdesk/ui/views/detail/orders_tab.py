"""The Orders tab: who bought, how much, and what is owing in each currency."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from eventdesk.domain.money import Amounts, spoken
from eventdesk.domain.order import Order
from eventdesk.ui.models.moments import moment
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.list_tab import ListTab


def _sum_key(amounts: Amounts) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted(amounts.items()))


ORDER_COLUMNS: tuple[Column[Order], ...] = (
    Column("buyer", "Buyer", lambda order: order.buyer or order.ref, width=170),
    Column(
        "placed",
        "Placed",
        lambda order: moment(order.placed_at),
        order=lambda order: order.placed_at,
        width=110,
    ),
    Column(
        "tickets",
        "Tickets",
        lambda order: str(order.tickets or ""),
        order=lambda order: order.tickets,
        width=75,
        right=True,
    ),
    Column(
        "total",
        "Total",
        lambda order: spoken(order.totals),
        order=lambda order: _sum_key(order.totals),
        width=105,
        right=True,
    ),
    Column(
        "paid",
        "Paid",
        lambda order: spoken(order.paid),
        order=lambda order: _sum_key(order.paid),
        width=105,
        right=True,
    ),
    Column(
        "outstanding",
        "Outstanding",
        lambda order: spoken(order.outstanding),
        order=lambda order: _sum_key(order.outstanding),
        width=110,
        right=True,
    ),
    Column("ref", "Order", lambda order: order.ref, width=130),
)


class OrdersTab(ListTab):
    """Opens an order by double-click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Order list", ORDER_COLUMNS, parent)
