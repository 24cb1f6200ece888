"""How the five outcomes are told apart: words, an icon and a tone each. No widgets."""

from dataclasses import dataclass

from eventdesk.domain.door import Decision, Outcome
from eventdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class OutcomeLook:
    """Few words, an icon of a shape of its own, and a tone."""

    word: str
    icon: str
    tone: Tone


_LOOKS: dict[Outcome | None, OutcomeLook] = {
    Outcome.IN: OutcomeLook("In", "check-bold", Tone.CONFIRMED),
    Outcome.WAITING: OutcomeLook("In, waiting", "clock-bold", Tone.WAITING),
    Outcome.ALREADY_IN: OutcomeLook("Already in", "warning-bold", Tone.ALREADY),
    Outcome.OWING: OutcomeLook("Owing", "wallet-bold", Tone.OWING),
    Outcome.REFUSED: OutcomeLook("Refused", "x-bold", Tone.REFUSED),
    None: OutcomeLook("Admit?", "question-bold", Tone.INFO),
}

ON_THIS_DESK = OutcomeLook("In, on this desk", "clock-bold", Tone.WAITING)
"""In, and nothing waits: the system is never told."""

UNDECIDED = OutcomeLook("Needs decision", "warning-circle-bold", Tone.REFUSED)
"""In, but the system refused it or holds something else: the operator decides."""

READY = OutcomeLook("Ready", "barcode-bold", Tone.NEUTRAL)
"""Nobody has come yet, or the field was cleared."""

HELD = OutcomeLook("Held", "hand-palm-bold", Tone.OWING)
"""Who was asked about was not admitted."""

UNDONE = OutcomeLook("Undone", "arrow-counter-clockwise-bold", Tone.NEUTRAL)
"""An admission was taken back."""


def outcome_look(outcome: Outcome | None) -> OutcomeLook:
    """What the card of an outcome looks like; None asks whether to admit."""
    return _LOOKS[outcome]


def decision_look(decision: Decision) -> OutcomeLook:
    """What the card of a decision looks like."""
    if decision.undecided:
        return UNDECIDED
    return ON_THIS_DESK if decision.kept_here else outcome_look(decision.outcome)
