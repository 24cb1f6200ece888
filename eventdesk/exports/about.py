"""What an export says about itself: which event, which choice of rows, how old, what is unsure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventdesk.domain.attendance import (
    MARK_WORDS,
    NEEDS_DECISION,
    WAITING,
    MarkState,
    status_title,
)
from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.event_query import EventQuery

Fact = tuple[str, str | datetime]


def _nothing() -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class About:
    """The second sheet of a workbook.

    Attributes:
        subject: the event's title, or what else the rows belong to.
        made_at: when the file was made, aware.
        facts: further label and value: account, date, place.
        chosen: in words, which rows are in the file and in which order.
        listed_at: when the rows were last fetched from their system; None: never, or not told.
        remarks: gives sentences once all rows are written; see `DeskMarks`.
    """

    subject: str
    made_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    listed_at: datetime | None = None
    remarks: Callable[[], Iterable[str]] = _nothing

    def lines(self) -> Iterator[Fact]:
        """Label and value of each line; to be asked for after the last row."""
        yield "Event", self.subject
        yield from self.facts
        if self.chosen:
            yield "Shown", self.chosen
        yield "Made at", self.made_at
        if self.listed_at is not None:
            yield "List from", self.listed_at
            yield "Age of the list", spoken_age(self.made_at - self.listed_at)
        yield "Times", "Local time of the computer that made this file, where the zone is known."
        for remark in self.remarks():
            yield "Note", remark


class DeskMarks:
    """Attendees on their way into a file, counted where this desk's mark is all there is."""

    def __init__(self, rows: Iterable[ListedAttendee]) -> None:
        self._rows = rows
        self._local = self._waiting = self._undecided = 0

    def __iter__(self) -> Iterator[ListedAttendee]:
        for row in self._rows:
            if row.mark_state is not None:
                self._count(row.mark_state)
            yield row

    def _count(self, state: MarkState) -> None:
        self._local += state is MarkState.LOCAL
        self._waiting += state in WAITING
        self._undecided += state in NEEDS_DECISION

    def sentences(self) -> list[str]:
        """What a reader must know about the marks among the rows that have gone by."""
        sentences = []
        if self._local:
            sentences.append(
                f"{_counted(self._local)} kept on this desk only: the system takes no such marks."
            )
        if self._waiting:
            sentences.append(f"{_counted(self._waiting)} not confirmed by the system yet.")
        if self._undecided:
            sentences.append(
                f"{_counted(self._undecided)} refused by the system or in conflict with it, and in "
                "need of a decision."
            )
        return sentences


def _counted(number: int) -> str:
    return "1 mark is" if number == 1 else f"{number} marks are"


def chosen_words(query: AttendeeQuery) -> str:
    """Which attendees a query means, as people say it: "Attended, with “bak”, by name"."""
    parts = ["All attendees" if query.status is None else status_title(query.status)]
    if query.left_out:
        parts.append(f"without {', '.join(sorted(map(status_title, query.left_out)))}")
    if query.states is not None:
        states = dict.fromkeys(MARK_WORDS[state] for state in MarkState if state in query.states)
        parts.append(f"marks: {' or '.join(states)}")
    if query.search.strip():
        parts.append(f"with “{query.search.strip()}”")
    order = query.sort.replace("_", " ").replace("email", "e-mail")
    parts.append(f"by {order}{', descending' if query.descending else ''}")
    return ", ".join(parts)


def spoken_age(age: timedelta) -> str:
    """An age in words: "14 minutes", "2 days"; a clock that was set back gives "under a minute"."""
    minutes = int(age.total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "under a minute"


def listed_words(query: EventQuery) -> str:
    """Which events a query means, in words."""
    parts = []
    if query.window is not None:
        parts.append(f"{query.window.first} to {query.window.last}")
    if query.search:
        parts.append(f"with “{query.search}”")
    return ", ".join(parts) or "All events"
