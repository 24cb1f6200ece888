"""A provider over a `SampleBook`. It talks to nothing, and answers as the system it stands for."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TypeVar

from eventdesk.domain.attendance import status_title
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Capability, SystemInfo, Values
from eventdesk.domain.contact import Contact, HistoryEntry, PersonFound, ServerExport
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere, Refused, Unreachable
from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import takes_place
from eventdesk.domain.order import Order
from eventdesk.domain.text import words
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.providers.base import Batch, Provider, ProviderContext, Seen, fingerprint
from eventdesk.providers.sample import actions
from eventdesk.providers.sample.book import SampleBook

T = TypeVar("T", Event, Attendee, Order, Ticket)


class SampleSystem(Provider):
    """One pretended account; `standing_for` gives it the system that it stands for.

    Each call raises the book's trouble where there is any, and `NotOffered` for what the system
    does not offer.
    """

    def __init__(self, context: ProviderContext, book: SampleBook) -> None:
        super().__init__(context)
        self._book = book
        self._requests = 0

    @property
    def requests_made(self) -> int:
        """How many calls would have gone to the system."""
        return self._requests

    def check(self, cancel: CancelToken) -> str:
        """Says that this is the demo."""
        self._ask()
        return "This is the demo: the data is made up, and nothing leaves this computer."

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window; without one, all."""
        self._ask()
        with self._book.lock:
            found = list(self._book.events.values())
        yield _batch((e for e in found if window is None or takes_place(e, window, None)), known)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event."""
        self._ask()
        with self._book.lock:
            return self._book.event(ref)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee of an event."""
        self._ask(Capability.ATTENDEES, event_ref)
        with self._book.lock:
            found = list(self._book.attendees.get(event_ref, {}).values())
        yield _batch(found, known)

    def orders(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """Every order of an event."""
        self._ask(Capability.ORDERS, event_ref)
        with self._book.lock:
            found = list(self._book.orders.get(event_ref, {}).values())
        yield _batch(found, known)

    def ticket_types(self, event_ref: str, cancel: CancelToken) -> Sequence[TicketType]:
        """What can be bought for an event."""
        self._ask(Capability.TICKETS, event_ref)
        return self._book.types.get(event_ref, ())

    def tickets(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Ticket]]:
        """Every ticket of an event that was sold."""
        self._ask(Capability.TICKETS, event_ref)
        yield _batch(self._book.tickets.get(event_ref, ()), known)

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Set the status of one place, or of all places of the person where the system does so."""
        self._ask(Capability.ATTENDANCE, event_ref)
        with self._book.lock:
            if attendee.ref in self._book.refused:
                raise Refused(self._book.refused[attendee.ref])
            places = self._places(event_ref, attendee)
            self._book.set_status(event_ref, [place.ref for place in places], status)
            what = f"{attendee.name}: {status_title(status)}"
            entry = HistoryEntry(self.context.clock.now(), "Event Desk", what)
            self._book.history.setdefault(event_ref, []).insert(0, entry)
            if attendee.ref in self._book.lost_answers:
                self._book.lost_answers.discard(attendee.ref)
                raise Unreachable(
                    f"{self.info.title} broke off before its answer came.", may_have_arrived=True
                )
        return [Seen(place.ref, place.person, status) for place in places]

    def _places(self, event_ref: str, attendee: Attendee) -> list[Attendee]:
        people = self._book.attendees.get(event_ref, {})
        if attendee.ref not in people:
            raise NotThere(f"{attendee.name} is no longer on the list.", "Refresh the list.")
        if not self.info.marks_persons:
            return [people[attendee.ref]]
        if not attendee.person:
            raise Refused(f"{attendee.name} has no person in {self.info.title}.")
        return [place for place in people.values() if place.person == attendee.person]

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """What the system offers, whether the demo can do it or not."""
        self._ask()
        with self._book.lock:
            return actions.offered(self._book, event)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Change the sample data, or refuse with a sentence that says why."""
        self._ask()
        with self._book.lock:
            return actions.do(self._book, event, action, values)

    def detail_parts(self, event: Event) -> Sequence[DetailPart]:
        """The parts that the event has."""
        return [part for part, _ in self._book.details.get(event.ref, ())]

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One part of the event."""
        self._ask(Capability.DETAILS, event.ref)
        for declared, detail in self._book.details.get(event.ref, ()):
            if declared.name == part:
                return detail
        raise NotThere(f"“{event.title}” has no part “{part}”.", "Refresh the list.")

    def contact(self, ref: str, cancel: CancelToken) -> Contact:
        """The card of a person."""
        self._ask(Capability.CONTACTS)
        if ref not in self._book.contacts:
            raise NotThere(f"The demo has no contact {ref}.", "Refresh the list.")
        return self._book.contacts[ref]

    def picture(self, ref: str, cancel: CancelToken) -> bytes | None:
        """Nobody in the demo has a picture."""
        self._ask(Capability.CONTACTS)
        return None

    def answers(self, event_ref: str, buyer_ref: str, cancel: CancelToken) -> Contact:
        """What was answered to the questions of an order."""
        self._ask(Capability.CONTACTS, event_ref)
        if (event_ref, buyer_ref) not in self._book.answers:
            raise NotThere("Nobody answered the questions of this order.")
        return self._book.answers[event_ref, buyer_ref]

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """The log of an event or person."""
        self._ask(Capability.HISTORY)
        with self._book.lock:
            return tuple(self._book.history.get(record_ref, ()))

    def find_people(self, text: str, cancel: CancelToken) -> Sequence[PersonFound]:
        """People whose name has every word of the text in it."""
        self._ask(Capability.PEOPLE_SEARCH)
        wanted = words(text)
        return [
            PersonFound(contact.ref, contact.name, kind="person")
            for contact in self._book.contacts.values()
            if wanted and all(any(w in own for own in words(contact.name)) for w in wanted)
        ]

    def server_exports(self) -> Sequence[ServerExport]:
        """The files that the system would make."""
        return self._book.exports

    def fetch_export(
        self, event_ref: str, name: str, parts: Sequence[str], cancel: CancelToken
    ) -> bytes:
        """Refused: there is no system that makes the file."""
        raise actions.not_in_the_demo(f"a file made by {self.info.title}")

    def _ask(self, capability: Capability | None = None, event_ref: str = "") -> None:
        """Count a call, and fail as the system would."""
        if capability is not None and capability not in self.info.capabilities:
            raise self._not_offered(capability.value)
        self._requests += 1
        if self._book.trouble is not None:
            raise self._book.trouble()
        if event_ref:
            self._book.event(event_ref)


def standing_for(system: SystemInfo) -> type[SampleSystem]:
    """A provider class that carries a system's title, capabilities and fields."""

    class Standing(SampleSystem):
        """Sample data in the shape of one system."""

        info = system

    return Standing


def _batch(items: Iterable[T], known: Container[int]) -> Batch[T]:
    numbered = [(fingerprint(repr(item).encode()), item) for item in items]
    return Batch(
        items=[(number, item) for number, item in numbered if number not in known],
        unchanged=[number for number, _ in numbered if number in known],
        total=len(numbered),
    )
