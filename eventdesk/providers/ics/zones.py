"""Time zones by the names that calendars give them: IANA's, those of Windows, and made-up ones.

A name that nobody knows is looked up by its rules: the VTIMEZONE beside it either agrees with an
IANA zone, or tells the offsets itself.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from eventdesk.providers.ics.own_zone import OwnZone

_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
_YEARS_OF_A_SERIES = 10
"""For so long a zone must agree with a VTIMEZONE that tells all years, to stand for a series."""


class Zones:
    """The zones of one calendar.

    Args:
        rules: the lines of each VTIMEZONE by its TZID.
        own: the zone that the calendar names as its own, "" where it names none.
    """

    def __init__(self, rules: Mapping[str, tuple[str, ...]], own: str) -> None:
        self._rules = {_bare(name): lines for name, lines in rules.items()}
        self._found: dict[tuple[str, int, bool], tzinfo | OwnZone | None] = {}
        self._told: dict[str, OwnZone | None] = {}
        self._own = named_zone(own)

    @property
    def own(self) -> ZoneInfo | None:
        """The calendar's own zone, where it names one that is known."""
        return self._own

    def placed(self, wall: datetime, name: str, *, repeats: bool = False) -> datetime:
        """A wall-clock time in the zone of a name; as it is where nobody knows the zone.

        `repeats` asks for a zone that fits the following years too.
        """
        key = (name, wall.year, repeats)
        if key not in self._found:
            known = named_zone(name)
            self._found[key] = known or self._by_rules(name, wall.year, repeats=repeats)
        zone = self._found[key]
        if zone is None:
            return wall
        return zone.placed(wall) if isinstance(zone, OwnZone) else wall.replace(tzinfo=zone)

    def told(self, name: str) -> OwnZone | None:
        """The zone that the calendar itself tells by rules; None where it does not, or not well."""
        bare = _bare(name)
        if bare not in self._told:
            try:
                self._told[bare] = OwnZone(self._rules[bare])
            except (KeyError, ValueError, OverflowError):
                self._told[bare] = None
        return self._told[bare]

    def _by_rules(self, name: str, year: int, *, repeats: bool) -> tzinfo | OwnZone | None:
        for line in self._rules.get(_bare(name), ()):
            if line.startswith("X-LIC-LOCATION") and (zone := named_zone(line.partition(":")[2])):
                return zone
        told = self.told(name)
        if told is None:
            return _offset_in(name)
        if not told.changes and _OFFSET.fullmatch(name):  # "GMT+0530" is no city
            return told
        years = _YEARS_OF_A_SERIES if repeats and told.lasts else 1
        return self._agreeing(told, year, years) or told

    def _agreeing(self, told: OwnZone, year: int, years: int) -> ZoneInfo | None:
        """The zone with these offsets on each day of some years, the calendar's own one first."""
        first = datetime(min(year, MAXYEAR - years), 1, 1, 12)
        days = [first + timedelta(days=n) for n in range(365 * years)]
        offsets = [(day, told.offset(day)) for day in days]
        own = [self._own] if self._own else []
        for zone in (*own, *_usual_zones()):
            if all(zone.utcoffset(day) == offset for day, offset in offsets):
                return zone
        return None


def _bare(name: str) -> str:
    """A name as it can be compared, however it was quoted or escaped."""
    return name.replace("\\,", ",").strip().strip('"').strip()


@lru_cache(maxsize=1024)
def named_zone(name: str) -> ZoneInfo | None:
    """The IANA zone that a name means, None where it means none for sure."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = _bare(name)
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


def _offset_in(name: str) -> tzinfo | None:
    match = _OFFSET.search(name)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 23 or minutes > 59:
        return None
    sign = -1 if match[1] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
