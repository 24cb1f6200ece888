"""Series as calendars write them, drawn from a seed: rules, zones, exceptions, moved dates.

Each draw is the text of a calendar. Times lie near the days on which clocks change. Some calendars
have a zone that nobody else knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import cast
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Timezone

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Pacific/Auckland",
)
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Clubhouse
BEGIN:STANDARD
DTSTART:16010101T070000
TZOFFSETFROM:+0223
TZOFFSETTO:+0123
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T060000
TZOFFSETFROM:+0123
TZOFFSETTO:+0223
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
"""Its clocks change at an hour at which nothing here begins or ends: dateutil takes times that are
left out for later ones than RFC 5545 section 3.3.5 does.
"""
OWN = cast(Timezone, Timezone.from_ical(OWN_ZONE)).to_tz(lookup_tzid=False)
HOURS = (0, 1, 2, 3, 9, 23)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EDGES = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25))


@dataclass
class Drawn:
    """A calendar with one series. `kind` is a zone's name, "Clubhouse", "floating" or "days"."""

    kind: str
    rule: str
    first: datetime
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole calendar."""
        zone = OWN_ZONE.splitlines() if self.kind == "Clubhouse" else []
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *zone, *self.lines]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def at(self, name: str, *walls: datetime) -> str:
        """A property with times of the series' kind."""
        if self.kind == "days":
            return f"{name};VALUE=DATE:{','.join(f'{wall:%Y%m%d}' for wall in walls)}"
        told = ",".join(f"{wall:%Y%m%dT%H%M%S}" for wall in walls)
        if self.kind == "floating":
            return f"{name}:{told}"
        if self.kind == "UTC":
            return f"{name}:{','.join(f'{wall:%Y%m%dT%H%M%S}Z' for wall in walls)}"
        return f"{name};TZID={self.kind}:{told}"


def drawn(seed: int) -> Drawn:
    """The series of a seed."""
    random = Random(seed)
    kind = random.choice((*ZONES, "Clubhouse", "UTC", "floating", "days"))
    first = _first(random, kind)
    rule, first = _rule(random, kind, first)
    case = Drawn(kind, rule, first)
    starts = _starts(rule, first)
    extra = [
        first + timedelta(days=n) for n in random.sample(range(1, 90), random.choice((0, 0, 2)))
    ]
    left_out = random.sample(starts[1:], min(len(starts) - 1, random.choice((0, 1, 3))))
    left = [start for start in starts if start not in left_out]
    moved = random.sample(left, min(len(left), random.choice((0, 0, 1, 2))))
    length = timedelta(days=random.randint(1, 3)) if kind == "days" else timedelta(minutes=90)
    case.lines += _component(case, first, length)
    if kind != "days" and random.random() < 0.3:
        case.lines[3] = f"DURATION:{random.choice(('PT90M', 'P1D', 'PT24H', 'P1DT2H'))}"
    case.lines.insert(-1, f"RRULE:{rule}")
    case.lines[-1:-1] = [case.at("EXDATE", *left_out)] if left_out else []
    case.lines[-1:-1] = [case.at("RDATE", *extra)] if extra else []
    for original in moved:
        case.lines += _changed(random, case, original, length)
    return case


def _component(case: Drawn, start: datetime, length: timedelta) -> list[str]:
    ends = case.at("DTEND", start + length)
    return ["BEGIN:VEVENT", "UID:series", case.at("DTSTART", start), ends, "END:VEVENT"]


def _changed(random: Random, case: Drawn, original: datetime, length: timedelta) -> list[str]:
    """A date of the series that is somewhere else, lasts longer or is cancelled."""
    by = random.choice((timedelta(days=1), timedelta(days=-2), timedelta(0)))
    longer = timedelta(days=1) if case.kind == "days" else timedelta(minutes=30)
    lines = _component(case, original + by, length + random.choice((timedelta(), longer)))
    lines.insert(-1, case.at("RECURRENCE-ID", original))
    if random.random() < 0.3:
        lines.insert(-1, "STATUS:CANCELLED")
    return lines


def _first(random: Random, kind: str) -> datetime:
    day = random.choice(EDGES) + timedelta(days=random.randint(-12, 12))
    if kind == "days":
        return datetime.combine(day, time())
    return datetime.combine(day, time(random.choice(HOURS), random.choice((0, 30))))


def _rule(random: Random, kind: str, first: datetime) -> tuple[str, datetime]:
    """A rule and a start that it gives itself, as RFC 5545 section 3.8.5.3 wants it."""
    while True:
        parts = _parts(random, kind)
        found = _starts(";".join(parts), first, include_first=False)
        if len(found) > 1:
            break
    first = found[0]
    end = random.choice(("", "", "COUNT", "UNTIL"))
    if end == "COUNT":
        parts.append(f"COUNT={random.randint(1, 12)}")
    elif end == "UNTIL":
        parts.append(f"UNTIL={_until(kind, random.choice(found[:8]))}")
    return ";".join(parts), first


def _until(kind: str, last: datetime) -> str:
    if kind == "days":
        return f"{last:%Y%m%d}"
    if kind == "floating":
        return f"{last:%Y%m%dT%H%M%S}"
    zone = UTC if kind == "UTC" else OWN if kind == "Clubhouse" else ZoneInfo(kind)
    return f"{last.replace(tzinfo=zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _parts(random: Random, kind: str) -> list[str]:
    within = () if kind == "days" else ("HOURLY", "MINUTELY", "SECONDLY")
    frequency = random.choice((*("DAILY", "WEEKLY", "MONTHLY", "YEARLY") * 2, *within))
    parts = [f"FREQ={frequency}"]
    if frequency in within:
        return [*parts, *_within_day(random, frequency)]
    if random.random() < 0.4:
        parts.append(f"INTERVAL={random.randint(2, 3)}")
    if random.random() < 0.2:
        parts.append(f"WKST={random.choice(WEEKDAYS)}")
    match frequency:
        case "DAILY":
            parts += _daily(random, kind)
        case "WEEKLY" if random.random() < 0.7:
            parts.append(f"BYDAY={_some(random, WEEKDAYS)}")
            # Of a week that is begun in its middle, other programs count what is left of it.
            parts += [f"BYSETPOS={random.choice((1, -1))}"] if random.random() < 0.3 else []
        case "MONTHLY":
            parts += _monthly(random)
        case "YEARLY" if random.random() < 0.6:
            parts.append(f"BYMONTH={_some(random, range(3, 12))}")
            parts += _monthly(random)
        case "YEARLY" if random.random() < 0.5:
            parts.append(f"BYYEARDAY={_some(random, (1, 80, 100, 300, -1, -100))}")
    return parts


def _within_day(random: Random, frequency: str) -> list[str]:
    """Every seven hours, or as many minutes or seconds, at some hours alone."""
    interval = {"HOURLY": 7, "MINUTELY": 420, "SECONDLY": 25_200}[frequency]
    return [f"INTERVAL={interval}", f"BYHOUR={_some(random, HOURS)}"]


def _daily(random: Random, kind: str) -> list[str]:
    parts = [f"BYMONTH={_some(random, range(3, 12))}"] if random.random() < 0.3 else []
    if kind != "days" and random.random() < 0.2:
        parts += [f"BYHOUR={_some(random, HOURS)}", f"BYSETPOS={random.choice((1, -1))}"]
    return parts


def _monthly(random: Random) -> list[str]:
    numbered = [f"{n}{day}" for n in (1, 2, -1) for day in WEEKDAYS]
    match random.randint(0, 4):
        case 0:
            return [f"BYMONTHDAY={_some(random, (1, 15, 29, 31, -1, -5))}"]
        case 1:
            return [f"BYDAY={_some(random, numbered)}"]
        case 2:
            days = random.sample(WEEKDAYS, 5)
            return [f"BYDAY={','.join(days)}", f"BYSETPOS={random.choice((1, 2, -1))}"]
        case 3:
            return ["BYDAY=FR,SA", "BYMONTHDAY=11,12,13"]
    return []


def _some(random: Random, values: Sequence[object]) -> str:
    return ",".join(map(str, random.sample(list(values), random.randint(1, 2))))


def _starts(rule: str, first: datetime, *, include_first: bool = True) -> list[datetime]:
    """The first dozen starts on the wall's clock."""
    bare = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL"))
    found = [start for start, _ in zip(rrulestr(bare, dtstart=first), range(12), strict=False)]
    return found if found or not include_first else [first]
