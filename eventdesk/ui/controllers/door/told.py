"""Work that a person at the door asked for, and where its failure is said."""

from collections.abc import Callable, Coroutine
from typing import Any

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.window import DoorWindow

Work = Callable[[], Coroutine[Any, Any, Any]]


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
