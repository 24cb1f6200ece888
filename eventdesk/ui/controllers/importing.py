"""Import attendee list: the dialog from its opening to its end."""

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.importing_list import ListStep
from eventdesk.ui.controllers.importing_target import TargetStep
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.views.dialogs.import_dialog import ImportDialog


async def start_import(hub: Hub, parent: QWidget | None) -> None:
    """Let the person read a list into an event; returns when they are done with it."""
    dialog = ImportDialog(parent)
    tasks, work = hub.scope(dialog), Work(dialog.busy)
    list_step = ListStep(hub, dialog, tasks, work)
    TargetStep(hub, dialog, tasks, work, list_step).connect()
    try:
        await dialogs.show(dialog)
    finally:
        tasks.close()
        if isValid(dialog):
            dialog.deleteLater()
