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
    status_title,
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
from eventdesk.storage import accounts, activity, attendees, events, outbox
from eventdesk.storage.database import Database
from eventdesk.sync.ledger import entry, places, show


@dataclass(frozen=True, slots=True)
class MarkOutcome:
    """What marking did: the new marks, and who had the status already."""

    marks: tuple[Mark, ...]
    already: tuple[str, ...]
    changes: Changes


_REPLACEABLE = (MarkState.PENDING, MarkState.REFUSED, MarkState.CONFLICT, MarkState.LOCAL)
"""States of an earlier mark that a later one of the same attendee takes the place of."""


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
        self._keep(tx, mark, "mark", event.account.name)
        return mark

    def _keep(self, tx: sqlite3.Connection, mark: Mark, kind: str, account_name: str) -> None:
        outbox.add(tx, mark)
        for earlier in outbox.of_person(tx, mark, _REPLACEABLE):
            # A mark that an undo takes back was given its own state by the undo.
            outbox.update(tx, replace(earlier, state=MarkState.REPLACED))
        show(tx, mark)
        activity.add(tx, entry(mark, kind, account_name, self._clock.now()))

    def undo(self, mark_id: str | None = None, *, by: str | None = None) -> MarkOutcome:
        """Take back a mark, or the last one of this desk.

        While it was not sent it is simply cancelled; else the previous status is sent and read
        back. The log keeps both.

        Raises:
            NotThere: nothing to undo. BadRequest: it was taken back before, or its previous
                status is one that cannot be marked.
        """
        with self._database.write() as tx:
            mark = self._to_undo(tx, mark_id)
            account = accounts.by_id(tx, mark.account_id)
            if account is None:
                raise NotThere(f"The account of the mark of {mark.name} is gone.")
            undone = self._undo_of(tx, mark, by)
            if undone.state is MarkState.PENDING:
                check_writable(account)
            if mark.state in _REPLACEABLE:
                outbox.update(
                    tx, replace(mark, state=MarkState.UNDONE, settled_at=self._clock.now())
                )
            self._keep(tx, undone, "undo", account.name)
            if undone.state is MarkState.CONFIRMED:
                _show_system_status(tx, undone)
        return MarkOutcome((undone,), (), _changes([EventRef(account.name, mark.event_ref)]))

    def _to_undo(self, tx: sqlite3.Connection, mark_id: str | None) -> Mark:
        if mark_id is None:
            last = outbox.last_to_undo(tx, self._desk.name(tx))
            if last is None:
                raise NotThere("There is nothing to undo at this desk.")
            return last
        mark = outbox.by_id(tx, mark_id)
        if mark.state in (MarkState.UNDONE, MarkState.REPLACED) or outbox.is_undone(tx, mark.id):
            raise BadRequest(f"The mark of {mark.name} was taken back or replaced before.")
        if mark.undo_of:
            raise BadRequest(f"That took back a mark of {mark.name}.", "Mark them again instead.")
        if outbox.stands_over(tx, mark):
            raise BadRequest(f"{mark.name} was marked again since.", "Take the later mark back.")
        return mark

    def _undo_of(self, tx: sqlite3.Connection, mark: Mark, by: str | None) -> Mark:
        was_sent = mark.state in (MarkState.SENDING, MarkState.UNKNOWN, MarkState.CONFIRMED)
        on_its_way = outbox.of_person(tx, mark, (MarkState.SENDING, MarkState.UNKNOWN))
        nothing_to_send = not (was_sent or on_its_way) and mark.previous == mark.base
        if not nothing_to_send:
            _check_can_set_back(mark)
        state = MarkState.LOCAL if mark.state is MarkState.LOCAL else MarkState.PENDING
        return replace(
            mark,
            id=self._new_id(),
            status=mark.previous,
            base=mark.status if was_sent else mark.base,
            previous=mark.status,
            by=self._desk.operator(tx) if by is None else by,
            desk=self._desk.name(tx),
            marked_at=self._clock.now(),
            state=MarkState.CONFIRMED if nothing_to_send else state,
            settled_at=self._clock.now() if nothing_to_send else None,
            uploaded_at=None,
            tries=0,
            next_try_at=None,
            remote="",
            reason=_why_unsent(mark) if nothing_to_send else "",
            undo_of=mark.id,
        )

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
                _show_system_status(tx, decided)
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


def _why_unsent(mark: Mark) -> str:
    if mark.state in NEEDS_DECISION:
        return "Taken back; the system never took it."
    return "Taken back before it was sent."


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


def _check_can_set_back(mark: Mark) -> None:
    """Raise `BadRequest` where the previous status is one that no system takes from here."""
    if mark.state is not MarkState.LOCAL and known_status(mark.previous) is None:
        raise BadRequest(
            f"{mark.name} was “{status_title(mark.previous)}” before, "
            "a status that cannot be set from here.",
            "Mark another status instead.",
        )


def _attendee(tx: sqlite3.Connection, event: ListedEvent, ref: str) -> ListedAttendee:
    listed = attendees.one(tx, event.id, ref)
    if listed is None:
        raise NotThere(f"“{event.event.title}” has no attendee {ref}.")
    return listed


def _show_system_status(tx: sqlite3.Connection, mark: Mark) -> None:
    event_id = events.event_id(tx, mark.account_id, mark.event_ref)
    if event_id is not None and outbox.is_newest(tx, mark):
        attendees.clear_mark(tx, event_id, places(tx, event_id, mark))


def _changes(refs: Sequence[EventRef]) -> Changes:
    return Changes(accounts=True, calendar=True, details=frozenset(refs), marks=True)
