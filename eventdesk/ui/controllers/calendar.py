"""The calendar as the window sees it: its views, its filters, and what is open in it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import Facets
from eventdesk.domain.event_time import EventTime
from eventdesk.ui.controllers.calendar_agenda import AgendaController
from eventdesk.ui.controllers.calendar_loader import EventsLoader, Wanted
from eventdesk.ui.controllers.calendar_memory import CalendarMemory
from eventdesk.ui.controllers.calendar_month import MonthController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.calendar_filters import EventFilters
from eventdesk.ui.models.calendar_periods import Period
from eventdesk.ui.models.event_texts import month_text
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.calendar.pages import AGENDA, MONTH, CalendarPages
from eventdesk.ui.views.calendar.side_panel import SidePanel
from eventdesk.ui.views.calendar.wall_time import Now

_REST = 250
"""Milliseconds that a selection must last before the event is shown beside it."""

_SLOW = 500
"""Milliseconds after which reading is shown."""

_TICK = 60_000


class CalendarRegion(QObject):
    """The centre of the window and what stands below the accounts.

    Attributes:
        widget: the month or the agenda.
        side: filters and the small month.

    Signals:
        title_changed: which days are shown, such as "November 2026".
        opened: a `CalendarEntry` opened with Enter or a double click, after it was asked for at the
            hub: the keyboard belongs to its attendees now.
    """

    title_changed = Signal(str)
    opened = Signal(object)

    def __init__(self, hub: Hub, now: Now) -> None:
        pages = CalendarPages(now)
        super().__init__(pages)
        self.widget: QWidget = pages
        self.side = SidePanel(now().date())
        self._hub = hub
        self._now = now
        self._today = now().date()
        self._pages = pages
        self._scope = hub.scope(self)
        self._loader = EventsLoader(hub, self._tell_working)
        self._wanted = Wanted()
        self._memory = CalendarMemory(hub, self._scope, self)
        self._facets = Facets()
        self._asked: CalendarEntry | None = None
        self._selected: CalendarEntry | None = None
        self._title = ""
        self._month = MonthController(
            pages.month, self.side, self._loader, self._wanted, now, self._scope
        )
        self._agenda = AgendaController(pages.agenda, self._loader, self._wanted, now, self._scope)
        self._rest = self._timer(_REST, self._show_selected)
        self._slow = self._timer(_SLOW, self._show_working)
        self._clock = self._timer(_TICK, self._tick, once=False)
        self._clock.start()
        self._connect()
        self._scope.start(self._start(), name="opening the calendar")

    @property
    def view(self) -> str:
        """The name of the view on screen."""
        return self._pages.view

    @property
    def busy(self) -> bool:
        """True while something is read or remembered."""
        return self._scope.busy

    def title(self) -> str:
        """Which days are shown."""
        return self._agenda.title() if self.view == AGENDA else month_text(self._pages.month.month)

    def show_view(self, name: str) -> None:
        """Show the "month" or the "agenda"."""
        if name != self.view:
            self._pages.show_view(name)
            self._refresh()
            self._tell_title()

    def step(self, steps: int) -> None:
        """Go on by months, or by what the agenda shows; back where negative."""
        (self._agenda if self.view == AGENDA else self._month).step(steps)

    def today(self) -> None:
        """Go to today."""
        if self.view == AGENDA:
            self._agenda.choose(Period.UPCOMING)
        else:
            self._month.go_to(self._today)

    def set_search(self, text: str) -> None:
        """Show only events that hold these words; the agenda then looks through all days."""
        if text.split() != self._wanted.search.split():
            self._wanted.search = text.strip()
            self._refresh()
            self._tell_title()

    def _timer(self, interval: int, call: Callable[[], None], *, once: bool = True) -> QTimer:
        timer = QTimer(self, singleShot=once, interval=interval)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        pages, table = self._pages, self._pages.agenda.table
        for view in (pages.month, table):
            view.selected.connect(self._select)
            view.opened.connect(self._open)
        self._month.opened.connect(self._open)
        for part in (self._month, self._agenda):
            part.shown.connect(self._tell_shown)
            part.failed.connect(self._complain)
        self._month.numbers.toggled.connect(lambda on: self._memory.put("numbers", on))
        table.columns_changed.connect(lambda: self._memory.put("columns", table.columns()))
        pages.agenda.period_chosen.connect(lambda period: self._memory.put("period", period))
        pages.agenda.clear_asked.connect(self._clear_filters)
        self.side.filters_changed.connect(self._filter)
        self.side.folded.connect(lambda: self._memory.put("folded", self.side.folded_sections))
        self.side.month.picked.connect(self._go_to)
        self._hub.changed.connect(self._notice)
        self._hub.event_wanted.connect(self._follow)

    async def _start(self) -> None:
        await self._memory.load()
        if self._memory.get("period") in list(Period):
            self._agenda.choose(Period(self._memory.get("period")))
        self._wanted.filters = EventFilters.from_json(self._memory.get("filters"))
        self.side.fold(self._memory.get("folded"))
        self._pages.agenda.table.restore_columns(self._memory.get("columns"))
        self._month.numbers.setChecked(self._memory.get("numbers") is True)
        self._refresh()
        self._read_facets()
        self._tell_title()

    def _refresh(self) -> None:
        if self.view == AGENDA:
            self._agenda.refresh()
            self._month.refresh_small()
        else:
            self._month.refresh()

    def _read_facets(self) -> None:
        self._scope.single("reading the filters", self._facets_read, repeat=Repeat.REPLACE)

    async def _facets_read(self) -> None:
        try:
            facets = await self._hub.db(self._hub.workspace.events.facets)
        except EventDeskError:
            return  # the events cannot be read either, and that is said
        self._facets = facets
        self.side.show_filters(facets, self._wanted.filters)

    def _filter(self, filters: EventFilters) -> None:
        self._wanted.filters = filters
        self._memory.put("filters", filters.as_json())
        self._refresh()

    def _clear_filters(self) -> None:
        self.side.show_filters(self._facets, EventFilters())
        self._filter(EventFilters())

    def _notice(self, changes: Changes) -> None:
        if changes.calendar or changes.accounts:
            self._loader.forget()
            self._refresh()
            self._read_facets()

    def _select(self, entry: CalendarEntry) -> None:
        self._selected = entry
        self._rest.start()

    def _show_selected(self) -> None:
        if self._selected is not None and self._selected != self._asked:
            self._ask(self._selected)

    def _open(self, entry: CalendarEntry) -> None:
        self._rest.stop()
        self._ask(entry)
        self.opened.emit(entry)

    def _ask(self, entry: CalendarEntry) -> None:
        self._asked = entry
        self._hub.want_event(entry.ref, entry.occurrence)

    def _follow(self, ref: EventRef, occurrence: EventTime | None) -> None:
        """Mark the event that is shown beside the calendar, and go to it if another asked.

        The first one is that of last time: the calendar begins with today all the same.
        """
        entry = CalendarEntry(ref, occurrence)
        before, self._asked = self._asked, entry
        self._choose(entry)
        if before not in (None, entry):
            work = partial(self._find_day, entry)
            self._scope.single("going to an event", work, repeat=Repeat.REPLACE)

    def _choose(self, entry: CalendarEntry) -> None:
        self._pages.month.choose(entry)
        self._pages.agenda.table.choose(entry)

    async def _find_day(self, entry: CalendarEntry) -> None:
        try:
            found = await self._hub.db(self._hub.workspace.events.view, entry.ref, entry.occurrence)
        except EventDeskError:
            return  # the pane beside says that there is no such event
        self._asked = CalendarEntry.of(found.listed)  # of a series perhaps the next occurrence
        self._choose(self._asked)
        span = day_span(found.listed)
        if span is not None and self.view == MONTH:
            self._month.go_to(span.first)

    def _go_to(self, day: date) -> None:
        (self._agenda if self.view == AGENDA else self._month).go_to(day)

    def _complain(self, sentence: str) -> None:
        self._pages.complain(sentence, self._refresh)

    def _tell_shown(self) -> None:
        self._pages.message.clear()
        narrowed = bool(self._wanted.search or self._wanted.filters)
        if self.view == MONTH and narrowed and self._pages.month.is_empty:
            self._pages.say_nothing_matches(self._clear_filters if self._wanted.filters else None)
        if self._asked is not None:
            self._pages.agenda.table.choose(self._asked)
        self._tell_title()

    def _tell_title(self) -> None:
        if self.title() != self._title:
            self._title = self.title()
            self.title_changed.emit(self._title)

    def _tell_working(self, working: bool) -> None:
        if working:
            self._slow.start()
        else:
            self._slow.stop()
            self._pages.busy.end()

    def _show_working(self) -> None:
        self._pages.busy.begin(self.tr("Reading events"), cancellable=False)

    def _tick(self) -> None:
        """A minute has passed, and perhaps the day."""
        self._month.tick()
        if self._now().date() != self._today:
            self._today = self._now().date()
            self._refresh()


def build_calendar(hub: Hub, now: Now = datetime.now) -> CalendarRegion:
    """The calendar, which begins to read at once: call it while the loop runs.

    Args:
        now: tells the wall clock of the person, naive.
    """
    return CalendarRegion(hub, now)
