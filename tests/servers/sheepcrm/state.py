"""All that one account holds while the server runs: events, their books, fieldsets.

Methods here assume that the caller holds the server's lock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from tests.servers.sheepcrm.book import Book
from tests.servers.sheepcrm.dataset import Dataset
from tests.servers.sheepcrm.event_objects import full_object, summary_object
from tests.servers.sheepcrm.events import Event
from tests.servers.sheepcrm.money import Till

_BEFORE, _AFTER = timedelta(days=14), timedelta(days=90)


class State:
    """The account. Encoded event objects are cached until the event changes."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.people = dataset, dataset.people
        self.events = {event.uid: event for event in dataset.events}
        self.fieldsets: dict[str, dict[str, object]] = {}
        self._books: dict[str, Book] = {}
        self._encoded: dict[tuple[str, bool], bytes] = {}

    def book(self, uid: str) -> Book:
        """Attendance and orders of an event; KeyError when there is no such event."""
        if uid not in self._books:
            self._books[uid] = Book(self.dataset, self.events[uid])
        return self._books[uid]

    def till(self, uid: str) -> Till:
        """The money side of an event."""
        return Till(self.events[uid], self.people)

    def event_json(self, event: Event, *, full: bool) -> bytes:
        """The encoded object of an event."""
        key = (event.uid, full)
        if key not in self._encoded:
            value = full_object(event) if full else summary_object(event)
            self._encoded[key] = msgspec.json.encode(value)
        return self._encoded[key]

    def event_changed(self, uid: str) -> None:
        """Forget what was encoded of this event."""
        for full in (True, False):
            self._encoded.pop((uid, full), None)
        if uid in self._books:
            self._books[uid].forget_answers()

    def listed(self, state: str) -> list[Event]:
        """The events of a list: `window` for the plain list, else one of the six states.

        A series is one record, its latest date in the range. The order is by uid, since none is
        documented.
        """
        now = self.dataset.now
        chosen: dict[str, Event] = {}
        for event in self.events.values():
            if not _belongs(event, state, now):
                continue
            key = event.series_id or event.uid
            other = chosen.get(key)
            if other is None or (event.start or now) > (other.start or now):
                chosen[key] = event
        return sorted(chosen.values(), key=lambda event: event.uid)

    def events_of_buyer(self, buyer: str) -> list[Event]:
        """The events that a contact has an order for, among those looked at or small."""
        return [event for event in self.events.values() if buyer in self.book(event.uid).orders]


def _belongs(event: Event, state: str, now: datetime) -> bool:
    if state == "all":
        return True
    if state == "draft" or event.draft:
        return state == "draft" and event.draft
    if event.start is None or event.end is None:
        return False
    if state == "past":
        return event.end < now
    if state == "future":
        return event.start > now
    if state == "running":
        return event.start <= now <= event.end
    return now - _BEFORE <= event.end and event.start <= now + _AFTER
