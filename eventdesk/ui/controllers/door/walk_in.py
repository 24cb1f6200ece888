"""Somebody at the door who is on no list: asked about, put on one, and admitted."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.door import Decision, Guest, WalkIn
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.door.answers import Decided, DoorEvent, DoorEvents
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.door.walk_in import WalkInDialog, WalkInEvent

_SHOWN_AFTER = 0.4
"""Seconds; work that is quicker is not worth a bar."""

_Work = Callable[[], Coroutine[Any, Any, Decided | None]]


async def add_walk_in(
    hub: Hub,
    window: QWidget,
    refs: Sequence[EventRef],
    *,
    name: str = "",
    hides_personal: bool = False,
) -> Decision | None:
    """Ask who it is and admit them; None if nobody was admitted after all.

    What changed is announced, and marks to send are on their way.

    Args:
        name: what was typed at the door already.
        hides_personal: show no addresses and numbers of guests of the same name.

    Raises:
        NotThere: an event is gone.
    """
    opened = await hub.door(hub.workspace.door.opened, refs)
    events = [
        WalkInEvent(event.ref, event.title, event.tickets, _kept(event)) for event in opened.events
    ]
    dialog = WalkInDialog(window, events, name=name)
    adding = _Adding(hub, opened, dialog, hides_personal=hides_personal)
    try:
        await dialogs.show(dialog)
    finally:
        if isValid(dialog):
            dialog.deleteLater()
    return adding.decision


class _Adding:
    """One dialog, and what comes of it. `decision` is None until somebody was admitted."""

    def __init__(
        self, hub: Hub, opened: DoorEvents, dialog: WalkInDialog, *, hides_personal: bool
    ) -> None:
        self.decision: Decision | None = None
        self._hub = hub
        self._opened = opened
        self._dialog = dialog
        self._hides_personal = hides_personal
        self._scope = hub.scope(dialog)
        dialog.submitted.connect(self._look)
        dialog.another_wanted.connect(lambda ref, one: self._do(lambda: self._add(ref, one)))
        dialog.guest_chosen.connect(lambda guest: self._do(lambda: self._admit(guest)))

    def _look(self, ref: EventRef, walk_in: WalkIn) -> None:
        self._do(lambda: self._ask_or_add(ref, walk_in))

    def _do(self, work: _Work) -> None:
        self._scope.single("walk-in", lambda: self._watched(work), repeat=Repeat.IGNORE)

    async def _watched(self, work: _Work) -> None:
        """Do it where the dialog shows it, and close the dialog once somebody is admitted."""
        dialog = self._dialog
        dialog.show_working(True)
        waiting = QCoreApplication.translate("walk_in", "Adding…")
        shown = asyncio.get_running_loop().call_later(
            _SHOWN_AFTER, lambda: dialog.busy.begin(waiting, cancellable=False)
        )
        try:
            decided = await work()
        except EventDeskError as error:
            dialog.show_failure(error.message)
            return
        finally:
            shown.cancel()
            if isValid(dialog):
                dialog.busy.end()
                dialog.show_working(False)
        if decided is not None:
            self._tell(decided)
            dialog.accept()

    async def _ask_or_add(self, ref: EventRef, walk_in: WalkIn) -> Decided | None:
        same = await self._hub.door(self._hub.workspace.door.namesakes, ref, walk_in.name)
        if same:
            self._dialog.show_namesakes(same, hides_personal=self._hides_personal)
            return None
        return await self._add(ref, walk_in)

    async def _add(self, ref: EventRef, walk_in: WalkIn) -> Decided:
        hub, add = self._hub, self._hub.workspace.door.add_walk_in
        event = self._opened.of(ref)
        if not event.takes_walk_ins:
            return await hub.door(add, ref, walk_in)
        # A locked keyring then holds up only its own lane.
        await hub.vault(hub.workspace.connections.secrets_of, event.listed.account)
        return await hub.account(ref.account, add, ref, walk_in)

    async def _admit(self, guest: Guest) -> Decided:
        return await self._hub.door(self._hub.workspace.door.admit, guest.key)

    def _tell(self, decided: Decided) -> None:
        self.decision = decided.decision
        self._hub.announce(decided.changes)
        if decided.account:
            self._hub.marks_made.emit(decided.account)


def _kept(event: DoorEvent) -> str:
    """Who is told of a walk-in."""
    account = event.listed.account.name
    if event.takes_walk_ins:
        text = QCoreApplication.translate("walk_in", "Goes into the list of “{account}”.")
        return text.format(account=account)
    text = QCoreApplication.translate(
        "walk_in",
        "Kept on this desk only: {system} is not told. They are counted and exported here.",
    )
    return text.format(system=event.info.title if event.info else account)
