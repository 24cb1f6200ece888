"""Removing an account: asks first, and offers to save the marks that no system has."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.attendance import SHOWN_ON_DESK
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.syncing import SyncController
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.views.dialogs.account_remove import RemoveAccountDialog
from eventdesk.ui.views.main.window import MainWindow


async def remove_account(hub: Hub, window: MainWindow, sync: SyncController, name: str) -> None:
    """Forget an account if the person says so.

    Raises:
        BadRequest: the file for its marks cannot be written; the account stays.
    """
    marks = await hub.db(hub.workspace.outbox.marks, SHOWN_ON_DESK)
    here_only = sum(listed.account == name for listed in marks)
    dialog = RemoveAccountDialog(window, account=name, marks_here_only=here_only)
    try:
        if not await dialogs.show(dialog):
            return
        keeps_marks = dialog.keeps_marks
    finally:
        dialog.deleteLater()
    file: Path | None = None
    if keeps_marks:
        file = await _choose_file(window, name)
        if file is None:
            return
    await sync.forget(name)
    # On the lane of the keyring, since the secrets go too and that may ask the person.
    changes = await hub.vault(
        hub.workspace.accounts.remove, name, discard_waiting=True, keep_marks_file=file
    )
    hub.announce(changes)
    window.status.say(_tr("{name} was removed.").format(name=name))


async def _choose_file(window: MainWindow, name: str) -> Path | None:
    plain = "".join(c if c.isalnum() or c in " -_" else "_" for c in name).strip()
    return await dialogs.choose_save_file(
        window,
        _tr("Save marks"),
        filters=[_tr("CSV files (*.csv)")],
        suggested=Path.home() / f"{_tr('Marks of')} {plain}.csv",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("account_removal", text)
