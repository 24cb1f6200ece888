"""One account of sheepCRM: every call of `Provider` that the system offers."""

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.contact import Contact, HistoryEntry, PersonFound, ServerExport
from eventdesk.domain.errors import Refused
from eventdesk.domain.event import Event, Window
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.providers.base import Batch, ProviderContext, Seen
from eventdesk.providers.http_provider import HttpProvider
from eventdesk.providers.sheepcrm.info import EXPORTS, INFO

if TYPE_CHECKING:
    from eventdesk.providers.sheepcrm.connection import Connection


class SheepCrmProvider(HttpProvider["Connection"]):
    """One bucket with one key.

    Raises:
        BadRequest: address, bucket or time zone cannot be used. CredentialsRefused: no usable key.
    """

    info: ClassVar[SystemInfo] = INFO

    @staticmethod
    def _connected(context: ProviderContext) -> "Connection":
        from eventdesk.providers.sheepcrm.connection import Connection  # late: it brings requests

        return Connection(context)

    def check(self, cancel: CancelToken) -> str:
        """A page of one event: it needs the key, the bucket and the right to see events."""
        return self._connection.check(cancel)

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """Events of a window; without one, of the last 14 and the next 90 days."""
        return self._connection.records.lister.events(window, known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """The days in which a missing event is worth a look."""
        return self._connection.records.lister.listed_window(window)

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Lists show one date of a series: what is missing is looked up, a few at a time."""
        return self._connection.records.lister.confirm_removed(refs, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """The whole event; the reduced one where the key may not see all of it."""
        return self._connection.records.event(ref, cancel)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee; records that sheepCRM calls deleted are left out."""
        return self._connection.records.attendees(event_ref, known, cancel)

    def orders(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """Every order, each under its buyer's URI."""
        return self._connection.records.orders(event_ref, known, cancel)

    def ticket_types(self, event_ref: str, cancel: CancelToken) -> Sequence[TicketType]:
        """Ticket types, lowest sort order first."""
        return self._connection.records.ticket_types(event_ref, cancel)

    def tickets(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Ticket]]:
        """Every ticket that was sold."""
        return self._connection.records.tickets(event_ref, known, cancel)

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Marks a person: every place of theirs that the answer names is returned."""
        if not attendee.person:
            raise Refused(
                f"{attendee.name} has no person in sheepCRM, which marks persons only.",
                "The mark stays on this desk.",
            )
        return self._connection.records.set_attendance(event_ref, attendee.person, status, cancel)

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """Rebasing and orders of an event; partner sync and field lists of the account."""
        if event is None:
            return self._connection.account_actions.offered()
        return self._connection.event_actions.offered(event, cancel)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`."""
        if event is None:
            return self._connection.account_actions.act(action, values, cancel)
        return self._connection.event_actions.act(event, action, values, cancel)

    def contact(self, ref: str, cancel: CancelToken) -> Contact:
        """Summary, communication, personal details, memberships and orders of a contact."""
        return self._connection.contacts.card(ref, cancel)

    def picture(self, ref: str, cancel: CancelToken) -> bytes | None:
        """The avatar of a person or organisation."""
        return self._connection.contacts.picture(ref, cancel)

    def answers(self, event_ref: str, buyer_ref: str, cancel: CancelToken) -> Contact:
        """An order and what was answered to its questions, without what is for staff alone."""
        return self._connection.contacts.answers(event_ref, buyer_ref, cancel)

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """The audit of an event (by its uid) or of any record (by its URI)."""
        return self._connection.contacts.history(record_ref, cancel)

    def find_people(self, text: str, cancel: CancelToken) -> Sequence[PersonFound]:
        """People and organisations; an e-mail is also looked for exactly."""
        return self._connection.contacts.find(text, cancel)

    def server_exports(self) -> Sequence[ServerExport]:
        """The attendance and the orders as XLSX."""
        return EXPORTS

    def fetch_export(
        self, event_ref: str, name: str, parts: Sequence[str], cancel: CancelToken
    ) -> bytes:
        """One of the exports as XLSX."""
        return self._connection.fetch_export(event_ref, name, parts, cancel)

    def export_columns(
        self, event_ref: str, parts: Sequence[str], cancel: CancelToken
    ) -> Sequence[str]:
        """The columns that the orders export of these parts will have; also an action."""
        return self._connection.export_columns(event_ref, parts, cancel)
