"""What the machine of marks draws from, and the system that tells it of each request."""

from collections.abc import Container, Iterator
from typing import Protocol
from unittest.mock import patch

from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    NotThere,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.providers.base import Batch, Seen
from tests.sync.memory_system import MemorySystem, Server

PLACES = {"a1": "anna", "a2": "anna", "b1": "bo", "c1": "carla", "g1": ""}
STATUSES = ("invited", "accepted", "declined", "attended", "no-show")

places = st.sampled_from(sorted(PLACES))
statuses = st.sampled_from(STATUSES)
write_faults = st.sampled_from(
    [
        (Unreachable("No answer.", may_have_arrived=True), True),
        (Unreachable("No answer.", may_have_arrived=True), False),
        (Unreachable("No network."), False),
        (Throttled("Slow down.", retry_after=60), False),
        (Refused("Not for members."), False),
        (NotThere("No such person."), False),
        (CredentialsRefused("Bad key."), False),
        (BadAnswer("HTML."), True),
        (BadAnswer("HTML."), False),
        (KeyboardInterrupt(), True),
        (KeyboardInterrupt(), False),
    ]
)
read_faults = st.lists(
    st.sampled_from([Unreachable("No network."), BadAnswer("HTML."), NotThere("No such event.")]),
    max_size=1,
)
unreadable = st.frozensets(places, max_size=2)


def attendee(ref: str, status: str = "accepted") -> Attendee:
    """Somebody at a place."""
    person = PLACES[ref]
    return Attendee(ref, ref, status=status, person=person and f"/hall/person/{person}/")


class Watcher(Protocol):
    """Whoever wants to know of each request."""

    unreadable: frozenset[str]

    def sent(self, *, carried_out: bool) -> None:
        """A status was asked for."""

    def act_meanwhile(self) -> None:
        """Something may be done while the system is asked."""


class WatchedServer(Server):
    """Knows who watches."""

    machine: Watcher


class WatchedSystem(MemorySystem):
    """The memory system, which tells the machine of each write, and hides what is unreadable."""

    server: WatchedServer

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        machine, everybody = self.server.machine, self.server.attendees
        machine.act_meanwhile()
        people = everybody.get(event_ref, {})
        readable = {ref: one for ref, one in people.items() if ref not in machine.unreadable}
        with patch.dict(everybody, {event_ref: readable} if event_ref in everybody else {}):
            batches = list(super().attendees(event_ref, known=known, cancel=cancel))
        yield from batches
        if len(readable) < len(people):
            yield Batch(unreadable=["A record cannot be read."])

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> list[Seen]:
        machine = self.server.machine
        planned = self.server.write_failures[:1]
        obeys = not self.server.ignores_writes and event_ref in self.server.attendees
        machine.sent(carried_out=obeys and (not planned or planned[0][1]))
        machine.act_meanwhile()
        if event_ref not in self.server.attendees:
            raise NotThere("No such event.")
        return list(super().set_attendance(event_ref, attendee, status, cancel))
