"""A guest, and what the door said about them. No Qt."""

from datetime import UTC, datetime

from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.door import Decision, Guest, Outcome
from eventdesk.domain.event import EventRef

BALL = EventRef("Desk book", "1")
NOW = datetime(2026, 11, 21, 19, 2, tzinfo=UTC)


def guest(name: str = "Anna Baker", ref: str = "p1") -> Guest:
    """Somebody at the winter ball."""
    attendee = Attendee(ref, name, company="Harbour Friends", ticket="Member", code="4411-0926")
    return Guest(BALL, "Winter ball", ListedAttendee(attendee, "accepted"))


def decision(outcome: Outcome | None, who: Guest | None = None) -> Decision:
    """What the door said about somebody."""
    return Decision(outcome, NOW, "In", guest=who or guest(), mark_id="m1")
