"""Takes back the last mark of this desk, and says whose it was."""

from PySide6.QtCore import QObject

from eventdesk.domain.attendance import Mark, MarkState, status_title
from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.main.window import MainWindow


class UndoController(QObject):
    """Behind the action **Undo mark**."""

    def __init__(self, hub: Hub, window: MainWindow) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._scope = hub.scope(self)
        window.commands.undo.triggered.connect(self._ask)

    def _ask(self) -> None:
        self._scope.single("undo", self._undo, repeat=Repeat.IGNORE)

    async def _undo(self) -> None:
        try:
            outcome = await self._hub.db(self._hub.workspace.marking.undo)
        except EventDeskError as error:
            self._window.status.say(error.message)
            return
        self._hub.announce(outcome.changes)
        if any(mark.state is MarkState.PENDING for mark in outcome.marks):
            for account in {ref.account for ref in outcome.changes.details}:
                self._hub.marks_made.emit(account)
        self._window.status.say(" ".join(map(self._said, outcome.marks)))

    def _said(self, mark: Mark) -> str:
        sentence = self.tr("Undone: {name} is “{status}” again.")
        if mark.state is MarkState.PENDING:
            sentence = self.tr("Undone here: {name} is “{status}” again once the system agrees.")
        return sentence.format(name=mark.name, status=status_title(mark.status))
