"""The events of a data set: a short record each, from which the long wire objects are rendered.

The first ones are special cases with a label each; the rest is spread over two years.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.servers.sheepcrm.people import mix


class DateStyle(enum.Enum):
    """How the dates of an event are written (apis/sheepcrm.md section 8)."""

    MICROSECONDS = "microseconds"
    SECONDS = "seconds"
    DATE_ONLY = "date-only"
    DATETIME_IN_DATE = "datetime-in-date"
    NO_TIMES = "no-times"


@dataclass(slots=True)
class Event:
    """What decides lists and rendering. Wall-clock times without zone; both None when undated.

    `long_form` chooses the object of 158 fields (2025) over that of 40. `fields` replaces or,
    with the value `...`, removes keys of the rendered object. `attendees` is the number generated.
    """

    number: int
    uid: str
    uri: str
    title: str
    start: datetime | None
    end: datetime | None
    attendees: int
    label: str = ""
    status: str | None = "confirmed"
    cancelled: bool = False
    record_state: str = "created"
    series_id: str | None = None
    controller: str = "sheepCRM"
    date_style: DateStyle = DateStyle.MICROSECONDS
    long_form: bool = False
    currencies: tuple[str, ...] = ("gbp",)
    fields: dict[str, object] = field(default_factory=dict)

    @property
    def bucket(self) -> str:
        """The account that the event belongs to."""
        return self.uri.split("/")[1]

    @property
    def draft(self) -> bool:
        """Whether only `all` and `draft` list it."""
        return self.status == "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """A labelled case: days from today, hour, length in hours, and what to set on the event."""

    label: str
    day: int = 1
    hour: int = 18
    hours: float = 2.0
    attendees: int = 3
    title: str = ""
    set: dict[str, object] = field(default_factory=dict)


SPECIALS = (
    Special(
        label="main", day=0, title="Annual Dinner & Awards", attendees=0, set={"long_form": True}
    ),
    Special(label="empty", day=3, attendees=0),
    Special(label="draft", day=30, set={"status": "draft"}),
    Special(label="cancelled", day=5, set={"status": "cancelled", "cancelled": True}),
    Special(label="unknown-status", day=7, set={"status": "awaiting-venue"}),
    Special(label="null-status", day=8, set={"status": None}),
    Special(label="no-microseconds", day=2, set={"date_style": DateStyle.SECONDS}),
    Special(label="date-only", day=9, hour=0, set={"date_style": DateStyle.DATE_ONLY}),
    Special(
        label="datetime-in-date", day=9, hour=0, set={"date_style": DateStyle.DATETIME_IN_DATE}
    ),
    Special(label="no-times", day=10, set={"date_style": DateStyle.NO_TIMES}),
    Special(label="no-dates", set={"start": None, "end": None}),
    Special(label="multi-day", day=12, hours=76, set={"long_form": True}),
    Special(label="over-midnight", day=1, hour=22, hours=5),
    Special(label="running", day=-1, hours=48, attendees=12),
    Special(label="recent-past", day=-7, attendees=20),
    Special(label="past", day=-40, attendees=6),
    Special(label="far-future", day=200),
    Special(label="series-1", day=2, title="Evening class", set={"series_id": "5f1a"}),
    Special(label="series-2", day=9, title="Evening class", set={"series_id": "5f1a"}),
    Special(label="series-3", day=16, title="Evening class", set={"series_id": "5f1a"}),
    Special(label="deleted", day=4, set={"record_state": "deleted"}),
    Special(
        label="multi-currency",
        day=6,
        attendees=24,
        set={"currencies": ("gbp", "eur", "usd", "jpy"), "long_form": True},
    ),
    Special(label="eventbrite", day=11, set={"controller": "Eventbrite", "long_form": True}),
    Special(label="markup-title", day=13, title='<b>Bold</b> & "quotes", =1+1\t{x} %s'),
    Special(label="right-to-left", day=14, title="ערב שירה – أمسية شعرية (Poetry)"),
    Special(label="long-title", day=15, title="A very long title that goes on " * 14),
    Special(label="bare", day=20),
    Special(label="all-null", day=21),
    Special(label="moved", day=22, attendees=8),
    Special(label="object-references", day=23, attendees=10),
)

_TITLES = (
    "Members' Lunch", "Café scientifique", "Committee meeting", "Jahreshauptversammlung",
    "Guided walk: Pentland Hills", "Webinar – data protection", "夏祭り", "Choir rehearsal",
    "First-aid training", "Exhibition opening", "Quiz night", "Trustees' away day",
    "Book club: «Les Misérables»", "Summer fête", "Networking breakfast", "Лекция: Чехов",
)  # fmt: skip
_STATUSES = ("confirmed", "confirmed", "confirmed", "published", "on-hold", "Sold Out")


def special_event(number: int, bucket: str, seed: int, today: date) -> Event:
    """The special case with this number."""
    special = SPECIALS[number]
    start = datetime(today.year, today.month, today.day) + timedelta(
        days=special.day, hours=special.hour
    )
    event = _event(number, bucket, seed, start, timedelta(hours=special.hours))
    event.label, event.attendees = special.label, special.attendees
    event.title = special.title or f"Special: {special.label}"
    for name, value in special.set.items():
        setattr(event, name, value)
    return event


def ordinary_event(number: int, bucket: str, seed: int, today: date, others: int) -> Event:
    """An event somewhere within 375 days of today, with up to `others` attendees."""
    bits = mix(seed, 3, number)
    midnight = datetime(today.year, today.month, today.day)
    start = midnight + timedelta(days=bits % 751 - 375, minutes=15 * (32 + (bits >> 16) % 50))
    event = _event(number, bucket, seed, start, timedelta(minutes=30 * (1 + (bits >> 24) % 12)))
    event.title = f"{_TITLES[(bits >> 32) % len(_TITLES)]} {number}"
    event.attendees = (bits >> 40) % (others + 1)
    event.status = _STATUSES[(bits >> 48) % len(_STATUSES)]
    event.long_form = number % 2 == 1
    event.date_style = (DateStyle.MICROSECONDS, DateStyle.SECONDS)[number % 3 == 0]
    return event


def _event(number: int, bucket: str, seed: int, start: datetime, length: timedelta) -> Event:
    uid = f"65{mix(seed, 4, number) & 0xFFFFFF:06x}{number:016x}"
    uri = f"/{bucket}/booking/{uid}/"
    return Event(number, uid, uri, "", start, start + length, attendees=0)
