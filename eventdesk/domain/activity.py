"""The log of what was done at this desk: written once, never rewritten."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One line of the log.

    `kind` is "mark", "undo", "confirmed", "waiting", "unknown", "refused", "conflict", "decision",
    "action", "import" or "wiped". `at` is when it happened here, UTC.
    """

    at: datetime
    kind: str
    account: str
    event_ref: str = ""
    event_title: str = ""
    attendee_ref: str = ""
    name: str = ""
    status: str = ""
    by: str = ""
    desk: str = ""
    outcome: str = ""
    reason: str = ""
    mark_id: str = ""
