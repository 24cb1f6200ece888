"""What a door says of a guest: their name, where they stand, what the card shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    WAITING,
    AttendanceStatus,
    MarkState,
    status_title,
)
from eventdesk.domain.door import CARD_FIELDS, Decision, Guest, Outcome
from eventdesk.domain.money import spoken
from eventdesk.domain.text import counted, one_line
from eventdesk.ui.models.door_names import attendee_name
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import Tone

_LONGEST_FACT = 300
ADMITTED = (Outcome.IN, Outcome.WAITING)
_TO_COME = (AttendanceStatus.INVITED, AttendanceStatus.ACCEPTED, "")
_UNDECIDED = "needs decision"
_UNDECIDED_LOOK = (Tone.REFUSED, "warning-circle-fill")


@dataclass(frozen=True, slots=True)
class GuestState:
    """Where a guest stands, in a few words with a tone and an icon; `is_in` if admitted."""

    words: str
    tone: Tone
    icon: str
    is_in: bool = False


_NOTHING = GuestState("", Tone.NEUTRAL, "")


def door_name(guest: Guest) -> str:
    """Surname first and in capitals, as a door list has it: "BAKER, Anna"."""
    return attendee_name(guest.listed.attendee)


def guest_state(guest: Guest) -> GuestState:
    """Whether a guest is in, owes, or has the wrong ticket for this door."""
    listed = guest.listed
    if listed.status == AttendanceStatus.ATTENDED:
        return _in_state(guest)
    if not guest.admitted_here:
        return GuestState("Not at this door", Tone.REFUSED, "prohibit-bold")
    if guest.owing:
        return GuestState(f"{spoken(guest.owing)} owing", Tone.OWING, "wallet-fill")
    if listed.mark_state in NEEDS_DECISION:
        return GuestState(f"{status_title(listed.status)}, {_UNDECIDED}", *_UNDECIDED_LOOK)
    if listed.status in _TO_COME:
        return GuestState("Paid", Tone.NEUTRAL, "check") if guest.paid else _NOTHING
    return GuestState(status_title(listed.status), Tone.NEUTRAL, "info")


def owes_words(decision: Decision) -> str:
    """What somebody who was let in still owes: "owes GBP 25.00"; "" where nothing."""
    guest = decision.guest
    if guest is None or not guest.owing or decision.outcome not in ADMITTED:
        return ""
    return f"owes {spoken(guest.owing)}"


def _in_state(guest: Guest) -> GuestState:
    listed = guest.listed
    since = f"Already in, {moment(listed.marked_at)}" if listed.marked_at else "Already in"
    if listed.mark_state in NEEDS_DECISION:
        return GuestState(f"In, {_UNDECIDED}", *_UNDECIDED_LOOK, is_in=True)
    if listed.mark_state in WAITING:
        return GuestState(since, Tone.WAITING, "clock-fill", is_in=True)
    if listed.mark_state is MarkState.LOCAL:
        return GuestState(since, Tone.WAITING, "desktop", is_in=True)
    return GuestState(since, Tone.ALREADY, "check-circle-fill", is_in=True)


def ticket_words(guest: Guest) -> str:
    """The ticket, and how many places one mark reaches: "Member · 2 places"."""
    places = counted(guest.places, "place") if guest.places > 1 else ""
    parts = (one_line(guest.listed.attendee.ticket), places)
    return " · ".join(part for part in parts if part)


def side_words(guest: Guest, *, several_events: bool, hides_email: bool = False) -> str:
    """What tells two guests of the same name apart: event, company or e-mail, order."""
    attendee = guest.listed.attendee
    event = guest.event_title if several_events else ""
    order = f"Order {attendee.order}" if attendee.order else ""
    email = "" if hides_email else attendee.email
    parts = (event, attendee.company or email, order)
    return " · ".join(one_line(part) for part in parts if part)


def spoken_guest(guest: Guest, *, several_events: bool = False, hides_email: bool = False) -> str:
    """A guest in one line, as a screen reader says it."""
    side = side_words(guest, several_events=several_events, hides_email=hides_email)
    parts = (door_name(guest), ticket_words(guest), side, guest_state(guest).words)
    return ", ".join(part for part in parts if part)


def card_facts(
    guest: Guest, fields: Sequence[str], *, several_events: bool
) -> list[tuple[str, str]]:
    """What the card shows below name and ticket: title and text, in the order of the rules."""
    attendee, more = guest.listed.attendee, dict(guest.listed.attendee.more)
    known = {
        "company": attendee.company,
        "note": attendee.note,
        "order": attendee.order,
        "email": attendee.email,
        "code": attendee.code,
        "event": guest.event_title,
    }
    wanted = [field for field in fields if field != "ticket"]
    if several_events and "event" not in wanted:
        wanted.insert(0, "event")
    told = [(field, known.get(field) or more.get(field, "")) for field in wanted]
    return [
        (CARD_FIELDS.get(field, field), one_line(text, _LONGEST_FACT))
        for field, text in told
        if text
    ]
