"""Finds guests: by words, by near misses, by code, by party."""

import sqlite3
from collections.abc import Sequence

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.door import Guest
from eventdesk.domain.event import EventRef
from eventdesk.domain.text import name_sort_key, words
from eventdesk.services.door.answers import GuestKey
from eventdesk.services.door.guests import (
    EventAtDoor,
    event_at_door,
    events_at_door,
    guest_with,
    guests_of,
)
from eventdesk.services.door.near import NearMisses
from eventdesk.services.door.places import Place
from eventdesk.storage import attendees, door
from eventdesk.storage.database import Database


class Finding:
    """Reads of guests. Each call sees one moment of the store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._near = NearMisses()

    def prepare(self, refs: Sequence[EventRef]) -> None:
        """Read ahead what `near` needs. Raises `NotThere`."""
        with self._database.read() as tx:
            for event in events_at_door(tx, refs):
                self._near.prepare(tx, event.listed.id)

    def find(self, refs: Sequence[EventRef], text: str, limit: int) -> list[Guest]:
        """Guests with all words of a text, who is called so before all others, then by name."""
        if not words(text):
            return []
        place = Place(text)
        with self._database.read() as tx:
            found = [
                guest
                for event in events_at_door(tx, refs)
                for guest in _found(tx, event, text, limit)
            ]
        return sorted(found, key=lambda guest: (place.of(guest.listed), _name(guest)))[:limit]

    def near(self, refs: Sequence[EventRef], text: str, limit: int) -> list[Guest]:
        """Guests whose words are nearly those of a text, the nearest of each event first."""
        with self._database.read() as tx:
            found = list[Guest]()
            for event in events_at_door(tx, refs):
                rows = self._near.find(tx, event.listed.id, text, limit)
                found += guests_of(tx, event, rows)
        return found[:limit]

    def guest(self, key: GuestKey) -> Guest:
        """One guest. Raises `NotThere`."""
        with self._database.read() as tx:
            return guest_with(tx, event_at_door(tx, key[0]), key)

    def with_codes(
        self, refs: Sequence[EventRef], codes: Sequence[str]
    ) -> dict[str, Sequence[Guest]]:
        """Who has each of these codes; without the codes that nobody has."""
        found = dict[str, Sequence[Guest]]()
        with self._database.read() as tx:
            opened = events_at_door(tx, refs)
            for code in codes:
                holders = [
                    guest
                    for event in opened
                    for guest in guests_of(tx, event, door.with_code(tx, event.listed.id, code))
                ]
                if holders:
                    found[code] = holders
        return found

    def party(self, key: GuestKey, refs: Sequence[EventRef]) -> list[Guest]:
        """The places of the same person or order, the guest first."""
        with self._database.read() as tx:
            event = event_at_door(tx, key[0])
            guest = guest_with(tx, event, key)
            others = _same_party(tx, event, guest)
            for further in events_at_door(tx, [event.ref, *refs]):
                if further.ref.account == event.ref.account and further.ref != event.ref:
                    others += _same_person(tx, further, guest)
        apart = {other.key: other for other in others if other.key != guest.key}
        return [guest, *sorted(apart.values(), key=_name)]

    def namesakes(self, ref: EventRef, name: str) -> list[Guest]:
        """Guests of that name."""
        with self._database.read() as tx:
            event = event_at_door(tx, ref)
            query = AttendeeQuery(search=name)
            key = name_sort_key(name)
            if not words(name):
                return []
            same = [
                listed
                for listed in attendees.all(tx, event.listed.id, query)
                if name_sort_key(listed.attendee.name) == key
            ]
            return guests_of(tx, event, same)


def _found(tx: sqlite3.Connection, event: EventAtDoor, text: str, limit: int) -> list[Guest]:
    number, place = event.listed.id, Place(text)
    rows = attendees.page(tx, number, AttendeeQuery(search=text), 0, limit)
    if len(rows) == limit:  # whoever is meant may come behind these
        rows += door.with_code(tx, number, text.strip())
        rows += door.with_name(tx, number, name_sort_key(text))
        if "@" in text:
            rows += attendees.find(tx, number, text)
        rows += _called(tx, number, words(text), limit)
    apart = {row.attendee.ref: row for row in rows}.values()
    best = sorted(apart, key=lambda row: (place.of(row), name_sort_key(row.attendee.name)))
    return guests_of(tx, event, best[:limit])


def _called(
    tx: sqlite3.Connection, number: int, wanted: Sequence[str], limit: int
) -> list[ListedAttendee]:
    begin = door.called(tx, number, wanted, limit, begins=True)
    if len(begin) == limit:
        return begin
    return begin + door.called(tx, number, wanted, limit, begins=False)


def _same_party(tx: sqlite3.Connection, event: EventAtDoor, guest: Guest) -> list[Guest]:
    rows = door.with_order(tx, event.listed.id, guest.listed.attendee.order)
    return guests_of(tx, event, rows) + _same_person(tx, event, guest)


def _same_person(tx: sqlite3.Connection, event: EventAtDoor, guest: Guest) -> list[Guest]:
    person = guest.listed.attendee.person
    return guests_of(tx, event, attendees.with_person(tx, event.listed.id, person))


def _name(guest: Guest) -> tuple[str, str, str]:
    attendee = guest.listed.attendee
    return name_sort_key(attendee.name), attendee.ref, str(guest.event)
