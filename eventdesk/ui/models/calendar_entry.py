"""What a calendar shows once: an event, or one occurrence of a series. No widgets."""

from dataclasses import dataclass
from typing import Self

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime, as_iso, from_iso


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """How an entry is told from all others, also from those of its own series.

    Attributes:
        occurrence: the start that the series' rule gives it, None for an event of its own.
    """

    ref: EventRef
    occurrence: EventTime | None = None

    @classmethod
    def of(cls, listed: ListedEvent) -> Self:
        """The entry that a list shows."""
        return cls(listed.ref, listed.event.occurrence)

    @classmethod
    def parse(cls, ref: str, occurrence: str) -> Self:
        """The entry of two remembered texts; raises `BadRequest` for anything else."""
        found = EventRef.parse(ref)
        try:
            return cls(found, from_iso(occurrence))
        except ValueError as error:
            raise BadRequest(f"“{occurrence}” is not a time.") from error

    def texts(self) -> tuple[str, str]:
        """What to remember: the reference and the occurrence, "" for none."""
        return str(self.ref), as_iso(self.occurrence) or ""
