"""Offers a new event at a time that was chosen, in the accounts that can make events."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from eventdesk.domain.capability import Action, Capability, Field, FieldKind
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.services.accounts import AccountSummary
from eventdesk.ui.controllers.action_doing import ActionDoing
from eventdesk.ui.controllers.action_target import ActionTarget
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DAY
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.models.time_texts import range_words
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage

_ALL_DAY = "all_day"


class MakingController(QObject):
    """What an account can make is asked once, and again when accounts change."""

    def __init__(self, hub: Hub, pane: QWidget, *, message: InlineMessage, busy: BusyBar) -> None:
        super().__init__(pane)
        self._hub = hub
        self._pane = pane
        self._message = message
        self._busy = busy
        self._scope = hub.scope(self)
        self._doing = ActionDoing(hub, pane, message=message, busy=busy, selected=str)
        self._known: dict[str, tuple[Action, ...]] = {}
        hub.changed.connect(self._notice)

    def offer(self, picked: TimeRange, place: QPoint, done: Callable[[], object]) -> None:
        """Offer a new event; `done` once the person chose, or did not want one.

        Args:
            place: on the screen, for a menu where several accounts can make one.
        """
        work = partial(self._offer, picked, place, done)
        self._scope.single("offering a new event", work, repeat=Repeat.REPLACE)

    async def _offer(self, picked: TimeRange, place: QPoint, done: Callable[[], object]) -> None:
        try:
            summaries = await self._hub.db(self._hub.workspace.accounts.summaries)
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            done()
            return
        able = [one for one in summaries if _may_make(one)]
        if not able:
            self._message.say(self.tr("No account can make events: add one, or allow it to write."))
            done()
            return
        if len(able) == 1 and await self._made_in(able[0], picked):
            done()
            return
        menu = self._menu(picked, done)
        asked = [menu.addAction(self.tr("Asking %s…") % one.account.name) for one in able]
        for entry in asked:
            entry.setEnabled(False)
        menu.popup(place)
        for summary, entry in zip(able, asked, strict=True):
            await self._fill(entry, summary, picked)

    async def _made_in(self, summary: AccountSummary, picked: TimeRange) -> bool:
        """Open the form of the only account; false where it has several to choose from."""
        try:
            actions = await self._actions_of(summary)
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            return True
        if not actions:
            self._message.say(self.tr("No account can make events at a time that is chosen here."))
        elif len(actions) == 1:
            self._make(summary, actions[0], picked)
        return len(actions) < 2

    def _menu(self, picked: TimeRange, done: Callable[[], object]) -> QMenu:
        menu = QMenu(self._pane)
        menu.setAccessibleName(self.tr("New event"))
        menu.addAction(range_words(picked)).setEnabled(False)
        menu.addSeparator()
        menu.aboutToHide.connect(done)
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        return menu

    async def _fill(self, entry: QAction, summary: AccountSummary, picked: TimeRange) -> None:
        """Offer one account's forms, once its system has said what they take."""
        name = summary.account.name
        try:
            actions = await self._actions_of(summary)
        except EventDeskError:
            if isValid(entry):
                entry.setText(self.tr("%s cannot be asked now") % name)
            return
        if not isValid(entry):
            return  # the menu was put away meanwhile
        menu = entry.parent()
        assert isinstance(menu, QMenu)
        for action in actions:
            words = self.tr("{action} in {account}…").format(action=action.title, account=name)
            made = QAction(words.replace("&", "&&"), menu)
            made.triggered.connect(partial(self._make, summary, action, picked))
            menu.insertAction(entry, made)
            if menu.activeAction() is None:
                menu.setActiveAction(made)
        menu.removeAction(entry)

    async def _actions_of(self, summary: AccountSummary) -> tuple[Action, ...]:
        name = summary.account.name
        if name not in self._known:
            target, service = _target(summary), self._hub.workspace.actions
            offered = await with_system(
                self._hub,
                name,
                self._busy,
                self.tr("Asking what can be done"),
                lambda _progress, cancel: target.offered(service, cancel),
            )
            self._known[name] = tuple(filter(_times_of, offered))
        return self._known[name]

    def _make(
        self, summary: AccountSummary, action: Action, picked: TimeRange, _checked: bool = False
    ) -> None:
        self._doing.do(_target(summary), action, filled_in(action, picked))

    def _notice(self, changes: Changes) -> None:
        if changes.accounts:
            self._known.clear()


def filled_in(action: Action, picked: TimeRange) -> dict[str, str]:
    """The fields of an action that a chosen time fills in."""
    start, end = _times_of(action)
    ends = picked.ends - DAY if picked.whole_days and end.inclusive else picked.ends
    texts = {start.name: picked.starts, end.name: ends}
    values = {name: when.isoformat(timespec="minutes") for name, when in texts.items()}
    if _ALL_DAY in (field.name for field in action.fields):
        values[_ALL_DAY] = "yes" if picked.whole_days else "no"
    return values


def _may_make(summary: AccountSummary) -> bool:
    """As far as nobody has to be asked."""
    info = summary.info
    writable = summary.account.shown and not summary.account.read_only
    return writable and info is not None and Capability.EDIT_EVENTS in info.capabilities


def _times_of(action: Action) -> tuple[Field, ...]:
    """Start and end of what an action makes; nothing where it asks for no such pair."""
    timed = tuple(field for field in action.fields if field.kind is FieldKind.DATETIME)
    return timed if len(timed) == 2 else ()


def _target(summary: AccountSummary) -> ActionTarget:
    title = summary.info.title if summary.info else summary.account.system
    return ActionTarget(summary.account.name, title)
