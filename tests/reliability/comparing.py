"""The store and the server's log, compared mark by mark."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from eventdesk.domain.attendance import NEEDS_DECISION, WAITING, Mark, MarkState
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.event import EventRef
from eventdesk.services.workspace import Workspace
from tests.reliability.door import ACCOUNT
from tests.servers import SheepServer, WriteRecord

Person = tuple[str, str]
"""An event's uid and a person's URI."""

Lies = Callable[[WriteRecord, WriteRecord], bool]
_TAKEN_BACK = ("Taken back before it was sent.", "Taken back; the system never took it.")
_NOT_SENT = (" had it already.", *_TAKEN_BACK)


@dataclass
class Comparison:
    """What both sides say in the end; `problems` are sentences, none where they agree.

    `lies` tells whether the server's list was wrong between two writes: only that excuses the
    second one. None for a server that may be slow or silent, but tells the truth.
    """

    workspace: Workspace
    server: SheepServer
    at_first: Mapping[Person, str]
    lies: Lies | None = None
    problems: list[str] = field(default_factory=list)

    def marks(self) -> list[Mark]:
        """Every mark that was ever kept, in the order of the acts."""
        events = dict.fromkeys(event for event, _ in self.at_first)
        refs = [EventRef(ACCOUNT, event) for event in events]
        return [mark for ref in refs for mark in self.workspace.outbox.of_event(ref)]

    def run(self, acknowledged: Iterable[str]) -> None:
        """Look at everything."""
        marks = self.marks()
        self._nothing_is_lost(marks, set(acknowledged))
        for person in self.at_first:
            about = [m for m in marks if (m.event_ref, m.person) == person]
            writes = [w for w in self.server.writes if (w.event_uid, w.person_uri) == person]
            self._nothing_was_sent_twice(person, writes)
            self._each_write_is_a_mark(person, about, writes)
            self._the_last_act_counts(person, about)
        for event in dict.fromkeys(event for event, _ in self.at_first):
            self._the_screen_agrees(event)

    def _nothing_is_lost(self, marks: Sequence[Mark], acknowledged: set[str]) -> None:
        kept = {mark.id for mark in marks}
        self._if(acknowledged - kept, "acknowledged and lost")
        self._if([m for m in marks if m.state in WAITING | NEEDS_DECISION], "not settled")
        log = self.workspace.outbox.activity(limit=-1)
        acts = Counter(line.mark_id for line in log if line.kind in ("mark", "undo"))
        self._if([mark for mark in kept if acts[mark] != 1], "not logged once")
        ends = Counter(line.mark_id for line in log if line.kind == "confirmed")
        self._if([m for m in marks if _was_sent(m) and ends[m.id] != 1], "not confirmed once")

    def _nothing_was_sent_twice(self, person: Person, writes: Sequence[WriteRecord]) -> None:
        if writes and writes[0].status == self.at_first[person]:
            self.problems.append(f"{person} was set to what they had: {writes[0]}")
        for first, second in pairwise(writes):
            excused = self.lies is not None and self.lies(first, second)
            if first.status == second.status and not excused:
                self.problems.append(f"{person} was set twice: {first}, {second}")

    def _each_write_is_a_mark(
        self, person: Person, about: Sequence[Mark], writes: Sequence[WriteRecord]
    ) -> None:
        told = [
            write.status
            for number, write in enumerate(writes)
            if not number or writes[number - 1].status != write.status
        ]
        meant = [mark.status for mark in about if _was_sent(mark)]
        if self.lies is None:
            self._if(told != meant, f"{person}: written {told}, marked {meant}: {about}")
        else:  # a mark that was carried out may have ended as replaced by a later one
            acts = iter([mark.status for mark in about if mark.state is not MarkState.LOCAL])
            self._if(any(status not in acts for status in told), f"{person}: {told} by {about}")

    def _the_last_act_counts(self, person: Person, about: Sequence[Mark]) -> None:
        if self.lies is not None and about and about[-1].reason in _TAKEN_BACK:
            return  # what was taken back had been carried out, against what the list said
        held = set(self.server.statuses(person[0])[person[1]])
        counting = [
            m for m in about if m.state is MarkState.CONFIRMED and m.reason not in _TAKEN_BACK
        ]
        meant = counting[-1].status if counting else self.at_first[person]
        self._if(held != {meant}, f"{person}: the system holds {held}, the desk meant {meant}")

    def _the_screen_agrees(self, event: str) -> None:
        held = {str(row["uid"]): row["status"] for row in self.server.attendance(event)}
        listed = self.workspace.events.each_attendee(EventRef(ACCOUNT, event), AttendeeQuery())
        for one in listed:
            if one.mark_state is not MarkState.LOCAL:
                theirs = held[one.attendee.ref] or ""
                self._if(one.status != theirs, f"shown {one}, the system holds {theirs}")

    def _if(self, wrong: object, sentence: str) -> None:
        if wrong:
            self.problems.append(f"{sentence}: {wrong}" if wrong is not True else sentence)


def _was_sent(mark: Mark) -> bool:
    return mark.state is MarkState.CONFIRMED and not mark.reason.endswith(_NOT_SENT)


def people_at_first(server: SheepServer, events: Iterable[str]) -> dict[Person, str]:
    """Whoever can be marked, and how they are listed before anything is done.

    Somebody whose places differ is left out: their marks cannot be told from the statuses.
    """
    return {
        (event, person): held[0] or ""
        for event in events
        for person, held in server.statuses(event).items()
        if len(set(held)) == 1
    }
