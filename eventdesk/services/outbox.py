"""Reads of what waits, what needs a decision, and what was done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import UNSETTLED, Mark, MarkState, status_title
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import ProgressCallback
from eventdesk.domain.text import words
from eventdesk.exports.record_columns import activity_columns
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat
from eventdesk.storage import accounts, activity, outbox
from eventdesk.storage.database import Database

_ALL = -1  # SQLite: no limit


@dataclass(frozen=True, slots=True)
class ListedMark:
    """A mark with the name of its account, "" where the account is gone."""

    account: str
    mark: Mark


class OutboxService:
    """What a person may ask about marks. Quick: belongs on the `db` lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self, states: frozenset[MarkState] = UNSETTLED) -> list[ListedMark]:
        """Marks in these states of all accounts, oldest first."""
        with self._database.read() as tx:
            names = {account.id: account.name for account in accounts.all(tx)}
            found = outbox.in_states(tx, states)
        return [ListedMark(names.get(mark.account_id, ""), mark) for mark in found]

    def mark(self, mark_id: str) -> Mark:
        """One mark. Raises `NotThere`."""
        with self._database.read() as tx:
            return outbox.by_id(tx, mark_id)

    def of_event(self, ref: EventRef) -> list[Mark]:
        """Every mark ever made at an event, oldest first."""
        with self._database.read() as tx:
            return outbox.of_event(tx, accounts.by_name(tx, ref.account).id, ref.id)

    def totals(self) -> outbox.OutboxCount:
        """Waiting and undecided marks of all accounts together."""
        with self._database.read() as tx:
            counted = outbox.counts(tx).values()
        return outbox.OutboxCount(
            sum(count.waiting for count in counted), sum(count.needs_decision for count in counted)
        )

    def next_tries(self) -> Mapping[str, datetime]:
        """When the marks of each account that pauses may be tried again, UTC."""
        with self._database.read() as tx:
            times = {account.name: outbox.next_try(tx, account.id) for account in accounts.all(tx)}
        return {name: at for name, at in times.items() if at is not None}

    def activity(
        self, ref: EventRef | None = None, *, account: str | None = None, limit: int = 1000
    ) -> Sequence[ActivityEntry]:
        """The newest lines of the log first; of one event, of one account, or of all."""
        with self._database.read() as tx:
            found = activity.newest(
                tx,
                account=ref.account if ref else account,
                event_ref=ref.id if ref else None,
                limit=limit,
            )
            return list(found)

    def find_activity(
        self, text: str, kinds: frozenset[str] = frozenset(), *, limit: int = 1000
    ) -> list[ActivityEntry]:
        """The newest lines that hold each of some words, of all kinds or of those given."""
        with self._database.read() as tx:
            return list(islice(_matching(activity.newest(tx, limit=_ALL), text, kinds), limit))

    def write_activity(
        self,
        path: Path,
        text: str,
        kinds: frozenset[str] = frozenset(),
        *,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> int:
        """All lines that `find_activity` means, as a CSV file. Belongs on the `files` lane.

        Returns how many. Raises `BadRequest` for a file that cannot be written, and `Cancelled`.
        """
        with self._database.read() as tx:
            return write_table(
                path,
                activity_columns(),
                _matching(activity.newest(tx, limit=_ALL), text, kinds),
                file_format=FileFormat.CSV,
                progress=progress,
                cancel=cancel,
            )


def _matching(
    entries: Iterator[ActivityEntry], text: str, kinds: frozenset[str]
) -> Iterator[ActivityEntry]:
    wanted = words(text)
    for entry in entries:
        if kinds and entry.kind not in kinds:
            continue
        if wanted:
            said = words(" ".join(_spoken(entry)))
            if not all(any(part in word for word in said) for part in wanted):
                continue
        yield entry


def _spoken(entry: ActivityEntry) -> tuple[str, ...]:
    """What people read of a line."""
    return (
        *(entry.name, entry.event_title, entry.account, entry.by, entry.desk),
        *(entry.kind, entry.outcome, entry.reason, entry.code),
        status_title(entry.status) if entry.status else "",
    )
