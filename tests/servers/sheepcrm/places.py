"""Who attends what: attendees and orders of one event, computed from its number.

The places of an event are cut into orders of one to four places. Odd rows come at fixed steps,
so that any event of 60 attendees holds each kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from msgspec import UNSET

from tests.servers.sheepcrm.event_objects import moment
from tests.servers.sheepcrm.events import DateStyle, Event
from tests.servers.sheepcrm.people import People, Person, mix
from tests.servers.sheepcrm.records import Attendee, Line, Order

TYPE_NAMES = ("Standard", "Member", "Child (under 12)", "Table of 8")
_ORDER_SIZES = (1, 2, 1, 3, 1, 4, 2, 1)
_STATUSES = (
    "accepted",
    "invited",
    "accepted",
    "accepted",
    "attended",
    "declined",
    "accepted",
    "no-show",
)
_UNKNOWN_STATUSES = ("waitlisted", "Checked In", "")


@lru_cache(maxsize=4)
def _stamps(now: datetime) -> tuple[str, ...]:
    """256 moments before now."""
    return tuple(moment(now - timedelta(hours=5 * step, seconds=step)) for step in range(1, 257))


class Place(NamedTuple):
    """One place: its row, its order, and where in the order it stands."""

    row: int
    order: int
    first_row: int
    size: int


class Places:
    """Generates the rows of one event."""

    def __init__(self, event: Event, people: People, now: datetime) -> None:
        self._event, self._people = event, people
        self._offset = (
            0 if event.label == "main" else mix(people.seed, 5, event.number) % people.size
        )
        self._stamps = _stamps(now)

    def attendees(self) -> list[Attendee]:
        """Every row of the attendance list, in order of purchase."""
        return [self._attendee(place) for place in self._places()]

    def orders(self) -> dict[str, Order]:
        """Every order by its buyer's URI. A buyer has one order per event."""
        found: dict[str, Order] = {}
        for place in self._places():
            if place.row == place.first_row:
                order = self._order(place)
                found[order.buyer] = order
        return found

    def _places(self) -> Iterator[Place]:
        row = order = 0
        while row < self._event.attendees:
            size = min(_ORDER_SIZES[order % len(_ORDER_SIZES)], self._event.attendees - row)
            for index in range(size):
                yield Place(row + index, order, row, size)
            row, order = row + size, order + 1

    def _person(self, place: Place) -> Person:
        """Whoever sits there: orders of three hold their buyer twice, some pay for others."""
        row = place.row
        if place.size == 3 and row == place.first_row + 1:
            row = place.first_row
        elif place.size == 2 and row > place.first_row > 3 and place.order % 8 == 1:
            row = place.first_row - 1
        return self._people.person(self._offset + row)

    def _attendee(self, place: Place) -> Attendee:
        row, person = place.row, self._person(place)
        guest = place.size == 4 and row >= place.first_row + 2
        bits = mix(self._people.seed, 6, self._event.number, row)
        bucket = self._people.bucket
        uid = f"66{bits & 0xFFFFFF:06x}{row:016x}"
        attendee = Attendee(
            attendee_email=person.email,
            attendee_name=person.name,
            created=self._stamps[place.order & 255],
            display_value=person.name,
            guest=guest,
            guest_ref=person.uri if guest else None,
            last_updated=self._stamps[bits >> 8 & 255],
            person_ref=None if guest else person.uri,
            record_state="created" if bits & 1 else "updated",
            status=_STATUSES[bits >> 16 & 7],
            ticket=TYPE_NAMES[self._type_number(place.order)],
            ticket_ref=f"/{bucket}/ticket/{self._ticket_uid(place.order)}/",
            uid=uid,
            uri=f"/{bucket}/session/{uid}/",
        )
        self._make_odd(attendee, row)
        return attendee

    def _make_odd(self, attendee: Attendee, row: int) -> None:
        if row % 6 == 5:
            _make_odd(attendee, row // 6)
        if self._event.label == "object-references" and isinstance(attendee.person_ref, str):
            attendee.person_ref = {
                "display_value": str(attendee.display_value),
                "ref": attendee.person_ref,
            }
            attendee.ticket_ref = {
                "display_value": str(attendee.ticket),
                "ref": str(attendee.ticket_ref),
            }

    def _type_number(self, order: int) -> int:
        return (order * 3 + self._event.number) % len(TYPE_NAMES)

    def _ticket_uid(self, order: int, line: int = 0) -> str:
        bits = mix(self._people.seed, 7, self._event.number, order, line)
        return f"67{bits & 0xFFFFFFFFFF:010x}{order * 4 + line:012x}"

    def _order(self, place: Place) -> Order:
        number = place.order
        person = self._people.person(self._offset + place.first_row)
        by_organisation = number % 19 == 7
        buyer = self._people.organisation_uri(number) if by_organisation else person.uri
        stamp = self._stamps[number & 255]
        order = Order(buyer, stamp, place.size, paid=number % 6 != 2, failing=number % 23 == 4)
        day = self._ticket_day()
        kind = self._type_number(number)
        order.lines.append(Line(self._ticket_uid(number), kind, place.size, day))
        if len(self._event.currencies) > 1 and number % 2:
            other = (kind + 1) % len(TYPE_NAMES)
            order.lines.append(Line(self._ticket_uid(number, 1), other, 1, day))
        return order

    def _ticket_day(self) -> str:
        """The event's day; the event labelled `moved` was moved after the tickets were sold."""
        if self._event.start is None:
            return ""
        days = 14 if self._event.label == "moved" else 0
        return moment(self._event.start - timedelta(days=days), DateStyle.MICROSECONDS)


def _make_odd(attendee: Attendee, number: int) -> None:
    """Give a row one of the oddities that a client must bear, in turn."""
    case = number % 9
    if case == 0:
        attendee.record_state = "deleted"
    elif case == 1:
        attendee.attendee_email = UNSET
        attendee.ticket = UNSET
    elif case == 2:
        attendee.attendee_name = None
    elif case == 3:
        attendee.status = _UNKNOWN_STATUSES[number // 9 % len(_UNKNOWN_STATUSES)]
    elif case == 4:
        attendee.status = None
    elif case == 5:
        attendee.person_ref, attendee.guest_ref = None, UNSET
    elif case == 6:
        attendee.created = str(attendee.created)[:19]
    elif case == 7:
        attendee.ticket_ref, attendee.ticket = None, None
    else:
        attendee.guest, attendee.last_updated = UNSET, str(attendee.created)[:10]
