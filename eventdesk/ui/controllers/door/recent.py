"""Keeps the list of recent scans as the log has it, and leads back to a guest."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.changes import Changes
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import EventDeskError, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.views.door.recent import RecentScans

_LIMIT = 20


class RecentController(QObject):
    """The recent scans of one door. It ends with its widget.

    Signals:
        wanted: a `Guest`, as they are now, whom the person wants to see again.
        read: the decisions as the log has them now.

    Attributes:
        widget: the list.
    """

    wanted = Signal(object)
    read = Signal(object)

    def __init__(self, hub: Hub, refs: Sequence[EventRef]) -> None:
        widget = RecentScans()
        super().__init__(widget)
        self.widget = widget
        self._hub = hub
        self._refs = tuple(refs)
        self._scope = hub.scope(self)
        self._again = False
        widget.wanted.connect(self._open)
        hub.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the log anew; asked while it reads, it reads once more."""
        self._again = True
        self._scope.single("recent scans", self._read)

    def hide_personal(self, hidden: bool) -> None:
        """Show no names and codes, or show them again."""
        self.widget.hide_names(hidden)

    def _changed(self, changes: Changes) -> None:
        if changes.marks or changes.details.intersection(self._refs):
            self.refresh()

    async def _read(self) -> None:
        door = self._hub.workspace.door
        while self._again:
            self._again = False
            try:
                found = await self._hub.door(door.recent, self._refs, _LIMIT)
            except EventDeskError:
                continue  # an event that is gone; the state of the list says so
            self.widget.show_decisions(found)
            self.read.emit(found)

    def _open(self, guest: Guest) -> None:
        self._scope.start(self._show(guest), name="recent guest")

    async def _show(self, guest: Guest) -> None:
        """They may have been marked again since."""
        try:
            self.wanted.emit(await self._hub.door(self._hub.workspace.door.guest, guest.key))
        except NotThere:
            self.wanted.emit(guest)  # no longer on the list; what was seen then is all there is
