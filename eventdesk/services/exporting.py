"""Files from what is in the store: attendees, orders, tickets, marks, events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.contact import ServerExport
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.domain.progress import ProgressCallback, silent
from eventdesk.exports.about import About, DeskMarks, chosen_words, listed_words
from eventdesk.exports.columns import Column, more_labels, select
from eventdesk.exports.files import replacing, safe_file_name
from eventdesk.exports.record_columns import (
    attendee_columns,
    event_columns,
    mark_columns,
    order_columns,
    ticket_columns,
)
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat, TableOptions
from eventdesk.services.connections import Connections
from eventdesk.storage import (
    accounts,
    attendees,
    details,
    event_lists,
    events,
    outbox,
    settings,
)
from eventdesk.storage.database import Database

Target = Path | BinaryIO

_LIST_KEY = "export:list of events"


class What(StrEnum):
    """What can be exported of an event."""

    ATTENDEES = "attendees"
    ORDERS = "orders"
    TICKETS = "tickets"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """How a person wants a file.

    Attributes:
        columns: names of columns in order; none means those of every day, or, where an event of
            the same kind was exported before, those of that time.
        sort: a column's name; "" keeps the order of the screen.
        query: which attendees; for the other exports only its order counts.
        separator, bom: of CSV.
    """

    what: What = What.ATTENDEES
    file_format: FileFormat = FileFormat.XLSX
    columns: tuple[str, ...] = ()
    sort: str = ""
    query: AttendeeQuery = AttendeeQuery()
    separator: str = ","
    bom: bool = True


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows with their columns, ready to be written."""

    columns: Sequence[Column[Any]]
    rows: Iterator[Any]
    about: About
    total: int | None = None


class ExportService:
    """Writes files. Belongs on the `files` lane; the store is read as one snapshot."""

    def __init__(self, database: Database, connections: Connections, clock: Clock) -> None:
        self._database = database
        self._connections = connections
        self._clock = clock

    def columns(self, ref: EventRef, what: What) -> list[Column[Any]]:
        """Every column that such an export can have."""
        with self._database.read() as tx:
            return list(self._columns(tx, events.one(tx, ref), what))

    def list_columns(self) -> list[Column[Any]]:
        """Every column that an export of the list of events can have."""
        return list(event_columns())

    def remembered(self, kind: str, what: What) -> tuple[str, ...]:
        """The columns last chosen for an export of an event of this kind, () if never."""
        with self._database.read() as tx:
            return tuple(settings.get(tx, f"export:{what}:{kind}", ()))

    def remembered_for_list(self) -> tuple[str, ...]:
        """The columns last chosen for an export of the list of events, () if never."""
        with self._database.read() as tx:
            return tuple(settings.get(tx, _LIST_KEY, ()))

    def suggested_name(self, title: str, file_format: str) -> str:
        """A safe name for a file about something with this title."""
        return safe_file_name(title, f".{file_format}")

    def described(self, query: AttendeeQuery) -> str:
        """Which attendees a query means, in words, as the file will say it."""
        return chosen_words(query)

    def server_exports(self, ref: EventRef) -> Sequence[ServerExport]:
        """The files that the event's system makes itself. On the account's lane."""
        with self._database.read() as tx:
            account = accounts.by_name(tx, ref.account)
        return self._connections.open(account).server_exports()

    def export(
        self,
        ref: EventRef,
        target: Target,
        choice: ExportChoice,
        *,
        progress: ProgressCallback = silent,
        cancel: CancelToken | None = None,
    ) -> int:
        """Write one event's rows; returns how many. Columns that were named are remembered.

        Raises:
            NotThere: no such event. BadRequest: an unknown column, or the file cannot be written.
            Cancelled: the file stays as it was.
        """
        with self._database.read() as tx:
            event = events.one(tx, ref)
            kept = settings.get(tx, f"export:{choice.what}:{event.event.kind}", ())
            table = self._table(tx, event, choice)
            known = {column.name for column in table.columns}
            wanted = choice.columns or tuple(name for name in kept if name in known)
            count = write_table(
                target,
                select(table.columns, wanted),
                _sorted(table, choice),
                file_format=choice.file_format,
                options=TableOptions(
                    sheet_title=choice.what.value.capitalize(),
                    about=table.about,
                    bom=choice.bom,
                    separator=choice.separator,
                    total=table.total,
                ),
                cancel=cancel,
                progress=progress,
            )
        if choice.columns:
            with self._database.write() as tx:
                key = f"export:{choice.what}:{event.event.kind}"
                settings.put(tx, key, list(choice.columns))
        return count

    def export_events(
        self,
        query: EventQuery,
        target: Target,
        choice: ExportChoice,
        *,
        progress: ProgressCallback = silent,
        cancel: CancelToken | None = None,
    ) -> int:
        """Write a list of events; returns how many. Columns that were named are remembered.

        A series is there with each occurrence in the window, without a window with its next one.
        """
        with self._database.read() as tx:
            today = self._clock.now().astimezone(query.zone).date()
            found = event_lists.listed(tx, query, near=today)
        about = About("Events", self._clock.now(), chosen=listed_words(query))
        table = _Table(event_columns(), iter(found), about, len(found))
        count = write_table(
            target,
            select(table.columns, choice.columns),
            _sorted(table, choice),
            file_format=choice.file_format,
            options=TableOptions(
                sheet_title="Events",
                about=about,
                bom=choice.bom,
                separator=choice.separator,
                total=len(found),
            ),
            cancel=cancel,
            progress=progress,
        )
        if choice.columns:
            with self._database.write() as tx:
                settings.put(tx, _LIST_KEY, list(choice.columns))
        return count

    def fetch_server_export(
        self, ref: EventRef, name: str, parts: Sequence[str], target: Path, cancel: CancelToken
    ) -> int:
        """A file that the system makes itself. On the account's lane. Returns its bytes."""
        with self._database.read() as tx:
            account = accounts.by_name(tx, ref.account)
        content = self._connections.open(account).fetch_export(ref.id, name, parts, cancel)
        with replacing(target) as stream:
            stream.write(content)
        return len(content)

    def _table(self, tx: Any, event: ListedEvent, choice: ExportChoice) -> _Table:
        columns = self._columns(tx, event, choice.what)
        about = About(
            event.event.title,
            self._clock.now(),
            facts=(("Account", event.account.name), ("Place", event.event.place)),
            listed_at=event.attendees_at if choice.what is What.ATTENDEES else None,
        )
        rows: Iterator[Any]
        match choice.what:
            case What.ATTENDEES:
                return self._attendees(tx, event, choice, columns, about)
            case What.ORDERS:
                rows = iter(details.orders(tx, event.id))
            case What.TICKETS:
                rows = iter(details.tickets(tx, event.id))
            case What.MARKS:
                rows = iter(outbox.of_event(tx, event.account.id, event.event.ref))
        return _Table(columns, rows, about)

    def _attendees(
        self,
        tx: Any,
        event: ListedEvent,
        choice: ExportChoice,
        columns: Sequence[Column[Any]],
        about: About,
    ) -> _Table:
        found: Iterator[ListedAttendee] = attendees.all(tx, event.id, choice.query)
        counted = DeskMarks(found)
        about = About(
            about.subject,
            about.made_at,
            facts=about.facts,
            chosen=chosen_words(choice.query),
            listed_at=about.listed_at,
            remarks=counted.sentences,
        )
        total = attendees.count(tx, event.id, choice.query)
        return _Table(columns, iter(counted), about, total)

    def _columns(self, tx: Any, event: ListedEvent, what: What) -> Sequence[Column[Any]]:
        match what:
            case What.ATTENDEES:
                found = attendees.all(tx, event.id, AttendeeQuery())
                return attendee_columns(more_labels(row.attendee.more for row in found))
            case What.ORDERS:
                return order_columns(details.orders(tx, event.id))
            case What.TICKETS:
                return ticket_columns(details.tickets(tx, event.id))
            case What.MARKS:
                return mark_columns({event.account.id: event.account.name})


def _sorted(table: _Table, choice: ExportChoice) -> Iterator[Any]:
    """The rows by the column that was named; empty cells last. Loads all rows only then."""
    if not choice.sort:
        return table.rows
    column = select(table.columns, [choice.sort])[0]
    if column.key == choice.query.sort and not choice.query.descending:
        return table.rows

    def key(row: Any) -> tuple[bool, str, Any]:
        value = column.value(row)
        if isinstance(value, str):
            value = value.casefold()
        return value is None or value == "", type(value).__name__, value

    return iter(sorted(table.rows, key=key))


def format_of(path: Path | None, wanted: str | None) -> FileFormat:
    """The format that was asked for, else the one that the file's name ends with.

    Raises:
        BadRequest: neither names a format.
    """
    name = wanted or (path.suffix.lstrip(".").lower() if path else "")
    try:
        return FileFormat(name)
    except ValueError as error:
        known = ", ".join(FileFormat)
        raise BadRequest(f"“{name}” is not a format.", f"Use one of {known}.") from error
