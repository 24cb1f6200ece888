"""A system in memory whose answers a test writes: the edge that is faked, and nothing else."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, Provider, ProviderContext, Seen, fingerprint

T = TypeVar("T")


@dataclass
class Server:
    """What the system holds, what it was asked to write, and what goes wrong next."""

    events: dict[str, Event] = field(default_factory=dict)
    attendees: dict[str, dict[str, Attendee]] = field(default_factory=dict)
    writes: list[tuple[str, str]] = field(default_factory=list)
    reads: int = 0
    failures: list[Exception] = field(default_factory=list)
    check_failure: Exception | None = None
    write_failures: list[tuple[BaseException | None, bool]] = field(default_factory=list)
    """For each next write: the error it raises, and whether it is carried out all the same."""
    ignores_writes: bool = False

    def set_status(self, event_ref: str, ref: str, status: str) -> None:
        """As another desk would."""
        people = self.attendees[event_ref]
        people[ref] = replace(people[ref], status=status)

    def fail_once(self) -> None:
        """Raise the next planned failure of a read."""
        if self.failures:
            raise self.failures.pop(0)


class MemorySystem(Provider):
    """The provider of a `Server`."""

    info = SystemInfo(
        "memory",
        "Memory system",
        frozenset({Capability.ATTENDEES, Capability.ATTENDANCE}),
        marks_persons=True,
    )

    def __init__(self, context: ProviderContext, server: Server) -> None:
        super().__init__(context)
        self.server = server

    def check(self, cancel: CancelToken) -> str:
        if self.server.check_failure:
            raise self.server.check_failure
        return "It works."

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        self.server.fail_once()
        yield _batch([(repr(event), event) for event in self.server.events.values()], known)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        self.server.fail_once()
        if ref not in self.server.events:
            raise NotThere(f"No event {ref}.")
        return self.server.events[ref]

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        self.server.reads += 1
        self.server.fail_once()
        if event_ref not in self.server.attendees:
            raise NotThere(f"No event {event_ref}.")
        people = self.server.attendees[event_ref].values()
        yield _batch([(repr(person), person) for person in people], known)

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        error, carried_out = (None, True)
        if self.server.write_failures:
            error, carried_out = self.server.write_failures.pop(0)
        if carried_out and not self.server.ignores_writes:
            self.server.writes.append((attendee.ref, status))
            for ref, person in list(self.server.attendees[event_ref].items()):
                if person.person == attendee.person:
                    self.server.set_status(event_ref, ref, status)
        if error is not None:
            raise error
        return [
            Seen(person.ref, person.person, status)
            for person in self.server.attendees[event_ref].values()
            if person.person == attendee.person
        ]


def _batch(records: list[tuple[str, T]], known: Container[int]) -> Batch[T]:
    numbered = [(fingerprint(text.encode()), value) for text, value in records]
    return Batch(
        items=[(number, value) for number, value in numbered if number not in known],
        unchanged=[number for number, _ in numbered if number in known],
        total=len(numbered),
    )
