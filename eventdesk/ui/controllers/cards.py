"""Contact and order cards: shown at once with what is known, then with what the system tells."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.contact import Section
from eventdesk.domain.errors import Cancelled, EventDeskError, NotOffered
from eventdesk.domain.order import Order
from eventdesk.services.contacts import Card
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.detail.status_look import status_look
from eventdesk.ui.views.dialogs.contact_card import ContactCard
from eventdesk.ui.views.dialogs.order_card import OrderCard, order_sections

C = TypeVar("C", bound=ContactCard)


class CardsController(QObject):
    """Opens cards beside the window, one of each kind at a time."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._parent = parent
        self._open: dict[type[ContactCard], ContactCard] = {}

    def show_attendee(self, view: EventView, listed: ListedAttendee) -> None:
        """The card of an attendee: their place here, and their person where there is one."""
        attendee = listed.attendee
        card = self._fresh(ContactCard)
        known = [Section(view.listed.event.title, _place(listed))]
        if attendee.more:
            known.append(Section(self.tr("More from %s") % _system(view), attendee.more))
        offered = view.can(Capability.CONTACTS) and bool(attendee.person)
        card.begin(attendee.name or attendee.ref, known, refreshable=offered)
        if offered:
            self._fill_contact(card, view, attendee.person)
        else:
            card.show_not_offered(self._why_no_card(view, attendee))

    def show_order(self, view: EventView, order: Order) -> None:
        """An order with the answers to its questions."""
        card = self._fresh(OrderCard)
        has_buyer = bool(order.buyer_ref)
        card.begin(order.buyer or order.ref, order_sections(order), refreshable=has_buyer)
        card.buyer.setVisible(has_buyer and view.can(Capability.CONTACTS))
        card.buyer_asked.connect(lambda: self._show_buyer(view, order))
        if has_buyer:
            contacts = self._hub.workspace.contacts

            def read(cancel: CancelToken, refresh: bool) -> Card:
                return contacts.answers(view.ref, order.buyer_ref, cancel, refresh=refresh)

            self._fill(card, view, self.tr("Reading the answers"), read)

    def _show_buyer(self, view: EventView, order: Order) -> None:
        card = self._fresh(ContactCard)
        card.begin(order.buyer, (), refreshable=True)
        self._fill_contact(card, view, order.buyer_ref)

    def _fill_contact(self, card: ContactCard, view: EventView, ref: str) -> None:
        contacts, account = self._hub.workspace.contacts, view.ref.account

        def read(cancel: CancelToken, refresh: bool) -> Card:
            return contacts.card(account, ref, cancel, refresh=refresh)

        async def picture() -> None:
            data = await with_system(
                self._hub,
                account,
                card.busy,
                self.tr("Reading the picture"),
                lambda _progress, cancel: contacts.picture(account, ref, cancel),
            )
            if data:
                card.show_picture(data)

        self._fill(card, view, self.tr("Reading the contact card"), read, then=picture)

    def _fill(
        self,
        card: ContactCard,
        view: EventView,
        sentence: str,
        read: Callable[[CancelToken, bool], Card],
        *,
        then: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        """Fetch what belongs on a card, now and whenever it is to be refreshed."""
        scope = self._hub.scope(card)

        async def fill(refresh: bool) -> None:
            filled = await self._fetch(card, view, sentence, lambda token: read(token, refresh))
            if filled and then is not None:
                await self._quietly(then())

        card.refresh_asked.connect(
            lambda: scope.single("card", lambda: fill(True), repeat=Repeat.REPLACE)
        )
        scope.single("card", lambda: fill(False))

    async def _fetch(
        self, card: ContactCard, view: EventView, sentence: str, read: Callable[[CancelToken], Card]
    ) -> bool:
        """Show what the system tells, or why it does not; whether it did."""
        try:
            found = await with_system(
                self._hub,
                view.ref.account,
                card.busy,
                sentence,
                lambda _progress, cancel: read(cancel),
            )
        except Cancelled:
            return False
        except NotOffered as error:
            card.show_not_offered(error.message)
            return False
        except EventDeskError as error:
            card.show_failure(error.message)
            return False
        age = self.tr("From %s, %s") % (_system(view), moment(found.fetched_at))
        card.show_card(found.contact, age)
        return True

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        """A picture that cannot be had is no news: the card says who it is."""
        try:
            await work
        except EventDeskError:
            return

    def _fresh(self, kind: type[C]) -> C:
        """A new card of a kind in the place of the one that is open."""
        before = self._open.pop(kind, None)
        made = kind(self._parent.window())
        if before is not None and isValid(before):
            made.setGeometry(before.geometry())
            before.close()
        self._open[kind] = made
        made.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        made.show()
        return made

    def _why_no_card(self, view: EventView, attendee: Attendee) -> str:
        if not view.can(Capability.CONTACTS):
            return self.tr("%s does not offer contact cards.") % _system(view)
        if attendee.guest:
            return self.tr("A guest has no contact card of their own.")
        return self.tr("%s names no person for this place.") % _system(view)


def _system(view: EventView) -> str:
    return view.info.title if view.info is not None else view.ref.account


def _place(listed: ListedAttendee) -> tuple[tuple[str, str], ...]:
    attendee = listed.attendee
    return (
        ("Status", status_look(listed).sentence),
        ("Marked", " ".join(filter(None, [moment(listed.marked_at), listed.marked_by]))),
        ("E-mail", attendee.email),
        ("Phone", attendee.phone),
        ("Company", attendee.company),
        ("Ticket", attendee.ticket),
        ("Order", attendee.order),
        ("Code", attendee.code),
        ("Guest", "Yes" if attendee.guest else ""),
        ("Note", attendee.note),
    )
