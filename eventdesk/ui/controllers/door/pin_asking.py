"""Dialogs of the kiosk lock stay until what was entered is right, or the person gives up."""

from collections.abc import Awaitable, Callable

from shiboken6 import isValid

from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.door.pin_dialog import PinEntryDialog


async def ask_until(
    dialog: PinEntryDialog, check: Callable[[], Awaitable[str]], scope: TaskScope
) -> bool:
    """Show a dialog until `check` says "", or the person gives up; then it is deleted.

    `check` says what is wrong, or raises an `EventDeskError` that does.
    """

    async def attempt() -> None:
        dialog.show_checking(True)
        try:
            sentence = await check()
        except EventDeskError as error:
            sentence = error.message
        if not isValid(dialog):
            return
        dialog.show_checking(False)
        if sentence:
            dialog.say(sentence)
        else:
            dialog.accept()

    dialog.entered.connect(
        lambda: scope.single(("checking a PIN", id(dialog)), attempt, repeat=Repeat.IGNORE)
    )
    try:
        return await dialogs.show(dialog)
    finally:
        if isValid(dialog):
            dialog.deleteLater()
