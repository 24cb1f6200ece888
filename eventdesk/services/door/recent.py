"""What a door last said, read from the activity log."""

import sqlite3
from collections.abc import Sequence

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import NEEDS_DECISION, MarkState
from eventdesk.domain.door import Decision, Guest, Outcome
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import EventRef
from eventdesk.services.door import wording
from eventdesk.services.door.guests import EventAtDoor, events_at_door, guest_with
from eventdesk.storage import activity, outbox
from eventdesk.storage.database import Database

_TAKEN_BACK = (MarkState.UNDONE, MarkState.REPLACED)


class Recent:
    """Reads of the log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recent(self, refs: Sequence[EventRef], limit: int) -> list[Decision]:
        """The newest decisions of all events first. Raises `NotThere` where none is there."""
        found = list[Decision]()
        with self._database.read() as tx:
            for event in events_at_door(tx, refs):
                ref = event.ref
                lines = activity.at_door(tx, ref.account, ref.id, limit=limit)
                found += [_decision(tx, event, line) for line in lines]
        return sorted(found, key=lambda decision: decision.at, reverse=True)[:limit]


def _decision(tx: sqlite3.Connection, event: EventAtDoor, line: ActivityEntry) -> Decision:
    guest = _guest(tx, event, line)
    if line.kind == "mark":
        return _admission(tx, event, line, guest)
    outcome = Outcome(line.outcome)
    if guest is not None:
        sentence = wording.said(outcome, guest, line.at)
    else:
        sentence = f"Refused: {line.name}." if line.name else wording.unknown_code(line.code)
    name = "" if guest else line.name
    return Decision(outcome, line.at, sentence, line.reason, guest, line.code, name=name)


def _admission(
    tx: sqlite3.Connection, event: EventAtDoor, line: ActivityEntry, guest: Guest | None
) -> Decision:
    """As it stands now: what waited may have arrived, and who was admitted may not be in."""
    mark = outbox.by_id(tx, line.mark_id)
    undone = mark.state in _TAKEN_BACK or outbox.is_undone(tx, mark.id)
    if guest is None and not undone:
        came = f"In: {line.name}."
        gone = f"{event.listed.account.name} no longer lists them."
        return Decision(Outcome.IN, line.at, came, gone, name=line.name)
    if guest is None or undone:
        back = f"Taken back: {line.name}."
        return Decision(None, line.at, back, guest=guest, name="" if guest else line.name)
    outcome, reason = wording.outcome_of(event, guest, mark)
    return Decision(
        outcome,
        line.at,
        wording.said(outcome, guest, line.at, mark.state),
        reason,
        guest=guest,
        mark_id=mark.id,
        kept_here=mark.state is MarkState.LOCAL,
        undecided=mark.state in NEEDS_DECISION,
    )


def _guest(tx: sqlite3.Connection, event: EventAtDoor, line: ActivityEntry) -> Guest | None:
    if not line.attendee_ref:
        return None
    try:
        return guest_with(tx, event, (event.ref, line.attendee_ref))
    except NotThere:
        return None
