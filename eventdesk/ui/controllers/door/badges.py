"""Badges at the door: printed with each admission or by a key, and never twice by accident."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from eventdesk.domain.badge import BadgePrint, BadgeRules, badge_of
from eventdesk.domain.door import Decision, Guest, Outcome
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.badge_output import BadgeOutput, CameOut
from eventdesk.ui.controllers.door.badge_settings import BadgeSettings
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.theme import Tone


class BadgeController(QObject):
    """Made with the door's window; what goes wrong with a badge never undoes an admission.

    Signals:
        told: a sentence and its `Tone`, for the door's line of news.
    """

    told = Signal(str, object)

    def __init__(self, hub: Hub, window: QWidget, refs: Sequence[EventRef] = ()) -> None:
        """`refs` are the events of the door."""
        super().__init__(window)
        self._hub = hub
        self._badges = hub.workspace.badges
        self._window = window
        self._output = BadgeOutput(hub)
        self._scope = hub.scope(self)
        self._one_at_a_time = asyncio.Lock()
        self.refs = tuple(refs)

    async def admitted(self, decision: Decision) -> None:
        """Print the badge of whoever was let in just now, where the event's rules say so."""
        if decision.outcome not in (Outcome.IN, Outcome.WAITING) or decision.repeated:
            return
        if decision.guest is not None:
            await self._told(self._print_new, decision.guest)

    async def print_for(self, guest: Guest) -> None:
        """Print a guest's badge because somebody asked for it; a second one after a question."""
        await self._told(self._print_asked, guest)

    def page(self) -> QWidget:
        """The page **Badges** of the settings."""
        return BadgeSettings(self._hub, self._output, self.refs, self._scope).page

    async def _told(self, work: Callable[[Guest], Awaitable[None]], guest: Guest) -> None:
        try:
            async with self._one_at_a_time:
                await work(guest)
        except EventDeskError as error:
            self.told.emit(error.message, Tone.REFUSED)

    async def _print_new(self, guest: Guest) -> None:
        rules = await self._hub.door(self._badges.rules, guest.event)
        if not rules.on_admission:
            return
        earlier = await self._hub.door(self._badges.last_print, guest)
        if earlier is None:
            await self._print(guest, rules)
        else:
            self.told.emit(self._had_one(guest, earlier), Tone.ALREADY)

    async def _print_asked(self, guest: Guest) -> None:
        earlier = await self._hub.door(self._badges.last_print, guest)
        if earlier is not None and not await self._agreed(guest, earlier):
            return
        rules = await self._hub.door(self._badges.rules, guest.event)
        came_out = await self._print(guest, rules)
        said = self.tr("Badge of {name} {came_out}")
        name = guest.listed.attendee.name
        self.told.emit(said.format(name=name, came_out=came_out.words), Tone.CONFIRMED)

    async def _print(self, guest: Guest, rules: BadgeRules) -> CameOut:
        came_out = await self._output.print_badge(badge_of(guest), rules)
        await self._hub.door(self._badges.note_print, guest, rules, came_out.name)
        return came_out

    async def _agreed(self, guest: Guest, earlier: BadgePrint) -> bool:
        return await dialogs.ask(
            QApplication.activeModalWidget() or self._window,
            self.tr("Print the badge again?"),
            self._had_one(guest, earlier),
            yes=self.tr("Print again"),
        )

    def _had_one(self, guest: Guest, earlier: BadgePrint) -> str:
        at = earlier.printed_at.astimezone()
        today = at.date() == self._hub.workspace.clock.now().astimezone().date()
        when = f"{at:%H:%M}" if today else f"{at:%d.%m.%Y %H:%M}"
        said = self.tr("{name}'s badge was printed {when} already.")
        return said.format(name=guest.listed.attendee.name, when=when)
