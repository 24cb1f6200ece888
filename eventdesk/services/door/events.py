"""The events of a door: what is known of them, those of the same day, and their rules."""

from collections.abc import Sequence
from datetime import date, timedelta

from eventdesk.domain.clock import Clock
from eventdesk.domain.door import DoorRules
from eventdesk.domain.event import Event, EventRef, EventStatus, Window
from eventdesk.domain.event_query import EventQuery, ListedEvent, takes_place, wall_clock
from eventdesk.services.door.answers import DoorEvent, DoorEvents
from eventdesk.services.door.guests import EventAtDoor, events_at_door, read_rules, write_rules
from eventdesk.storage import details, door, event_lists, events
from eventdesk.storage.database import Database

_NOT_HELD = (EventStatus.CANCELLED, EventStatus.DELETED)


class Doors:
    """Reads of events, and the rules that are kept for each."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def opened(self, refs: Sequence[EventRef]) -> DoorEvents:
        """Events with their ticket types and rules. Raises `NotThere`."""
        opened = []
        with self._database.read() as tx:
            for event in events_at_door(tx, refs):
                number = event.listed.id
                sold = [kind.name for kind in details.types(tx, number) if kind.name]
                names = sorted({*sold, *door.tickets_held(tx, number)}, key=str.casefold)
                opened.append(
                    DoorEvent(event.listed, event.info, event.rules, tuple(names), trouble(event))
                )
        return DoorEvents(tuple(opened))

    def same_day(self, ref: EventRef) -> Sequence[ListedEvent]:
        """Other events that take place on the day of an event: today, where it does then."""
        with self._database.read() as tx:
            event = events.one(tx, ref).event
            day = self._day(event)
            if day is None:
                return ()
            window = Window(day, day + timedelta(days=1))
            found = event_lists.listed(tx, EventQuery(window=window, shown_only=True))
        others = {one.ref: one for one in found if one.event.status not in _NOT_HELD}
        others.pop(ref, None)
        return tuple(others.values())

    def _day(self, event: Event) -> date | None:
        today = self._clock.now().astimezone().date()
        if event.start is None:
            return None
        if takes_place(event, Window(today, today + timedelta(days=1)), None):
            return today
        return wall_clock(event.start, None).date()

    def rules(self, ref: EventRef) -> DoorRules:
        """What is kept for an event. Raises `NotThere`."""
        with self._database.read() as tx:
            return read_rules(tx, events.one(tx, ref))

    def set_rules(self, ref: EventRef, rules: DoorRules) -> None:
        """Keep rules for an event. Raises `NotThere`."""
        with self._database.write() as tx:
            write_rules(tx, events.one(tx, ref), rules)


def trouble(event: EventAtDoor) -> str:
    """Why nobody can be admitted to an event, "" where nothing is in the way."""
    account = event.listed.account
    if event.info is None:
        return f"The system of {account.name} is not installed."
    if account.read_only:
        return f"{account.name} is read-only on this desk: allow writing in the account's menu."
    return ""
