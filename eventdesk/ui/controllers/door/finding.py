"""Finds guests while somebody types: exact matches at once, near misses as soon as they come."""

import asyncio
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from eventdesk.domain.changes import Changes
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.announce import announce
from eventdesk.ui.views.door.window import DoorWindow

_LIMIT = 50


class FindingController(QObject):
    """Keeps the list **Matches** as the field has it."""

    def __init__(self, hub: Hub, window: DoorWindow) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._scope = hub.scope(self)
        self._refs: Sequence[EventRef] = ()
        self._task: asyncio.Task[Any] | None = None
        self._has_near = False
        self._codes: tuple[str, ...] = ()
        window.field.typed.connect(self._look)
        window.field.moved.connect(self._move)
        hub.changed.connect(self._changed)

    def open(self, refs: Sequence[EventRef]) -> None:
        """Find guests of these events."""
        self._refs = refs
        self._window.matches.rows.several_events = len(refs) > 1

    @property
    def has_near(self) -> bool:
        """Whether somebody is called nearly so."""
        return self._has_near

    def half_typed(self, guest: Guest | None) -> str:
        """What was typed to find somebody else than this guest, "" for nothing."""
        found = guest is not None and self._window.matches.rows.row_of(guest) >= 0
        return "" if found else self._window.field.text().strip()

    async def list_holders(self, codes: Sequence[str]) -> None:
        """List all whom a scan may mean: whoever is here is chosen by hand."""
        self._codes = tuple(codes)
        self._window.field.setText(codes[0])
        await self.settled()

    async def settled(self) -> None:
        """Wait until the list is that of the text in the field."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def _look(self, text: str) -> None:
        if text.strip():
            self._start(text, keep=None)
        else:
            self._scope.single("finding guests", _nothing, repeat=Repeat.REPLACE)
            self._task = None
            self._show((), ())
            self._window.show_looking(False)

    def _move(self, steps: int) -> None:
        """Choose another match; whoever does not see the list hears it."""
        self._window.matches.step(steps)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        matches = self._window.matches
        if matches.current is not None:
            announce(matches, str(matches.currentIndex().data()), politely=True)

    def _start(self, text: str, keep: Guest | None) -> None:
        self._task = self._scope.single(
            "finding guests", lambda: self._find(text, keep), repeat=Repeat.REPLACE
        )

    async def _find(self, text: str, keep: Guest | None) -> None:
        door = self._hub.workspace.door
        try:
            if text in self._codes[:1]:
                exact = await self._hub.door(door.holders, self._refs, self._codes)
            else:
                exact = await self._hub.door(door.find, self._refs, text, _LIMIT)
            if exact:
                self._show(exact, (), keep)
                self._window.show_looking(True, self._note(exact, ()))
            near = await self._hub.door(door.near, self._refs, text)
        except EventDeskError as error:
            self._show((), ())  # nobody of another name must be admitted by Enter
            self._window.message.say(error.message, Tone.REFUSED)
            return
        if near or not exact:  # "nobody" is said once it is certain, and without a flash
            chosen = self._window.matches.current if exact else None
            self._show(exact, near, keep or chosen)
        self._window.show_looking(True, self._note(exact, near))
        if keep is None:
            self._tell_chosen()

    def _show(
        self, exact: Sequence[Guest], near: Sequence[Guest], keep: Guest | None = None
    ) -> None:
        """Show the matches. The first exact one is chosen, a near miss only by hand."""
        matches = self._window.matches
        self._has_near = bool(near)
        matches.rows.show(exact, near)
        row = -1 if keep is None else matches.rows.row_of(keep)
        matches.choose(row if row >= 0 else 0 if exact else -1)

    def _note(self, exact: Sequence[Guest], near: Sequence[Guest]) -> str:
        if len(exact) >= _LIMIT:
            return self.tr("The first %d. Type more letters to see fewer.") % _LIMIT
        if not exact and not near:
            return self.tr("Nobody on the list. Enter takes it for a code, F2 adds a walk-in.")
        if not exact:
            return self.tr("Nobody is called so. Choose a similar one with the arrow keys.")
        return ""

    def _changed(self, changes: Changes) -> None:
        """Whoever was admitted elsewhere is shown as in; what is chosen stays chosen."""
        text = self._window.field.text()
        if text.strip() and changes.details.intersection(self._refs):
            self._start(text, self._window.matches.current)


async def _nothing() -> None:
    """Takes the place of a search that nobody wants any more."""
