"""How an attendee's status and this desk's mark over it are said and coloured. No widgets."""

from dataclasses import dataclass

from eventdesk.domain.attendance import AttendanceStatus, MarkState, status_title
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A chip: a word or two, an icon, a tone; `sentence` is what a screen reader says."""

    text: str
    sentence: str
    tone: Tone
    icon: str


_STATUS: dict[str, tuple[Tone, str]] = {
    AttendanceStatus.INVITED: (Tone.NEUTRAL, "envelope-simple"),
    AttendanceStatus.ACCEPTED: (Tone.NEUTRAL, "circle"),
    AttendanceStatus.DECLINED: (Tone.NEUTRAL, "minus-circle"),
    AttendanceStatus.ATTENDED: (Tone.CONFIRMED, "check-circle"),
    AttendanceStatus.NO_SHOW: (Tone.ALREADY, "user-minus"),
}
_UNKNOWN_STATUS = (Tone.NEUTRAL, "question")

_WAITING = ("waiting", "waiting on this desk", Tone.WAITING, "clock-fill")
_UNSURE = ("sent, not answered", "sent, the answer is still missing", Tone.WAITING, "clock-fill")
_MARKS: dict[MarkState, tuple[str, str, Tone, str]] = {
    MarkState.PENDING: _WAITING,
    MarkState.SENDING: _WAITING,
    MarkState.UNKNOWN: _UNSURE,
    MarkState.REFUSED: ("refused", "refused by the system", Tone.REFUSED, "x-circle-fill"),
    MarkState.CONFLICT: (
        "needs decision",
        "the system holds something newer: needs your decision",
        Tone.REFUSED,
        "warning-circle-fill",
    ),
    MarkState.LOCAL: ("on this desk", "kept on this desk", Tone.NEUTRAL, "desktop"),
}


def status_look(listed: ListedAttendee) -> StatusLook:
    """What the status column shows of an attendee."""
    title = status_title(listed.status)
    state = listed.mark_state
    if state in _MARKS:
        word, words, tone, icon = _MARKS[state]
        look = StatusLook(f"{title} · {word}", f"{title}, {words}", tone, icon)
    elif state is MarkState.CONFIRMED:
        tone, _ = _STATUS.get(listed.status, _UNKNOWN_STATUS)
        look = StatusLook(title, f"{title}, confirmed by the system", tone, "check-circle-fill")
    else:
        tone, icon = _STATUS.get(listed.status, _UNKNOWN_STATUS)
        look = StatusLook(title, title, tone, icon)
    if listed.gone:
        sentence = f"{look.sentence}; the system no longer lists this attendee"
        return StatusLook(look.text, sentence, look.tone, look.icon)
    return look
