"""What a search finds in the whole store: how many events, and from one of them to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.events import EventsService
from eventdesk.ui.controllers.calendar_loader import EventsLoader, Wanted
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.events_rows import Arrangement, EventRows, arrange
from eventdesk.ui.runtime.tasks import Repeat, TaskScope

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Hits:
    """Rows that were found; `places` are those of events with a date, `days` their dates."""

    rows: EventRows = EventRows(Arrangement(_ANY_DAY))
    places: Sequence[int] = ()
    days: Sequence[date] = ()

    def place_of(self, entry: CalendarEntry | None) -> int | None:
        """Which of them an entry is, from 0."""
        row = self.rows.row_of(entry) if entry else None
        if row is None or row not in self.places:
            return None
        return bisect_left(self.places, row)


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
        self._hits = _Hits()
        self._at: CalendarEntry | None = None
        self._fresh = False

    def refresh(self) -> None:
        """Count anew: the search, the filters or the store changed."""
        self._fresh = False
        if not self._wanted.search:
            self._hits, self._at = _Hits(), None
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
        hits = self._hits
        if not hits.places:
            return
        at = hits.place_of(self._at)
        place = self._first_from(day, steps) if at is None else (at + steps) % len(hits.places)
        self._at = hits.rows.entry(hits.places[place])
        self._count()
        self.wanted.emit(self._at, hits.days[place])

    def _first_from(self, day: date, steps: int) -> int:
        days = self._hits.days
        return bisect_left(days, day) % len(days) if steps > 0 else bisect_right(days, day) - 1

    async def _read(self) -> None:
        try:
            ask = partial(_found, query=self._wanted.query(None))
            self._hits = await self._loader.asked_at_length(ask)
        except EventDeskError:
            return  # the view in the middle says it
        self._fresh = True
        self._count()

    def _count(self) -> None:
        count, at = len(self._hits.places), self._hits.place_of(self._at)
        if at is None:
            self._at = None
            text = self.tr("{count} found").format(count=count)
        else:
            text = self.tr("{place} of {count}").format(place=at + 1, count=count)
        self.counted.emit(text)


def _found(service: EventsService, cancel: CancelToken, query: EventQuery) -> _Hits:
    rows = arrange(service.briefs(query, cancel), Arrangement(_ANY_DAY))
    places, days, day = list[int](), list[date](), None
    for row in range(len(rows.keys)):
        heading = rows.heading(row)
        if heading is not None:
            day = heading.day
        elif day is not None:
            places.append(row)
            days.append(day)
    return _Hits(rows, places, days)
