"""What a sync did, for the person who asked for it."""

from dataclasses import dataclass, field

from eventdesk.domain.errors import EventDeskError


@dataclass(slots=True)
class Counts:
    """Records of one kind."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unreadable: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.unreadable + other.unreadable,
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class MarkCounts:
    """Where marks ended: settled in this run, and waiting after it."""

    confirmed: int = 0
    waiting: int = 0
    refused: int = 0
    conflict: int = 0


@dataclass(slots=True)
class SyncReport:
    """One account's sync. `failure` is what ended it early; its sentence is in `problems` too.

    `requests_left` are those that the system still grants for now, None where it does not say.
    """

    account: str
    events: Counts = field(default_factory=Counts)
    attendees: Counts = field(default_factory=Counts)
    marks: MarkCounts = field(default_factory=MarkCounts)
    requests: int = 0
    requests_left: int | None = None
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    failure: EventDeskError | None = None
    touched: set[str] = field(default_factory=set)
    """References of events whose details changed."""
