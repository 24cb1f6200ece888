"""Does one action of a system: asks for what it needs, tells the result, reads what changed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Capability, Values
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError, Refused
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import ProgressCallback
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.action_target import ActionTarget
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import way_out
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.dialogs.action_form import ActionForm

_ATTENDEE_FIELD = "attendee"
"""A field of this name takes an attendee's reference: the selected one's to begin with."""


class ActionDoing(QObject):
    """What happens between the choice of an action and its end."""

    def __init__(
        self,
        hub: Hub,
        pane: QWidget,
        *,
        message: InlineMessage,
        busy: BusyBar,
        selected: Callable[[], str],
    ) -> None:
        """`message` and `busy` are where it is said; `selected` gives an attendee's reference."""
        super().__init__(pane)
        self._hub = hub
        self._pane = pane
        self._message = message
        self._busy = busy
        self._selected = selected
        self._scope = hub.scope(self)

    def do(
        self, target: ActionTarget, action: Action, known: Mapping[str, str] | None = None
    ) -> None:
        """Do it at once where it has no fields, else after a form; `known` is filled in there."""
        if action.fields:
            self._open_form(target, action, {_ATTENDEE_FIELD: self._selected(), **(known or {})})
            return
        self._scope.single(
            "acting", lambda: self._act_without_form(target, action), repeat=Repeat.IGNORE
        )

    def _open_form(self, target: ActionTarget, action: Action, known: Mapping[str, str]) -> None:
        form = ActionForm(action, self._pane.window(), known=known, account=target.account)
        scope = self._hub.scope(form)
        form.file_wanted.connect(
            lambda name: scope.single("file", lambda: self._choose_file(form, name))
        )
        form.submitted.connect(
            lambda values: scope.single(
                "acting", lambda: self._act_in_form(target, action, form, values)
            )
        )
        dialogs.open_dialog(form)

    async def _choose_file(self, form: ActionForm, name: str) -> None:
        path = await dialogs.choose_open_file(
            form, self.tr("Choose a file"), filters=[self.tr("All files (*)")]
        )
        if path is not None:
            form.set_value(name, str(path))

    async def _act_in_form(
        self, target: ActionTarget, action: Action, form: ActionForm, values: Values
    ) -> None:
        if not await self._confirmed(action, form):
            return
        form.show_working(True)
        failure: EventDeskError | None = None
        try:
            result = await self._act(target, action, values, form.busy)
        except EventDeskError as error:
            failure = error
        finally:
            if isValid(form):
                form.show_working(False)
        if failure is None:
            # The form's scope ends with it, and so would whatever it still does.
            self._scope.start(
                self._finish(target, action, result), name="reading what an action changed"
            )
            form.accept()
        elif not isinstance(failure, Cancelled):
            fields = failure.fields if isinstance(failure, Refused) else {}
            form.show_failure(failure.message, fields)

    async def _act_without_form(self, target: ActionTarget, action: Action) -> None:
        if not await self._confirmed(action, self._pane):
            return
        try:
            result = await self._act(target, action, {}, self._busy)
        except Cancelled:
            return
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            return
        await self._finish(target, action, result)

    async def _confirmed(self, action: Action, parent: QWidget) -> bool:
        if not action.confirm:
            return True
        return await dialogs.ask(
            parent,
            action.title,
            action.confirm,
            yes=action.title,
            no=way_out(action.title),
            destructive=action.destructive,
        )

    async def _act(
        self, target: ActionTarget, action: Action, values: Mapping[str, str], bar: BusyBar
    ) -> ActionResult:
        service = self._hub.workspace.actions
        return await with_system(
            self._hub,
            target.account,
            bar,
            action.title,
            lambda _progress, cancel: target.act(service, action.name, values, cancel),
        )

    async def _finish(self, target: ActionTarget, action: Action, result: ActionResult) -> None:
        """Say what the system said, then read what it holds now."""
        changed, workspace = target.changed(result), self._hub.workspace
        self._say(action, result)
        self._hub.announce(Changes(details=frozenset(changed), marks=True))
        try:
            changes = await with_system(
                self._hub,
                target.account,
                self._busy,
                self.tr("Reading what changed"),
                lambda progress, cancel: read_again(
                    workspace, target.account, changed, progress, cancel
                ),
            )
        except EventDeskError as error:
            self._message.say(f"{_sentence(result)} {error.message}", Tone.ALREADY)
            return
        self._hub.announce(changes)
        if changed and changed[-1] != target.ref and self._message.text == _sentence(result):
            self._offer_event(changed[-1], result)

    def _say(self, action: Action, result: ActionResult) -> None:
        """The sentence in place; further details are a click away."""
        way_on, act = "", None
        if result.details:
            way_on, act = self.tr("Details"), lambda: self._show_details(action, result)
        self._message.say(_sentence(result), _tone(result), action=way_on, act=act)

    def _offer_event(self, made: EventRef, result: ActionResult) -> None:
        """Another event is a click away, now that the store has it."""
        self._message.say(
            _sentence(result),
            _tone(result),
            action=self.tr("Show event"),
            act=lambda: self._hub.want_event(made),
        )

    def _show_details(self, action: Action, result: ActionResult) -> None:
        lines = "\n".join(f"{label}: {value}" for label, value in result.details)
        self._scope.start(
            dialogs.tell(self._pane, action.title, result.sentence, detail=lines), name="details"
        )


def read_again(
    workspace: Workspace,
    account: str,
    refs: Sequence[EventRef],
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Changes:
    """The account, and the events that an action spoke of, wherever they lie."""
    _, changes = workspace.syncing.refresh(account, progress, cancel)
    for ref in refs:
        _, more = workspace.syncing.refresh_event(ref, frozenset(Capability), progress, cancel)
        changes |= more | Changes(calendar=True, details=frozenset({ref}))
    return changes


def _sentence(result: ActionResult) -> str:
    return " ".join([result.sentence, *result.problems])


def _tone(result: ActionResult) -> Tone:
    return Tone.ALREADY if result.problems else Tone.CONFIRMED
