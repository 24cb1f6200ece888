"""The Orders, Tickets and Activity tabs: filled from the store when they are looked at."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.order import Order
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.cards import CardsController
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.activity_tab import ActivityTab
from eventdesk.ui.views.detail.content import ContentStack
from eventdesk.ui.views.detail.orders_tab import OrdersTab
from eventdesk.ui.views.detail.tickets_tab import TicketsTab


class OrdersController(QObject):
    """Fills the Orders tab."""

    def __init__(self, hub: Hub, tab: OrdersTab, cards: CardsController) -> None:
        super().__init__(tab)
        self._hub = hub
        self._tab = tab
        self._cards = cards
        self._view: EventView | None = None
        tab.opened.connect(self._show_order)

    async def open(self, view: EventView, failure: str) -> None:
        """Show what the store has; `failure` is why the last try to fetch failed, "" if none."""
        self._view = view
        orders = await self._hub.db(self._hub.workspace.events.orders, view.ref)
        if orders:
            words = self.tr("%d orders") if len(orders) != 1 else self.tr("%d order")
            summary = f"{words % len(orders)}{_age(view.listed.orders_at)}"
            self._tab.show_records(orders, summary)
            return
        self._tab.summary.setText("")
        nobody = self.tr("Nobody has ordered anything for this event.")
        _explain(
            self._tab.content,
            ("receipt", self.tr("No orders yet"), nobody),
            fetched=view.listed.orders_at,
            failure=failure,
            loading=self.tr("The orders are being fetched."),
        )

    def _show_order(self, order: object) -> None:
        if self._view is not None and isinstance(order, Order):
            self._cards.show_order(self._view, order)


class TicketsController(QObject):
    """Fills the Tickets tab."""

    def __init__(self, hub: Hub, tab: TicketsTab) -> None:
        super().__init__(tab)
        self._hub = hub
        self._tab = tab

    async def open(self, view: EventView, failure: str) -> None:
        """Show what the store has; `failure` is why the last try to fetch failed, "" if none."""
        events = self._hub.workspace.events
        types = await self._hub.db(events.ticket_types, view.ref)
        tickets = await self._hub.db(events.tickets, view.ref)
        if types or tickets:
            words = self.tr("%d sold") % sum(ticket.quantity for ticket in tickets)
            self._tab.show_tickets(types, tickets, f"{words}{_age(view.listed.tickets_at)}")
            return
        self._tab.summary.setText("")
        _explain(
            self._tab.content,
            (
                "ticket",
                self.tr("No tickets"),
                self.tr("This event has no ticket types, and none was sold."),
            ),
            fetched=view.listed.tickets_at,
            failure=failure,
            loading=self.tr("The tickets are being fetched."),
        )


class ActivityController(QObject):
    """Fills the Activity tab."""

    def __init__(self, hub: Hub, tab: ActivityTab) -> None:
        super().__init__(tab)
        self._hub = hub
        self._tab = tab
        self._scope = hub.scope(tab)
        self._view: EventView | None = None
        tab.history_asked.connect(
            lambda: self._scope.single("reading the system's log", self._read_history)
        )

    async def open(self, view: EventView) -> None:
        """Show this desk's log; the system's own waits for a click."""
        if self._view is None or self._view.ref != view.ref:
            system = view.info.title if view.info is not None else ""
            self._tab.offer_history(system, offered=view.can(Capability.HISTORY))
        self._view = view
        entries = await self._hub.db(self._hub.workspace.outbox.activity, view.ref)
        self._tab.show_entries(entries)

    async def _read_history(self) -> None:
        view, contacts = self._view, self._hub.workspace.contacts
        assert view is not None
        self._tab.message.clear()
        try:
            entries = await with_system(
                self._hub,
                view.ref.account,
                self._tab.busy,
                self.tr("Reading the system's log"),
                lambda _progress, cancel: contacts.history(view.ref.account, view.ref.id, cancel),
            )
        except Cancelled:
            return
        except EventDeskError as error:
            self._tab.message.say(error.message, Tone.REFUSED)
            return
        if self._is_shown(view.ref):
            self._tab.show_history(entries)

    def _is_shown(self, ref: EventRef) -> bool:
        return self._view is not None and self._view.ref == ref


def _age(fetched: datetime | None) -> str:
    if fetched is None:
        return ""
    words = QCoreApplication.translate("ListTab", "list from %s")
    return f" · {words % moment(fetched)}"


def _explain(
    content: ContentStack,
    empty: tuple[str, str, str],
    *,
    fetched: datetime | None,
    failure: str,
    loading: str,
) -> None:
    """Why there is nothing: it is being fetched, could not be, or there is nothing."""
    if fetched is not None:
        content.show_empty(*empty)
    elif failure:
        content.show_failed(failure)
    else:
        content.show_loading(loading)
