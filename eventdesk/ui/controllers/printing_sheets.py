"""Which sheets can be printed of what is on screen, and reading what stands on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import EventRef, Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.attendee_list import AttendeeList, by_name
from eventdesk.ui.models.attendees_filters import narrowed_words
from eventdesk.ui.models.calendar_days import (
    WEEK,
    DaySpan,
    day_spans,
    week_start,
    weeks_of_month,
    window_of_weeks,
)
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.dialogs.print_dialog import Choice
from eventdesk.ui.views.paper.agenda_sheet import AgendaSheet
from eventdesk.ui.views.paper.attendee_sheet import AttendeeSheet, age_text
from eventdesk.ui.views.paper.day_sheet import DaySheet
from eventdesk.ui.views.paper.month_sheet import MonthSheet
from eventdesk.ui.views.paper.sheet import Sheet
from eventdesk.ui.views.paper.week_sheet import WeekSheet

_MOST_EVENTS = 1000
_MOST_PEOPLE = 5000
"""On one list: more would be a book."""


class Kind(StrEnum):
    """The sheets; the names of the first four are those of the views that they are like."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    AGENDA = "agenda"
    ATTENDEES = "attendees"
    ATTENDEES_SHOWN = "attendees as shown"


@dataclass(frozen=True, slots=True)
class Days:
    """Which days the calendar shows.

    Attributes:
        day: that of the keyboard; its month and week are printed.
        window: the days of the agenda, None for all; `title` names them.
    """

    day: date
    window: Window | None
    title: str


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """The event whose attendees can be printed.

    Attributes:
        query: which of them are on screen, by filter and search.
        first: the sheet to begin with, None for that of the calendar.
    """

    entry: CalendarEntry
    query: AttendeeQuery
    first: Kind | None = None


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What the window shows.

    Attributes:
        view: the name of the calendar's view.
        query: what to ask for of some days: filters and search are as on the screen.
        narrowed: what narrows the events, in words, "" for nothing.
        now: the wall clock, naive.
        event: the event that is open beside the calendar, None for none.
    """

    view: str
    days: Days
    query: Callable[[Window | None], EventQuery]
    narrowed: str
    now: datetime
    event: OpenEvent | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet, what stands at the foot of its pages, and what it leaves out for lack of room."""

    sheet: Sheet
    note: str
    left_out: str = ""


class Sheets:
    """The sheets of what is on screen."""

    def __init__(self, hub: Hub, shown: OnScreen) -> None:
        self._hub = hub
        self._shown = shown

    async def offered(self) -> list[Choice]:
        """All sheets; those of attendees only where the event that is open has any."""
        titles = {
            Kind.MONTH: _tr("Month"),
            Kind.WEEK: _tr("Week"),
            Kind.DAY: _tr("Day sheet"),
            Kind.AGENDA: _tr("Agenda"),
        }
        event = self._shown.event
        if event is not None and await self._hub.db(_has_attendees, self._hub.workspace, event):
            titles[Kind.ATTENDEES] = _tr("Attendee list")
            if narrowed_words(event.query):
                titles[Kind.ATTENDEES_SHOWN] = _tr("Attendee list, as shown")
        return [Choice(kind.value, title) for kind, title in titles.items()]

    def first(self, offered: Sequence[Choice]) -> str:
        """The sheet to begin with: who is all on screen is not offered as shown, too."""
        event, values = self._shown.event, [choice.value for choice in offered]
        if event is None or event.first is None or Kind.ATTENDEES not in values:
            return self._shown.view
        return event.first if event.first in values else Kind.ATTENDEES

    async def read(self, kind: Kind, busy: BusyBar) -> Prepared:
        """A sheet with all that stands on it; a list that never was on this desk is fetched.

        Raises:
            EventDeskError: the event is gone, or its list cannot be fetched.
        """
        event = self._shown.event
        if event is not None and kind in (Kind.ATTENDEES, Kind.ATTENDEES_SHOWN):
            query = event.query if kind is Kind.ATTENDEES_SHOWN else AttendeeQuery()
            return await self._of_attendees(event.entry, query, busy)
        return await self._of_events(kind)

    async def _of_attendees(
        self, entry: CalendarEntry, query: AttendeeQuery, busy: BusyBar
    ) -> Prepared:
        found = await self._hub.lists(_attendee_list, self._hub.workspace, entry, query)
        if not found.count and found.event.attendees_at is None:
            await self._fetch(entry.ref, busy)
            found = await self._hub.lists(_attendee_list, self._hub.workspace, entry, query)
        note = " · ".join(filter(None, (age_text(found), found.narrowed)))
        left_out = ""
        if len(found.people) < found.count:
            said = _tr("The first {n} of {all} people are printed; search or filter for the rest.")
            left_out = said.format(n=spoken(len(found.people)), all=spoken(found.count))
        return Prepared(AttendeeSheet(found, self._shown.now), note, left_out)

    async def _fetch(self, ref: EventRef, busy: BusyBar) -> None:
        refresh, parts = self._hub.workspace.syncing.refresh_event, {Capability.ATTENDEES}
        report, changes = await with_system(
            self._hub,
            ref.account,
            busy,
            _tr("Reading from {account}").format(account=ref.account),
            lambda progress, cancel: refresh(ref, frozenset(parts), progress, cancel),
        )
        self._hub.announce(changes)
        if report.failure is not None:
            raise report.failure

    async def _of_events(self, kind: Kind) -> Prepared:
        query = self._shown.query(self._window(kind))
        spans, accounts = await self._hub.db(_spans, self._hub.workspace, query)
        left_out = ""
        if len(spans) > _MOST_EVENTS:
            said = _tr("The first {n} of {all} events are printed; choose fewer days for the rest.")
            left_out = said.format(n=spoken(_MOST_EVENTS), all=spoken(len(spans)))
        sheet = self._made(kind, spans[:_MOST_EVENTS], accounts)
        return Prepared(sheet, self._shown.narrowed, left_out)

    def _window(self, kind: Kind) -> Window | None:
        day = self._shown.days.day
        if kind is Kind.AGENDA:
            return self._shown.days.window
        if kind is Kind.DAY:
            return Window(day, day + timedelta(days=1))
        if kind is Kind.WEEK:
            first = week_start(day, first_weekday())
            return Window(first, first + WEEK)
        return window_of_weeks(weeks_of_month(day, first_weekday()))

    def _made(self, kind: Kind, spans: Sequence[DaySpan], accounts: Sequence[str]) -> Sheet:
        days, now, first = self._shown.days, self._shown.now, first_weekday()
        if kind is Kind.MONTH:
            return MonthSheet(days.day, spans, now, first, accounts)
        if kind is Kind.WEEK:
            return WeekSheet(week_start(days.day, first), spans, now, accounts)
        if kind is Kind.DAY:
            return DaySheet(days.day, spans, now, accounts)
        floor = days.window.first if days.window else date.min
        return AgendaSheet(days.title, spans, now, accounts, floor=floor)


def _has_attendees(workspace: Workspace, event: OpenEvent) -> bool:
    try:
        view = workspace.events.view(event.entry.ref, event.entry.occurrence)
    except NotThere:
        return False
    return view.can(Capability.ATTENDEES)


def _attendee_list(
    workspace: Workspace, entry: CalendarEntry, query: AttendeeQuery
) -> AttendeeList:
    """Of one snapshot: between two pages a mark could take somebody from the one to the other."""
    listed = workspace.events.view(entry.ref, entry.occurrence).listed
    wanted = AttendeeQuery(
        search=query.search, status=query.status, states=query.states, left_out=query.left_out
    )
    found = workspace.events.counted_page(entry.ref, wanted, limit=_MOST_PEOPLE)
    return AttendeeList(listed, by_name(found.rows), found.count, narrowed_words(wanted))


def _spans(workspace: Workspace, query: EventQuery) -> tuple[tuple[DaySpan, ...], list[str]]:
    """The events, and the names of all accounts, which are always in one order."""
    names = [summary.account.name for summary in workspace.accounts.summaries()]
    return day_spans(workspace.events.find(query)), names


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
