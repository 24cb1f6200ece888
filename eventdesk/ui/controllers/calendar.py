"""The calendar as the window sees it: its views, its filters, and what is open in it."""

from datetime import date, datetime

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from eventdesk.domain.changes import Changes
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.ui.controllers.calendar_agenda import AgendaController
from eventdesk.ui.controllers.calendar_fetching import RangeFetcher
from eventdesk.ui.controllers.calendar_filtering import FilterController
from eventdesk.ui.controllers.calendar_hours import CalendarPart, HoursParts
from eventdesk.ui.controllers.calendar_loader import EventsLoader, Reading, Wanted
from eventdesk.ui.controllers.calendar_memory import CalendarMemory
from eventdesk.ui.controllers.calendar_menus import CalendarMenus
from eventdesk.ui.controllers.calendar_month import MonthController
from eventdesk.ui.controllers.calendar_news import CalendarNews
from eventdesk.ui.controllers.calendar_search import SearchHits
from eventdesk.ui.controllers.calendar_selection import CalendarSelection
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.printing_sheets import Days, OnScreen
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.calendar_periods import Period
from eventdesk.ui.views.calendar.pages import AGENDA, MONTH, CalendarPages
from eventdesk.ui.views.calendar.side_panel import SidePanel
from eventdesk.ui.views.calendar.wall_time import Now

_TICK = 60_000


class CalendarRegion(QObject):
    """The centre of the window and what stands below the accounts.

    Attributes:
        widget: the view on screen.
        side: filters and the small month.
        menus: what a right click offers; others add what they do with an event or a day.
        numbers: whether the month shows the numbers of its weeks; checkable.

    Signals:
        title_changed: which days are shown, such as "November 2026".
        view_changed: the name of the view that is shown now.
        hits_changed: what stands beside the words of a search, such as "3 of 12".
        opened: a `CalendarEntry` opened with Enter or a double click, after it was asked for at the
            hub: the keyboard belongs to its attendees now.
    """

    title_changed = Signal(str)
    view_changed = Signal(str)
    hits_changed = Signal(str)
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
        self._news = CalendarNews(pages, self._refresh)
        self._loader = EventsLoader(hub, self._news.tell_working)
        self._wanted = Wanted()
        self._memory = CalendarMemory(hub, self._scope, self)
        self._title = ""
        reading = Reading(self._loader, self._wanted, now, self._scope)
        self._month = MonthController(pages.month, self.side, reading)
        self.numbers = self._month.numbers
        self._agenda = AgendaController(pages.agenda, reading)
        self._filters = FilterController(hub, self.side, self._wanted, self._memory, self._scope)
        self._hits = SearchHits(self._loader, self._wanted, self._scope, self)
        self._fetcher = RangeFetcher(hub, self._scope, self)
        self._selection = CalendarSelection(hub, self._scope, self._choose, self)
        self.menus = CalendarMenus(pages, self._wanted, now)
        self.hours = HoursParts(hub, pages, self.menus, self._memory, reading=reading)
        self._parts: dict[str, CalendarPart] = {MONTH: self._month, AGENDA: self._agenda}
        self._parts |= self.hours.parts
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._connect_views()
        self._connect_parts()
        self._scope.start(self._start(), name="opening the calendar")

    @property
    def view(self) -> str:
        """The name of the view on screen."""
        return self._pages.view

    @property
    def busy(self) -> bool:
        """True while something is read or remembered."""
        return self._scope.busy

    @property
    def query(self) -> EventQuery:
        """What the search and the filters leave, on all days."""
        return self._wanted.query(None)

    @property
    def chosen_refs(self) -> tuple[EventRef, ...]:
        """The events chosen in the agenda, each once; none while another view is shown."""
        return self._pages.agenda.table.chosen_refs if self.view == AGENDA else ()

    def on_screen(self) -> OnScreen:
        """What is shown, to be printed."""
        agenda, wanted = self._agenda, self._wanted
        days = Days(self._part.day, agenda.window, agenda.title())
        return OnScreen(self.view, days, wanted.query, wanted.words(), self._now())

    @property
    def _part(self) -> CalendarPart:
        return self._parts[self.view]

    def title(self) -> str:
        """Which days are shown."""
        return self._part.title()

    def show_view(self, name: str) -> None:
        """Show a view by its name, at the day where the last one was."""
        if name != self.view:
            day = None if self.view == AGENDA else self._part.day
            self._pages.show_view(name)
            if day is not None and name != AGENDA:
                self._part.go_to(day)
            self._refresh()
            self._tell_title()
            self.view_changed.emit(name)

    def step(self, steps: int) -> None:
        """Go on by what the view shows at once; back where negative."""
        self._part.step(steps)

    def today(self) -> None:
        """Go to today."""
        self._part.today()

    def go_to_date(self) -> None:
        """Ask for a day and go there."""
        self.menus.go_to_date()

    def set_search(self, text: str) -> None:
        """Show only events that hold these words; the agenda then looks through all days."""
        if text.split() != self._wanted.search.split():
            self._wanted.search = text.strip()
            self._refresh()
            self._hits.refresh()
            self._tell_title()

    def next_hit(self, steps: int) -> None:
        """Go to the next event that the search finds, past and future; back where negative."""
        self._hits.step(steps, self._part.day)

    def _connect_views(self) -> None:
        pages, table, month = self._pages, self._pages.agenda.table, self._pages.month
        for view in (month, table):
            view.selected.connect(self._selection.select)
            view.opened.connect(self._selection.open)
        for days in (month, pages.week, pages.day):
            days.move_wanted.connect(lambda *_: self._selection.leave())
        month.menu_asked.connect(self._offer)
        month.zoomed.connect(self._zoom)
        month.move_wanted.connect(
            lambda span, starts, ends: self.hours.moving.move(span, starts, ends, month.put_back)
        )
        month.range_offered.connect(
            lambda picked, place: self.hours.offer(picked, place, month.put_back)
        )
        table.menu_asked.connect(self.menus.of_event)
        table.today_asked.connect(self.today)
        table.columns_changed.connect(lambda: self._memory.put("columns", table.columns()))
        pages.agenda.period_chosen.connect(lambda period: self._memory.put("period", period))
        pages.clear_asked.connect(self._filters.clear)
        self.side.narrowed.connect(pages.filter_line.show_filters)
        self.side.folded.connect(lambda: self._memory.put("folded", self.side.folded_sections))
        self.side.month.picked.connect(lambda day: self._part.go_to(day))

    def _connect_parts(self) -> None:
        for part in self._parts.values():
            part.shown.connect(self._tell_shown)
            part.failed.connect(self._news.complain)
        self._month.opened.connect(self._selection.open)
        self.hours.selected.connect(self._selection.select)
        self.numbers.toggled.connect(lambda on: self._memory.put("numbers", on))
        self._filters.changed.connect(self._narrow)
        self._selection.opened.connect(self.opened)
        self._selection.gone_to.connect(self._show_day_of)
        self._hits.counted.connect(self.hits_changed)
        self._hits.wanted.connect(self._show_hit)
        self._news.follow(self._fetcher)
        self.menus.opened.connect(self._selection.open)
        self.menus.only_account.connect(self._show_only)
        self.menus.day_wanted.connect(self._show_day)
        self._hub.changed.connect(self._notice)

    async def _start(self) -> None:
        await self._memory.load()
        if self._memory.get("period") in list(Period):
            self._agenda.choose(Period(self._memory.get("period")))
        self.side.fold(self._memory.get("folded"))
        self._pages.agenda.table.restore_columns(self._memory.get("columns"))
        self.numbers.setChecked(self._memory.get("numbers") is True)
        self.hours.restore()
        await self._filters.start()
        self._refresh()
        self._tell_title()

    def _refresh(self) -> None:
        self._part.refresh()
        if self.view != MONTH:
            self._month.refresh_small()

    def _narrow(self) -> None:
        self._refresh()
        self._hits.refresh()

    def _notice(self, changes: Changes) -> None:
        if changes.calendar or changes.accounts:
            self._loader.forget()
            self._refresh()
            self._hits.refresh()
            self._filters.refresh()
            self._fetcher.refresh()

    def _choose(self, entry: CalendarEntry) -> None:
        self._pages.month.choose(entry)
        self.hours.choose(entry)
        self._pages.agenda.table.choose(entry)

    def _show_day_of(self, listed: ListedEvent) -> None:
        span = day_span(listed)
        if span is not None and self.view != AGENDA:
            self._part.go_to(span.first)

    def _show_hit(self, entry: CalendarEntry, day: date) -> None:
        self._selection.show(entry)
        self._choose(entry)
        if self.view != AGENDA:
            self._part.go_to(day)

    def _show_day(self, day: date, view: str) -> None:
        self.show_view(view or self.view)
        self._part.go_to(day)

    def _show_only(self, account: str) -> None:
        names = frozenset({account}) if account else frozenset[str]()
        self._filters.narrow_to(names)

    def _offer(self, day: date, listed: ListedEvent | None, place: QPoint) -> None:
        if listed is not None:
            self.menus.of_event(listed, place)
        else:
            others = [name for name in self._pages.names if name != MONTH]
            self.menus.of_day(day, others, place)

    def _zoom(self, steps: int, day: date) -> None:
        """Two fingers apart show fewer days, together more."""
        names = self._pages.names
        place = min(max(names.index(self.view) + steps, 0), len(names) - 1)
        self._show_day(day, names[place])

    def _tell_shown(self) -> None:
        self._pages.message.clear()
        narrowed = bool(self._wanted.search or self._wanted.filters)
        if narrowed and self._pages.is_empty:
            clear = self._filters.clear if self._wanted.filters else None
            self._pages.say_nothing_matches(clear)
        if self._selection.asked is not None:
            self._pages.agenda.table.choose(self._selection.asked)
        self._fetcher.want(self._part.window, self.title())
        self._tell_title()

    def _tell_title(self) -> None:
        if self.title() != self._title:
            self._title = self.title()
            self.title_changed.emit(self._title)

    def _tick(self) -> None:
        """A minute has passed, and perhaps the day."""
        self._month.tick()
        self.hours.tick()
        if self._now().date() != self._today:
            self._today = self._now().date()
            self._refresh()


def build_calendar(hub: Hub, now: Now = datetime.now) -> CalendarRegion:
    """The calendar, which begins to read at once: call it while the loop runs.

    Args:
        now: tells the wall clock of the person, naive.
    """
    return CalendarRegion(hub, now)
