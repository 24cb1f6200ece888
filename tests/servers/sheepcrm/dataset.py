"""What a server of this system holds at its start: generated, the same for the same seed and day.

Only the events are made at once; attendees and orders are made when an event is first asked for.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Self

from tests.servers.sheepcrm.events import SPECIALS, Event, ordinary_event, special_event
from tests.servers.sheepcrm.people import People
from tests.servers.sheepcrm.places import Places
from tests.servers.sheepcrm.records import Attendee, Order


class Dataset:
    """The generator behind one account.

    `events` counts all events; the first ones are the special cases of events.py, found through
    `labels`. `attendees` is the size of the event labelled `main`; the ordinary ones have up to
    `others` each. Dates lie around `today`.
    """

    def __init__(
        self,
        *,
        events: int,
        attendees: int,
        others: int = 8,
        seed: int = 1,
        bucket: str = "example",
        today: date | None = None,
    ) -> None:
        self.bucket, self.seed = bucket, seed
        self.today = today or date.today()
        self.people = People(bucket=bucket, seed=seed, size=max(200, attendees))
        special = min(events, len(SPECIALS))
        self.events = [special_event(n, bucket, seed, self.today) for n in range(special)]
        self.events += [
            ordinary_event(n, bucket, seed, self.today, others) for n in range(special, events)
        ]
        if self.events:
            self.events[0].attendees = attendees

    @classmethod
    def small(cls, *, seed: int = 1, bucket: str = "example", today: date | None = None) -> Self:
        """Every special case and ten ordinary events; 60 attendees in `main`."""
        return cls(events=len(SPECIALS) + 10, attendees=60, seed=seed, bucket=bucket, today=today)

    @classmethod
    def sized(
        cls,
        *,
        events: int,
        attendees: int,
        seed: int = 1,
        bucket: str = "example",
        today: date | None = None,
    ) -> Self:
        """Any size, up to 100,000 attendees in `main` and tens of thousands of events."""
        return cls(events=events, attendees=attendees, seed=seed, bucket=bucket, today=today)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Event uid by label of the special case."""
        return {event.label: event.uid for event in self.events if event.label}

    @property
    def now(self) -> datetime:
        """Noon of the data set's day; ages of generated records count from here."""
        return datetime(self.today.year, self.today.month, self.today.day, 12)

    def attendees(self, event: Event) -> list[Attendee]:
        """Fresh attendees of an event."""
        return Places(event, self.people, self.now).attendees()

    def orders(self, event: Event) -> dict[str, Order]:
        """Fresh orders of an event, by buyer URI."""
        return Places(event, self.people, self.now).orders()
