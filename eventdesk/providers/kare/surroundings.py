"""What events are read by and does not change with them: the organization, routines, contacts.

Each is read when it is first wanted. Whoever may not see one of them works without it.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    NotThere,
    PermissionMissing,
    Refused,
)
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.kare import wire
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.attendance import name_of
from eventdesk.providers.kare.mapping_events import Reading, title_of_routine
from eventdesk.providers.kare.names import CodeNames
from eventdesk.providers.kare.words import first, number, objects, text
from eventdesk.providers.settings import time_zone

S = TypeVar("S", bound=msgspec.Struct)

NOT_FOR_THIS_USER = (PermissionMissing, NotThere, Refused)
"""What a call ends with that this user, or this version of KARE, has no access to."""

_KEPT_FOR = timedelta(minutes=15)

_organizations = RecordDecoder(wire.Organization)
_routines = RecordDecoder(wire.Routine)
_companies = RecordDecoder(wire.Company)
_contacts = RecordDecoder(wire.Contact)
_users = RecordDecoder(wire.User)
_found_anomalies = RecordDecoder(wire.FoundAnomaly)
_anomalies = RecordDecoder(wire.Anomaly)


class Surroundings:
    """The organization, its routines, and who works for it."""

    def __init__(self, api: KareApi, code_names: CodeNames, clock: Clock) -> None:
        self._api = api
        self.names = code_names
        self._clock = clock
        self._zone: ZoneInfo | None = None
        self._zone_is_known = False
        self._kept: dict[str, tuple[datetime, list[Raw]]] = {}

    def organization(self, cancel: CancelToken) -> wire.Organization:
        """The organization of who is signed in."""
        return _organizations.converted(self._api.organization(cancel))

    def zone(self, cancel: CancelToken) -> ZoneInfo | None:
        """The zone that the organization's times are shown in; None where it tells none."""
        if not self._zone_is_known:
            try:
                self._zone = time_zone(self.organization(cancel).timezone or "")
            except (*NOT_FOR_THIS_USER, BadRequest):
                self._zone = None
            self._zone_is_known = True
        return self._zone

    def reading(self, cancel: CancelToken, *, with_users: bool) -> Reading:
        """What records are read by; users are only wanted where records name any."""
        zone = self.zone(cancel)
        return Reading(
            zone,
            zone.key if zone else "",
            self.names,
            routines=self.routines(cancel),
            contacts=self.contacts(cancel),
            users=self.users(cancel) if with_users else {},
        )

    def routines(self, cancel: CancelToken) -> dict[str, str]:
        """Titles of the routines by id."""
        records = self._remembered("routines", self._api.routines, cancel)
        found = {number(each.id): title_of_routine(each) for each in _read(_routines, records)}
        return _told(found)

    def companies(self, cancel: CancelToken) -> list[wire.Company]:
        """The outside companies."""
        return list(_read(_companies, self._remembered("companies", self._api.companies, cancel)))

    def contacts(self, cancel: CancelToken) -> dict[str, str]:
        """Names of the contacts of outside companies by id."""
        found = {}
        for company in self.companies(cancel):
            for contact in map(_contacts.converted, objects(company.contacts)):
                found[number(contact.id)] = text(contact.name) or text(contact.email)
        return _told(found)

    def users(self, cancel: CancelToken) -> dict[str, str]:
        """Names of the people of the organization by id."""
        records = self._remembered("users", self._api.users, cancel)
        return _told({number(each.id): name_of(each) for each in _read(_users, records)})

    def anomalies(self, cancel: CancelToken) -> dict[str, str]:
        """Titles of the anomalies that interventions have, by id."""
        records = self._remembered("anomalies", self._api.anomalies, cancel)
        found = {}
        for each in _read(_found_anomalies, records):
            anomaly = _anomalies.converted(first(each.anomaly))
            ident = number(each.anomaly_id) or number(anomaly.id)
            found[ident] = text(anomaly.title) or f"Anomaly {ident}"
        return _told(found)

    def _remembered(
        self, what: str, read: Callable[[CancelToken], list[Raw]], cancel: CancelToken
    ) -> list[Raw]:
        now = self._clock.now()
        if what not in self._kept or now - self._kept[what][0] > _KEPT_FOR:
            try:
                self._kept[what] = (now, read(cancel))
            except NOT_FOR_THIS_USER:
                self._kept[what] = (now, [])
            except BadAnswer:
                # Names alone come of it: they are no reason to do without the events.
                self._kept[what] = (now, self._kept.get(what, (now, []))[1])
        return self._kept[what][1]


def _read(decoder: RecordDecoder[S], records: list[Raw]) -> Iterator[S]:
    """The records that can be read."""
    for record in records:
        with contextlib.suppress(RecordError):
            yield decoder.decode(record)


def _told(found: dict[str, str]) -> dict[str, str]:
    return {ident: title for ident, title in found.items() if ident and title}
