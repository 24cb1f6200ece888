"""The lists of an account as batches of domain values, and the mark that goes back."""

from collections.abc import Container, Iterator, Sequence
from zoneinfo import ZoneInfo

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, PermissionMissing
from eventdesk.domain.event import Event
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.net.decode import RecordError, decode, not_usable
from eventdesk.providers.base import Batch, Seen
from eventdesk.providers.batches import batches, fingerprint_with
from eventdesk.providers.sheepcrm import mapping_orders, wire
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.listing import EventLister
from eventdesk.providers.sheepcrm.mapping_attendees import attendee_reader, marked_places
from eventdesk.providers.sheepcrm.mapping_events import event_reader

_MAPPING_VERSION = "1"
"""To be raised whenever a record is mapped to something else, so that all are read anew."""


class Records:
    """Reads what an event is made of. Only records that changed are mapped."""

    def __init__(
        self, api: EventsApi, *, clock: Clock, zone: ZoneInfo | None, guests_as_persons: bool
    ) -> None:
        self._api = api
        zone_name = zone.key if zone else ""
        self._read_event = event_reader(zone, zone_name)
        self._read_attendee = attendee_reader(guests_as_persons=guests_as_persons)
        self._fingerprint = fingerprint_with(_MAPPING_VERSION, zone_name, str(guests_as_persons))
        self.lister = EventLister(api, self._read_event, self._fingerprint, clock=clock, zone=zone)

    def event(self, uid: str, cancel: CancelToken) -> Event:
        """One event. Raises `NotThere`."""
        try:
            answer = self._api.event(uid, cancel)
        except PermissionMissing:
            answer = self._api.event_summary(uid, cancel)
        try:
            return self._read_event(answer.body)
        except RecordError:
            raise not_usable(answer) from None

    def attendees(
        self, uid: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee of an event."""
        yield from batches(
            self._api.attendance(uid, cancel),
            self._read_attendee,
            what="An attendee",
            fingerprint=self._fingerprint,
            known=known,
        )

    def orders(
        self, uid: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """Every order of an event."""
        yield from batches(
            self._api.orders(uid, cancel),
            mapping_orders.order,
            what="An order",
            fingerprint=lambda record: self._fingerprint(record[0].encode() + record[1]),
            known=known,
        )

    def tickets(
        self, uid: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Ticket]]:
        """Every ticket of an event."""
        yield from batches(
            self._api.tickets(uid, cancel),
            mapping_orders.ticket,
            what="A ticket",
            fingerprint=self._fingerprint,
            known=known,
        )

    def ticket_types(self, uid: str, cancel: CancelToken) -> Sequence[TicketType]:
        """What can be bought for an event. Raises `BadAnswer` where none of it can be read."""
        records = self._api.available_tickets(uid, cancel)
        types, unreadable = mapping_orders.ticket_types(records)
        if unreadable and not types:
            raise BadAnswer("sheepCRM's ticket types cannot be read.", "Try again later.")
        return types

    def set_attendance(
        self, uid: str, person_uri: str, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Set a status; returns every place that the answer names, with the status it told."""
        answer = self._api.set_attendance(uid, person_uri, status, cancel)
        records = decode(answer, wire.Marked).attendance or []
        try:
            return tuple(marked_places(records))
        except RecordError:
            raise not_usable(answer) from None
