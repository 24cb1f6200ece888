"""Attendee lists from files into events that this desk may write."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eventdesk.domain.account import check_writable
from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, Values
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import EventDeskError, NotOffered
from eventdesk.domain.event import EventRef
from eventdesk.domain.importing import ImportOutcome, ImportRow, SkippedRow
from eventdesk.domain.progress import ProgressCallback, silent
from eventdesk.imports import attendee_lists
from eventdesk.imports.attendee_lists import FieldName, Table
from eventdesk.imports.attendee_lists import Mapping as ColumnMapping
from eventdesk.imports.columns import HEADING_ROWS
from eventdesk.providers.base import Provider
from eventdesk.services.connections import Connections
from eventdesk.services.desk import DeskService
from eventdesk.storage import accounts, activity, events
from eventdesk.storage.database import Database

_NEW_EVENT, _DELETE = "new-event", "delete"
"""Actions that a system with `Capability.IMPORT` declares (design: architecture)."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was understood: its table, how its columns were matched, and its rows."""

    table: Table
    mapping: ColumnMapping
    rows: tuple[ImportRow, ...]
    skipped: tuple[SkippedRow, ...]


class ImportService:
    """Reads a list, shows what would go in, and writes it."""

    def __init__(
        self, database: Database, connections: Connections, desk: DeskService, clock: Clock
    ) -> None:
        self._database = database
        self._connections = connections
        self._desk = desk
        self._clock = clock

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        sheet: str | None = None,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ReadList:
        """Read a file and match its columns; `columns` (field to heading) overrides the guess.

        Raises:
            BadRequest: the file or an override cannot be used; the sentence says why.
        """
        opened = self.open(path, sheet=sheet, progress=progress, cancel=cancel)
        mapping = opened.mapping
        if columns:
            mapping = attendee_lists.override(opened.table, mapping, columns)
        return self.understand(opened.table, mapping, cancel)

    def open(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ReadList:
        """A file as a table with the guess of its columns; its rows are not looked through yet.

        Raises:
            BadRequest: the file cannot be used; the sentence says why. Cancelled.
        """
        table = attendee_lists.read_table(path, sheet=sheet, progress=progress, cancel=cancel)
        return ReadList(table, attendee_lists.guess_mapping(table), (), ())

    def with_headings(self, read: ReadList, header_row: int | None) -> ReadList:
        """The same file, guessed anew with the headings in the row (from 0) that a person named.

        `header_row` is None for a list without headings. The rows are not looked through yet.
        """
        return ReadList(read.table, _guess_below(read.table, header_row), (), ())

    def with_columns(
        self,
        read: ReadList,
        columns: Mapping[str, int],
        *,
        left_out: frozenset[int] = frozenset(),
        progress: ProgressCallback = silent,
        cancel: CancelToken,
    ) -> ReadList:
        """The rows of a list whose columns a person has assigned.

        Args:
            columns: the name of a field to its column, from 0. Every other column becomes a
                further field under its heading.
            left_out: columns of which nothing is kept.

        Raises:
            BadRequest: no column tells who a row is about. Cancelled.
        """
        chosen = {FieldName(name): column for name, column in columns.items()}
        mapping = replace(read.mapping, columns=chosen)
        found = self.understand(read.table, mapping, cancel, progress=progress)
        dropped = {mapping.headings[column] for column in left_out - set(chosen.values())}
        if not dropped:
            return found
        return replace(found, rows=tuple(_without(row, dropped) for row in found.rows))

    def understand(
        self,
        table: Table,
        mapping: ColumnMapping,
        cancel: CancelToken,
        *,
        progress: ProgressCallback = silent,
    ) -> ReadList:
        """The rows of a table under a mapping that the person may have changed."""
        rows, skipped = attendee_lists.rows_to_attendees(
            table, mapping, progress=progress, cancel=cancel
        )
        return ReadList(table, mapping, tuple(rows), tuple(skipped))

    def write(
        self,
        ref: EventRef,
        read: ReadList,
        *,
        dry_run: bool,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ImportOutcome:
        """Write the rows into an event, all or nothing. Belongs on the account's lane.

        Raises:
            NotOffered: the event's system takes no lists. NotThere: no such event.
        """
        outcome = self._provider(ref.account).import_attendees(
            ref.id, read.rows, dry_run=dry_run, progress=progress, cancel=cancel
        )
        skipped = sorted((*read.skipped, *outcome.skipped), key=lambda skip: skip.row)
        outcome = ImportOutcome(outcome.added, outcome.updated, outcome.unchanged, tuple(skipped))
        if not dry_run:
            self._log(ref, outcome)
        return outcome

    def write_new(
        self,
        account_name: str,
        values: Values,
        read: ReadList,
        *,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> tuple[EventRef, ImportOutcome]:
        """Make an event and write the rows into it; if that fails, the event is gone again.

        Belongs on the account's lane. The caller syncs afterwards.

        Args:
            values: what the person filled in: title, start, end, place.

        Raises:
            NotOffered: the account's system takes no lists. BadRequest: a value cannot be used.
        """
        provider = self._provider(account_name)
        ref = EventRef(account_name, provider.act(None, _NEW_EVENT, values, cancel).event_ref)
        try:
            return ref, self.write(ref, read, dry_run=False, progress=progress, cancel=cancel)
        except EventDeskError:
            not_now = CancelToken()  # taking back must not be stopped by the stop itself
            provider.act(provider.event(ref.id, not_now), _DELETE, {}, not_now)
            raise

    def _provider(self, account_name: str) -> Provider:
        with self._database.read() as tx:
            account = accounts.by_name(tx, account_name)
        check_writable(account)
        provider = self._connections.open(account)
        if Capability.IMPORT not in provider.info.capabilities:
            raise NotOffered(
                f"{provider.info.title} takes no attendee lists.", "Import into a desk book."
            )
        return provider

    def _log(self, ref: EventRef, outcome: ImportOutcome) -> None:
        with self._database.write() as tx:
            event_id = events.event_id(tx, accounts.by_name(tx, ref.account).id, ref.id)
            title = "" if event_id is None else events.one(tx, ref).event.title
            activity.add(
                tx,
                ActivityEntry(
                    at=self._clock.now(),
                    kind="import",
                    account=ref.account,
                    event_ref=ref.id,
                    event_title=title,
                    by=self._desk.operator(tx),
                    desk=self._desk.name(tx),
                    outcome=f"{outcome.added} added, {outcome.updated} updated, "
                    f"{outcome.unchanged} unchanged, {len(outcome.skipped)} skipped",
                ),
            )


def _guess_below(table: Table, header_row: int | None) -> ColumnMapping:
    """The guess for a table whose headings stand in that row, None for nowhere.

    Rows past `HEADING_ROWS` are never taken for headings, so all others are moved there.
    """
    first = () if header_row is None else table.rows[header_row]
    others = table.rows[0 if header_row is None else header_row + 1 :]
    guess = attendee_lists.guess_mapping(
        replace(table, rows=[first, *[()] * HEADING_ROWS, *others])
    )
    names = [" ".join(cell.split()) for cell in first]
    headings = list(guess.headings)
    if guess.header_row is None:  # words that nobody knows are headings all the same
        for column, name in enumerate(names):
            if name and names.count(name) == 1:
                headings[column] = name
    return replace(guess, header_row=header_row, headings=tuple(headings))


def _without(row: ImportRow, headings: set[str]) -> ImportRow:
    more = tuple(pair for pair in row.attendee.more if pair[0] not in headings)
    return replace(row, attendee=replace(row.attendee, more=more))
