"""Brings the list of an account's events into the store: in full, or only what changed since.

After a full list, lists of changes follow where the system has them (`changed_events`), until the
provider wants the next full one: only that notices what a system forgets without telling.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from eventdesk.domain.account import Account
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.providers.base import Batch, Provider
from eventdesk.storage import event_lists, events, listings
from eventdesk.storage.database import Database
from eventdesk.storage.listings import Listing
from eventdesk.sync.report import Counts
from eventdesk.sync.vanishing import VanishGuard

_CLOCKS_DIFFER = timedelta(hours=1)
"""How far this computer's clock may be ahead of the system's without a change being missed."""


class EventLists:
    """Reads one account's lists of events. `problems` are sentences for the report."""

    def __init__(
        self,
        database: Database,
        account: Account,
        provider: Provider,
        *,
        clock: Clock,
        guard: VanishGuard,
        problems: list[str],
    ) -> None:
        self._database = database
        self._account = account
        self._provider = provider
        self._clock = clock
        self._guard = guard
        self._problems = problems

    def read(
        self, window: Window | None, progress: ProgressCallback, cancel: CancelToken
    ) -> Counts:
        """The events of a window: what changed since the last list, or all of them.

        After nonsense nothing can be built upon, so that the next list is a full one.
        """
        try:
            return self._read(window, progress, cancel)
        except BadAnswer:
            with self._database.write(durable=False) as tx:
                listings.forget(tx, self._account.id)
            raise

    def _read(
        self, window: Window | None, progress: ProgressCallback, cancel: CancelToken
    ) -> Counts:
        now = self._clock.now()
        listing = self._covering(window)
        with self._database.read() as tx:
            known = events.known_fingerprints(tx, self._account.id)
        if listing is not None:
            changes = self._provider.changed_events(
                listing.asked_at - _CLOCKS_DIFFER, window, known=known, cancel=cancel
            )
            if changes is not None:
                counts, _ = self._take(changes, known, progress, cancel)
                if not counts.unreadable:
                    # Of these days alone: nobody asked what changed on the listing's others.
                    days = self._provider.listed_window(window)
                    self._note(replace(listing, window=days, asked_at=now))
                return counts
        batches = self._provider.events(window, known=known, cancel=cancel)
        counts, seen = self._take(batches, known, progress, cancel)
        if not counts.unreadable and self._forget_missing(window, seen, counts, cancel):
            self._note(Listing(self._provider.listed_window(window), now, now))
        return counts

    def _covering(self, window: Window | None) -> Listing | None:
        """The listing that a list of changes may build upon."""
        with self._database.read() as tx:
            wanted = self._provider.listed_window(window)
            found = listings.covering(tx, self._account, wanted)
        age = None if found is None else self._clock.now() - found.listed_at
        # An age below zero is a clock that was set back: then nothing of it can be believed.
        fresh = age is not None and timedelta(0) <= age < self._provider.full_list_every
        return found if fresh else None

    def _take(
        self,
        batches: Iterable[Batch[Event]],
        known: dict[int, str],
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> tuple[Counts, set[str]]:
        """Write what a list brings. Returns also the references that it named."""
        counts, seen = Counts(), set[str]()
        for batch in batches:
            cancel.check()
            if batch.items or batch.removed:
                self._write(batch, counts)
            counts.unreadable += len(batch.unreadable)
            self._problems.extend(batch.unreadable)
            seen.update(event.ref for _, event in batch.items)
            seen.update(known[number] for number in batch.unchanged)
            progress(Progress("Reading events", len(seen), batch.total))
        return counts, seen

    def _write(self, batch: Batch[Event], counts: Counts) -> None:
        with self._database.write(durable=False) as tx:
            added, changed = events.upsert(tx, self._account.id, batch.items)
            counts.added += added
            counts.changed += changed
            if batch.removed:
                counts.removed += events.forget(tx, self._account.id, batch.removed)

    def _forget_missing(
        self, window: Window | None, seen: set[str], counts: Counts, cancel: CancelToken
    ) -> bool:
        """Let go of what a full list no longer names; false where that cannot be believed."""
        query = EventQuery(
            window=self._provider.listed_window(window), accounts=(self._account.name,)
        )
        with self._database.read() as tx:
            listed = set(event_lists.refs(tx, query))
            undated = set(event_lists.undated_refs(tx, self._account.id))
        if not self._guard.allows("events", before=len(listed), now=len(listed & seen)):
            self._problems.append(self._guard.sentence("any of its events"))
            return False
        missing = sorted((listed | undated) - seen)
        gone = self._provider.confirm_removed(missing, cancel) if missing else frozenset()
        with self._database.write(durable=False) as tx:
            counts.removed += events.forget(tx, self._account.id, sorted(gone))
        return True

    def _note(self, listing: Listing) -> None:
        with self._database.write(durable=False) as tx:
            listings.note(tx, self._account, listing)
