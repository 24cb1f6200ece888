"""Taking marks back: which ones may be, and what is written then. In the caller's transaction.

Design: attendance, "Undo".
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from eventdesk.domain.account import check_writable
from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    Mark,
    MarkState,
    known_status,
    status_title,
)
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.services.desk import DeskService
from eventdesk.services.mark_writing import REPLACEABLE, keep, show_system_status
from eventdesk.storage import accounts, outbox

_ENDED = (MarkState.UNDONE, MarkState.REPLACED)


class Undoing:
    """Makes the marks that take others back."""

    def __init__(self, desk: DeskService, clock: Clock, new_id: Callable[[], str]) -> None:
        self._desk = desk
        self._clock = clock
        self._new_id = new_id

    def of_act(self, tx: sqlite3.Connection, mark_id: str) -> Mark | None:
        """One mark of an act, None where it was taken back before.

        One that a later mark replaced stands again once that one was taken back: what became of
        it since is that later undo's.
        """
        mark = outbox.by_id(tx, mark_id)
        if mark.state is MarkState.UNDONE or outbox.is_undone(tx, mark_id):
            return None
        _check_nothing_later(tx, mark)
        if mark.state is MarkState.REPLACED:
            newest = outbox.of_person(tx, mark, MarkState)[-1]
            restores = newest.undo_of and newest.status == mark.status
            if restores and newest.state not in _ENDED:
                return replace(mark, state=newest.state, base=newest.base)
        return self.wanted(tx, mark_id)

    def undo(self, tx: sqlite3.Connection, mark: Mark, by: str | None) -> tuple[Mark, EventRef]:
        """Take back what `wanted` or `of_act` gave: the new mark, and its event.

        Raises, with nothing written:
            NotThere: the account is gone. BadRequest: its previous status cannot be marked, or
                nothing may be written to the account.
        """
        account = accounts.by_id(tx, mark.account_id)
        if account is None:
            raise NotThere(f"The account of the mark of {mark.name} is gone.")
        undone = self._undo_of(tx, mark, by)
        if undone.state is MarkState.PENDING:
            check_writable(account)
        if mark.state in REPLACEABLE:
            outbox.update(tx, replace(mark, state=MarkState.UNDONE, settled_at=self._clock.now()))
        keep(tx, undone, "undo", account.name, self._clock.now())
        if undone.state is MarkState.CONFIRMED:
            show_system_status(tx, undone)
        return undone, EventRef(account.name, mark.event_ref)

    def wanted(self, tx: sqlite3.Connection, mark_id: str | None) -> Mark:
        """A mark that may be taken back; None asks for the last one of this desk.

        Raises:
            NotThere: there is none. BadRequest: it is not the attendee's last that stands.
        """
        if mark_id is None:
            last = outbox.last_to_undo(tx, self._desk.name(tx))
            if last is None:
                raise NotThere("There is nothing to undo at this desk.")
            return last
        mark = outbox.by_id(tx, mark_id)
        if mark.state in _ENDED or outbox.is_undone(tx, mark.id):
            raise BadRequest(f"The mark of {mark.name} was taken back or replaced before.")
        if mark.undo_of:
            raise BadRequest(f"That took back a mark of {mark.name}.", "Mark them again instead.")
        _check_nothing_later(tx, mark)
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


def _check_nothing_later(tx: sqlite3.Connection, mark: Mark) -> None:
    if outbox.stands_over(tx, mark):
        raise BadRequest(f"{mark.name} was marked again since.", "Take the later mark back.")


def _why_unsent(mark: Mark) -> str:
    if mark.state in NEEDS_DECISION:
        return "Taken back; the system never took it."
    return "Taken back before it was sent."


def _check_can_set_back(mark: Mark) -> None:
    """Raise `BadRequest` where the previous status is one that no system takes from here."""
    if mark.state is not MarkState.LOCAL and known_status(mark.previous) is None:
        raise BadRequest(
            f"{mark.name} was “{status_title(mark.previous)}” before, "
            "a status that cannot be set from here.",
            "Mark another status instead.",
        )
