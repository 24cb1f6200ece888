"""What the server holds at its start: made up, the same for the same seed and day.

The first events are special cases with a label each; the rest is spread over two years.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from tests.servers.safesites.objects import ORGANIZATION, USER, order_object, person, site_object

Record = dict[str, Any]

SPECIALS: dict[str, Record] = {
    "round": {"title": "Safety round", "recurring": True, "rrule": "FREQ=WEEKLY"},
    "prefixed": {
        "title": "Fire drill",
        "recurring": True,
        "rrule": "DTSTART:20260101T100000\nRRULE:FREQ=MONTHLY;COUNT=12",
    },
    "unreadable": {"title": "Odd rule", "recurring": True, "rrule": "every now and then"},
    "ruleless": {"title": "Rule withheld", "recurring": True, "rrule": None},
    "draft": {"title": "Scaffold inspection", "status": "draft"},
    "cancelled": {"title": "Crane lift", "status": "cancelled"},
    "odd-status": {"title": "Roof work", "status": "on_hold", "type": "hot_work"},
    "all-day": {"title": "Road closed", "allDay": True, "durationMinutes": 2000},
    "bare": {"title": None, "start": None, "site": None, "organization": None, "orderId": None},
    "assigned": {
        "title": "Guarding",
        "assignments": [
            {"id": "a1", "role": "guard", "user": person("Anna", "Berg"), "createdBy": USER},
            {"id": "a2", "role": "spare", "team": {"id": "t1", "name": "Night shift"}},
        ],
    },
}
_KINDS = ("scheduled_work", "inspection", "hot_work", "delivery")
_STATUSES = ("draft", "confirmed", "completed", "cancelled")
_TITLES = ("Inspection", "Delivery", "Welding", "Lifting", "Cleaning", "Guarding", "Survey")


class SafeData:
    """One organization's events, sites and orders, by id."""

    def __init__(self, *, events: int, seed: int = 1, today: date | None = None) -> None:
        self.today = today or date.today()
        self._chance = random.Random(seed)
        self.sites = {site["id"]: site for site in (site_object(n, self._id()) for n in range(12))}
        self.orders = {
            order["id"]: order
            for order in (
                order_object(n, self._id(), self._any(self.sites)) for n in range(max(events, 8))
            )
        }
        self.labels: dict[str, str] = {}
        self.events: dict[str, Record] = {}
        for number, label in zip(range(events), SPECIALS, strict=False):
            event = self._special(number, label)
            self.labels[label] = event["id"]
        for number in range(len(self.events), events):
            self._add(self._ordinary(number))

    @classmethod
    def small(cls, *, seed: int = 1, today: date | None = None) -> Self:
        """Every special case and ten ordinary events."""
        return cls(events=len(SPECIALS) + 10, seed=seed, today=today)

    @property
    def now(self) -> datetime:
        """Noon of the data set's day."""
        return datetime.combine(self.today, time(12))

    def _special(self, number: int, label: str) -> Record:
        event = self._event(number, number - 4, SPECIALS[label].get("title") or label)
        event.update(SPECIALS[label])
        return self._add(event)

    def _ordinary(self, number: int) -> Record:
        title = f"{self._chance.choice(_TITLES)} {number}"
        event = self._event(number, self._chance.randrange(-365, 365), title)
        event["type"] = self._chance.choice(_KINDS)
        event["status"] = self._chance.choice(_STATUSES)
        if number % 10 == 0:
            event.update(recurring=True, rrule=f"FREQ=WEEKLY;INTERVAL={1 + number % 3}")
            event["until"] = str(self.today + timedelta(days=200))
        return event

    def _event(self, number: int, day: int, title: str) -> Record:
        site, order = self._any(self.sites), self._any(self.orders)
        start = datetime.combine(self.today + timedelta(days=day), time(8 + number % 9))
        changed = self.now - timedelta(days=30, minutes=number)
        stamp = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "id": self._id(),
            "title": title,
            "description": f"Bring helmets.\nGate {number % 4}",
            "type": "scheduled_work",
            "status": "confirmed",
            "start": start.isoformat(" "),
            "durationMinutes": 90,
            "allDay": False,
            "recurring": False,
            "rrule": None,
            "until": None,
            "orderId": order["id"],
            "organization": ORGANIZATION,
            "site": {"id": site["id"], "name": site["name"]},
            "confirmedAt": stamp,
            "confirmedBy": person("Björn", "Ek"),
            "createdAt": stamp,
            "createdBy": USER,
            "updatedAt": stamp,
            "updatedBy": USER,
            "exceptions": [],
            "assignments": [],
        }

    def _add(self, event: Record) -> Record:
        self.events[event["id"]] = event
        return event

    def _id(self) -> str:
        return str(UUID(int=self._chance.getrandbits(128), version=4))

    def _any(self, records: dict[str, Record]) -> Record:
        return records[self._chance.choice(list(records))]
