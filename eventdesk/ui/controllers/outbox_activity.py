"""The log of all events: looked through by words and kind, and written to a file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.dialogs.outbox_dialog import OutboxDialog

_SHOWN = 2000


class ActivityLog:
    """Fills the page of the log."""

    def __init__(self, hub: Hub, dialog: OutboxDialog, tasks: TaskScope, work: Work) -> None:
        self._hub = hub
        self._dialog = dialog
        self._page = dialog.activity
        self._tasks = tasks
        self._work = work
        self._page.filter_changed.connect(self.refresh)
        self._page.export_asked.connect(
            lambda: tasks.single("exporting the log", self._export, repeat=Repeat.IGNORE)
        )

    def refresh(self) -> None:
        """Show the newest lines that the filter means."""
        self._tasks.single("reading the log", self._show, repeat=Repeat.REPLACE)

    async def _show(self) -> None:
        page, find = self._page, self._hub.workspace.outbox.find_activity
        found = await self._hub.db(find, page.text(), page.kinds(), limit=_SHOWN + 1)
        if len(found) > _SHOWN:
            told = _tr("The newest {count} lines; the export has all.")
        else:
            told = _tr("1 line") if len(found) == 1 else _tr("{count} lines")
        shown = found[:_SHOWN]
        page.show_entries(shown, told.format(count=spoken(len(shown))))

    async def _export(self) -> None:
        page, dialog = self._page, self._dialog
        name = self._hub.workspace.exporting.suggested_name(_tr("Activity"), "csv")
        location = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(location) or Path.home())
        path = await dialogs.choose_save_file(
            dialog, _tr("Export activity as"), filters=["CSV (*.csv)"], suggested=folder / name
        )
        if path is None:
            return
        dialog.message.clear()
        page.allow(False)
        write = self._hub.workspace.outbox.write_activity
        try:
            with self._work.shown(_tr("Writing {name}").format(name=path.name)) as (tell, cancel):
                count = await self._hub.files(
                    write, path, page.text(), page.kinds(), progress=tell, cancel=cancel
                )
        except Cancelled:
            dialog.say(_tr("Stopped. No file was written."), failed=True)
            return
        except EventDeskError as error:
            dialog.say(error.message, failed=True)
            return
        finally:
            page.allow(True)
        told = _tr("{count} lines written to “{name}”.")
        url = QUrl.fromLocalFile(str(path.parent))
        dialog.show_written(
            told.format(count=spoken(count), name=path.name),
            lambda: QDesktopServices.openUrl(url),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)
