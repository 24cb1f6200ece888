"""What the site holds at its start: people, event types and events, the same for the same day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

Json = dict[str, object]

ME = "101"
TYPES: tuple[Json, ...] = (
    {"id": "11", "name": "Deadline", "color": "D84640"},
    {"id": "12", "name": "Rehearsal", "color": "4E9075"},
    {"id": "13", "name": "Day out", "color": "123456"},
    {"id": "-4", "name": "Meeting", "color": "00A3D9"},
    {"id": "-6", "name": "Training", "color": "F5B945"},
)
_NAMES = (
    ("Anna", "Baker"),
    ("Thomas", "O'Neill"),
    ("Zoë", "Brontë"),
    ("Martin Luther", "King, Jr."),
    ("Łukasz", "Żak"),
    ("Ngozi", "Okafor"),
    ("李", "小龙"),
    ("Kim", "Lindqvist"),
)
_TITLES = ("Team meeting", "Site visit", "Rehearsal", "Planning", "Board meeting", "Training day")


@dataclass(slots=True)
class Held:
    """An event as the site holds it: the object that it sends, and what it never sends."""

    record: Json
    changed: datetime
    deleted: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        first, last = str(self.record["start"])[:10], str(self.record["end"])[:10]
        return date.fromisoformat(first), date.fromisoformat(last)

    def ids(self, key: str) -> list[str]:
        """The ids of a text separated by commas."""
        return [part.strip() for part in str(self.record[key]).split(",") if part.strip()]


@dataclass(slots=True)
class TeamworkData:
    """The site. `labels` finds the special events; dates lie around `today`."""

    today: date
    people: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Held] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def small(cls, today: date | None = None) -> Self:
        """Every special event and a few ordinary ones."""
        return cls.sized(events=24, people=30, today=today)

    @classmethod
    def sized(cls, *, events: int, people: int = 30, today: date | None = None) -> Self:
        """Any size: ordinary events lie on the 100 days from two weeks ago."""
        made = cls(today or date.today())
        for number in range(max(people, len(_NAMES))):
            made.people[str(101 + number)] = _person(number)
        specials = list(made._specials())[:events]
        for label, changes in specials:
            made.labels[label] = made.add(**changes)
        for number in range(events - len(specials)):
            made._add_ordinary(number)
        return made

    @property
    def now(self) -> datetime:
        """Noon of the day; what was never touched was changed a month before."""
        return datetime.combine(self.today, time(12), UTC)

    def name(self, ident: str) -> str:
        """First and last name of a person; of one who left the site too."""
        person = self.people.get(ident)
        return f"{person['first-name']} {person['last-name']}" if person else "Former Colleague"

    def add(self, **changes: object) -> str:
        """Add an event, given by what differs from a plain one (keys with underscores).

        `deleted` and `changed_days_ago` are the site's own.
        """
        ident = str(5001 + len(self.events))
        record = plain_event(ident, self.today)
        record |= {key.replace("_", "-"): value for key, value in changes.items()}
        ago = timedelta(days=int(str(record.pop("changed-days-ago", 30))))
        held = Held(record, self.now - ago, deleted=record.pop("deleted", False) is True)
        self.events[ident] = held
        self.stamp(ident, held.changed)
        return ident

    def stamp(self, ident: str, changed: datetime) -> None:
        """Note when an event was changed, and tell the names of its people."""
        held = self.events[ident]
        held.changed = changed
        held.record["last-changed-on"] = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
        held.record["status"] = "deleted" if held.deleted else "active"
        for kind in ("attending", "notify"):
            names = ", ".join(self.name(person) for person in held.ids(f"{kind}-user-ids"))
            held.record[f"{kind}-user-names"] = names

    def _add_ordinary(self, number: int) -> None:
        day = self.today + timedelta(days=number % 100 - 14)
        hour = 8 + number % 9
        chosen = [str(101 + (number * 3 + place) % 20) for place in range(number % 5)]
        self.add(
            title=f"{_TITLES[number % len(_TITLES)]} {number + 1}",
            start=f"{day}T{hour:02}:00",
            end=f"{day}T{hour + 1:02}:30",
            attending_user_ids=",".join(chosen),
            type=dict(TYPES[number % len(TYPES)]),
            changed_days_ago=90,
        )

    def _specials(self) -> Iterator[tuple[str, Json]]:
        """One of each thing that the notes tell."""
        day = self.today
        yield (
            "main",
            {
                "title": "Spring concert: who does what",
                "description": "Agenda:\n1. Stage\n2. Tickets",
                "where": "Town Hall",
                "attending_user_ids": ",".join(str(101 + number) for number in range(12)),
                "notify_user_ids": "101,102",
                "reminders": [{"type": "email", "period": "hours", "before": "2"}],
                "show_as_busy": True,
            },
        )
        yield "comma", {"title": "Two of us", "attending_user_ids": "104, 101"}
        yield "stranger", {"title": "With somebody who left", "attending_user_ids": "101,999"}
        yield (
            "all-day",
            {
                "title": "Exhibition",
                "all_day": True,
                "start": f"{day + timedelta(days=3)}T00:00",
                "end": f"{day + timedelta(days=5)}T23:59",
                "type": {"id": -6, "name": "Training", "color": "F5B945"},
            },
        )
        yield "text-booleans", {"all_day": "true", "show_as_busy": "true", "start": f"{day}T00:00"}
        yield (
            "weekly",
            {
                "title": "Stand-up",
                "repeat": {
                    "frequency": "weekly",
                    "ends": True,
                    "end-date": f"{day.year + 1}-06-30",
                },
                "attending_user_ids": "101,102,103",
            },
        )
        yield (
            "running",
            {
                "title": "Season",
                "start": f"{day - timedelta(days=200)}T09:00",
                "end": f"{day + timedelta(days=200)}T17:00",
            },
        )
        yield "not-mine", {"title": "Of others", "owner": _owner("105"), "privacy": {"type": "all"}}
        yield "deleted", {"title": "Was deleted", "deleted": True, "changed_days_ago": 60}
        yield (
            "past",
            {
                "title": "Long ago",
                "changed_days_ago": 500,
                "start": f"{day - timedelta(days=500)}T09:00",
                "end": f"{day - timedelta(days=500)}T10:00",
            },
        )
        yield (
            "project",
            {
                "title": "Of a project",
                "privacy": {"type": "project", "project-id": "77"},
                "type": {"id": "-4", "name": "Meeting", "color": "00A3D9"},
            },
        )
        yield "bare", {"title": "", "where": "", "type": {}, "owner": {}, "attending_user_ids": ""}


def plain_event(ident: str, day: date) -> Json:
    """An event object with every key of section 5."""
    return {
        "id": ident,
        "title": f"Event {ident}",
        "description": "",
        "where": "",
        "start": f"{day}T10:00",
        "end": f"{day}T11:30",
        "all-day": False,
        "status": "active",
        "type": {"id": "12", "name": "Rehearsal", "color": "4E9075"},
        "owner": _owner("101"),
        "privacy": {"type": "company"},
        "attending-user-ids": "",
        "attending-user-names": "",
        "notify-user-ids": "",
        "notify-user-names": "",
        "reminders": [],
        "repeat": {},
        "show-as-busy": False,
        "attendees-can-edit": False,
        "project-users-can-edit": False,
        "last-changed-on": "",
    }


def _owner(ident: str) -> Json:
    first, last = _NAMES[int(ident) - 101]
    return {"id": ident, "first-name": first, "last-name": last}


def _person(number: int) -> Json:
    first, last = _NAMES[number] if number < len(_NAMES) else ("Person", f"No. {number + 1}")
    return {
        "id": str(101 + number),
        "first-name": first,
        "last-name": last,
        "email-address": f"person{number + 1}@example.org",
        "user-name": f"person{number + 1}",
        "company-id": "1",
        "company-name": "Example Choir",
        "title": "Conductor" if number == 0 else "",
    }
