"""What a search finds in the whole store: how many events, and from one of them to the next."""

from bisect import bisect_left, bisect_right
from datetime import date

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.calendar_loader import Events, EventsLoader, Wanted
from eventdesk.ui.models.calendar_days import day_spans
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.runtime.tasks import Repeat, TaskScope

_Hits = tuple[tuple[date, CalendarEntry], ...]


class SearchHits(QObject):
    """The events that hold the words of the search, past and future, in the order of time.

    Signals:
        counted: what stands beside the words: "12 found", "3 of 12", "" without a search.
        wanted: the `CalendarEntry` to go to and its `date`.
    """

    counted = Signal(str)
    wanted = Signal(object, object)

    def __init__(
        self, loader: EventsLoader, wanted: Wanted, scope: TaskScope, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._loader = loader
        self._wanted = wanted
        self._scope = scope
        self._hits: _Hits = ()
        self._at: CalendarEntry | None = None
        self._fresh = False

    def refresh(self) -> None:
        """Count anew: the search, the filters or the store changed."""
        self._fresh = False
        if not self._wanted.search:
            self._hits, self._at = (), None
            self.counted.emit("")
            return
        self._scope.single("counting what is found", self._read, repeat=Repeat.REPLACE)

    def step(self, steps: int, day: date) -> None:
        """Go to the next hit, or back; the first time to the nearest one from a day on."""
        if self._wanted.search:
            self._scope.single(
                "going to what is found", lambda: self._step(steps, day), repeat=Repeat.REPLACE
            )

    async def _step(self, steps: int, day: date) -> None:
        if not self._fresh:
            await self._read()
        if not self._hits:
            return
        entries = [entry for _, entry in self._hits]
        if self._at in entries:
            place = (entries.index(self._at) + steps) % len(entries)
        else:
            place = self._first_from(day, steps)
        found_on, self._at = self._hits[place]
        self._count()
        self.wanted.emit(self._at, found_on)

    def _first_from(self, day: date, steps: int) -> int:
        days = [found_on for found_on, _ in self._hits]
        if steps > 0:
            return bisect_left(days, day) % len(days)
        return bisect_right(days, day) - 1

    async def _read(self) -> None:
        try:
            self._hits = await self._loader.listed(self._wanted.query(None), _hits)
        except EventDeskError:
            return  # the view in the middle says it
        self._fresh = True
        self._count()

    def _count(self) -> None:
        entries = [entry for _, entry in self._hits]
        if self._at in entries:
            text = self.tr("{place} of {count}").format(
                place=entries.index(self._at) + 1, count=len(entries)
            )
        else:
            self._at = None
            text = self.tr("{count} found").format(count=len(entries))
        self.counted.emit(text)


def _hits(events: Events) -> _Hits:
    return tuple((span.first, span.entry) for span in day_spans(events))
