"""The pane on the right of the window: one event with its tabs, or the wish to choose one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.detail.activity_tab import ActivityTab
from eventdesk.ui.views.detail.attendees_tab import AttendeesTab
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.header import EventHeader
from eventdesk.ui.views.detail.orders_tab import OrdersTab
from eventdesk.ui.views.detail.overview_tab import OverviewTab
from eventdesk.ui.views.detail.tickets_tab import TicketsTab

OVERVIEW, ATTENDEES, ORDERS, TICKETS, ACTIVITY = (
    "Overview",
    "Attendees",
    "Orders",
    "Tickets",
    "Activity",
)


class DetailPane(QFrame):
    """Signals:

    tab_chosen: the name of the tab that is on screen now.
    retry_asked: what failed is to be tried again.
    close_asked: the pane is in the way.
    """

    tab_chosen = Signal(str)
    retry_asked = Signal()
    close_asked = Signal()

    def __init__(
        self, attendee_columns: Sequence[Column[Any]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "content")
        self.header = EventHeader()
        self.message = InlineMessage()
        self.busy = BusyBar()
        self.overview = OverviewTab()
        self.attendees = AttendeesTab(attendee_columns)
        self.orders = OrdersTab()
        self.tickets = TicketsTab()
        self.activity = ActivityTab()
        self._tab_widgets: dict[str, QWidget] = {
            OVERVIEW: self.overview,
            ATTENDEES: self.attendees,
            ORDERS: self.orders,
            TICKETS: self.tickets,
            ACTIVITY: self.activity,
        }
        self._wanted_tab = ATTENDEES
        self._wants_keyboard = False
        self._tabs = QTabWidget()
        self._nothing = EmptyState("calendar-blank", "", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self.show_nothing()

    @property
    def tab(self) -> str:
        """The name of the tab on screen."""
        return self._tabs.tabText(self._tabs.currentIndex())

    @property
    def wanted_tab(self) -> str:
        """The tab that the person chose last, in front of every event that has it."""
        return self._wanted_tab

    def prefer_tab(self, name: str) -> None:
        """Begin with a tab, as far as there is one of that name."""
        if name in self._tab_widgets:
            self._wanted_tab = name

    def show_nothing(self, title: str = "", sentence: str = "") -> None:
        """Show no event, and why."""
        self._nothing.set_text(
            "calendar-blank",
            title or self.tr("No event chosen"),
            sentence or self.tr("Choose an event to see its attendees, orders and tickets."),
        )
        self._stack.setCurrentWidget(self._nothing)

    def show_event(self) -> None:
        """Show the event that was put into header and tabs."""
        self._stack.setCurrentIndex(1)
        if self._wants_keyboard:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the tabs: at once, or as soon as an event is shown."""
        self._wants_keyboard = self._stack.currentIndex() != 1
        if not self._wants_keyboard:
            self._tabs.tabBar().setFocus()

    def lead_to_attendees(self) -> None:
        """Go on to the search for attendees, or to the tabs where the event has no attendees."""
        if self.choose_tab(ATTENDEES):
            self.attendees.search.setFocus()
            self.attendees.search.selectAll()
        else:
            self.take_keyboard()

    def offer_tabs(self, names: Sequence[str]) -> None:
        """Show these tabs; the one that the person chose last stays in front where it is there."""
        present = [self._tabs.tabText(place) for place in range(self._tabs.count())]
        if present != list(names):
            with QSignalBlocker(self._tabs):
                self._tabs.clear()
                for name, part in self._tab_widgets.items():
                    if name in names:
                        self._tabs.addTab(part, name)
                    else:
                        self._put_aside(part)
        front = self._wanted_tab if self._wanted_tab in names else OVERVIEW
        with QSignalBlocker(self._tabs):
            self._tabs.setCurrentWidget(self._tab_widgets[front])

    def choose_tab(self, name: str) -> bool:
        """Bring a tab to the front; false where the event has no such tab."""
        for place in range(self._tabs.count()):
            if self._tabs.tabText(place) == name:
                self._tabs.setCurrentIndex(place)
                return True
        return False

    def shows_failure(self, tab: str) -> bool:
        """Whether a tab says in the place of its list why there is none."""
        lists = {
            ATTENDEES: self.attendees.content,
            ORDERS: self.orders.content,
            TICKETS: self.tickets.content,
        }
        return tab in lists and lists[tab].shows_failure

    def _put_aside(self, part: QWidget) -> None:
        """Keep a tab that is not offered, out of sight and reach."""
        part.setParent(self)
        part.hide()

    def _tab_changed(self, place: int) -> None:
        if place >= 0:
            self._wanted_tab = self._tabs.tabText(place)
            self.tab_chosen.emit(self._wanted_tab)

    def _lay_out(self) -> None:
        for part in self._tab_widgets.values():
            self._put_aside(part)
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName("Event parts")
        self._tabs.currentChanged.connect(self._tab_changed)
        self.header.close_asked.connect(self.close_asked)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM, metrics.SMALL)
        column.setSpacing(metrics.SMALL)
        column.addWidget(self.header)
        column.addWidget(self.message)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.busy)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
