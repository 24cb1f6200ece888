"""Each step of a mark's life as one short transaction: outbox, what is shown, and the log."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.domain.clock import Clock
from eventdesk.providers.base import Seen
from eventdesk.storage import activity, attendees, events, outbox
from eventdesk.storage.database import Database


class Ledger:
    """Writes where a mark stands. Never talks to a system; no transaction outlives a call."""

    def __init__(self, database: Database, clock: Clock, account_name: str) -> None:
        self._database = database
        self._clock = clock
        self._account_name = account_name

    def claim(self, mark: Mark) -> Mark | None:
        """Take a mark for sending; None where another hand settled or replaced it meanwhile."""
        with self._database.write() as tx:
            current = outbox.by_id(tx, mark.id)
            if current.state is not MarkState.PENDING:
                return None
            claimed = replace(current, state=MarkState.SENDING, tries=current.tries + 1)
            outbox.update(tx, claimed)
            show(tx, claimed)
            return claimed

    def confirm(self, mark: Mark, reason: str, *, seen: Sequence[Seen] = ()) -> bool:
        """The system has it. False where another hand took the mark back meanwhile."""
        now = self._clock.now()
        settled = replace(
            mark,
            state=MarkState.CONFIRMED,
            uploaded_at=mark.uploaded_at or (now if seen else None),
            settled_at=now,
            remote=mark.status,
            reason=reason,
            next_try_at=None,
        )
        with self._database.write() as tx:
            if outbox.by_id(tx, mark.id).state is not mark.state:
                return False
            event_id = events.event_id(tx, mark.account_id, mark.event_ref)
            if event_id is not None and seen:
                # Every place of the person takes the answer's status (apis/sheepcrm.md section 9);
                # the next list says so, or corrects it.
                told = {place.attendee_ref for place in seen}
                for ref in sorted(told.union(places(tx, event_id, mark))):
                    attendees.set_status(tx, event_id, ref, mark.status)
            # The operator made later marks knowing of this one: it is what they build upon.
            for later in outbox.of_person(tx, settled, (MarkState.PENDING,)):
                outbox.update(tx, replace(later, base=settled.status))
            self._record(tx, settled, "confirmed")
        return True

    def wait(self, mark: Mark, reason: str, *, until: datetime | None) -> Mark:
        """Nothing was carried out; try again, not before `until` (UTC)."""
        waiting = replace(mark, state=MarkState.PENDING, next_try_at=until, reason=reason)
        return self._write(mark, waiting, "waiting")

    def lost_sight(self, mark: Mark, reason: str) -> Mark:
        """Sent, and no answer that says what became of it."""
        unknown = replace(
            mark,
            state=MarkState.UNKNOWN,
            uploaded_at=mark.uploaded_at or self._clock.now(),
            reason=reason,
        )
        return self._write(mark, unknown, "unknown")

    def refuse(self, mark: Mark, reason: str, *, remote: str | None = "") -> Mark:
        """The system said no for good."""
        now = self._clock.now()
        refused = replace(
            mark,
            state=MarkState.REFUSED,
            uploaded_at=mark.uploaded_at or now,
            settled_at=now,
            reason=reason,
            remote=remote,
        )
        return self._write(mark, refused, "refused")

    def conflict(self, mark: Mark, reason: str, *, remote: str | None) -> Mark:
        """The system holds something newer that differs, or the attendee is gone (None)."""
        now = self._clock.now()
        conflict = replace(
            mark, state=MarkState.CONFLICT, settled_at=now, reason=reason, remote=remote
        )
        return self._write(mark, conflict, "conflict")

    def _write(self, was: Mark, mark: Mark, kind: str) -> Mark:
        """The mark as it is now: what another hand made of it meanwhile stands."""
        with self._database.write() as tx:
            current = outbox.by_id(tx, mark.id)
            if current.state is not was.state:
                return current
            later = outbox.of_person(tx, mark, (MarkState.PENDING,))
            if later and mark.state is not MarkState.UNKNOWN:
                mark = self._give_way(tx, mark, later)
            self._record(tx, mark, kind)
        return mark

    def _give_way(self, tx: sqlite3.Connection, mark: Mark, later: Sequence[Mark]) -> Mark:
        """A mark that was not carried out is never sent after the operator changed their mind."""
        for other in later:
            if other.undo_of == mark.id:
                outbox.update(tx, replace(other, base=mark.base))
        undone = any(other.undo_of == mark.id for other in later)
        state = MarkState.UNDONE if undone else MarkState.REPLACED
        return replace(mark, state=state, settled_at=self._clock.now(), next_try_at=None)

    def _record(self, tx: sqlite3.Connection, mark: Mark, kind: str) -> None:
        outbox.update(tx, mark)
        show(tx, mark)
        activity.add(tx, entry(mark, kind, self._account_name, self._clock.now()))


def entry(mark: Mark, kind: str, account_name: str, at: datetime) -> ActivityEntry:
    """The line of the log for a mark."""
    return ActivityEntry(
        at=at,
        kind=kind,
        account=account_name,
        event_ref=mark.event_ref,
        event_title=mark.event_title,
        attendee_ref=mark.attendee_ref,
        name=mark.name,
        status=mark.status,
        by=mark.by,
        desk=mark.desk,
        outcome=mark.state,
        reason=mark.reason,
        mark_id=mark.id,
        acted_at=mark.marked_at,
        uploaded_at=mark.uploaded_at,
    )


def show(tx: sqlite3.Connection, mark: Mark) -> None:
    """Lay a mark over the attendee's places, unless a later mark lies there."""
    event_id = events.event_id(tx, mark.account_id, mark.event_ref)
    if event_id is None or not outbox.is_newest(tx, mark):
        return
    refs = places(tx, event_id, mark)
    if mark.state is MarkState.CONFIRMED:
        held = {ref: attendees.one(tx, event_id, ref) for ref in refs}
        differ = [ref for ref, it in held.items() if it and it.attendee.status != mark.status]
        attendees.clear_mark(tx, event_id, differ)
        refs = [ref for ref in refs if ref not in differ]
    attendees.show_mark(tx, event_id, refs, attendees.OverlayMark.of(mark))


def places(tx: sqlite3.Connection, event_id: int, mark: Mark) -> list[str]:
    """References of the places a mark speaks of: those of the person, else the attendee's own.

    The attendee's own place may be somebody else's by now; it counts while the person has none.
    """
    same = attendees.with_person(tx, event_id, mark.person) if mark.person else []
    return sorted(listed.attendee.ref for listed in same) or [mark.attendee_ref]
