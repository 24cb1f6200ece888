"""What one pretended account holds, and what goes wrong with it. Shared by threads under `lock`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.capability import Action
from eventdesk.domain.contact import Contact, HistoryEntry, ServerExport
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere, ProviderError
from eventdesk.domain.event import Event
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType


@dataclass(frozen=True, slots=True)
class SampleAction:
    """An action as it is offered, and what it does.

    `of_account` says that it is one of the account, not of an event. `effect` is one of those in
    `sample.actions`; without one the action is refused.
    """

    action: Action
    effect: str = ""
    of_account: bool = False


@dataclass
class SampleBook:
    """The data of one account.

    Attributes:
        attendees, orders, types, tickets: by the event's reference.
        contacts: by the person's reference.
        answers: by the event's and the buyer's reference.
        history: by the reference of the event or person, newest first.
        details: by the event's reference: its parts that are told when asked for.
        trouble: makes the error that every call ends with; None while the account works.
        refused: by an attendee's reference the sentence with which every mark is refused.
        lost_answers: references of attendees whose next mark is carried out, but not answered.
    """

    events: dict[str, Event] = field(default_factory=dict)
    attendees: dict[str, dict[str, Attendee]] = field(default_factory=dict)
    orders: dict[str, dict[str, Order]] = field(default_factory=dict)
    types: dict[str, Sequence[TicketType]] = field(default_factory=dict)
    tickets: dict[str, Sequence[Ticket]] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    answers: dict[tuple[str, str], Contact] = field(default_factory=dict)
    history: dict[str, list[HistoryEntry]] = field(default_factory=dict)
    details: dict[str, Sequence[tuple[DetailPart, Detail]]] = field(default_factory=dict)
    actions: Sequence[SampleAction] = ()
    exports: Sequence[ServerExport] = ()
    trouble: Callable[[], ProviderError] | None = None
    refused: dict[str, str] = field(default_factory=dict)
    lost_answers: set[str] = field(default_factory=set)
    lock: RLock = field(default_factory=RLock)

    def event(self, ref: str) -> Event:
        """One event. Raises `NotThere`."""
        if ref not in self.events:
            raise NotThere(f"The demo has no event {ref}.", "Refresh the list.")
        return self.events[ref]

    def set_status(self, event_ref: str, refs: Sequence[str], status: str) -> None:
        """Set what the system holds of attendees."""
        people = self.attendees[event_ref]
        for ref in refs:
            people[ref] = replace(people[ref], status=status)

    def remove_event(self, ref: str) -> None:
        """Forget an event and all that belongs to it."""
        del self.events[ref]
        for part in (self.attendees, self.orders, self.types, self.tickets, self.details):
            part.pop(ref, None)
