"""The detail pane: opens events, keeps what is looked at fresh, and follows what changes."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.domain.capability import Capability
from eventdesk.domain.changes import Changes
from eventdesk.domain.clock import Clock, SystemClock
from eventdesk.domain.errors import EventDeskError, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.services.events import EventView
from eventdesk.ui.controllers.action_target import ActionTarget
from eventdesk.ui.controllers.actions import ActionsController
from eventdesk.ui.controllers.acts import Acts
from eventdesk.ui.controllers.attendees import AttendeesController
from eventdesk.ui.controllers.cards import CardsController
from eventdesk.ui.controllers.detail_fetching import PARTS, EventFetching
from eventdesk.ui.controllers.detail_link import follow_link, safe_address
from eventdesk.ui.controllers.detail_lists import (
    ActivityController,
    OrdersController,
    TicketsController,
)
from eventdesk.ui.controllers.detail_parts import PartsController
from eventdesk.ui.controllers.exporting import start_export
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.marking import MarkingController
from eventdesk.ui.models.attendees_columns import COLUMNS
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.header import badges
from eventdesk.ui.views.detail.pane import (
    ACTIVITY,
    ATTENDEES,
    ORDERS,
    OVERVIEW,
    TICKETS,
    DetailPane,
)


def build_detail(hub: Hub, clock: Clock | None = None) -> "DetailRegion":
    """The detail pane, empty until an event is wanted."""
    return DetailRegion(hub, clock or SystemClock())


class DetailRegion(QObject):
    """Lives as long as its widget.

    Attributes:
        widget: to be put into the window.
        acts: what was marked here, to be undone.

    Signals:
        door_wanted: the `EventRef` whose door is to be opened.
        calendar_file_wanted: the `EventRef` to be written into a calendar file.
    """

    door_wanted = Signal(object)
    calendar_file_wanted = Signal(object)

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self.widget = DetailPane(COLUMNS)
        super().__init__(self.widget)
        self._hub = hub
        self._scope = hub.scope(self.widget)
        self._ref: EventRef | None = None
        self._view: EventView | None = None
        self._occurrence: EventTime | None = None
        self._lead: str | None = None
        self._tab_changed = False
        self._told: tuple[EventRef, str] | None = None
        self.acts = Acts()
        self._fetching = EventFetching(
            hub, self.widget, clock, current=self._open_view, arrived=self._show_arrived
        )
        self._make_parts()
        pane = self.widget
        pane.tab_chosen.connect(lambda _name: self._look())
        pane.overview.link_asked.connect(lambda url: self._start(follow_link(pane, url)))
        pane.header.export_asked.connect(self._export)
        pane.header.door_asked.connect(lambda: self.door_wanted.emit(self._ref))
        for part in (pane, pane.attendees.content, pane.orders.content, pane.tickets.content):
            part.retry_asked.connect(self._try_again)
        hub.event_wanted.connect(self.open)
        hub.changed.connect(self._changed)

    @property
    def ref(self) -> EventRef | None:
        """The event that is open, None for none."""
        return self._ref

    @property
    def shown_attendees(self) -> AttendeeQuery | None:
        """What the Attendees tab shows where it is in front, None elsewhere."""
        return self._attendees.query if self.widget.tab == ATTENDEES else None

    @Slot(object, object)
    def open(self, ref: EventRef, occurrence: EventTime | None = None) -> None:
        """Show an event: what the store has at once, then what its system tells.

        Args:
            occurrence: which one of a series, None for the series or its next one.
        """
        if (ref, occurrence) != (self._ref, self._occurrence):
            self.widget.message.clear()
            self._lead = None
            self._fetching.stop()
            self._parts.leave()
        self._ref, self._occurrence = ref, occurrence
        self._scope.single("opening an event", self._open, repeat=Repeat.REPLACE)

    def focus_search(self) -> None:
        """Put the cursor into the search for attendees, if the event has any."""
        if self._ref is not None:
            self.widget.lead_to_attendees()

    def lead_to_attendees(self, name: str = "") -> None:
        """Go on to the attendees of the wanted event once it is shown; search for a name."""
        self._lead = name
        if self._view is not None and self._view.ref == self._ref:
            self._follow_lead()

    def tell(self, ref: EventRef, sentence: str, *, name: str = "") -> None:
        """Say something above the attendees of an event, and show them.

        Args:
            name: whom to search for among them, should the event not be open.
        """
        self._told = (ref, sentence)
        self.widget.prefer_tab(ATTENDEES)
        if ref != self._ref:
            self._attendees.seek(ref, name)
            self._hub.want_event(ref)
        elif self._view is not None and self._view.ref == ref:
            self.widget.choose_tab(ATTENDEES)
            self._refill()

    def _follow_lead(self) -> None:
        if self._view is not None and self._lead is not None:
            name, self._lead = self._lead, None
            self._attendees.seek(self._view.ref, name)
            self.widget.lead_to_attendees()

    def _make_parts(self) -> None:
        hub, pane = self._hub, self.widget
        self._cards = CardsController(hub, pane)
        self._attendees = AttendeesController(hub, pane.attendees)
        self._marking = MarkingController(hub, pane.attendees, self._attendees, self.acts)
        self._orders = OrdersController(hub, pane.orders, self._cards)
        self._tickets = TicketsController(hub, pane.tickets)
        self._activity = ActivityController(hub, pane.activity)
        self._parts = PartsController(hub, pane.overview.parts)
        calendar_file = QAction(self.tr("Export calendar…"), pane)
        calendar_file.triggered.connect(lambda: self.calendar_file_wanted.emit(self._ref))
        self._actions = ActionsController(
            hub,
            pane,
            menu=pane.header.menu,
            message=pane.message,
            busy=pane.busy,
            selected=self._selected,
            always=[calendar_file],
        )
        pane.attendees.table.open_asked.connect(self._show_attendee)

    async def _open(self) -> None:
        if await self._reload():
            self._follow_lead()
            self._look()

    async def _reload(self) -> bool:
        """Read the event anew; false where it is gone or another one is wanted meanwhile."""
        ref, occurrence = self._ref, self._occurrence
        if ref is None:
            return False
        try:
            view = await self._hub.db(self._hub.workspace.events.view, ref, occurrence)
        except NotThere:
            if (ref, occurrence) == (self._ref, self._occurrence):
                self._forget()
            return False
        if (ref, occurrence) != (self._ref, self._occurrence):
            return False
        self._view = view
        self._show(view)
        return True

    def _show(self, view: EventView) -> None:
        pane, listed = self.widget, view.listed
        takes = view.can(Capability.ATTENDANCE) or not view.can(Capability.ATTENDEES)
        pane.header.show_event(listed, badges(listed, takes_attendance=takes))
        pane.header.offer_door(view.can(Capability.ATTENDEES))
        title = view.info.title if view.info is not None else view.ref.account
        pane.overview.show_event(listed.event, title, safe_address(listed.event.link))
        offered = [name for name, part in PARTS.items() if view.can(part)]
        pane.offer_tabs([OVERVIEW, *offered, ACTIVITY])
        self._marking.open(view)
        self._actions.open(ActionTarget.of_event(view))
        self._parts.open(view)
        pane.show_event()

    def _forget(self) -> None:
        self._ref = self._view = self._occurrence = None
        self._actions.open(None)
        self._parts.leave()
        self.widget.show_nothing(
            self.tr("This event is gone"),
            self.tr("Its system no longer lists it. Choose another event."),
        )

    def _look(self) -> None:
        """Fill the tab on screen, and fetch what it lacks."""
        if self._view is not None:
            self._refill()
            self._fetching.begin()

    def _open_view(self) -> EventView | None:
        """The event that is open and still wanted."""
        view = self._view
        return view if view is not None and view.ref == self._ref else None

    async def _show_arrived(self) -> None:
        if await self._reload():
            self._refill()

    def _refill(self) -> None:
        self._tab_changed = False
        self._scope.single("filling a tab", self._fill, repeat=Repeat.REPLACE)

    async def _fill(self) -> None:
        view, tab = self._view, self.widget.tab
        if view is None:
            return
        failure = self._fetching.failure(view.ref, tab)
        fill: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            ATTENDEES: lambda: self._attendees.open(view, failure),
            ORDERS: lambda: self._orders.open(view, failure),
            TICKETS: lambda: self._tickets.open(view, failure),
            ACTIVITY: lambda: self._activity.open(view),
        }
        if tab in fill:
            await self._guarded(fill[tab]())
        self._fetching.tell_failure(view.ref, tab)
        if tab == ATTENDEES and self._told is not None:
            (ref, sentence), self._told = self._told, None
            if ref == view.ref:
                self.widget.attendees.message.say(sentence)

    def _try_again(self) -> None:
        self.widget.message.clear()
        self._fetching.forget()
        self._look()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self._ref is None:
            return
        self._tab_changed |= self._ref in changes.details or changes.marks
        if self._tab_changed or changes.calendar or changes.accounts:
            self._scope.single("following a change", self._follow, repeat=Repeat.REPLACE)

    async def _follow(self) -> None:
        if await self._reload() and self._tab_changed:
            self._refill()

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """A store that fails while a tab is filled is told where it happens."""
        try:
            await work
        except EventDeskError as error:
            self.widget.message.say(error.message, Tone.REFUSED)

    def _show_attendee(self) -> None:
        listed = self._current()
        if self._view is not None and listed is not None:
            self._cards.show_attendee(self._view, listed)

    def _current(self) -> ListedAttendee | None:
        rows = self.widget.attendees.chosen_rows()
        current = self.widget.attendees.table.currentIndex().row()
        if current < 0 and rows:
            current = rows[0].start
        return self._attendees.model.listed(current) if current >= 0 else None

    def _selected(self) -> str:
        listed = self._current() if self.widget.attendees.chosen_rows() else None
        return "" if listed is None else listed.attendee.ref

    def _export(self) -> None:
        if self._ref is not None:
            self._start(start_export(self._hub, self.widget, self._ref, self.shown_attendees))

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        self._scope.start(self._guarded(work), name="detail")
