"""The Attendees tab: its query, its pages, its columns. Marking is `marking`'s."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.events import EventsService, EventView
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.attendees import ATTENDEE_ROLE, PAGE, AttendeesModel
from eventdesk.ui.models.attendees_columns import STATUS_COLUMN
from eventdesk.ui.models.attendees_filters import attendance_filters, filter_title
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.detail.attendees_tab import AttendeesTab
from eventdesk.ui.views.detail.row_ranges import count_rows, select_rows, selected_ranges
from eventdesk.ui.views.detail.status_delegate import StatusDelegate

_LAYOUT = "attendees"
_SELECTION_KEPT = 200
"""Rows of a selection that are found again after a refresh; a larger one stays where it is."""
_READ_AT_ONCE = 1000
_KEEP_LAYOUT_AFTER = 0.2


@dataclass(frozen=True, slots=True)
class Reading:
    """What the store holds of the rows on screen, and for which question that is the answer."""

    ref: EventRef
    query: AttendeeQuery
    count: int
    pages: Mapping[int, Sequence[ListedAttendee]]


class AttendeesController(QObject):
    """Fills the table of one event at a time."""

    def __init__(self, hub: Hub, tab: AttendeesTab) -> None:
        super().__init__(tab)
        self._hub = hub
        self._tab = tab
        self._scope = hub.scope(tab)
        self._events: EventsService = hub.workspace.events
        self._view: EventView | None = None
        self._query = self._wanted = AttendeeQuery()
        self._filters = attendance_filters(())
        self._total = 0
        self._arranged = False
        self._failure = ""
        self._sought: tuple[EventRef | None, str] = (None, "")
        self.model = AttendeesModel(self._fetch, self._scope, tab)
        tab.table.setModel(self.model)
        tab.table.setItemDelegateForColumn(STATUS_COLUMN, StatusDelegate(ATTENDEE_ROLE, tab.table))
        tab.table.dress({})
        tab.watch_selection()
        tab.offer_filters([filter_title(each) for each in self._filters], 0)
        tab.search_changed.connect(lambda text: self._ask(search=text.strip()))
        tab.filter_chosen.connect(self._filter)
        tab.selection_changed.connect(self._summarize)
        tab.table.sort_asked.connect(lambda key, down: self._ask(sort=key, descending=down))
        tab.table.columns_changed.connect(self._keep_columns)

    async def open(self, view: EventView, failure: str) -> None:
        """Show what the store has of an event; the same event keeps its place on screen.

        `failure` is why the last try to fetch the list failed, "" if it did not.
        """
        self._failure = failure
        if self._view is not None and self._view.ref == view.ref:
            fetched_anew = self._view.listed.attendees_at != view.listed.attendees_at
            self._view = view
            if fetched_anew:  # a mark brings no status that the filter lacks, and counting is slow
                await self._offer_filters(view.ref)
            self.apply(await self._hub.db(self.reader()))
            return
        await self._arrange()
        ref, name = self._sought
        search = name if ref == view.ref else ""
        self._tab.reset(search)
        self._view = view
        key, descending = self._tab.table.sort
        query = AttendeeQuery(search=search, sort=key, descending=descending)
        self._query = self._wanted = query
        self.model.show(0, ())
        await self._show_query()
        await self._offer_filters(view.ref)

    def seek(self, ref: EventRef, name: str) -> None:
        """Search for a name in an event, at once or as soon as it is open; "" leaves all as is."""
        shown = self._view is not None and self._view.ref == ref
        self._sought = (None, "") if shown else (ref, name)
        if shown and name:
            self._tab.filter.setCurrentIndex(0)
            self._tab.search.setText(name)

    @property
    def query(self) -> AttendeeQuery:
        """What the table shows now."""
        return self._query

    def reader(self, *, after_mark: bool = False) -> Callable[[], Reading]:
        """A call for the db lane that reads what is on screen, without any Qt in it.

        A mark changes how many there are only where a filter asks for it: else that is not
        counted again, which in a long list takes longer than all the rest.
        """
        assert self._view is not None
        ref, query, numbers, events = self._view.ref, self._query, self._pages(), self._events
        filtered = query.status is not None or query.states is not None
        count = self.model.rowCount() if after_mark and not filtered else None
        return lambda: _read(events, ref, query, numbers, count)

    def apply(self, reading: Reading) -> None:
        """Show what was read; place, current row and selection stay.

        An answer to a question that is no longer asked is dropped.
        """
        if self._view is None or (reading.ref, reading.query) != (self._view.ref, self._query):
            return
        table = self._tab.table
        chosen = self._chosen()
        self.model.refresh(reading.count, reading.pages)
        if chosen is not None:
            refs = set(chosen.values())
            rows = [
                page * PAGE + place
                for page, listed in sorted(reading.pages.items())
                for place, each in enumerate(listed)
                if each.attendee.ref in refs
            ]
            if rows != list(chosen):
                select_rows(table, rows)
        self._show_state()

    def loaded(self, ranges: Sequence[range]) -> list[ListedAttendee] | None:
        """The attendees of these rows, None where one of them is not loaded."""
        found = [self.model.listed(row) for rows in ranges for row in rows]
        known = [listed for listed in found if listed is not None]
        return known if len(known) == len(found) else None

    async def rows(self, ranges: Sequence[range]) -> list[ListedAttendee]:
        """The attendees of these rows, read from the store."""
        people: list[ListedAttendee] = []
        for rows in ranges:
            for start in range(rows.start, rows.stop, _READ_AT_ONCE):
                count = min(_READ_AT_ONCE, rows.stop - start)
                people += await self._fetch(start, count)
        return people

    async def _arrange(self) -> None:
        if not self._arranged:
            self._arranged = True
            layout = self._hub.workspace.layout
            self._tab.table.dress(await self._hub.db(layout.get, _LAYOUT, {}))

    async def _offer_filters(self, ref: EventRef) -> None:
        places = await self._hub.db(self._events.places, ref, AttendeeQuery())
        if self._view is None or self._view.ref != ref:
            return
        self._total = places.shown
        chosen = self._filters[max(self._tab.filter.currentIndex(), 0)]
        self._filters = attendance_filters(places.by_status)
        if chosen not in self._filters:
            self._filters.append(chosen)
        titles = [filter_title(each) for each in self._filters]
        self._tab.offer_filters(titles, self._filters.index(chosen))
        self._summarize()

    def _filter(self, line: int) -> None:
        if 0 <= line < len(self._filters):
            chosen = self._filters[line]
            self._ask(status=chosen.status, states=chosen.states, left_out=chosen.left_out)

    def _ask(self, **changes: object) -> None:
        self._wanted = replace(self._wanted, **changes)  # type: ignore[arg-type]  # its own fields
        if self._view is not None:
            self._scope.single("showing attendees", self._show_query)

    async def _show_query(self) -> None:
        """Show the newest wish; those that came and went while the store was read are passed."""
        while self._view is not None:
            view, query = self._view, self._wanted
            found = await self._hub.db(self._events.counted_page, view.ref, query, limit=PAGE)
            if query is self._wanted and view is self._view:
                self._query = query
                self.model.show(found.count, found.rows)
                self._show_state()
                return

    async def _fetch(self, offset: int, limit: int) -> Sequence[ListedAttendee]:
        if self._view is None:
            return ()
        try:
            return await self._hub.db(
                self._events.attendees, self._view.ref, self._query, offset=offset, limit=limit
            )
        except EventDeskError as error:
            self._tab.message.say(error.message)
            return ()

    def _pages(self) -> list[int]:
        """Those on screen first, then those of a small selection."""
        table = self._tab.table
        bottom = table.rowAt(table.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.model.rowCount() - 1
        first = max(table.rowAt(0), 0)
        pages = dict.fromkeys(range(first // PAGE, max(last, first) // PAGE + 1))
        return list(pages | dict.fromkeys(row // PAGE for row in self._chosen() or ()))

    def _chosen(self) -> dict[int, str] | None:
        """Selected rows that are loaded, with their references; None where they are too many."""
        ranges = selected_ranges(self._tab.table)
        if count_rows(ranges) > _SELECTION_KEPT:
            return None
        listed = ((row, self.model.listed(row)) for rows in ranges for row in rows)
        return {row: each.attendee.ref for row, each in listed if each is not None}

    def _show_state(self) -> None:
        content, view = self._tab.content, self._view
        if self.model.rowCount() or view is None:
            content.show_content()
        elif self._query != AttendeeQuery(sort=self._query.sort, descending=self._query.descending):
            content.show_empty(
                "magnifying-glass",
                self.tr("Nobody found"),
                self.tr("Nobody on this list fits the search and the filter."),
            )
        elif view.listed.attendees_at is not None:
            content.show_empty(
                "users", self.tr("No attendees yet"), self.tr("The system lists nobody so far.")
            )
        elif self._failure:
            content.show_failed(self._failure)
        else:
            content.show_loading(self.tr("The attendees are being fetched."))
        self._summarize()

    def _summarize(self) -> None:
        if self._view is None:
            return
        count = self.model.rowCount()
        if not count and self._view.listed.attendees_at is None:
            self._tab.summary.setText("")  # nobody knows how many there are
            return
        if count != self._total:
            words = [self.tr("%d of %d attendees") % (count, self._total)]
        else:
            words = [(self.tr("%d attendees") if count != 1 else self.tr("%d attendee")) % count]
        chosen = count_rows(selected_ranges(self._tab.table))
        if chosen:
            words.append(self.tr("%d selected") % chosen)
        if self._view.listed.attendees_at is not None:
            words.append(self.tr("list from %s") % moment(self._view.listed.attendees_at))
        self._tab.summary.setText(" · ".join(words))

    def _keep_columns(self) -> None:
        self._scope.single("keeping columns", self._put_columns, repeat=Repeat.REPLACE)

    async def _put_columns(self) -> None:
        await asyncio.sleep(_KEEP_LAYOUT_AFTER)  # a column that is dragged changes many times
        state = self._tab.table.layout_state()
        await self._hub.db(self._hub.workspace.layout.put, _LAYOUT, state)


def _read(
    events: EventsService,
    ref: EventRef,
    query: AttendeeQuery,
    numbers: Sequence[int],
    count: int | None,
) -> Reading:
    """The pages of these numbers; also counts, unless the count is given."""
    pages: dict[int, Sequence[ListedAttendee]] = {}
    for number in numbers:
        if count is None:
            found = events.counted_page(ref, query, offset=number * PAGE, limit=PAGE)
            count, pages[number] = found.count, found.rows
        else:
            pages[number] = events.attendees(ref, query, offset=number * PAGE, limit=PAGE)
    return Reading(ref, query, count or 0, pages)
