"""The lists of an account as batches of domain values, and single events."""

from collections.abc import Callable, Container, Iterator
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.domain.event import Event, EventStatus
from eventdesk.net.client import Query
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import batches, fingerprint_with
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.api import TeamworkApi
from eventdesk.providers.teamwork.listing import EventLister
from eventdesk.providers.teamwork.mapping_events import event_reader
from eventdesk.providers.teamwork.people import People, attendees_of

_MAPPING_VERSION = "2"
"""To be raised whenever a record is mapped to something else, so that all are read anew."""

_events = RecordDecoder(wire.Event)


class Records:
    """Reads events and who attends them. Only records that changed are mapped."""

    def __init__(
        self,
        api: TeamworkApi,
        people: People,
        list_parameters: Callable[[CancelToken], Query],
        *,
        clock: Clock,
        zone: ZoneInfo | None,
    ) -> None:
        self._api = api
        self._zone = zone
        self._zone_name = zone.key if zone else ""
        self._people = people
        self._fingerprint = fingerprint_with(_MAPPING_VERSION, self._zone_name)
        self.lister = EventLister(
            api, list_parameters, self.read, self._fingerprint, clock=clock, zone=zone
        )

    def read(self, record: msgspec.Raw, cancel: CancelToken) -> Event:
        """An event of a record. Raises `RecordError`."""
        name_of = partial(self._people.name, cancel=cancel)
        return event_reader(self._zone, self._zone_name, name_of)(record)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event. Raises `NotThere` also for one that the system calls deleted."""
        try:
            event = self.read(self._api.event(ref, cancel), cancel)
        except RecordError:
            raise not_an_event(self._api.host) from None
        if event.status is EventStatus.DELETED:
            raise NotThere(f"“{event.title}” was deleted in Teamwork.com.", "Refresh the list.")
        return event

    def attendees(
        self, event_ref: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee of an event: one request, and one list of people now and then."""
        try:
            found = _events.decode(self._api.event(event_ref, cancel))
        except RecordError:
            raise not_an_event(self._api.host) from None
        people = self._people.by_id(cancel) if found.attending_user_ids else {}
        yield from batches(
            attendees_of(found, people),
            lambda attendee: attendee,
            what="An attendee",
            fingerprint=lambda attendee: self._fingerprint(msgspec.json.encode(attendee)),
            known=known,
        )


def not_an_event(host: str) -> BadAnswer:
    """The error for an answer that should be an event and is none."""
    return BadAnswer(
        f"{host} answered with something that is no event.",
        "Check the address in the account's settings, or try again later.",
    )
