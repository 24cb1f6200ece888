"""How old what a tab shows is, when it was last tried, and why that failed."""

from datetime import datetime

from eventdesk.domain.clock import Clock
from eventdesk.domain.event import EventRef
from eventdesk.services.events import EventView
from eventdesk.ui.models.moments import is_older
from eventdesk.ui.views.detail.pane import ACTIVITY, ATTENDEES, ORDERS, TICKETS

_FRESH_SECONDS = 60.0


class Freshness:
    """Remembers for every tab of every event that was opened."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tried: dict[tuple[EventRef, str], datetime] = {}
        self._failures: dict[tuple[EventRef, str], str] = {}

    def is_stale(self, view: EventView, tab: str) -> bool:
        """Whether the tab should be fetched: never, or not within the last minute."""
        if view.info is None or tab == ACTIVITY:
            return False
        listed, now = view.listed, self._clock.now()
        fetched = {
            ATTENDEES: listed.attendees_at,
            ORDERS: listed.orders_at,
            TICKETS: listed.tickets_at,
        }.get(tab)
        tried = self._tried.get((view.ref, tab))
        return is_older(tried, _FRESH_SECONDS, now) and is_older(fetched, _FRESH_SECONDS, now)

    def begin(self, ref: EventRef, tab: str) -> None:
        """It is being fetched now."""
        self._tried[ref, tab] = self._clock.now()
        self._failures.pop((ref, tab), None)

    def abandon(self, ref: EventRef, tab: str) -> None:
        """It was left half-way, so that it counts as never tried."""
        self._tried.pop((ref, tab), None)

    def fail(self, ref: EventRef, tab: str, sentence: str) -> None:
        """It could not be fetched."""
        self._failures[ref, tab] = sentence

    def failure(self, ref: EventRef, tab: str) -> str:
        """Why the last try failed, "" if it did not."""
        return self._failures.get((ref, tab), "")

    def forget(self) -> None:
        """Everything may be tried again at once."""
        self._tried.clear()
        self._failures.clear()
