"""The rules of a mark (design: attendance). Pure decisions, no disk and no network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AttendanceStatus(StrEnum):
    """The five statuses that can be marked; a system may hold others, kept as they came."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ATTENDED = "attended"
    NO_SHOW = "no-show"


STATUS_TITLES: dict[str, str] = {
    AttendanceStatus.INVITED: "Invited",
    AttendanceStatus.ACCEPTED: "Accepted",
    AttendanceStatus.DECLINED: "Declined",
    AttendanceStatus.ATTENDED: "Attended",
    AttendanceStatus.NO_SHOW: "No-show",
}


def status_title(status: str) -> str:
    """The status in words; one that nobody knows is shown as it came."""
    return STATUS_TITLES.get(status, status or "No status")


def known_status(text: str) -> AttendanceStatus | None:
    """The status meant by "No Show", "no_show" or "noshow"; None for an unknown one."""
    bare = "".join(c for c in text.casefold() if c.isalnum())
    return next((s for s in AttendanceStatus if s.value.replace("-", "") == bare), None)


class MarkState(StrEnum):
    """Where a mark stands between this desk and the system."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"  # sent, no answer: settled by reading the list
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CONFLICT = "conflict"
    LOCAL = "local"  # the system takes no attendance: kept on this desk
    REPLACED = "replaced"  # a later unsent mark of the same attendee took its place
    UNDONE = "undone"  # taken back before it was sent


MARK_WORDS: dict[MarkState, str] = {
    MarkState.PENDING: "waiting on this desk",
    MarkState.SENDING: "waiting on this desk",
    MarkState.UNKNOWN: "sent, answer not known yet",
    MarkState.CONFIRMED: "confirmed",
    MarkState.REFUSED: "refused",
    MarkState.CONFLICT: "in conflict, needs a decision",
    MarkState.LOCAL: "kept on this desk only",
    MarkState.REPLACED: "replaced by a later mark",
    MarkState.UNDONE: "undone",
}
"""Where a mark stands, as people read it."""


UNSETTLED = frozenset(
    {MarkState.PENDING, MarkState.SENDING, MarkState.UNKNOWN, MarkState.REFUSED, MarkState.CONFLICT}
)
"""States in which what this desk says and what the system holds may differ."""

WAITING = frozenset({MarkState.PENDING, MarkState.SENDING, MarkState.UNKNOWN})
"""States that the program works off by itself."""

NEEDS_DECISION = frozenset({MarkState.REFUSED, MarkState.CONFLICT})
"""States that wait for the operator."""

SHOWN_ON_DESK = UNSETTLED | {MarkState.LOCAL}
"""States in which an attendee is shown with the mark's status instead of the system's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One act: this attendee, this status, by this operator, at this desk, at this time.

    Attributes:
        id: random, made once.
        person: the system's reference to the person, "" for an attendee without one.
        status: what was marked; `base` is what the system held when the operator saw it and
            `previous` what the screen showed, which an undo restores.
        marked_at, uploaded_at: the act and its upload are two times, both UTC.
        remote: what the system was last seen to hold, "" if never looked; None: attendee gone.
        reason: one sentence for people on the present state.
        undo_of: the mark that this one takes back, "" for none.
    """

    id: str
    account_id: int
    event_ref: str
    attendee_ref: str
    person: str
    name: str
    event_title: str
    status: str
    base: str
    previous: str
    by: str
    desk: str
    marked_at: datetime
    state: MarkState
    uploaded_at: datetime | None = None
    settled_at: datetime | None = None
    tries: int = 0
    next_try_at: datetime | None = None
    remote: str | None = ""
    reason: str = ""
    undo_of: str = ""


class Verdict(StrEnum):
    """What to do with a mark once the system's present value is known."""

    SEND = "send"
    CONFIRM = "confirm"
    CONFLICT = "conflict"


def verdict(*, base: str, remote: str | None, status: str) -> Verdict:
    """Two hands on one record: the table of the design.

    Args:
        base: what the system held when the operator saw it.
        remote: what it holds now; None when the attendee is gone.
        status: what the operator marked.
    """
    if remote is None:
        return Verdict.CONFLICT
    if remote == status:
        return Verdict.CONFIRM
    if remote == base:
        return Verdict.SEND
    person_was_seen = status == AttendanceStatus.ATTENDED
    if person_was_seen and remote in (AttendanceStatus.INVITED, AttendanceStatus.ACCEPTED):
        return Verdict.SEND
    return Verdict.CONFLICT
