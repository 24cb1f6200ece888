"""Keeps the figures of a door as they are now: after each scan, each sync, and as time passes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.refreshing import ListKeeper
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.views.door.figures import FiguresBar

_TICK_MS = 10_000
"""The curve and the rate move on without anybody coming."""


class FiguresController(QObject):
    """The figures of one door. It ends with its widget.

    Attributes:
        widget: the bar of figures.
    """

    def __init__(
        self, hub: Hub, refs: Sequence[EventRef], keeper: ListKeeper | None = None
    ) -> None:
        """`keeper` says in the bar how the lists stand."""
        widget = FiguresBar()
        super().__init__(widget)
        self.widget = widget
        self._hub = hub
        self._refs = tuple(refs)
        self._scope = hub.scope(self)
        self._again = False
        if keeper is not None:
            widget.set_sync_state(keeper.widget)
            keeper.refreshed.connect(self.refresh)
        hub.changed.connect(self._changed)
        timer = QTimer(self, interval=_TICK_MS)
        timer.timeout.connect(self.refresh)
        timer.start()
        self.refresh()

    def refresh(self) -> None:
        """Count anew; asked while it counts, it counts once more."""
        self._again = True
        self._scope.single("figures of the door", self._count)

    def _changed(self, changes: Changes) -> None:
        if changes.marks or changes.details.intersection(self._refs):
            self.refresh()

    async def _count(self) -> None:
        door, clock = self._hub.workspace.door, self._hub.workspace.clock
        while self._again:
            self._again = False
            try:
                figures = await self._hub.door(door.figures, self._refs, clock.now())
                rules = [await self._hub.door(door.rules, ref) for ref in self._refs]
            except EventDeskError:
                continue  # an event that is gone; the state of the list says so
            self.widget.show_figures(figures, max(rule.warn_before for rule in rules))
