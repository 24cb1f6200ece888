"""The menu of what an event's system can do beyond the common calls, and doing it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Capability, Values
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError, Refused
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import ProgressCallback
from eventdesk.services.events import EventView
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.dialogs.action_form import ActionForm

_ATTENDEE_FIELD = "attendee"
"""A field of this name takes an attendee's reference: the selected one's to begin with."""


class ActionsController(QObject):
    """Fills the menu when it opens, and does what was chosen there."""

    def __init__(
        self,
        hub: Hub,
        pane: QWidget,
        *,
        menu: QMenu,
        message: InlineMessage,
        busy: BusyBar,
        selected: Callable[[], str],
    ) -> None:
        """`message` and `busy` are where it is said; `selected` gives an attendee's reference."""
        super().__init__(pane)
        self._hub = hub
        self._pane = pane
        self._menu = menu
        self._message = message
        self._busy = busy
        self._selected = selected
        self._scope = hub.scope(pane)
        self._view: EventView | None = None
        menu.aboutToShow.connect(self._fill_menu)

    def open(self, view: EventView) -> None:
        """The menu is this event's from now on."""
        self._view = view

    def _fill_menu(self) -> None:
        if self._view is None:
            return
        self._say_in_menu(self.tr("Asking %s…") % self._title())
        self._scope.single("actions", self._read_actions, repeat=Repeat.REPLACE)

    async def _read_actions(self) -> None:
        view = self._view
        assert view is not None
        offered = self._hub.workspace.actions.offered
        try:
            actions = await with_system(
                self._hub,
                view.ref.account,
                self._busy,
                self.tr("Asking what can be done"),
                lambda _progress, cancel: offered(view.ref, cancel),
            )
        except EventDeskError as error:
            self._say_in_menu(self.tr("Not available now"))
            self._message.say(error.message, Tone.REFUSED)
            return
        if actions:
            self._menu.clear()
            for action in actions:
                self._add(view, action)
            self._resize_menu()
        else:
            self._say_in_menu(self.tr("%s offers no actions here") % self._title())

    def _add(self, view: EventView, action: Action) -> None:
        title = f"{action.title}…" if action.fields or action.confirm else action.title
        self._menu.addAction(title, lambda: self._choose(view, action))

    def _say_in_menu(self, words: str) -> None:
        self._menu.clear()
        self._menu.addAction(words).setEnabled(False)
        self._resize_menu()

    def _resize_menu(self) -> None:
        """An open menu keeps its size and place otherwise."""
        if self._menu.isVisible():
            self._menu.adjustSize()

    def _title(self) -> str:
        view = self._view
        return view.info.title if view is not None and view.info is not None else ""

    def _choose(self, view: EventView, action: Action) -> None:
        if not action.fields:
            self._scope.single(
                "acting", lambda: self._act_without_form(view, action), repeat=Repeat.IGNORE
            )
            return
        form = ActionForm(action, self._pane.window(), known={_ATTENDEE_FIELD: self._selected()})
        scope = self._hub.scope(form)
        form.file_wanted.connect(
            lambda name: scope.single("file", lambda: self._choose_file(form, name))
        )
        form.submitted.connect(
            lambda values: scope.single(
                "acting", lambda: self._act_in_form(view, action, form, values)
            )
        )
        form.open()

    async def _choose_file(self, form: ActionForm, name: str) -> None:
        path = await dialogs.choose_open_file(
            form, self.tr("Choose a file"), filters=[self.tr("All files (*)")]
        )
        if path is not None:
            form.set_value(name, str(path))

    async def _act_in_form(
        self, view: EventView, action: Action, form: ActionForm, values: Values
    ) -> None:
        if not await self._confirmed(action, form):
            return
        form.show_working(True)
        try:
            result = await self._act(view, action, values, form.busy)
        except Cancelled:
            return
        except Refused as error:
            form.show_failure(error.message, error.fields)
            return
        except EventDeskError as error:
            form.show_failure(error.message, {})
            return
        finally:
            if isValid(form):
                form.show_working(False)
        # The form's scope ends with it, and so would whatever it still does.
        self._scope.start(self._finish(view, action, result), name="reading what an action changed")
        form.accept()

    async def _act_without_form(self, view: EventView, action: Action) -> None:
        if not await self._confirmed(action, self._pane):
            return
        try:
            result = await self._act(view, action, {}, self._busy)
        except Cancelled:
            return
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            return
        await self._finish(view, action, result)

    async def _confirmed(self, action: Action, parent: QWidget) -> bool:
        if not action.confirm:
            return True
        return await dialogs.ask(
            parent,
            action.title,
            action.confirm,
            yes=action.title,
            destructive=action.destructive,
        )

    async def _act(
        self, view: EventView, action: Action, values: Mapping[str, str], bar: BusyBar
    ) -> ActionResult:
        act = self._hub.workspace.actions.act
        return await with_system(
            self._hub,
            view.ref.account,
            bar,
            action.title,
            lambda _progress, cancel: act(view.ref, action.name, values, cancel),
        )

    async def _finish(self, view: EventView, action: Action, result: ActionResult) -> None:
        """Say what the system said, then read what it holds now."""
        made = EventRef(view.ref.account, result.event_ref) if result.event_ref else view.ref
        self._say(action, result, made if made != view.ref else None)
        self._hub.announce(Changes(details=frozenset({view.ref}), marks=True))
        workspace = self._hub.workspace
        try:
            changes = await with_system(
                self._hub,
                view.ref.account,
                self._busy,
                self.tr("Reading what changed"),
                lambda progress, cancel: _sync(workspace, (view.ref, made), progress, cancel),
            )
        except EventDeskError as error:
            self._message.say(f"{_sentence(result)} {error.message}", Tone.ALREADY)
            return
        self._hub.announce(changes)

    def _say(self, action: Action, result: ActionResult, made: EventRef | None) -> None:
        """The sentence in place; another event or further details are a click away."""
        way_on, act = "", None
        if made is not None:
            way_on, act = self.tr("Show event"), lambda: self._hub.want_event(made)
        elif result.details:
            way_on, act = self.tr("Details"), lambda: self._show_details(action, result)
        tone = Tone.ALREADY if result.problems else Tone.CONFIRMED
        self._message.say(_sentence(result), tone, action=way_on, act=act)

    def _show_details(self, action: Action, result: ActionResult) -> None:
        lines = "\n".join(f"{label}: {value}" for label, value in result.details)
        self._scope.start(
            dialogs.tell(self._pane, action.title, result.sentence, detail=lines), name="details"
        )


def _sync(
    workspace: Workspace,
    refs: Sequence[EventRef],
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Changes:
    """The account, and the events that an action spoke of, wherever they lie."""
    _, changes = workspace.syncing.refresh(refs[0].account, progress, cancel)
    for ref in dict.fromkeys(refs):
        _, more = workspace.syncing.refresh_event(ref, frozenset(Capability), progress, cancel)
        changes |= more | Changes(calendar=True, details=frozenset({ref}))
    return changes


def _sentence(result: ActionResult) -> str:
    return " ".join([result.sentence, *result.problems])
