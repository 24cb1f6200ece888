"""How a door stands: expected, in, per ticket type, arrivals over time. Reads only."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from eventdesk.domain.door import DoorFigures, TicketFigure
from eventdesk.domain.event import EventRef
from eventdesk.services.door.guests import events_at_door
from eventdesk.storage import door
from eventdesk.storage.database import Database

_LONGEST = timedelta(hours=12)
_MOST_STEPS = 120
_STEPS = (60, 120, 300, 600, 900)
_RATE_OVER = timedelta(minutes=10)


class Figures:
    """Counts over the events of a door."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def figures(self, refs: Sequence[EventRef], now: datetime) -> DoorFigures:
        """The figures of all events together. Raises `NotThere`."""
        tickets: dict[str, tuple[int, int]] = {}
        capacities, listed_at, waiting = list[int | None](), list[datetime | None](), 0
        numbers, no_shows, undecided = list[int](), 0, 0
        with self._database.read() as tx:
            for event in events_at_door(tx, refs):
                listed = event.listed
                capacities.append(event.capacity)
                listed_at.append(listed.attendees_at)
                waiting += door.waiting(tx, listed.account.id, event.ref.id)
                undecided += door.undecided(tx, listed.account.id, event.ref.id)
                for one in door.ticket_counts(tx, listed.id):
                    expected, arrived = tickets.get(one.ticket, (0, 0))
                    tickets[one.ticket] = expected + one.expected, arrived + one.arrived
                    no_shows += one.no_shows
                numbers.append(listed.id)
            step, curve = _curve(tx, numbers, now)
            lately = sum(_arrivals(tx, numbers, [now - _RATE_OVER, now]))
        told = [places for places in capacities if places is not None]
        read = [at for at in listed_at if at is not None]
        return DoorFigures(
            expected=sum(expected for expected, _ in tickets.values()),
            arrived=sum(arrived for _, arrived in tickets.values()),
            tickets=tuple(TicketFigure(name, *tickets[name]) for name in sorted(tickets)),
            capacity=sum(told) if len(told) == len(capacities) else None,
            arrivals=curve,
            step_seconds=step,
            rate=lately / (_RATE_OVER.total_seconds() / 60),
            listed_at=min(read) if len(read) == len(listed_at) else None,
            waiting=waiting,
            undecided=undecided,
            no_shows=no_shows,
        )


def _curve(
    tx: sqlite3.Connection, numbers: Sequence[int], now: datetime
) -> tuple[int, tuple[int, ...]]:
    """Seconds in a step, and how many came in each, from the first arrival up to now."""
    firsts = [door.first_arrival(tx, number, now - _LONGEST) for number in numbers]
    seconds = max(((now - first).total_seconds() for first in firsts if first), default=-1.0)
    if seconds < 0:
        return _STEPS[0], ()
    step = next((one for one in _STEPS if seconds / one < _MOST_STEPS), _STEPS[-1])
    steps = int(seconds // step) + 1
    bounds = [now - timedelta(seconds=step * back) for back in range(steps, -1, -1)]
    return step, tuple(_arrivals(tx, numbers, bounds))


def _arrivals(
    tx: sqlite3.Connection, numbers: Sequence[int], bounds: Sequence[datetime]
) -> list[int]:
    """How many came to all of the events between each two times."""
    each = [door.arrivals(tx, number, bounds) for number in numbers]
    return [sum(counts) for counts in zip(*each, strict=True)]
