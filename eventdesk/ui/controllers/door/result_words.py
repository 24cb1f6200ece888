"""Turns what the door decided into what its card says. No widgets, no tasks."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.door import Decision, Outcome
from eventdesk.domain.text import counted, one_line
from eventdesk.services.door.answers import DoorEvents, Undone
from eventdesk.ui.models.door_guests import (
    ADMITTED,
    card_facts,
    door_name,
    owes_words,
    ticket_words,
)
from eventdesk.ui.models.moments import moment
from eventdesk.ui.views.door.outcome_look import HELD, READY, UNDONE, decision_look
from eventdesk.ui.views.door.result import ResultWords


def ready_words() -> ResultWords:
    """Before the first guest, and after the field was cleared."""
    name, more = _tr("Scan a ticket"), _tr("or type a part of a name, a company or an order.")
    return ResultWords(READY, f"{name} {more}", name, reason=more)


def decision_words(decision: Decision, events: DoorEvents) -> ResultWords:
    """One guest, or a code that nobody has."""
    look, guest = decision_look(decision), decision.guest
    warning = _crowding(decision, events)
    sentence = _joined(decision.sentence, decision.reason, warning)
    if guest is None:
        name = one_line(decision.code, 60) or _tr("Empty code")
        code = _tr("Unknown code")
        return ResultWords(look, sentence, name, code, decision.reason, warning=warning)
    return ResultWords(
        look,
        sentence,
        door_name(guest),
        " · ".join(filter(None, (ticket_words(guest), _came(decision)))),
        _joined(_owes(decision), decision.reason),
        card_facts(guest, events.of(guest.event).rules.card, several_events=len(events.refs) > 1),
        warning,
    )


def as_it_stands(current: Decision | None, decisions: Sequence[Decision]) -> Decision | None:
    """The decision on the card, once its mark needs the operator or does so no more; else None."""
    if current is None or not current.mark_id:
        return None
    now = next((each for each in decisions if each.mark_id == current.mark_id), current)
    if now.undecided == current.undecided:
        return None
    return replace(now, code=current.code, warning=current.warning)


def party_words(decisions: Sequence[Decision], events: DoorEvents) -> ResultWords:
    """A whole party: the first guest large, the others by name, troubles last."""
    if len(decisions) == 1:
        return decision_words(decisions[0], events)
    came = [each for each in decisions if each.outcome in ADMITTED]
    troubles = [each for each in decisions if each.outcome not in ADMITTED]
    others = [door_name(each.guest) for each in came[1:] if each.guest is not None]
    reasons = _joined(*(_joined(each.sentence, each.reason) for each in troubles))
    words = decision_words(whose_name_is_large(decisions), events)
    in_all = _tr("{number} of {all} in").format(number=len(came), all=len(decisions))
    return ResultWords(
        decision_look(_telling(decisions)),
        _joined(*(f"{each.sentence} {each.reason}".strip() for each in decisions)),
        words.name,
        in_all if troubles else _tr("{party} in").format(party=counted(len(came), "guest")),
        _joined("; ".join(others), reasons),
        warning=_crowding(decisions[-1], events),
    )


def whose_name_is_large(decisions: Sequence[Decision]) -> Decision:
    """Of a party: the first who came in, else the first who did not."""
    return next((each for each in decisions if each.outcome in ADMITTED), decisions[0])


def outcome_of_all(decisions: Sequence[Decision]) -> Outcome | None:
    """Of a party: waiting where anybody's mark is, else as the one whose name is large."""
    return _telling(decisions).outcome


def _telling(decisions: Sequence[Decision]) -> Decision:
    """Whose outcome stands for the party: a mark that will be sent waits more than another."""
    waiting = [each for each in decisions if each.outcome is Outcome.WAITING]
    to_send = [each for each in waiting if not each.kept_here]
    return next(iter(to_send + waiting), whose_name_is_large(decisions))


def held_words(decision: Decision, events: DoorEvents) -> ResultWords:
    """The operator does not admit who owes: nothing was written."""
    words = decision_words(decision, events)
    sentence = _tr("Held: not admitted.")
    return ResultWords(HELD, f"{sentence} {words.name}", words.name, words.ticket, sentence)


def undone_words(undone: Undone) -> ResultWords:
    """An admission was taken back."""
    name = door_name(undone.guest) if undone.guest is not None else ""
    return ResultWords(UNDONE, undone.sentence, name or _tr("Undone"), reason=undone.sentence)


def _crowding(decision: Decision, events: DoorEvents) -> str:
    """The warning of the capacity, which is each event's own."""
    if not decision.warning or decision.guest is None or len(events.refs) == 1:
        return decision.warning
    return f"{one_line(decision.guest.event_title, 60)} · {decision.warning}"


def _owes(decision: Decision) -> str:
    """The sentence has it too; here it is seen."""
    words = owes_words(decision)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _came(decision: Decision) -> str:
    """When they came in; of anybody else the time of now would look like it."""
    return moment(decision.at) if decision.outcome in ADMITTED else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("door", text)
