"""Offers a new event at a time that was chosen, in the accounts that can make events."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from eventdesk.domain.capability import Action, Capability, FieldKind
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

_START, _END, _ALL_DAY = "start", "end", "all_day"


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
        self._known: dict[str, Action | None] = {}
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
        if len(able) == 1:
            await self._make_in(able[0], picked)
            done()
            return
        menu = self._menu(picked, done)
        asked = [menu.addAction(self.tr("Asking %s…") % one.account.name) for one in able]
        for entry in asked:
            entry.setEnabled(False)
        menu.popup(place)
        for summary, entry in zip(able, asked, strict=True):
            await self._fill(entry, summary, picked)

    async def _make_in(self, summary: AccountSummary, picked: TimeRange) -> None:
        try:
            action = await self._action_of(summary)
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            return
        if action is None:
            self._message.say(self.tr("No account can make events at a time that is chosen here."))
        else:
            self._make(summary, action, picked)

    def _menu(self, picked: TimeRange, done: Callable[[], object]) -> QMenu:
        menu = QMenu(self._pane)
        menu.setAccessibleName(self.tr("New event"))
        menu.addAction(range_words(picked)).setEnabled(False)
        menu.addSeparator()
        menu.aboutToHide.connect(done)
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        return menu

    async def _fill(self, entry: QAction, summary: AccountSummary, picked: TimeRange) -> None:
        """Offer one account's form, once its system has said what it takes."""
        name = summary.account.name
        try:
            action = await self._action_of(summary)
        except EventDeskError:
            if isValid(entry):
                entry.setText(self.tr("%s cannot be asked now") % name)
            return
        if not isValid(entry):
            return  # the menu was put away meanwhile
        entry.setVisible(action is not None)
        if action is None:
            return
        entry.setText((self.tr("New event in %s…") % name).replace("&", "&&"))
        entry.setEnabled(True)
        entry.triggered.connect(lambda: self._make(summary, action, picked))
        menu = entry.parent()
        if isinstance(menu, QMenu) and menu.activeAction() is None:
            menu.setActiveAction(entry)

    async def _action_of(self, summary: AccountSummary) -> Action | None:
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
            self._known[name] = next(filter(_takes_times, offered), None)
        return self._known[name]

    def _make(self, summary: AccountSummary, action: Action, picked: TimeRange) -> None:
        self._doing.do(_target(summary), action, filled_in(action, picked))

    def _notice(self, changes: Changes) -> None:
        if changes.accounts:
            self._known.clear()


def filled_in(action: Action, picked: TimeRange) -> dict[str, str]:
    """The fields of an action that a chosen time fills in."""
    fields = {field.name: field for field in action.fields}
    first, end = picked.starts, picked.ends
    if picked.whole_days and fields[_END].inclusive:
        end -= DAY
    texts = {_START: first, _END: end}
    values = {name: when.isoformat(timespec="minutes") for name, when in texts.items()}
    if _ALL_DAY in fields:
        values[_ALL_DAY] = "yes" if picked.whole_days else "no"
    return values


def _may_make(summary: AccountSummary) -> bool:
    """As far as nobody has to be asked."""
    info = summary.info
    writable = summary.account.shown and not summary.account.read_only
    return writable and info is not None and Capability.EDIT_EVENTS in info.capabilities


def _takes_times(action: Action) -> bool:
    """True for an action that makes an event from a start and an end."""
    timed: set[str] = {f.name for f in action.fields if f.kind is FieldKind.DATETIME}
    return {_START, _END} <= timed


def _target(summary: AccountSummary) -> ActionTarget:
    title = summary.info.title if summary.info else summary.account.system
    return ActionTarget(summary.account.name, title)
