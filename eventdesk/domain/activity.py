"""The log of what was done at this desk: written once, never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eventdesk.domain.attendance import MARK_WORDS

KIND_WORDS: Mapping[str, str] = {
    "mark": "Marked",
    "undo": "Taken back",
    "confirmed": "Confirmed",
    "waiting": "Waits",
    "unknown": "No answer",
    "refused": "Refused",
    "conflict": "In conflict",
    "decision": "Decided",
    "scan": "Not admitted",
    "walk-in": "Walk-in",
    "import": "List imported",
    "action": "Action",
    "wiped": "Data wiped",
}
"""What a line of the log is about, as people read it."""

_AT_DOOR = {"already-in": "already in", "owing": "owing", "refused": "refused"}
_OF_MARKS = {str(state): words for state, words in MARK_WORDS.items()}


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

    @property
    def outcome_text(self) -> str:
        """What came of it, as people read it."""
        words = _AT_DOOR if self.kind == "scan" else _OF_MARKS
        return words.get(self.outcome, self.outcome)
