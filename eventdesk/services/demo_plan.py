"""What the data files of the demo say: accounts, events, people and what happens to marks.

A system is shown where resources/demo/systems has a file named after its key.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from eventdesk.domain.contact import Section, ServerExport
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole, responsible
from eventdesk.domain.event_time import EventTime
from eventdesk.providers.sample.book import SampleAction

T = TypeVar("T")

Trouble = Literal["", "offline", "key-refused", "bad-answer", "never-synced"]
Outcome = Literal[
    "confirmed", "guest", "refused", "changed", "gone", "undone", "replaced", "lost", "waiting"
]


class TicketPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ticket type of an event."""

    name: str
    price: Mapping[str, Decimal] = {}
    description: str = ""
    members_only: bool = False
    total: int | None = None


class DetailPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an event that is told when asked for; `links` are title and address."""

    name: str
    title: str
    secret: bool = False
    sections: tuple[Section, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()

    def told(self) -> tuple[DetailPart, Detail]:
        """The part, and what is told of it."""
        part = DetailPart(self.name, self.title, self.secret)
        return part, Detail(self.sections, self.links, problems=self.problems)


class EventPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event, or a series of them.

    Attributes:
        day, every, times: days from today to the first, days between two, how many.
        days, start, end: length in days and times of day ("19:00", an end before the start is on
            the day after); without times an all-day event.
        zone: the IANA zone of the times, "" for wall-clock times.
        attendees: how many; "rest" is what the other events leave of the demo's total.
        statuses: how many of each status; without it they are drawn.
        named: who is on the list in any case, with a place for each mention.
        tickets: a name in `SystemPlan.tickets`.
        import_file: a list of attendees to import.
        details: its parts that are told when asked for.
    """

    title: str
    day: int
    key: str = ""
    every: int = 0
    times: int = 1
    days: int = 1
    start: str = ""
    end: str = ""
    zone: str = ""
    place: str = ""
    kind: str = ""
    organizer: str = ""
    colour: str = ""
    status: EventStatus = EventStatus.ACTIVE
    status_text: str = ""
    capacity: int | None = None
    sold_out: bool | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    attendees: int | Literal["rest"] = 0
    statuses: Mapping[str, int] = {}
    named: tuple[str, ...] = ()
    tickets: str = ""
    import_file: str = ""
    details: tuple[DetailPlan, ...] = ()

    def dates(self, ref: str, today: date) -> list[Event]:
        """The event of each date."""
        days = [today + timedelta(days=self.day + self.every * n) for n in range(self.times)]
        return [
            self._event(f"{ref}-{number}" if self.times > 1 else ref, ref, day)
            for number, day in enumerate(days, 1)
        ]

    def _event(self, ref: str, series: str, day: date) -> Event:
        start, end = self._span(day)
        return Event(
            ref=ref,
            title=self.title,
            start=start,
            end=end,
            timezone=self.zone,
            status=self.status,
            status_text=self.status_text,
            kind=self.kind,
            colour=self.colour,
            place=self.place,
            organizer=self.organizer,
            capacity=self.capacity,
            sold_out=self.sold_out,
            recurring=self.times > 1,
            series=series if self.times > 1 else "",
            description=self.description,
            tags=self.tags,
            more=self.more,
            people=(
                *responsible(self.organizer),
                *(EventPerson(name, PersonRole.ATTENDS) for name in dict.fromkeys(self.named)),
            ),
        )

    def _span(self, day: date) -> tuple[EventTime, EventTime]:
        last = day + timedelta(days=self.days - 1)
        if not self.start:
            return day, last + timedelta(days=1)
        zone = ZoneInfo(self.zone) if self.zone else None
        over_midnight = timedelta(days=self.end < self.start)
        start = datetime.combine(day, time.fromisoformat(self.start), zone)
        return start, datetime.combine(last + over_midnight, time.fromisoformat(self.end), zone)


class MarkPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Marks that are made at an event, and what becomes of them. `reason` is of a refusal."""

    event: str
    outcome: Outcome
    count: int = 1
    reason: str = "The list of this event is closed."


class AccountPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account: its events, its marks, and the trouble it has had since `minutes_ago`."""

    name: str
    options: Mapping[str, str] = {}
    trouble: Trouble = ""
    minutes_ago: int = 30
    events: tuple[EventPlan, ...] = ()
    marks: tuple[MarkPlan, ...] = ()


class SystemPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All accounts of one system.

    `new_event_action` is the name of the system's own action that makes an event.
    """

    accounts: tuple[AccountPlan, ...]
    tickets: Mapping[str, tuple[TicketPlan, ...]] = {}
    actions: tuple[SampleAction, ...] = ()
    exports: tuple[ServerExport, ...] = ()
    new_event_action: str = ""


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given and family names that go together."""

    given: tuple[str, ...]
    family: tuple[str, ...]


class PeoplePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people are made of; one in `every_special` is of the `special` names."""

    every_special: int
    special: tuple[str, ...]
    origins: tuple[Origin, ...]
    companies: tuple[str, ...]
    notes: tuple[str, ...]
    roads: tuple[str, ...]
    towns: tuple[str, ...]
    memberships: tuple[str, ...]
    history: tuple[str, ...]
    colleagues: tuple[str, ...]
    questions: Mapping[str, Sequence[str]]


def folder() -> Traversable:
    """Where the data files are."""
    return files("eventdesk.resources") / "demo"


def people_plan() -> PeoplePlan:
    """The names and words of people."""
    return _read(folder() / "people.toml", PeoplePlan)


def system_plan(key: str) -> SystemPlan | None:
    """What the demo shows of a system; None where it shows nothing."""
    file = folder() / "systems" / f"{key}.toml"
    return _read(file, SystemPlan) if file.is_file() else None


def _read(file: Traversable, kind: type[T]) -> T:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
