"""Keeps the tab on screen fresh: fetches what is old, tells what fails, tries again."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from eventdesk.domain.capability import Capability
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.detail_freshness import Freshness
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.pane import ATTENDEES, ORDERS, TICKETS, DetailPane

PARTS = {
    ATTENDEES: Capability.ATTENDEES,
    ORDERS: Capability.ORDERS,
    TICKETS: Capability.TICKETS,
}
"""What of an event a tab shows; the others need nothing but the event itself."""


class EventFetching(QObject):
    """Fetches for one detail pane."""

    def __init__(
        self,
        hub: Hub,
        pane: DetailPane,
        clock: Clock,
        *,
        current: Callable[[], EventView | None],
        arrived: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        """`current` is the event that is open; `arrived` shows what the store has of it now."""
        super().__init__(pane)
        self._hub = hub
        self._pane = pane
        self._current = current
        self._arrived = arrived
        self._scope = hub.scope(self)
        self._freshness = Freshness(clock)
        self._untold: set[tuple[EventRef, str]] = set()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Fetch what the tab on screen lacks."""
        self._task = self._scope.single("fetching an event", self._keep_fresh)

    def stop(self) -> None:
        """What is fetched for an event that was left would keep the next one waiting."""
        if self._task is not None:
            self._task.cancel()

    def failure(self, ref: EventRef, tab: str) -> str:
        """Why the last try failed, "" if it did not."""
        return self._freshness.failure(ref, tab)

    def tell_failure(self, ref: EventRef, tab: str) -> None:
        """Say above a filled tab why it is not fresh, unless the tab says it in its own place."""
        failure, message = self.failure(ref, tab), self._pane.message
        if failure and self._pane.shows_failure(tab):
            if message.text == failure:
                message.clear()
        elif failure and (ref, tab) in self._untold:
            message.say(
                failure,
                Tone.REFUSED,
                action=self.tr("Try again"),
                act=self._pane.retry_asked.emit,
            )
        self._untold.discard((ref, tab))

    def forget(self) -> None:
        """Everything may be tried again at once."""
        self._freshness.forget()

    async def _keep_fresh(self) -> None:
        """Fetch for the tab on screen, and again if another one is chosen meanwhile."""
        while (view := self._current()) is not None and self._freshness.is_stale(
            view, self._pane.tab
        ):
            tab = self._pane.tab
            self._freshness.begin(view.ref, tab)
            try:
                await self._fetch(view, tab)
            except asyncio.CancelledError:
                self._freshness.abandon(view.ref, tab)
                raise
            if self._is_open(view.ref):
                await self._arrived()

    async def _fetch(self, view: EventView, tab: str) -> None:
        parts = frozenset({PARTS[tab]}) if tab in PARTS else frozenset()
        refresh = self._hub.workspace.syncing.refresh_event
        try:
            report, changes = await with_system(
                self._hub,
                view.ref.account,
                self._pane.busy,
                self.tr("Reading from %s") % view.ref.account,
                lambda progress, cancel: refresh(view.ref, parts, progress, cancel),
            )
        except Cancelled:
            self._freshness.fail(view.ref, tab, self.tr("You stopped it."))
            return
        except EventDeskError as error:
            self._failed(view.ref, tab, error)
            return
        if report.failure is not None:
            self._failed(view.ref, tab, report.failure)
        elif self._is_open(view.ref) and report.problems:
            self._pane.message.say(" ".join(report.problems), Tone.ALREADY)
        self._hub.announce(changes)

    def _failed(self, ref: EventRef, tab: str, error: EventDeskError) -> None:
        """Old data stays; once it is shown again the sentence stands above it."""
        self._freshness.fail(ref, tab, error.message)
        if self._is_open(ref):
            self._untold.add((ref, tab))

    def _is_open(self, ref: EventRef) -> bool:
        view = self._current()
        return view is not None and view.ref == ref
