"""iCalendar files of one event, of several, or of all that a filter finds. From the store only."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.domain.progress import ProgressCallback, silent
from eventdesk.exports.calendar_events import CalendarEvent
from eventdesk.exports.calendar_file import write_calendar
from eventdesk.exports.files import safe_file_name
from eventdesk.storage import attendees, event_lists, events
from eventdesk.storage.database import Database

SUFFIX = ".ics"


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """Which events go into a calendar file: those named, else what the query finds.

    `attendees` are written only where asked for, as this desk shows them. A series is written
    whole, whichever of its dates is meant. `name` is what the calendar is called.
    """

    refs: tuple[EventRef, ...] = ()
    query: EventQuery = EventQuery()
    attendees: bool = False
    name: str = ""


class CalendarFileService:
    """Writes calendar files. Belongs on the `files` lane; the store is read as one snapshot."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def suggested_name(self, title: str) -> str:
        """A safe name for a calendar file about something with this title."""
        return safe_file_name(title, SUFFIX)

    def count(self, choice: CalendarChoice) -> int:
        """How many events a file would have."""
        with self._database.read() as tx:
            return len(list(_chosen(tx, choice, self._today())))

    def _today(self) -> date:
        return self._clock.now().astimezone().date()

    def write(
        self,
        choice: CalendarChoice,
        target: Path | BinaryIO,
        *,
        progress: ProgressCallback = silent,
        cancel: CancelToken | None = None,
    ) -> int:
        """Write a file; returns how many events.

        Raises:
            NotThere: no such event. BadRequest: the file cannot be written. Cancelled: the file
                stays as it was.
        """
        with self._database.read() as tx:
            found = [_told(tx, listed, choice) for listed in _chosen(tx, choice, self._today())]
        return write_calendar(
            target,
            found,
            name=choice.name,
            now=self._clock.now(),
            cancel=cancel,
            progress=progress,
        )


def _chosen(tx: sqlite3.Connection, choice: CalendarChoice, today: date) -> Iterator[ListedEvent]:
    """Each event once, as it is stored."""
    if choice.refs:
        yield from (events.one(tx, ref) for ref in dict.fromkeys(choice.refs))
        return
    seen = set[int]()
    for listed in event_lists.listed(tx, choice.query, near=today):
        if listed.id not in seen:
            seen.add(listed.id)
            is_date = listed.event.occurrence is not None
            yield events.by_id(tx, listed.id) if is_date else listed


def _told(tx: sqlite3.Connection, listed: ListedEvent, choice: CalendarChoice) -> CalendarEvent:
    people = tuple(attendees.all(tx, listed.id, AttendeeQuery())) if choice.attendees else ()
    account = listed.account
    return CalendarEvent(f"{account.id} {account.system} {account.address}", listed.event, people)
