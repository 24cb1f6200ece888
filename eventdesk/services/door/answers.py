"""What the door's service hands to those who call it."""

from dataclasses import dataclass, field

from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.domain.changes import Changes
from eventdesk.domain.door import Decision, DoorRules, Guest
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent

GuestKey = tuple[EventRef, str]
"""`Guest.key`: the event, and the attendee's reference in it."""


@dataclass(frozen=True, slots=True)
class DoorEvent:
    """One of the events that a door is open for.

    Attributes:
        info: None where the system is not installed.
        tickets: names of the ticket types that are sold or held, by name.
        trouble: why nobody can be admitted here, "" where nothing is in the way.
    """

    listed: ListedEvent
    info: SystemInfo | None
    rules: DoorRules
    tickets: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def ref(self) -> EventRef:
        """The event's reference."""
        return self.listed.ref

    @property
    def title(self) -> str:
        """The event's title."""
        return self.listed.event.title

    @property
    def takes_attendance(self) -> bool:
        """Whether the system is told who came; else that is kept on this desk."""
        return self.info is not None and Capability.ATTENDANCE in self.info.capabilities

    @property
    def takes_walk_ins(self) -> bool:
        """Whether the system takes new attendees; else they are kept on this desk.

        `add_walk_in` then belongs on the account's lane, as it talks with the system.
        """
        return self.info is not None and bool(self.info.adds_attendees)


@dataclass(frozen=True, slots=True)
class DoorEvents:
    """The events of one door, in the order they were asked for."""

    events: tuple[DoorEvent, ...]

    @property
    def refs(self) -> tuple[EventRef, ...]:
        """Their references."""
        return tuple(event.ref for event in self.events)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The names of their accounts, each once."""
        return tuple(dict.fromkeys(event.ref.account for event in self.events))

    @property
    def title(self) -> str:
        """What stands above the door: every title."""
        return " + ".join(event.title for event in self.events)

    def of(self, ref: EventRef) -> DoorEvent:
        """One of the events, which must be among them."""
        return next(event for event in self.events if event.ref == ref)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and what it changed in the store.

    Attributes:
        account: the account that has a mark to send now, "" for none.
    """

    decision: Decision
    changes: Changes = field(default_factory=Changes)
    account: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back a mark did.

    Attributes:
        sentence: what happened, as a screen reader says it.
        guest: as they are shown now; None where they are no longer on the list.
        account: the account that has a mark to send now, "" for none.
    """

    sentence: str
    guest: Guest | None
    changes: Changes
    account: str = ""
