"""Everything that a desk book does, a short transaction each. Imports SQLAlchemy: open it late."""

from collections.abc import Container, Iterator, Sequence

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Values
from eventdesk.domain.contact import HistoryEntry
from eventdesk.domain.event import Event, Window
from eventdesk.domain.importing import ImportOutcome, ImportRow
from eventdesk.domain.progress import ProgressCallback
from eventdesk.providers.base import Batch, ProviderContext, Seen
from eventdesk.providers.deskbook import actions, attendees, editing, events, importing
from eventdesk.providers.deskbook.database import Database
from eventdesk.providers.deskbook.info import ALL_DAYS
from eventdesk.providers.deskbook.mapping import (
    attendee_fingerprint,
    attendee_from,
    event_fingerprint,
    event_from,
)
from eventdesk.providers.deskbook.records import Author, read_history

CHUNK = 500
"""Rows that are read at once."""


class Book:
    """One desk book. The provider's methods of the same names say what each does and raises."""

    def __init__(self, context: ProviderContext) -> None:
        self._clock = context.clock
        self._database = Database(context)

    @property
    def transactions(self) -> int:
        """How many transactions were begun."""
        return self._database.transactions

    def check(self) -> str:
        """Says that the book opens; a file that is not there yet is not made for that."""
        new_file = self._database.file_to_make
        if new_file is not None and new_file.parent.is_dir():
            return f"A new desk book will be kept in {new_file.name}."
        with self._database.read() as tx:
            number = len(events.versions(tx, ALL_DAYS))
        noun = "event" if number == 1 else "events"
        return f"{self._database.where} opens and holds {number} {noun}."

    def events(
        self, window: Window, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """Only rows whose fingerprint is not known are read."""
        with self._database.read() as tx:
            listed = {
                uid: (event_fingerprint(uid, version, *counts), counts)
                for uid, version, *counts in events.versions(tx, window)
            }
        unchanged = [number for number, _ in listed.values() if number in known]
        yield Batch(unchanged=unchanged, total=len(listed))
        fresh = [uid for uid, (number, _) in listed.items() if number not in known]
        for uids in _chunks(fresh):
            cancel.check()
            with self._database.read() as tx:
                found = events.rows(tx, uids)
            items = [
                (
                    event_fingerprint(uid, found[uid].version, *listed[uid][1]),
                    event_from(found[uid], *listed[uid][1]),
                )
                for uid in uids
                if uid in found
            ]
            yield Batch(items, total=len(listed))

    def gone(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those of the events that are no longer in the book."""
        there = set[str]()
        for uids in _chunks(refs):
            cancel.check()
            with self._database.read() as tx:
                there.update(events.rows(tx, uids))
        return frozenset(refs) - there

    def event(self, ref: str) -> Event:
        """One event."""
        with self._database.read() as tx:
            return events.one(tx, ref)[0]

    def attendees(
        self, event_ref: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Only rows whose fingerprint is not known are read."""
        with self._database.read() as tx:
            events.one(tx, event_ref)
            listed = attendees.versions(tx, event_ref)
        numbers = [(attendee_fingerprint(uid, version), uid) for uid, version in listed]
        unchanged = [number for number, _ in numbers if number in known]
        yield Batch(unchanged=unchanged, total=len(listed))
        for uids in _chunks([uid for number, uid in numbers if number not in known]):
            cancel.check()
            with self._database.read() as tx:
                rows = attendees.rows(tx, uids)
            items = [
                (attendee_fingerprint(row.uid, row.version), attendee_from(row)) for row in rows
            ]
            yield Batch(items, total=len(listed))

    def set_attendance(self, event_ref: str, attendee: Attendee, status: str) -> Sequence[Seen]:
        """Set a status over what the desk has seen, or tell what is held instead."""
        with self._database.write() as tx:
            return [attendees.set_status(tx, self._author(), event_ref, attendee, status)]

    def actions(self, event: Event | None) -> Sequence[Action]:
        """What can be done now."""
        if event is None:
            return (actions.NEW_EVENT,)
        with self._database.read() as tx:
            number = attendees.count(tx, event.ref)
        return (
            actions.edit(event),
            actions.ADD_ATTENDEE,
            actions.EDIT_ATTENDEE,
            actions.REMOVE_ATTENDEE,
            actions.delete(event, number),
        )

    def act(self, event: Event | None, action: str, values: Values) -> ActionResult:
        """Do one of the actions."""
        with self._database.write() as tx:
            return editing.do(tx, self._author(), event, action, values)

    def import_attendees(
        self,
        event_ref: str,
        rows: Sequence[ImportRow],
        *,
        dry_run: bool,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ImportOutcome:
        """Write a list in one transaction; a dry run only compares."""
        if dry_run:
            with self._database.read() as tx:
                if event_ref:
                    events.one(tx, event_ref)
                return importing.plan(tx, event_ref, rows, cancel).outcome
        with self._database.write() as tx:
            events.one(tx, event_ref, to_change=True)
            plan = importing.plan(tx, event_ref, rows, cancel)
            importing.write(tx, self._author(), plan, progress, cancel)
            cancel.check()
        return plan.outcome

    def wipe_attendees(self, event_refs: Sequence[str], cancel: CancelToken) -> int:
        """Delete the attendees of events with their history, an event at a time."""
        wiped = 0
        for uid in event_refs:
            cancel.check()
            with self._database.write() as tx:
                wiped += attendees.wipe(tx, uid)
        return wiped

    def history(self, ref: str) -> Sequence[HistoryEntry]:
        """The history of an event or an attendee, newest first."""
        with self._database.read() as tx:
            return read_history(tx, ref)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _author(self) -> Author:
        return Author.now(self._clock)


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
