"""Who works here: shown in the status bar, changed there, and asked for once."""

from PySide6.QtCore import QObject

from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.names import NamesDialog
from eventdesk.ui.views.main.window import MainWindow


class NamesController(QObject):
    """Behind **Operator and desk** in the status bar and the menu."""

    def __init__(self, hub: Hub, window: MainWindow) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._desk = hub.workspace.desk
        self._scope = hub.scope(self)
        window.commands.names.triggered.connect(self._ask)
        hub.changed.connect(self._ask_once)
        self._show()

    def _show(self) -> None:
        self._scope.single("names of the desk", self._read, repeat=Repeat.REPLACE)

    def _ask(self) -> None:
        self._scope.single("changing the names", self._change, repeat=Repeat.IGNORE)

    def _ask_once(self, changes: Changes) -> None:
        """After the first mark without a name, in a line that holds up nobody at the door."""
        if changes.marks:
            self._scope.single("asking for a name", self._offer, repeat=Repeat.IGNORE)

    async def _read(self) -> None:
        self._window.status.show_names(*await self._hub.db(self._desk.names))

    async def _offer(self) -> None:
        if self._window.message.text or not await self._hub.db(self._desk.lacks_operator):
            return
        self._window.message.say(
            self.tr("Your marks carry no name yet. Who works at this desk?"),
            Tone.INFO,
            action=self.tr("Give a name…"),
            act=self._ask,
        )

    async def _change(self) -> None:
        operator, name = await self._hub.db(self._desk.names)
        dialog = NamesDialog(self._window, operator=operator, desk=name)
        try:
            if await dialogs.show(dialog):
                await self._keep(*dialog.names())
        finally:
            dialog.deleteLater()

    async def _keep(self, operator: str, name: str) -> None:
        try:
            await self._hub.db(self._desk.rename, operator=operator, desk=name)
        except EventDeskError as error:
            self._window.message.say(error.message, Tone.REFUSED)
            return
        self._window.message.clear()
        self._window.status.say(self.tr("Marks carry these names from now on."))
        self._show()
