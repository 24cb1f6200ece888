"""The log of what was done at this desk: written once, never rewritten."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One line of the log.

    `kind` is "mark", "undo", "confirmed", "waiting", "unknown", "refused", "conflict", "decision",
    "action", "import", "wiped", "walk-in" or "scan" (a door did not admit; `code` is what was
    scanned). `at` is when it happened here, UTC. A line about a mark also says when the mark was
    made (`acted_at`) and when it was sent to the system (`uploaded_at`), UTC; None where it was
    not sent yet.
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
    acted_at: datetime | None = None
    uploaded_at: datetime | None = None
    code: str = ""
