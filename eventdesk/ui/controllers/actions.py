"""The menu of what a system can do beyond the common calls, with an event or an account."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from eventdesk.domain.capability import Action
from eventdesk.domain.errors import Cancelled, EventDeskError, NotThere
from eventdesk.ui.controllers.action_doing import ActionDoing
from eventdesk.ui.controllers.action_target import ActionTarget
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage


class ActionsController(QObject):
    """Fills the menu when it opens, and has done what is chosen there."""

    def __init__(
        self,
        hub: Hub,
        pane: QWidget,
        *,
        menu: QMenu,
        message: InlineMessage,
        busy: BusyBar,
        selected: Callable[[], str] = str,
        always: Sequence[QAction] = (),
    ) -> None:
        """`message` and `busy` are where it is said; `selected` gives an attendee's reference.

        `always` is what this program does itself, whatever the system offers.
        """
        super().__init__(pane)
        self._hub = hub
        self._menu = menu
        self._message = message
        self._busy = busy
        self._doing = ActionDoing(hub, pane, message=message, busy=busy, selected=selected)
        self._scope = hub.scope(self)
        self._always = always
        self._target: ActionTarget | None = None
        menu.aboutToShow.connect(self._fill_menu)

    def open(self, target: ActionTarget | None) -> None:
        """The menu is this one's from now on; None empties it."""
        self._target = target

    def _fill_menu(self) -> None:
        if self._target is None:
            self._menu.clear()
            return
        self._say_in_menu(self.tr("Asking %s…") % self._target.system)
        self._scope.single("actions", self._read_actions, repeat=Repeat.REPLACE)

    async def _read_actions(self) -> None:
        target = self._target
        assert target is not None
        service = self._hub.workspace.actions
        try:
            actions = await with_system(
                self._hub,
                target.account,
                self._busy,
                self.tr("Asking what can be done"),
                lambda _progress, cancel: target.offered(service, cancel),
            )
        except Cancelled:
            self._say_in_menu(self.tr("Not available now"))
            return
        except EventDeskError as error:
            self._say_in_menu(self.tr("Not available now"))
            self._message.say(error.message, Tone.REFUSED)
            return
        if actions:
            self._menu.clear()
            for action in actions:
                self._add(target, action)
            self._end_menu()
        else:
            self._say_in_menu(await self._why_none(target))

    async def _why_none(self, target: ActionTarget) -> str:
        try:
            account = await self._hub.db(self._hub.workspace.accounts.get, target.account)
        except NotThere:  # removed meanwhile
            return self.tr("Not available now")
        if account.read_only:
            return self.tr("Look only: nothing is written to %s") % target.system
        return self.tr("%s offers no actions here") % target.system

    def _add(self, target: ActionTarget, action: Action) -> None:
        title = f"{action.title}…" if action.fields or action.confirm else action.title
        entry = self._menu.addAction(title.replace("&", "&&"))
        entry.triggered.connect(lambda: self._doing.do(target, action))

    def _say_in_menu(self, words: str) -> None:
        self._menu.clear()
        self._menu.addAction(words).setEnabled(False)
        self._end_menu()

    def _end_menu(self) -> None:
        if self._always and self._target is not None:
            self._menu.addSeparator()
            self._menu.addActions(self._always)
        self._resize_menu()

    def _resize_menu(self) -> None:
        """An open menu keeps its size and place otherwise."""
        if self._menu.isVisible():
            self._menu.adjustSize()
