"""What a door says of a guest: their name, where they stand, what the card shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventdesk.domain.attendance import AttendanceStatus, MarkState, status_title
from eventdesk.domain.door import CARD_FIELDS, Guest
from eventdesk.domain.money import spoken
from eventdesk.domain.text import counted, fold, one_line, split_name, words
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.times import moment

_LONGEST_FACT = 300
_WAITING = (MarkState.PENDING, MarkState.SENDING, MarkState.UNKNOWN)
_TO_COME = (AttendanceStatus.INVITED, AttendanceStatus.ACCEPTED, "")


@dataclass(frozen=True, slots=True)
class GuestState:
    """Where a guest stands, in a few words with a tone and an icon; `is_in` if admitted."""

    words: str
    tone: Tone
    icon: str
    is_in: bool = False


def door_name(guest: Guest) -> str:
    """Surname first and in capitals, as a door list has it: "BAKER, Anna"."""
    attendee = guest.listed.attendee
    name = one_line(attendee.name)
    if attendee.guest and name.casefold().endswith("guest"):
        return name  # "Anna Baker's guest" has no surname
    first, last = split_name(name)
    return ", ".join(part for part in (last.upper(), first) if part) or attendee.ref


def closest_first(guests: Sequence[Guest], text: str) -> list[Guest]:
    """Whose code it is, then whose name begins so, then whose name holds it, then all others.

    Within each of these they stay in their order: a company's name puts nobody before the guest
    who is called so.
    """
    typed = words(text)

    def rank(guest: Guest) -> int:
        attendee = guest.listed.attendee
        name = words(attendee.name)
        if attendee.code and fold(attendee.code) == fold(text.strip()):
            return 0
        if all(any(each.startswith(word) for each in name) for word in typed):
            return 1
        return 2 if all(any(word in each for each in name) for word in typed) else 3

    return sorted(guests, key=rank)


def guest_state(guest: Guest) -> GuestState:
    """Whether a guest is in, owes, or has the wrong ticket for this door."""
    listed = guest.listed
    if listed.status == AttendanceStatus.ATTENDED:
        return _in_state(guest)
    if not guest.admitted_here:
        return GuestState("Not at this door", Tone.REFUSED, "prohibit-bold")
    if guest.owing:
        return GuestState(f"{spoken(guest.owing)} owing", Tone.OWING, "wallet-fill")
    if listed.status in _TO_COME:
        return GuestState("", Tone.NEUTRAL, "")
    return GuestState(status_title(listed.status), Tone.NEUTRAL, "info")


def _in_state(guest: Guest) -> GuestState:
    listed = guest.listed
    since = f"Already in, {moment(listed.marked_at)}" if listed.marked_at else "Already in"
    if listed.mark_state in _WAITING:
        return GuestState(since, Tone.WAITING, "clock-fill", is_in=True)
    if listed.mark_state is MarkState.LOCAL:
        return GuestState(since, Tone.WAITING, "desktop", is_in=True)
    return GuestState(since, Tone.ALREADY, "check-circle-fill", is_in=True)


def ticket_words(guest: Guest) -> str:
    """The ticket, and how many places one mark reaches: "Member · 2 places"."""
    places = counted(guest.places, "place") if guest.places > 1 else ""
    parts = (one_line(guest.listed.attendee.ticket), places)
    return " · ".join(part for part in parts if part)


def side_words(guest: Guest, *, several_events: bool) -> str:
    """What tells two guests of the same name apart: event, company or e-mail, order."""
    attendee = guest.listed.attendee
    event = guest.event_title if several_events else ""
    order = f"Order {attendee.order}" if attendee.order else ""
    parts = (event, attendee.company or attendee.email, order)
    return " · ".join(one_line(part) for part in parts if part)


def spoken_guest(guest: Guest, *, several_events: bool = False) -> str:
    """A guest in one line, as a screen reader says it."""
    parts = (
        *(door_name(guest), ticket_words(guest)),
        *(side_words(guest, several_events=several_events), guest_state(guest).words),
    )
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
