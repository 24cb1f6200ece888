"""Work that a person at the door asked for, and where its failure is said."""

from collections.abc import Callable, Coroutine
from typing import Any

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.window import DoorWindow

Work = Callable[[], Coroutine[Any, Any, Any]]


def tell_failure(
    window: DoorWindow,
    error: EventDeskError,
    code: str,
    waiting: int,
    again: Callable[[], object],
) -> None:
    """Say what went wrong; the code of a scan, if it was one, stays where it can be tried again.

    Args:
        waiting: how many acts are not done, with this one.
    """
    if not code:
        window.message.say(error.message, Tone.REFUSED)
        return
    text = window.tr("%d scans wait.") % waiting if waiting > 1 else ""
    if not window.field.text():
        window.field.setText(code)
    window.message.say(
        f"{error.message} {text}".strip(),
        Tone.REFUSED,
        action=window.tr("Try again"),
        act=again,
        closable=False,
    )


class ToldInPlace:
    """Runs one thing of a kind at a time; afterwards the field has the keyboard again."""

    def __init__(self, scope: TaskScope, window: DoorWindow) -> None:
        self._scope = scope
        self._window = window

    def run(self, what: str, work: Work) -> None:
        """Do it, unless it is being done."""
        self._scope.single(what, lambda: self._told(work), repeat=Repeat.IGNORE)

    async def _told(self, work: Work) -> None:
        try:
            await work()
        except Cancelled:
            pass
        except EventDeskError as error:
            self._window.say(error.message, Tone.REFUSED)
        self._window.take_keyboard()
