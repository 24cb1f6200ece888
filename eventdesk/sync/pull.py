"""Brings what a system holds into the store: only what changed is decoded and written.

A pull never overwrites an attendee's unsettled mark and never makes such an attendee disappear
(design: attendance); the store sees to both.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import starmap
from typing import Any, TypeVar

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import Mark
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.event import EventRef, Window
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.providers.base import Batch, Provider, fingerprint
from eventdesk.storage import attendees, details, events, outbox, search
from eventdesk.storage.attendees import OverlayMark
from eventdesk.storage.database import Database
from eventdesk.sync.event_lists import EventLists
from eventdesk.sync.gather import gathered
from eventdesk.sync.report import Counts
from eventdesk.sync.vanishing import VanishGuard

T = TypeVar("T")
R = TypeVar("R")

ROWS_IN_A_STEP = 200
"""Rows that are written between two looks at whether a mark waits."""

STEPS_AT_ONCE = 50
"""Steps in one transaction while none does: a commit writes most pages of every index again."""

WORDS_IN_A_STEP = 2000
"""Attendees whose words are written for the search between two looks, while no mark waits."""


class Puller:
    """Reads one account. Lives on the account's lane. `problems` are sentences for the report."""

    def __init__(
        self, database: Database, account: Account, provider: Provider, clock: Clock
    ) -> None:
        self._database = database
        self._account = account
        self._provider = provider
        self._clock = clock
        self._guard = VanishGuard(database, account)
        self.problems: list[str] = []
        self._lists = EventLists(
            database,
            account,
            provider,
            clock=clock,
            guard=self._guard,
            problems=self.problems,
        )
        self.doubtful: set[str] = set()
        """Attendees of whom the last list that was read said nothing that can be believed."""

    def events(
        self, window: Window | None, progress: ProgressCallback, cancel: CancelToken
    ) -> Counts:
        """The list of events of a window, or what changed of it since it was last read."""
        return self._lists.read(window, progress, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Counts:
        """One event with all its fields. Raises `NotThere`.

        The fingerprint stays that of the list's record, so that the next unchanged list does not
        replace what only the single answer tells.
        """
        found = self._provider.event(ref, cancel)
        with self._database.write(durable=False) as tx:
            known = events.known_fingerprints(tx, self._account.id)
            number = next((n for n, known_ref in known.items() if known_ref == found.ref), 0)
            added, changed = events.upsert(tx, self._account.id, [(number, found)])
        return Counts(added, changed)

    def attendees(self, event_ref: str, progress: ProgressCallback, cancel: CancelToken) -> Counts:
        """Every attendee of an event, then the search index over them."""
        event_id = self._event_id(event_ref, cancel)
        counts, seen = Counts(), set[str]()
        with self._database.read() as tx:
            known = attendees.known_fingerprints(tx, event_id)
            marks = _overlays(outbox.shown_over(tx, self._account.id, event_ref))
        batches = self._provider.attendees(event_ref, known=known, cancel=cancel)
        for batch in gathered(batches, ROWS_IN_A_STEP * STEPS_AT_ONCE):
            cancel.check()
            written = self._in_steps(
                _by_name(batch.items),
                lambda tx, items: attendees.upsert(tx, event_id, items, marks),
            )
            counts += sum(starmap(Counts, written), Counts())
            counts.unreadable += len(batch.unreadable)
            self.problems.extend(batch.unreadable)
            seen.update(attendee.ref for _, attendee in batch.items)
            seen.update(known[number] for number in batch.unchanged)
            progress(Progress("Reading attendees", len(seen), batch.total))
        # Somebody whose record cannot be read is not somebody who is gone.
        self.doubtful = set(known.values()) - seen if counts.unreadable else set()
        listed = set(known.values()) if not counts.unreadable else seen
        counts.removed = self._forget_missing_attendees(event_ref, event_id, listed, seen)
        self._stamp(event_id, "attendees")
        self._index(event_id, progress, cancel)
        return counts

    def _forget_missing_attendees(
        self, event_ref: str, event_id: int, known: Iterable[str], seen: set[str]
    ) -> int:
        before = set(known)
        missing = sorted(before - seen)
        name = f"attendees:{event_ref}"
        if not self._guard.allows(name, before=len(before), now=len(before & seen)):
            self.problems.append(self._guard.sentence(f"any attendee of event {event_ref}"))
            self.doubtful, missing = set(missing), []
        # What looks at every attendee writes only where it must: a mark would wait for it.
        read, write = self._database.read, self._database.write
        with read() as tx:
            strayed = attendees.strayed(tx, event_id)
        if strayed:
            with write(durable=False) as tx:
                attendees.clear_strayed(tx, event_id)
        removed = self._in_steps(missing, lambda tx, refs: attendees.forget(tx, event_id, refs))
        with read() as tx:
            counted = attendees.is_counted(tx, event_id)
        if not counted:
            with write(durable=False) as tx:
                attendees.recount(tx, event_id)
        return sum(removed)

    def _index(self, event_id: int, progress: ProgressCallback, cancel: CancelToken) -> None:
        with self._database.read() as tx:
            remaining = 0 if search.is_indexed(tx, event_id) else 1
        while remaining:
            cancel.check()
            progress(Progress("Preparing the search"))
            step = ROWS_IN_A_STEP if self._database.marks_wait else WORDS_IN_A_STEP
            with self._database.write(durable=False) as tx:
                remaining = search.index_pending(tx, event_id, step)

    def _in_steps(
        self, rows: Sequence[T], write: Callable[[sqlite3.Connection, Sequence[T]], R]
    ) -> list[R]:
        """Write rows, so many steps in one transaction as marks that wait leave time for.

        Returns:
            What `write` made of each step.
        """
        done = list[R]()
        steps = deque(range(0, len(rows), ROWS_IN_A_STEP))
        while steps:
            with self._database.write(durable=False) as tx:
                for _ in range(min(STEPS_AT_ONCE, len(steps))):
                    start = steps.popleft()
                    done.append(write(tx, rows[start : start + ROWS_IN_A_STEP]))
                    if self._database.marks_wait:
                        break
        return done

    def orders(self, event_ref: str, cancel: CancelToken) -> Counts:
        """Every order of an event."""
        return self._details(event_ref, "order", cancel)

    def tickets(self, event_ref: str, cancel: CancelToken) -> Counts:
        """The ticket types of an event and every ticket that was sold."""
        event_id = self._event_id(event_ref, cancel)
        types = self._provider.ticket_types(event_ref, cancel)
        rows = [(fingerprint(repr(item).encode()), item) for item in types]
        counts = self._replace(event_id, "type", rows, frozenset())
        return counts + self._details(event_ref, "ticket", cancel)

    def _details(self, event_ref: str, part: str, cancel: CancelToken) -> Counts:
        event_id = self._event_id(event_ref, cancel)
        with self._database.read() as tx:
            stored = details.fingerprints(tx, event_id, part)
        known = {number: ref for ref, number in stored.items()}
        read: Callable[..., Iterable[Batch[Any]]] = (
            self._provider.orders if part == "order" else self._provider.tickets
        )
        batches = list(read(event_ref, known=known, cancel=cancel))
        items = [item for batch in batches for item in batch.items]
        unreadable = [sentence for batch in batches for sentence in batch.unreadable]
        unchanged = (number for batch in batches for number in batch.unchanged)
        # A record that cannot be read today is kept as it was.
        kept = frozenset(known if unreadable else unchanged)
        self.problems.extend(unreadable)
        counts = self._replace(event_id, part, items, kept)
        counts.unreadable = len(unreadable)
        self._stamp(event_id, f"{part}s")
        return counts

    def _replace(
        self, event_id: int, part: str, items: Iterable[tuple[int, Any]], kept: Collection[int]
    ) -> Counts:
        """Make the store hold these records and those of the kept fingerprints, and no others.

        They come behind the kept ones, in the system's order. What is missing goes last, so that a
        list that was whole lacks nothing if this is cut short.
        """
        with self._database.read() as tx:
            stored = details.fingerprints(tx, event_id, part)
            free = details.free_position(tx, event_id, part)
        new = {value.ref: (number, value) for number, value in items}
        placed = [(place, *item) for place, item in enumerate(new.values(), free)]
        self._in_steps(placed, lambda tx, some: details.put(tx, event_id, part, some))
        missing = [ref for ref, n in stored.items() if ref not in new and n not in kept]
        self._in_steps(missing, lambda tx, refs: details.remove(tx, event_id, part, refs))
        changed = sum(stored.get(ref, number) != number for ref, (number, _) in new.items())
        return Counts(len(new.keys() - stored.keys()), changed, len(missing))

    def _event_id(self, event_ref: str, cancel: CancelToken) -> int:
        """The row of an event; read from the system where the store lacks it."""
        for _ in range(2):
            with self._database.read() as tx:
                found = events.event_id(tx, self._account.id, event_ref)
            if found is not None:
                return found
            self.event(event_ref, cancel)
        with self._database.read() as tx:
            return events.one(tx, EventRef(self._account.name, event_ref)).id

    def _stamp(self, event_id: int, part: str) -> None:
        with self._database.write(durable=False) as tx:
            events.stamp(tx, event_id, part, self._clock.now())


def _by_name(items: Iterable[tuple[int, Attendee]]) -> list[tuple[int, Attendee]]:
    """Each attendee once, as told last, and neighbours of a list by name close to each other.

    Whoever reads a page of that list then finds it in one place. The last word of a name will do.
    """
    newest = {attendee.ref: (number, attendee) for number, attendee in items}
    return sorted(newest.values(), key=lambda item: item[1].name.rpartition(" ")[2])


def _overlays(marks: Iterable[Mark]) -> dict[str, OverlayMark]:
    """Marks by attendee and by person; the newest of each counts."""
    overlays: dict[str, OverlayMark] = {}
    for mark in marks:
        overlay = OverlayMark.of(mark)
        overlays[mark.attendee_ref] = overlay
        if mark.person:
            overlays[mark.person] = overlay
    return overlays
