"""What an export takes its rows from: one event, or the list of events."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import ProgressCallback
from eventdesk.services.events import EventView
from eventdesk.services.exporting import ExportChoice, ExportService, What, format_of
from eventdesk.ui.models.export_columns import ColumnRow
from eventdesk.ui.views.dialogs.export_table_page import ExportForm


class Source(Protocol):
    """Rows that can be exported. All but `title` and `whats` belong on the `files` lane."""

    title: str
    whats: Sequence[tuple[str, str]]
    all_rows: str

    def shown_rows(self) -> str:
        """Which rows are on screen, in words; "" where that is all of them."""

    def columns(self, what: str) -> tuple[list[ColumnRow], Sequence[str]]:
        """The columns that there are, and the names of those that were chosen last time."""

    def write(
        self, path: Path, form: ExportForm, progress: ProgressCallback, cancel: CancelToken
    ) -> int:
        """Write a file; returns how many rows."""


class EventSource:
    """One event: its attendees, orders, tickets and marks, as far as its system has them."""

    def __init__(
        self, exporting: ExportService, view: EventView, query: AttendeeQuery | None
    ) -> None:
        self.title = view.listed.event.title
        self.whats: Sequence[tuple[str, str]] = [
            (str(what), _what_title(what))
            for what in What
            if what is What.MARKS or view.can(Capability(what))
        ]
        self.all_rows = _tr("All attendees")
        self._exporting = exporting
        self._view = view
        self._query = query or AttendeeQuery()

    def shown_rows(self) -> str:
        """The filter of the attendees, in words."""
        unfiltered = AttendeeQuery(sort=self._query.sort, descending=self._query.descending)
        if self._query == unfiltered:
            return ""
        return self._exporting.described(self._query)

    def columns(self, what: str) -> tuple[list[ColumnRow], Sequence[str]]:
        """Of this event; chosen last time for an event of its kind."""
        found = self._exporting.columns(self._view.ref, What(what))
        rows = [ColumnRow(c.name, c.title, usual=not c.on_demand) for c in found]
        return rows, self._exporting.remembered(self._view.listed.event.kind, What(what))

    def write(
        self, path: Path, form: ExportForm, progress: ProgressCallback, cancel: CancelToken
    ) -> int:
        """Write one of its tables."""
        query = self._query
        if not form.as_shown:
            query = AttendeeQuery(sort=query.sort, descending=query.descending)
        choice = replace(_choice(form), what=What(form.what), query=query)
        return self._exporting.export(
            self._view.ref, path, choice, progress=progress, cancel=cancel
        )


class ListSource:
    """The list of events."""

    def __init__(self, exporting: ExportService, query: EventQuery | None) -> None:
        self.title = _tr("Events")
        self.whats: Sequence[tuple[str, str]] = [("events", _tr("Events"))]
        self.all_rows = _tr("All events")
        self._exporting = exporting
        self._query = query or EventQuery(shown_only=True)

    def shown_rows(self) -> str:
        """Nothing: the list is what the screen shows."""
        return ""

    def columns(self, what: str) -> tuple[list[ColumnRow], Sequence[str]]:
        """Of a list of events; chosen last time for one."""
        rows = [ColumnRow(c.name, c.title) for c in self._exporting.list_columns()]
        return rows, self._exporting.remembered_for_list()

    def write(
        self, path: Path, form: ExportForm, progress: ProgressCallback, cancel: CancelToken
    ) -> int:
        """Write the list."""
        return self._exporting.export_events(
            self._query, path, _choice(form), progress=progress, cancel=cancel
        )


def _choice(form: ExportForm) -> ExportChoice:
    return ExportChoice(
        file_format=format_of(None, form.file_format),
        columns=form.columns,
        sort=form.sort,
        separator=form.separator,
    )


def _what_title(what: What) -> str:
    titles = {
        What.ATTENDEES: _tr("Attendees"),
        What.ORDERS: _tr("Orders"),
        What.TICKETS: _tr("Tickets"),
        What.MARKS: _tr("Marks made at this desk"),
    }
    return titles[what]


def _tr(text: str) -> str:
    return QCoreApplication.translate("exporting", text)
