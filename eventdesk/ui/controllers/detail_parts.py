"""The parts of an event that are fetched when asked for: which there are, and what they tell."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject

from eventdesk.domain.capability import Capability
from eventdesk.domain.detail import Detail
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.services.event_details import FetchedDetail
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.detail_link import follow_link, safe_address
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.detail.part_view import PartView
from eventdesk.ui.views.detail.parts_section import PartsSection


class PartsController(QObject):
    """Fills the parts of the event that is open."""

    def __init__(self, hub: Hub, section: PartsSection) -> None:
        super().__init__(section)
        self._hub = hub
        self._section = section
        self._details = hub.workspace.details
        self._scope = hub.scope(self)
        self._view: EventView | None = None
        self._running: set[asyncio.Task[None]] = set()
        section.asked.connect(self._ask)
        section.link_asked.connect(
            lambda address: self._scope.start(follow_link(section, address), name="following")
        )

    def open(self, view: EventView) -> None:
        """Offer the parts of an event; those that are shown stay while it is the same event."""
        self._view = view
        if not view.can(Capability.DETAILS):
            self._section.set_parts(())
            return
        self._scope.single("reading parts", lambda: self._read_parts(view), repeat=Repeat.REPLACE)

    def leave(self) -> None:
        """Another event is wanted: nothing of this one is shown or fetched any more."""
        self._view = None
        for task in tuple(self._running):
            task.cancel()
        self._section.set_parts(())

    async def _read_parts(self, view: EventView) -> None:
        """On the lane of the keyring, which it may need; the system is not asked."""
        try:
            parts = await self._hub.vault(self._details.parts, view)
        except EventDeskError:
            parts = ()  # whatever keeps the account from being used is told of the account itself
        if self._view is view:
            self._section.set_parts(parts)

    def _ask(self, name: str, anew: bool) -> None:
        event, part = self._view, self._section.view(name)
        if event is None or part is None:
            return
        task = self._scope.single(
            f"reading part {name}", lambda: self._fill(event, part, anew), repeat=Repeat.IGNORE
        )
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _fill(self, event: EventView, part: PartView, anew: bool) -> None:
        part.message.clear()
        try:
            fetched = await self._fetch(event, part, anew)
        except Cancelled:
            return
        except EventDeskError as error:
            part.show_failure(error.message)
            return
        age = self.tr("Read %s") % moment(fetched.fetched_at)
        part.show_detail(_with_safe_links(fetched.detail), age)

    async def _fetch(self, event: EventView, part: PartView, anew: bool) -> FetchedDetail:
        """What was kept, without waiting for the account's lane, else from the system."""
        name, details = part.part.name, self._details
        if not (anew or part.part.secret):
            kept = await self._hub.db(details.kept, event, name)
            if kept is not None:
                return kept
        return await with_system(
            self._hub,
            event.ref.account,
            part.busy,
            self.tr("Reading from %s") % event.ref.account,
            lambda _progress, cancel: details.fetch(event, name, cancel, refresh=anew),
        )


def _with_safe_links(detail: Detail) -> Detail:
    """Only web addresses can be opened; what else a system calls a link is told as text."""
    safe = tuple((title, address) for title, address in detail.links if safe_address(address))
    others = tuple(f"{title}: {link}" for title, link in detail.links if not safe_address(link))
    return replace(detail, links=safe, problems=(*detail.problems, *others))
