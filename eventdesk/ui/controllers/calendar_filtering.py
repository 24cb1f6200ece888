"""The filters beside the calendar: what they offer, what is chosen and kept, also under names."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event_query import Facets
from eventdesk.ui.controllers.calendar_loader import Wanted
from eventdesk.ui.controllers.calendar_memory import CalendarMemory
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_filters import EventFilters
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.calendar.side_panel import SidePanel

_KEPT, _SAVED = "filters", "saved filters"


class FilterController(QObject):
    """Signals:

    changed: other events pass now.
    """

    changed = Signal()

    def __init__(
        self, hub: Hub, side: SidePanel, wanted: Wanted, memory: CalendarMemory, scope: TaskScope
    ) -> None:
        super().__init__(side)
        self._hub = hub
        self._side = side
        self._wanted = wanted
        self._memory = memory
        self._scope = scope
        self._facets = Facets()
        side.filters_changed.connect(self._take)
        side.saved.changed.connect(self._keep_saved)

    async def start(self) -> None:
        """Begin with the filters of last time."""
        self._wanted.filters = EventFilters.from_json(self._memory.get(_KEPT))
        self._side.saved.show_saved(_read_saved(self._memory.get(_SAVED)))
        await self._read()

    def refresh(self) -> None:
        """Offer what occurs now."""
        self._scope.single("reading the filters", self._read, repeat=Repeat.REPLACE)

    def clear(self) -> None:
        """Let everything pass."""
        self.put(EventFilters())

    def narrow_to(self, accounts: frozenset[str]) -> None:
        """Let only events of these accounts pass, of all where there are none."""
        self.put(replace(self._wanted.filters, accounts=accounts))

    def put(self, filters: EventFilters) -> None:
        """Let only these pass."""
        self._side.show_filters(self._facets, filters)
        self._take(filters)

    def _take(self, filters: EventFilters) -> None:
        self._wanted.filters = filters
        self._memory.put(_KEPT, filters.as_json())
        self.changed.emit()

    async def _read(self) -> None:
        try:
            facets = await self._hub.db(self._hub.workspace.events.facets)
        except EventDeskError:
            return  # the events cannot be read either, and that is said
        self._facets = facets
        known = self._wanted.filters.of_known(facets.accounts)
        if known != self._wanted.filters:  # an account was removed, renamed or hidden
            self._take(known)
        self._side.show_filters(facets, self._wanted.filters)

    def _keep_saved(self, saved: Mapping[str, EventFilters]) -> None:
        self._memory.put(_SAVED, {name: filters.as_json() for name, filters in saved.items()})


def _read_saved(kept: object) -> dict[str, EventFilters]:
    if not isinstance(kept, Mapping):
        return {}
    found = {str(name): EventFilters.from_json(value) for name, value in kept.items()}
    return {name: filters for name, filters in found.items() if filters}
