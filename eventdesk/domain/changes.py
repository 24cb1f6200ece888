"""What a use case changed. Views look at it and decide alone whether to refresh."""

from dataclasses import dataclass
from typing import Self

from eventdesk.domain.event import EventRef


@dataclass(frozen=True, slots=True)
class Changes:
    """What is no longer as a view may have read it.

    Attributes:
        accounts: the list of accounts or a state in it.
        calendar: which events there are, or what a list of events shows of them.
        details: events whose attendees, orders or tickets changed.
        marks: the outbox or the activity log.
    """

    accounts: bool = False
    calendar: bool = False
    details: frozenset[EventRef] = frozenset()
    marks: bool = False

    def __or__(self, other: Self) -> "Changes":
        return Changes(
            self.accounts or other.accounts,
            self.calendar or other.calendar,
            self.details | other.details,
            self.marks or other.marks,
        )

    def __bool__(self) -> bool:
        return self.accounts or self.calendar or self.marks or bool(self.details)
