"""Takes back what was last marked in this window, and shows and says whose mark it was."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from eventdesk.domain.attendance import Mark, MarkState, status_title
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.progress import Progress
from eventdesk.domain.text import one_line
from eventdesk.services.marking import UndoneAct
from eventdesk.ui.controllers.acts import Act
from eventdesk.ui.controllers.detail import DetailRegion
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.main.window import MainWindow

_AT_ONCE = 50
"""Marks in one transaction, so that nothing else waits long for the store."""


class UndoController(QObject):
    """Behind the action **Undo mark**."""

    def __init__(self, hub: Hub, window: MainWindow, detail: DetailRegion) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._detail = detail
        self._scope = hub.scope(self)
        window.commands.undo.triggered.connect(self._ask)

    def _ask(self) -> None:
        self._scope.single("undo", self._undo, repeat=Repeat.IGNORE)

    async def _undo(self) -> None:
        """Take back the last act that any mark is left of."""
        try:
            while (act := self._detail.acts.last) is not None:
                undone = await self._take_back(act)
                stopped = self._detail.acts.last is act
                if undone.marks or undone.problems or stopped:
                    self._tell(act, undone)
                    return
        except EventDeskError as error:
            self._window.status.say(error.message)
            return
        self._window.status.say(self.tr("Nothing to undo."))

    async def _take_back(self, act: Act) -> UndoneAct:
        """The newest marks first; an act that was stopped half-way is undone further next time."""
        marks, problems, changes = list[Mark](), dict[str, None](), Changes()
        bar, token, ids = self._detail.widget.attendees.busy, CancelToken(), list(act.marks)
        stopping = bar.cancel_asked.connect(token.cancel)
        if len(ids) > _AT_ONCE:
            bar.begin(self.tr("Taking back"))
        try:
            while ids and not token.cancelled:
                part, ids = ids[-_AT_ONCE:], ids[:-_AT_ONCE]
                undone = await self._hub.db(self._hub.workspace.marking.undo_act, part)
                marks += undone.marks
                problems |= dict.fromkeys(undone.problems)
                changes |= undone.changes
                done = len(act.marks) - len(ids)
                bar.show_progress(Progress(self.tr("Taking back"), done, len(act.marks)))
            if not ids:
                self._detail.acts.forget(act)
        finally:
            bar.cancel_asked.disconnect(stopping)
            bar.end()
            self._announce(act, changes)
        return UndoneAct(tuple(marks), tuple(problems), changes)

    def _announce(self, act: Act, changes: Changes) -> None:
        self._hub.announce(changes)
        if changes:
            self._hub.marks_made.emit(act.ref.account)

    def _tell(self, act: Act, undone: UndoneAct) -> None:
        """Say it among the attendees of its event, instead of what was said of the marks."""
        elsewhere = self._detail.ref != act.ref
        where = self.tr(" at “{title}”").format(title=one_line(act.event_title))
        sentence = self._said(act, undone.marks, where if elsewhere else "")
        sentences = [sentence, *undone.problems[:1]]
        name = undone.marks[0].name if elsewhere and len(undone.marks) == 1 else ""
        self._window.show_detail(True)
        self._detail.tell(act.ref, " ".join(filter(None, sentences)), name=one_line(name))

    def _said(self, act: Act, marks: Sequence[Mark], where: str) -> str:
        if len(act.marks) > 1:
            text = self.tr("{count} of {all} taken back{where}.")
            return text.format(count=len(marks), all=len(act.marks), where=where)
        if not marks:
            return ""
        text = self.tr("Undone{where}: {name} is “{status}” again.")
        if marks[0].state is MarkState.PENDING:
            text = self.tr("Undone here{where}: {name} is “{status}” again once the system agrees.")
        mark = marks[0]
        return text.format(where=where, name=mark.name, status=status_title(mark.status))
