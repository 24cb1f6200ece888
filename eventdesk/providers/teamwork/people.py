"""Everybody at a site, read once and kept for a while, and the attendees of an event.

Ids decide who attends: a name may hold the comma that parts names (apis/teamwork.md section 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere, PermissionMissing, Refused
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.api import TeamworkApi
from eventdesk.providers.teamwork.kept import Kept
from eventdesk.providers.teamwork.paging import all_pages, id_text
from eventdesk.providers.teamwork.words import LONGEST, ids, names, person_name

KEPT_FOR = timedelta(hours=1)

_people = RecordDecoder(wire.Person)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people of a site."""

    id: str
    name: str
    email: str = ""
    company: str = ""
    title: str = ""

    @classmethod
    def of(cls, record: bytes | msgspec.Raw) -> "Person | None":
        """A person's record; None where it cannot be read or has no id."""
        try:
            found = _people.decode(record)
        except RecordError:
            return None
        ident = id_text(found.id)
        email = one_line(found.email_address or found.email or "", LONGEST)
        if not ident:
            return None
        return cls(
            ident,
            person_name(found) or email or nobody(ident),
            email,
            one_line(found.company_name or "", LONGEST),
            one_line(found.title or "", LONGEST),
        )


class People:
    """The people whom the person of the key may see, by id."""

    def __init__(self, api: TeamworkApi, clock: Clock) -> None:
        self._api = api
        self._kept = Kept[Mapping[str, Person]](clock, KEPT_FOR)
        self._names = Kept[Mapping[str, Person]](clock, KEPT_FOR)

    def by_id(self, cancel: CancelToken) -> Mapping[str, Person]:
        """Everybody, read anew after an hour; nobody where the key may not see people at all."""
        return self._kept.get("", lambda: self._read(cancel))

    def name(self, ident: str, cancel: CancelToken) -> str:
        """What somebody is called, "" where that cannot be told: no list of events fails by it."""
        person = self._names.get("", lambda: self._as_far_as_told(cancel)).get(ident)
        return person.name if person else ""

    def _as_far_as_told(self, cancel: CancelToken) -> Mapping[str, Person]:
        try:
            return self.by_id(cancel)
        except (BadAnswer, Refused):
            return {}

    def _read(self, cancel: CancelToken) -> Mapping[str, Person]:
        try:
            listed = all_pages(lambda page: self._api.people(page, cancel), cancel)
        except (PermissionMissing, NotThere):
            return {}
        found = map(Person.of, listed.by_id.values())
        return {person.id: person for person in found if person is not None}


def nobody(ident: str) -> str:
    """What somebody is called of whom only the id is known."""
    return f"Person {ident}"


def attendees_of(event: wire.Event, people: Mapping[str, Person]) -> list[Attendee]:
    """The attendees of an event, in its order; those whom nobody knows by the event's own names."""
    attending = ids(event.attending_user_ids)
    told = names(event.attending_user_names, len(attending)) or ("",) * len(attending)
    pairs = list(zip(attending, told, strict=True))
    if any(ident in people and people[ident].name != name for ident, name in pairs):
        pairs = [(ident, "") for ident in attending]  # parted at the wrong commas
    found = []
    for ident, name in pairs:
        person = people.get(ident) or Person(ident, one_line(name, LONGEST) or nobody(ident))
        found.append(
            Attendee(
                ref=ident,
                name=person.name,
                # Put on the event by somebody: whether they come, the system does not tell.
                status=AttendanceStatus.INVITED,
                email=person.email,
                person=ident,
                company=person.company,
                more=(("Title", person.title),) if person.title else (),
            )
        )
    return found
