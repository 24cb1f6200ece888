"""Time zones by the names that calendars give them: IANA's, those of Windows, and made-up ones.

A name that nobody knows is looked up by its rules: the VTIMEZONE beside it either agrees with an
IANA zone through the year of the event, or gives the offset alone.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
_BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What reading the rules of a broken VTIMEZONE ends with."""


class Zones:
    """The zones of one calendar.

    Args:
        rules: the lines of each VTIMEZONE by its TZID.
        own: the zone that the calendar names as its own, "" where it names none.
    """

    def __init__(self, rules: Mapping[str, tuple[str, ...]], own: str) -> None:
        self._rules = rules
        self._found: dict[tuple[str, int], tzinfo | None] = {}
        self._own = named_zone(own)

    @property
    def own(self) -> ZoneInfo | None:
        """The calendar's own zone, where it names one that is known."""
        return self._own

    def placed(self, wall: datetime, name: str) -> datetime:
        """A wall-clock time in the zone of a name; as it is where nobody knows the zone."""
        key = (name, wall.year)
        if key not in self._found:
            known = named_zone(name) or _plain_offset(name)
            self._found[key] = known or self._by_rules(name, wall)
        zone = self._found[key]
        if zone is None:
            return wall
        if isinstance(zone, ZoneInfo) or name not in self._rules:
            return wall.replace(tzinfo=zone)
        return wall.replace(tzinfo=timezone(_offset(zone, wall) or timedelta()))

    def _by_rules(self, name: str, wall: datetime) -> tzinfo | None:
        lines = self._rules.get(name)
        if lines is None:
            return _offset_in(name)
        for line in lines:
            if line.startswith("X-LIC-LOCATION") and (zone := named_zone(line.partition(":")[2])):
                return zone
        told = _vtimezone(lines)
        if told is None:
            return _offset_in(name)
        return self._agreeing(told, wall.year) or told

    def _agreeing(self, told: tzinfo, year: int) -> ZoneInfo | None:
        """The zone with these offsets on each day of a year, the calendar's own one first."""
        days = [datetime(year, 1, 1, 12) + timedelta(days=n) for n in range(365)]
        offsets = [(day, _offset(told, day)) for day in days]
        own = [self._own] if self._own else []
        for zone in (*own, *_usual_zones()):
            if all(zone.utcoffset(day) == offset for day, offset in offsets):
                return zone
        return None


def _offset(zone: tzinfo, wall: datetime) -> timedelta | None:
    try:
        return wall.replace(tzinfo=zone).utcoffset()
    except _BROKEN:
        return None


@lru_cache(maxsize=1024)
def named_zone(name: str) -> ZoneInfo | None:
    """The IANA zone that a name means, None where it means none for sure."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = name.strip().strip('"').strip()
    pieces = bare.strip("/").split("/")
    candidates = [bare, WINDOWS_TO_OLSON.get(bare, "")]
    # "/mozilla.org/20050126_1/Europe/Berlin" and the like: the name is what comes last.
    candidates += ["/".join(pieces[-count:]) for count in (3, 2, 1) if len(pieces) > count]
    candidates.append(WINDOWS_TO_OLSON.get(pieces[-1], ""))
    for candidate in filter(None, candidates):
        if (zone := _iana(candidate)) is not None:
            return zone
    return _by_city(bare)


def _iana(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name.isprintable() else None
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        return None


def _by_city(name: str) -> ZoneInfo | None:
    """Windows shows "(UTC+01:00) Amsterdam, Berlin, Bern", and some programs write that."""
    if not name.startswith("("):
        return None
    for city in name.partition(")")[2].split(","):
        zone = _cities().get(city.strip().casefold())
        if zone is not None:
            return _iana(zone)
    return None


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    names = (name for name in sorted(available_timezones()) if "/" in name)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}


@lru_cache(maxsize=1)
def _usual_zones() -> tuple[ZoneInfo, ...]:
    """One zone for each set of rules that people live by."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    def found() -> Iterator[ZoneInfo]:
        first = ["Europe/Berlin", "Europe/London", "America/New_York"]
        for name in dict.fromkeys([*first, *WINDOWS_TO_OLSON.values()]):
            if (zone := _iana(name)) is not None:
                yield zone

    return tuple(found())


def _vtimezone(lines: tuple[str, ...]) -> tzinfo | None:
    from icalendar import Timezone

    text = "\r\n".join(("BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"))
    try:
        zone = cast(Timezone, Timezone.from_ical(text)).to_tz(lookup_tzid=False)
    except _BROKEN:
        return None
    return None if _offset(zone, datetime(2026, 1, 1)) is None else zone


def _plain_offset(name: str) -> tzinfo | None:
    return _offset_in(name) if _OFFSET.fullmatch(name) else None


def _offset_in(name: str) -> tzinfo | None:
    match = _OFFSET.search(name)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 23 or minutes > 59:
        return None
    sign = -1 if match[1] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
