"""Whether a guest is admitted, by the rules of their event. Pure; no disk."""

from dataclasses import dataclass, replace
from datetime import datetime

from eventdesk.domain.attendance import AttendanceStatus, Mark
from eventdesk.domain.door import Decision, Guest, Outcome, OwingRule, ScanRule
from eventdesk.domain.money import spoken
from eventdesk.services.door import wording
from eventdesk.services.door.events import trouble
from eventdesk.services.door.guests import EventAtDoor


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody at the door wants.

    Attributes:
        code: what was scanned, "" where nothing was.
        by: who admits, None for the operator of this desk.
        chosen: somebody pressed Enter, so that the door need not ask once more.
        although_owing: the operator was asked, and admits.
        doubt: why the code may not be theirs, so that the door asks; "" for no doubt.
    """

    code: str = ""
    by: str | None = None
    chosen: bool = False
    although_owing: bool = False
    doubt: str = ""


def held_back(
    event: EventAtDoor, guest: Guest, came: Mark | None, wish: Wish, now: datetime
) -> Decision | None:
    """Why a guest is not admitted now; None where they are.

    Args:
        came: this desk's mark that says that they are in, None where it made none.
    """
    if problem := trouble(event):
        return said(Outcome.REFUSED, guest, wish, now, problem)
    if guest.listed.status == AttendanceStatus.ATTENDED:
        why = wording.since_when(event, guest, came, now)
        return said(Outcome.ALREADY_IN, guest, wish, now, why)
    if not guest.admitted_here:
        ticket = guest.listed.attendee.ticket
        held = f"the ticket “{ticket}”" if ticket else "guests without a ticket type"
        return said(Outcome.REFUSED, guest, wish, now, f"This door does not admit {held}.")
    if guest.owing and not _may_owe(event.rules.owing, wish):
        return _owing(event.rules.owing, guest, wish, now)
    odd = wording.odd_status(event, guest)
    if not wish.chosen and (odd or wish.doubt or event.rules.scan is ScanRule.CONFIRM):
        return said(None, guest, wish, now, f"{odd} Press Enter to admit.".strip())
    return None


def said(outcome: Outcome | None, guest: Guest, wish: Wish, now: datetime, reason: str) -> Decision:
    """A decision about a guest that makes no mark."""
    sentence = wording.said(outcome, guest, now)
    why = f"{wish.doubt} {reason}".strip()
    return Decision(outcome, now, sentence, why, guest=guest, code=wish.code)


def _may_owe(rule: OwingRule, wish: Wish) -> bool:
    return rule is OwingRule.ADMIT or (rule is OwingRule.ASK and wish.although_owing)


def _owing(rule: OwingRule, guest: Guest, wish: Wish, now: datetime) -> Decision:
    asks = rule is OwingRule.ASK
    todo = "Admit anyway, or hold." if asks else "This door holds them until it is paid."
    why = f"The order owes {spoken(guest.owing)}. {todo}"
    return replace(said(Outcome.OWING, guest, wish, now, why), waits_for_answer=asks)
