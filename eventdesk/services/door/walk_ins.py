"""Puts somebody who is on no list on one, and admits them.

The system's own action adds them where it has one; else they are kept on this desk, as they are
where the system cannot be reached. Nobody is ever shown as if the system had them when it has not.
"""

import sqlite3
import uuid
from dataclasses import replace

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import ActionResult
from eventdesk.domain.clock import Clock
from eventdesk.domain.door import WalkIn
from eventdesk.domain.errors import BadRequest, NotThere, ProviderError, Refused, Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.services.actions import ActionsService
from eventdesk.services.desk import DeskService
from eventdesk.services.door.admitting import Admitting
from eventdesk.services.door.answers import Decided
from eventdesk.services.door.events import trouble
from eventdesk.services.door.guests import EventAtDoor, event_at_door
from eventdesk.storage import activity, walk_ins
from eventdesk.storage.database import Database


class WalkIns:
    """Adds walk-ins."""

    def __init__(
        self,
        database: Database,
        actions: ActionsService,
        admitting: Admitting,
        desk: DeskService,
        clock: Clock,
    ) -> None:
        self._database = database
        self._actions = actions
        self._admitting = admitting
        self._desk = desk
        self._clock = clock

    def add(self, ref: EventRef, walk_in: WalkIn, *, by: str | None) -> Decided:
        """Put somebody on the list of an event and admit them."""
        walk_in = _tidied(walk_in)
        with self._database.read() as tx:
            event = event_at_door(tx, ref)
        if problem := trouble(event):
            raise BadRequest(problem)
        why = ""
        if event.info is not None and event.info.adds_attendees:
            try:
                return self._add_to_system(event, event.info.adds_attendees, walk_in, by)
            except Refused:
                raise
            except (ProviderError, NotThere) as error:
                why = _why_kept_here(event, error)
        attendee_ref = self._keep(event, walk_in, why, by)
        decided = self._admitting.admit_new((ref, attendee_ref), by=by)
        reason = f"{why} {decided.decision.reason}".strip()
        return replace(decided, decision=replace(decided.decision, reason=reason))

    def _add_to_system(
        self, event: EventAtDoor, action: str, walk_in: WalkIn, by: str | None
    ) -> Decided:
        status = AttendanceStatus.ACCEPTED
        values = {
            "name": walk_in.name,
            "email": walk_in.email,
            "ticket": walk_in.ticket,
            "note": walk_in.note,
            "status": status,
        }
        done = self._actions.act(event.ref, action, values, CancelToken())
        attendee = Attendee(
            _reference(done),
            walk_in.name,
            status,
            walk_in.email,
            ticket=walk_in.ticket,
            note=walk_in.note,
        )
        with self._database.write() as tx:
            walk_ins.add_listed(tx, event.listed.id, attendee)
        return self._admitting.admit_new((event.ref, attendee.ref), by=by)

    def _keep(self, event: EventAtDoor, walk_in: WalkIn, why: str, by: str | None) -> str:
        with self._database.write() as tx:
            kept = walk_ins.KeptWalkIn(
                event.listed.account.id,
                event.ref.id,
                f"walk-in-{uuid.uuid4().hex}",
                name=walk_in.name,
                email=walk_in.email,
                ticket=walk_in.ticket,
                note=walk_in.note,
                by=self._desk.operator(tx) if by is None else by,
                desk=self._desk.name(tx),
                added_at=self._clock.now(),
            )
            walk_ins.add(tx, event.listed.id, kept)
            self._log(tx, event, kept, why)
        return kept.ref

    def _log(
        self, tx: sqlite3.Connection, event: EventAtDoor, kept: walk_ins.KeptWalkIn, why: str
    ) -> None:
        activity.add(
            tx,
            ActivityEntry(
                at=kept.added_at,
                kind="walk-in",
                account=event.ref.account,
                event_ref=event.ref.id,
                event_title=event.listed.event.title,
                attendee_ref=kept.ref,
                name=kept.name,
                by=kept.by,
                desk=kept.desk,
                outcome="kept on this desk only",
                reason=why,
            ),
        )


def _tidied(walk_in: WalkIn) -> WalkIn:
    name, email, ticket = (
        " ".join(text.split()) for text in (walk_in.name, walk_in.email, walk_in.ticket)
    )
    if not name:
        raise BadRequest("A walk-in needs a name.", "Type the name that they tell.")
    return WalkIn(name, email, ticket, walk_in.note.strip())


def _why_kept_here(event: EventAtDoor, error: ProviderError | NotThere) -> str:
    """Said at the door; whoever reads it can tell two of one name apart later."""
    if isinstance(error, Unreachable) and error.may_have_arrived:
        account = event.listed.account.name
        return (
            f"{error.sentence} They may be on the list of {account} too: "
            "if they are there twice later, undo this one and admit the other."
        )
    return error.sentence


def _reference(done: ActionResult) -> str:
    """The new attendee's reference in the answer of `SystemInfo.adds_attendees`."""
    return dict(done.details)["Attendee"]
