"""Wiping attendee data: the dialog meets the service."""

from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.services.wiping import WipeScope
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.wipe import WipeDialog


async def show_wiping(hub: Hub, parent: QWidget | None) -> None:
    """Open the dialog and wait until it is closed."""
    summaries = await hub.db(hub.workspace.accounts.summaries)
    dialog = WipeDialog(parent, [summary.account.name for summary in summaries])
    wiping = _Wiping(hub, dialog)
    try:
        wiping.look()
        await dialogs.show(dialog)
    finally:
        wiping.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Wiping(QObject):
    """One dialog from its opening to its end."""

    def __init__(self, hub: Hub, dialog: WipeDialog) -> None:
        super().__init__()
        self._hub = hub
        self._dialog = dialog
        self._service = hub.workspace.wiping
        self._scope = hub.scope(self)
        self._work = Work(dialog.busy)
        dialog.scope_changed.connect(self.look)
        dialog.wipe_asked.connect(self._ask_wipe)

    def look(self) -> None:
        """Say what the choice comes to."""
        self._scope.single("looking what to wipe", self._plan, repeat=Repeat.REPLACE)

    def close(self) -> None:
        """Stop whatever still runs."""
        self._scope.close()

    def _ask_wipe(self) -> None:
        self._scope.single("wiping attendee data", self._wipe, repeat=Repeat.IGNORE)

    def _chosen(self) -> WipeScope:
        days, today = self._dialog.days, self._hub.workspace.clock.now().astimezone().date()
        before = None if days is None else today - timedelta(days=days)
        return WipeScope(before, self._dialog.account)

    async def _plan(self) -> None:
        try:
            plan = await self._hub.db(self._service.plan, self._chosen())
        except EventDeskError as error:
            self._dialog.message.say(error.message, Tone.REFUSED)
            return
        self._dialog.show_plan(f"{plan.sentence}." if plan.events else "", plan.warning)

    async def _wipe(self) -> None:
        dialog = self._dialog
        dialog.message.clear()
        dialog.show_working(True)
        try:
            with self._work.shown(self.tr("Wiping attendee data")) as (progress, cancel):
                report = await self._hub.files(
                    self._service.wipe,
                    self._chosen(),
                    progress,
                    cancel,
                    discard_marks=dialog.discards_marks,
                )
        except Cancelled:
            dialog.message.say(self.tr("Stopped. What was wiped stays wiped."), Tone.ALREADY)
        except EventDeskError as error:
            dialog.message.say(error.message, Tone.REFUSED)
        else:
            tone = Tone.ALREADY if report.problems else Tone.CONFIRMED
            dialog.message.say(" ".join([report.sentence, *report.problems]), tone)
            self._hub.announce(report.changes)
        finally:
            if isValid(dialog):
                dialog.show_working(False)
        self.look()
