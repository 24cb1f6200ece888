"""Marks: made, taken back, decided. On disk before any screen shows them; no network here.

Design: attendance, rules 1, 2 and 5, and "Undo".
"""

import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from eventdesk.domain.account import check_writable
from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    AttendanceStatus,
    Mark,
    MarkState,
    known_status,
)
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.domain.changes import Changes
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.providers import registry
from eventdesk.services.desk import DeskService
from eventdesk.services.mark_writing import keep, show_system_status
from eventdesk.services.undoing import Undoing
from eventdesk.storage import accounts, activity, attendees, events, outbox
from eventdesk.storage.database import Database
from eventdesk.sync.ledger import entry, show


@dataclass(frozen=True, slots=True)
class MarkOutcome:
    """What marking did: the new marks, and who had the status already."""

    marks: tuple[Mark, ...]
    already: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class UndoneAct:
    """What taking an act back did: the new marks, and a sentence for each that had to stay."""

    marks: tuple[Mark, ...]
    problems: tuple[str, ...]
    changes: Changes


class MarkingService:
    """What an operator does to attendance. Quick: belongs on the `db` lane."""

    def __init__(
        self,
        database: Database,
        desk: DeskService,
        clock: Clock,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock
        self._new_id = new_id
        self._undoing = Undoing(desk, clock, new_id)

    def mark(
        self, ref: EventRef, attendee_refs: Sequence[str], status: str, *, by: str | None = None
    ) -> MarkOutcome:
        """Mark attendees of an event, all in one transaction.

        Somebody who is shown with that status already is left as they are.

        Raises:
            BadRequest: not one of the five statuses. NotThere: no such event or attendee.
        """
        wanted = known_status(status)
        if wanted is None:
            raise BadRequest(
                f"“{status}” is not a status that can be marked.",
                f"Use one of {', '.join(AttendanceStatus)}.",
            )
        marks, already = list[Mark](), list[str]()
        with self._database.write() as tx:
            event = events.one(tx, ref)
            check_writable(event.account)
            for attendee_ref in attendee_refs:
                listed = _attendee(tx, event, attendee_ref)
                if listed.status == wanted and listed.mark_state not in NEEDS_DECISION:
                    already.append(attendee_ref)
                else:
                    marks.append(self._mark_one(tx, event, listed, wanted, by))
        return MarkOutcome(tuple(marks), tuple(already), _changes([ref]) if marks else Changes())

    def _mark_one(
        self,
        tx: sqlite3.Connection,
        event: ListedEvent,
        listed: ListedAttendee,
        status: AttendanceStatus,
        by: str | None,
    ) -> Mark:
        attendee = listed.attendee
        info = registry.provider_class(event.account.system).info
        mark = Mark(
            id=self._new_id(),
            account_id=event.account.id,
            event_ref=event.event.ref,
            attendee_ref=attendee.ref,
            person=attendee.person if info.marks_persons else "",
            name=attendee.name,
            event_title=event.event.title,
            status=status,
            base=attendee.status,
            previous=listed.status,
            by=self._desk.operator(tx) if by is None else by,
            desk=self._desk.name(tx),
            marked_at=self._clock.now(),
            state=_first_state(info, listed),
        )
        keep(tx, mark, "mark", event.account.name, self._clock.now())
        return mark

    def undo(self, mark_id: str | None = None, *, by: str | None = None) -> MarkOutcome:
        """Take back a mark, or the last one of this desk.

        While it was not sent it is simply cancelled; else the previous status is sent and read
        back. The log keeps both.

        Raises:
            NotThere: nothing to undo. BadRequest: it was taken back before, or its previous
                status is one that cannot be marked.
        """
        with self._database.write() as tx:
            undone, ref = self._undoing.undo(tx, self._undoing.wanted(tx, mark_id), by)
        return MarkOutcome((undone,), (), _changes([ref]))

    def undo_act(self, mark_ids: Sequence[str], *, by: str | None = None) -> UndoneAct:
        """Take back the marks of one act, the last first, all in one transaction.

        Those taken back before are passed over. One that cannot be taken back, as when its
        attendee was marked again since, holds up none of the others.
        """
        marks, problems, refs = list[Mark](), dict[str, None](), dict[EventRef, None]()
        with self._database.write() as tx:
            for mark_id in reversed(mark_ids):
                try:
                    mark = self._undoing.of_act(tx, mark_id)
                    if mark is not None:
                        undone, ref = self._undoing.undo(tx, mark, by)
                        marks.append(undone)
                        refs[ref] = None
                except (BadRequest, NotThere) as error:  # raised before anything is written
                    problems[error.message] = None
        changes = _changes(list(refs)) if marks else Changes()
        return UndoneAct(tuple(marks), tuple(problems), changes)

    def resolve(self, mark_id: str, *, keep_ours: bool, by: str | None = None) -> MarkOutcome:
        """Decide a refused or conflicting mark: send ours again, or take what the system holds.

        Ours for an attendee that the system no longer lists stays on this desk.
        """
        with self._database.write() as tx:
            mark = outbox.by_id(tx, mark_id)
            if mark.state not in NEEDS_DECISION:
                raise BadRequest(f"The mark of {mark.name} needs no decision: it is {mark.state}.")
            account = accounts.by_id(tx, mark.account_id)
            name = "" if account is None else account.name
            decided = self._decided(tx, mark, keep_ours)
            if account is not None and decided.state is MarkState.PENDING:
                check_writable(account)
            outbox.update(tx, decided)
            if keep_ours:
                show(tx, decided)
            else:
                show_system_status(tx, decided)
            who = self._desk.operator(tx) if by is None else by
            line = entry(decided, "decision", name, self._clock.now())
            activity.add(tx, replace(line, by=who, desk=self._desk.name(tx)))
        return MarkOutcome((decided,), (), _changes([EventRef(name, mark.event_ref)]))

    def _decided(self, tx: sqlite3.Connection, mark: Mark, keep_ours: bool) -> Mark:
        if not keep_ours:
            reason = "Decided: the system's status counts."
            now = self._clock.now()
            return replace(mark, state=MarkState.UNDONE, reason=reason, settled_at=now)
        remote = _listed_status(tx, mark) if mark.remote is None else mark.remote
        if remote is None:
            return replace(mark, state=MarkState.LOCAL, reason="Decided: kept on this desk.")
        base = remote if mark.state is MarkState.CONFLICT else remote or mark.base
        return replace(
            mark, state=MarkState.PENDING, base=base, reason="Decided: ours counts.",
            settled_at=None, next_try_at=None,
        )  # fmt: skip


def _first_state(info: SystemInfo, listed: ListedAttendee) -> MarkState:
    """Sent where the system takes attendance of this attendee, else kept on this desk."""
    known_there = not (listed.gone or listed.desk_only)
    can_send = Capability.ATTENDANCE in info.capabilities and known_there
    if can_send and (listed.attendee.person or not info.marks_persons):
        return MarkState.PENDING
    return MarkState.LOCAL


def _listed_status(tx: sqlite3.Connection, mark: Mark) -> str | None:
    """What the system holds for the attendee as last read; None where it lists them no more.

    A list from before the system said that they, or their event, are not there tells nothing.
    """
    read_at = events.read_at(tx, mark.account_id, mark.event_ref)
    if read_at is None or (mark.settled_at is not None and read_at < mark.settled_at):
        return None
    event_id = events.event_id(tx, mark.account_id, mark.event_ref)
    listed = None if event_id is None else attendees.one(tx, event_id, mark.attendee_ref)
    return None if listed is None or listed.gone else listed.attendee.status


def _attendee(tx: sqlite3.Connection, event: ListedEvent, ref: str) -> ListedAttendee:
    listed = attendees.one(tx, event.id, ref)
    if listed is None:
        raise NotThere(f"“{event.event.title}” has no attendee {ref}.")
    return listed


def _changes(refs: Sequence[EventRef]) -> Changes:
    return Changes(accounts=True, calendar=True, details=frozenset(refs), marks=True)
