"""Export: what is on this desk as a file, or a file that the system makes itself."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.exporting_sources import EventSource, ListSource, Source
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.saving import ask_path, remember_folder
from eventdesk.ui.models.export_columns import arranged
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.dialogs.export_dialog import ExportDialog
from eventdesk.ui.views.dialogs.export_table_page import ExportForm

_FORMAT = "export-format"
_FILTERS = {
    "xlsx": "Excel workbook (*.xlsx)",
    "csv": "CSV (*.csv)",
    "json": "JSON (*.json)",
}


async def start_export(
    hub: Hub,
    parent: QWidget | None,
    event_ref: EventRef | None,
    query: AttendeeQuery | EventQuery | None = None,
) -> None:
    """Let the person write files of an event, or of the list of events without one.

    Args:
        query: what the screen shows now: of an event's attendees, or of the list of events.

    Raises:
        NotThere: no such event.
    """
    exporting = hub.workspace.exporting
    view: EventView | None = None
    source: Source
    if event_ref is None:
        source = ListSource(exporting, query if isinstance(query, EventQuery) else None)
    else:
        view = await hub.db(hub.workspace.events.view, event_ref)
        shown = query if isinstance(query, AttendeeQuery) else None
        source = EventSource(exporting, view, shown)
    kept = await hub.db(hub.workspace.layout.get, _FORMAT, ["xlsx", ""])
    dialog = ExportDialog(parent, source.title)
    dialog.table.choose_format(*kept)
    flow = _Export(hub, dialog, source, view)
    flow.begin()
    try:
        await dialogs.show(dialog)
    finally:
        flow.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Export:
    """One dialog. `view` is the event, None for the list of events."""

    def __init__(
        self, hub: Hub, dialog: ExportDialog, source: Source, view: EventView | None
    ) -> None:
        self._hub = hub
        self._dialog = dialog
        self._source = source
        self._view = view
        self._tasks = hub.scope(dialog)
        self._work = Work(dialog.busy)
        self._fetched: set[str] = set()

    def begin(self) -> None:
        """Fill the dialog and listen to it."""
        dialog, source, single = self._dialog, self._source, self._tasks.single
        dialog.table.offer(source.whats, source.shown_rows(), source.all_rows)
        dialog.table.focus_first()
        dialog.table.what_chosen.connect(self._show_what)
        dialog.export_asked.connect(lambda: single("export", self._export, repeat=Repeat.IGNORE))
        dialog.fetch_asked.connect(lambda: single("export", self._fetch, repeat=Repeat.IGNORE))
        self._show_what(source.whats[0][0])
        if self._view is not None and self._view.can(Capability.SERVER_EXPORTS):
            dialog.offer_server(self._view.info.title if self._view.info else "")
            self._tasks.start(self._offer_server_files(self._view), name="files of the system")

    def close(self) -> None:
        """Stop whatever still runs."""
        self._tasks.close()

    def _show_what(self, what: str) -> None:
        self._dialog.allow(False)  # at once: what is on screen is of something else
        self._tasks.single("columns", lambda: self._show_columns(what), repeat=Repeat.REPLACE)

    async def _show_columns(self, what: str) -> None:
        """Offer the columns of what was chosen; what was never fetched is fetched first."""
        dialog = self._dialog
        dialog.message.clear()
        dialog.table.show_rows_choice(what == Capability.ATTENDEES)
        try:
            await self._have(what)
            with self._work.shown(_tr("Looking which columns there are"), cancellable=False):
                rows, chosen = await self._hub.files(self._source.columns, what)
        except EventDeskError as error:
            self._show_error(error)
            return
        dialog.table.show_columns(arranged(rows, chosen), [(r.name, r.title) for r in rows])
        dialog.table.show_note(self._age(what))
        dialog.allow(True)

    async def _have(self, what: str) -> None:
        """Fetch a part of the event that is not on this desk yet."""
        view = self._view
        if view is None or what in self._fetched or _fetched_at(view.listed, what):
            return
        if what not in {str(capability) for capability in Capability}:
            return  # marks are made here, nobody else has them
        refresh = self._hub.workspace.syncing.refresh_event
        with self._work.shown(_tr("Fetching what is not on this desk yet")) as (tell, cancel):
            report, changes = await self._hub.account(
                view.ref.account, refresh, view.ref, frozenset({Capability(what)}), tell, cancel
            )
        self._hub.announce(changes)
        if report.failure is not None:
            raise report.failure
        self._fetched.add(what)
        self._view = await self._hub.db(self._hub.workspace.events.view, view.ref)

    def _age(self, what: str) -> str:
        at = _fetched_at(self._view.listed, what) if self._view else None
        return _tr("List from {time}.").format(time=moment(at)) if at else ""

    async def _export(self) -> None:
        dialog, form = self._dialog, self._dialog.table.form()
        name = self._hub.workspace.exporting.suggested_name(self._source.title, form.file_format)
        path = await self._ask_path(name, form.file_format)
        if path is None:
            return
        dialog.message.clear()
        dialog.lock(True)
        try:
            with self._work.shown(_tr("Writing {name}").format(name=path.name)) as (tell, cancel):
                count = await self._hub.files(self._source.write, path, form, tell, cancel)
            await self._remember(form, path)
        except EventDeskError as error:
            self._show_error(error)
            return
        finally:
            if isValid(dialog):  # it may be closed before its last task ends
                dialog.lock(False)
        rows = _tr("1 row") if count == 1 else _tr("{count} rows").format(count=spoken(count))
        told = _tr("{rows} written to “{name}”.")
        self._show_written(told.format(rows=rows, name=path.name), path)

    async def _remember(self, form: ExportForm, path: Path) -> None:
        """The next export begins with this format, in this folder."""
        put = self._hub.workspace.layout.put
        await self._hub.db(put, _FORMAT, [form.file_format, form.separator])
        await remember_folder(self._hub, path)

    async def _offer_server_files(self, view: EventView) -> None:
        page, exporting = self._dialog.server, self._hub.workspace.exporting
        try:
            found = await self._hub.account(view.ref.account, exporting.server_exports, view.ref)
        except EventDeskError as error:
            page.show_exports((), error.message)
            return
        title = view.info.title if view.info else ""
        sentence = _tr("{system} makes these files itself, from what it holds now.")
        page.show_exports(found, sentence.format(system=title))

    async def _fetch(self) -> None:
        dialog, view, chosen = self._dialog, self._view, self._dialog.server.chosen()
        if view is None or chosen is None:
            return
        exporting, parts = self._hub.workspace.exporting, dialog.server.parts()
        title = f"{self._source.title} - {chosen.title}"
        path = await self._ask_path(exporting.suggested_name(title, "xlsx"), "xlsx")
        if path is None:
            return
        dialog.message.clear()
        dialog.lock(True)
        try:
            with self._work.shown(_tr("Fetching “{file}”").format(file=chosen.title)) as (
                _,
                cancel,
            ):
                await self._hub.account(
                    view.ref.account,
                    exporting.fetch_server_export,
                    view.ref,
                    chosen.name,
                    parts,
                    path,
                    cancel,
                )
        except EventDeskError as error:
            self._show_error(error)
            return
        finally:
            if isValid(dialog):
                dialog.lock(False)
        self._show_written(_tr("Fetched as “{name}”.").format(name=path.name), path)

    async def _ask_path(self, name: str, file_format: str) -> Path | None:
        kind = _FILTERS[file_format]
        return await ask_path(self._hub, self._dialog, _tr("Export as"), name=name, kind=kind)

    def _show_written(self, sentence: str, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self._dialog.show_written(sentence, lambda: QDesktopServices.openUrl(folder))

    def _show_error(self, error: EventDeskError) -> None:
        if isinstance(error, Cancelled):
            self._dialog.message.say(_tr("Stopped. No file was written."))
        else:
            self._dialog.show_error(error.message)


def _fetched_at(listed: ListedEvent, what: str) -> datetime | None:
    """When a part was last fetched; None for never, and for what is not fetched at all."""
    times = {
        str(Capability.ATTENDEES): listed.attendees_at,
        str(Capability.ORDERS): listed.orders_at,
        str(Capability.TICKETS): listed.tickets_at,
    }
    return times.get(what)


def _tr(text: str) -> str:
    return QCoreApplication.translate("exporting", text)
