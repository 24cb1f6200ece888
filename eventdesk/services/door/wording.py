"""What a door says, in words: outcomes, reasons, warnings. Pure; no disk."""

from datetime import datetime

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendance import (
    MARK_WORDS,
    NEEDS_DECISION,
    AttendanceStatus,
    Mark,
    MarkState,
    known_status,
    status_title,
)
from eventdesk.domain.capability import Capability
from eventdesk.domain.door import Guest, Outcome
from eventdesk.domain.money import spoken
from eventdesk.domain.text import counted, one_line
from eventdesk.services.door.guests import EventAtDoor

_WHY_WAITING = {
    AccountState.OFFLINE: "{account} cannot be reached: this waits on this desk until it can.",
    AccountState.PARKED: "The key of {account} is refused: this waits on this desk until a new "
    "one is entered.",
    AccountState.FAILED: "{account} gives no usable answer: this waits on this desk until it does.",
}

_WHERE: dict[MarkState | None, str] = {
    MarkState.LOCAL: "on this desk",
    **dict.fromkeys(NEEDS_DECISION, "needs a decision"),
}
"""What is said of a mark that neither the system has nor waits for it."""


def outcome_of(event: EventAtDoor, guest: Guest, mark: Mark) -> tuple[Outcome, str]:
    """Whether somebody who was admitted is in, or in and kept on this desk, and why.

    The one place that tells the two apart: IN is what the system has, or takes as far as known.
    """
    state = mark.state
    if state is MarkState.LOCAL:
        return Outcome.WAITING, _why_local(event, guest)
    if state in NEEDS_DECISION:
        return Outcome.WAITING, why_undecided(mark)
    account = event.listed.account
    why = _WHY_WAITING.get(account.state, "")
    if state is MarkState.CONFIRMED or not why:
        return Outcome.IN, ""
    return Outcome.WAITING, why.format(account=account.name)


def _why_local(event: EventAtDoor, guest: Guest) -> str:
    account, listed = event.listed.account.name, guest.listed
    if listed.desk_only:
        return f"Kept on this desk only: {account} does not know this walk-in."
    if listed.gone:
        return f"Kept on this desk only: {account} no longer lists them."
    if event.info is not None and Capability.ATTENDANCE in event.info.capabilities:
        return f"Kept on this desk only: {account} cannot be told of this guest."
    return f"Kept on this desk: {account} takes no attendance."


def why_undecided(mark: Mark) -> str:
    """What speaks against a mark that the operator is to decide about."""
    return f"Needs a decision: {mark.reason}" if mark.reason else f"It is {MARK_WORDS[mark.state]}."


def said(
    outcome: Outcome | None, guest: Guest, at: datetime, state: MarkState | None = None
) -> str:
    """The whole outcome of a guest, as a screen reader says it.

    Args:
        state: where the mark stands that says that they are in, None where none was made now.
    """
    name, ticket = guest.listed.attendee.name, guest.listed.attendee.ticket
    places = f", {guest.places} places" if guest.places > 1 else ""
    who = f"{name}{f', {ticket}' if ticket else ''}{places}"
    match outcome:
        case Outcome.IN:
            return f"In{_debt(guest)}: {who}, {clock_time(at, at)}."
        case Outcome.WAITING:
            where = _WHERE.get(state, "waiting")
            return f"In, {where}{_debt(guest)}: {who}, {clock_time(at, at)}."
        case Outcome.ALREADY_IN:
            return f"Already in: {who}."
        case Outcome.OWING:
            return f"Owing: {who}, {spoken(guest.owing)}."
        case Outcome.REFUSED:
            return f"Refused: {who}."
    return f"Found: {who}."


def _debt(guest: Guest) -> str:
    return f", owes {spoken(guest.owing)}" if guest.owing else ""


def taken_back(event: EventAtDoor, mark: Mark, guest: Guest | None) -> str:
    """What an undo did; `mark` is the one that took the other back."""
    if guest is None:
        return f"Taken back: {mark.name} is off this desk's list."
    done = f"Taken back: {mark.name} is {status_title(guest.listed.status).lower()} again."
    if mark.state is MarkState.PENDING:
        return f"{done} {event.listed.account.name} is told."
    return done


def taken_back_of_gone(mark: Mark) -> str:
    """What an undo did at an event that is no longer in store."""
    return f"Taken back: {mark.name}. “{mark.event_title}” is no longer on this desk."


def read_otherwise(how: str) -> str:
    """Why a guest is shown whose code is not what came; `how` is that of the reading."""
    return f"Nobody has the code as it came; read as “{how}” it is theirs."


def last_of_several(places: int) -> str:
    """Why a guest is shown who is the last to come of those with a code."""
    return f"The last to come of {places} with this code."


def unknown_code(code: str) -> str:
    """What is said of a code that nobody has."""
    return f"Refused: unknown code {one_line(code, 60)}." if code else "Refused: an empty code."


def since_when(event: EventAtDoor, guest: Guest, mark: Mark | None, now: datetime) -> str:
    """When, where and by whom somebody was admitted, as far as known."""
    if mark is None:
        changed = guest.listed.attendee.updated_at
        when = f", changed {clock_time(changed, now)}" if changed else ""
        return f"{event.listed.account.name} has them as attended{when}; not from this desk."
    by = f" by {mark.by}" if mark.by else ""
    told = f"Came {clock_time(mark.marked_at, now)} at {mark.desk}{by}."
    if mark.state in NEEDS_DECISION:
        return f"{told} {why_undecided(mark)}"
    if mark.attendee_ref != guest.listed.attendee.ref:
        return f"{told} One mark counts for all places of this person."
    return told


def odd_status(event: EventAtDoor, guest: Guest) -> str:
    """Why nobody should be admitted unasked, "" where nothing speaks against it."""
    listed = guest.listed
    if listed.gone:
        return f"{event.listed.account.name} no longer lists them."
    if listed.status and known_status(listed.status) is None:
        return f"Their status is “{status_title(listed.status)}”."
    return ""


def unexpected(guest: Guest) -> str:
    """What is worth saying of a guest who is admitted, "" for nothing."""
    match guest.listed.status:
        case AttendanceStatus.DECLINED:
            return "They had declined."
        case AttendanceStatus.NO_SHOW:
            return "They were marked as no-show."
    return ""


def crowding(capacity: int | None, arrived: int, warn_before: int) -> str:
    """A warning of the capacity, "" while there is room."""
    if capacity is None or arrived < capacity - warn_before:
        return ""
    if arrived < capacity:
        return f"{counted(capacity - arrived, 'place')} left: {arrived} of {capacity} are in."
    if arrived == capacity:
        return f"Full: {arrived} of {capacity} are in."
    return f"Over the limit: {arrived} are in, {capacity} may be."


def list_age(event: EventAtDoor, now: datetime) -> str:
    """How old the list is that this desk decides by."""
    read_at = event.listed.attendees_at
    return "list never read" if read_at is None else f"list from {clock_time(read_at, now)}"


def clock_time(when: datetime, now: datetime) -> str:
    """The time on this computer's clock, with the day where it is another one than today."""
    local = when.astimezone()
    same_day = local.date() == now.astimezone().date()
    return f"{local:%H:%M}" if same_day else f"{local:%d %b %H:%M}"
