"""Export calendar: the events of this desk as a file that any calendar program reads."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.text import one_line
from eventdesk.services.calendar_files import CalendarChoice
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.saving import ask_path, remember_folder
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.dialogs.calendar_export_dialog import CalendarExportDialog, Events


async def start_calendar_export(
    hub: Hub,
    parent: QWidget | None,
    event_ref: EventRef | None,
    query: EventQuery,
    *,
    chosen: tuple[EventRef, ...] = (),
) -> None:
    """Let the person write calendar files.

    Args:
        event_ref: the event that is open, None where none is.
        query: what the filters of the calendar leave, on all days.
        chosen: the events chosen in a list; offered first where there are several.

    Raises:
        NotThere: no such event.
    """
    offered = {
        Events.SHOWN: _tr("All events that the search and the filters leave"),
        Events.ALL: _tr("All events of all accounts"),
    }
    choices = {
        Events.SHOWN: CalendarChoice(query=query, name=_tr("Events")),
        Events.ALL: CalendarChoice(name=_tr("Events")),
    }
    if event_ref is not None:
        event = (await hub.db(hub.workspace.events.view, event_ref)).listed.event
        words = _tr("The whole series “{title}”") if event.recurrence else "“{title}”"
        offered = {Events.THIS: words.format(title=one_line(event.title, 60))} | offered
        choices[Events.THIS] = CalendarChoice((event_ref,), name=event.title)
    if len(chosen) > 1:
        words = _tr("The {count} chosen events").format(count=spoken(len(chosen)))
        offered = {Events.CHOSEN: words} | offered
        choices[Events.CHOSEN] = CalendarChoice(chosen, name=_tr("Events"))
    dialog = CalendarExportDialog(parent, list(offered.items()))
    flow = _Export(hub, dialog, choices)
    try:
        await dialogs.show(dialog)
    finally:
        flow.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Export:
    """One dialog, and what each of its choices writes."""

    def __init__(
        self, hub: Hub, dialog: CalendarExportDialog, choices: dict[Events, CalendarChoice]
    ) -> None:
        self._hub = hub
        self._dialog = dialog
        self._choices = choices
        self._tasks = hub.scope(dialog)
        self._work = Work(dialog.busy)
        dialog.export_asked.connect(
            lambda: self._tasks.single("export", self._export, repeat=Repeat.IGNORE)
        )

    def close(self) -> None:
        """Stop whatever still runs."""
        self._tasks.close()

    async def _export(self) -> None:
        dialog, files = self._dialog, self._hub.workspace.calendar_files
        choice = self._choices[dialog.chosen]
        choice = CalendarChoice(choice.refs, choice.query, dialog.with_attendees, choice.name)
        name, kind = files.suggested_name(choice.name), _tr("Calendar (*.ics)")
        title = _tr("Export calendar as")
        path = await ask_path(self._hub, dialog, title, name=name, kind=kind)
        if path is None:
            return
        dialog.message.clear()
        dialog.lock(True)
        try:
            with self._work.shown(_tr("Writing {name}").format(name=path.name)) as (tell, cancel):
                count = await self._hub.files(
                    lambda: files.write(choice, path, progress=tell, cancel=cancel)
                )
            await remember_folder(self._hub, path)
        except Cancelled:
            dialog.message.say(_tr("Stopped. No file was written."))
            return
        except EventDeskError as error:
            dialog.show_error(error.message)
            return
        finally:
            if isValid(dialog):  # it may be closed before its last task ends
                dialog.lock(False)
        self._show_written(count, path)

    def _show_written(self, count: int, path: Path) -> None:
        events = _tr("1 event") if count == 1 else _tr("{count} events").format(count=spoken(count))
        folder = QUrl.fromLocalFile(str(path.parent))
        told = _tr("{events} written to “{name}”.").format(events=events, name=path.name)
        self._dialog.show_written(told, lambda: QDesktopServices.openUrl(folder))


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar_exporting", text)
