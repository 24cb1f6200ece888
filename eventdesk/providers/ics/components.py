"""One component as the icalendar library reads it, with times placed by this program's own zones.

The library would look zones up by rules of its own and keep those of one calendar for all others,
so it is not told them: each TZID stands aside as a parameter that it passes on.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventdesk.domain.event_time import EventTime
from eventdesk.net.decode import RecordError
from eventdesk.providers.ics.zones import Zones

_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_ZONE = re.compile(r';TZID=(?:"([^"]*)")?', re.IGNORECASE)
_NEXT = re.compile(r";[A-Za-z-]+=")
_ASIDE = "X-EVENT-DESK-ZONE"


class Component:
    """One VEVENT. Values that cannot be read are as if they were not there.

    Raises `RecordError` where nothing of it can be read.
    """

    def __init__(self, lines: Sequence[str], zones: Zones) -> None:
        self._zones = zones
        self._values = _parsed(lines)

    def text(self, name: str) -> str:
        """A text without its escapes, "" where there is none."""
        found = self.first(name)
        return "" if found is None else str(found).replace("\r\n", "\n").strip()

    def first(self, name: str) -> Any:
        """The first value of a name, None where there is none."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Any]:
        """Every readable value of a name, as the library reads it."""
        found = self._values.get(name)
        for value in found if isinstance(found, list) else [found]:
            if value is not None and type(value).__name__ != "vBroken":
                yield value

    def broken(self, name: str) -> str:
        """What stands where a value of a name should be, "" where all can be read."""
        found = self._values.get(name)
        values = found if isinstance(found, list) else [found]
        return next((str(v) for v in values if type(v).__name__ == "vBroken"), "")

    def time(self, name: str) -> EventTime | None:
        """The time of a name."""
        value = self.first(name)
        return None if value is None else self._placed(getattr(value, "dt", None), value.params)

    def times(self, name: str) -> Iterator[tuple[EventTime, EventTime | None]]:
        """Every time of a name; of a period its end too (RFC 5545 section 3.3.9)."""
        for value in self.all(name):
            for one in getattr(value, "dts", ()):
                found = one.dt if isinstance(one.dt, tuple) else (one.dt, None)
                start = self._placed(found[0], value.params)
                if start is not None:
                    yield start, self._period_end(start, found[1], value.params)

    def zone_name(self, name: str) -> str:
        """What the zone of a time is called there."""
        value = self.first(name)
        return "" if value is None else str(value.params.get(_ASIDE, ""))

    @property
    def repeats(self) -> bool:
        """Whether it says so by itself."""
        return any(self.first(name) is not None for name in ("RRULE", "RDATE"))

    def after(self, start: EventTime) -> EventTime | None:
        """The end that DURATION gives: on the wall's clock for a series, else hours are exact.

        (RFC 5545 sections 3.8.5.3 and 3.3.6.)
        """
        length = getattr(self.first("DURATION"), "dt", None)
        if not isinstance(length, timedelta):
            return None
        return later(start, length, exact=not self.repeats)

    def _period_end(self, start: EventTime, end: object, params: Any) -> EventTime | None:
        if isinstance(end, timedelta):
            return later(start, end)
        return self._placed(end, params)

    def _placed(self, told: object, params: Any) -> EventTime | None:
        if not isinstance(told, datetime):
            return told if isinstance(told, date) else None
        if told.tzinfo is not None:
            return told.astimezone(UTC)
        zone = str(params.get(_ASIDE, ""))
        return self._zones.placed(told, zone) if zone else told


def later(start: EventTime, length: timedelta, *, exact: bool = True) -> EventTime | None:
    """The end after a length: whole days on the wall's clock, the rest exactly or there too."""
    try:
        if not exact:
            return start + length
        moved = start + timedelta(days=length.days)
        rest = length - timedelta(days=length.days)
        if not isinstance(moved, datetime) or moved.tzinfo is None:
            return moved + rest if isinstance(moved, datetime) else moved
        return (moved.astimezone(UTC) + rest).astimezone(moved.tzinfo)
    except OverflowError:
        return None


def _parsed(lines: Sequence[str]) -> dict[str, Any]:
    from icalendar import Event

    text = "\r\n".join(("BEGIN:VEVENT", *map(_without_zone, lines), "END:VEVENT"))
    try:
        return dict(Event.from_ical(text).items())
    except Exception:  # noqa: BLE001  # whatever a library makes of bytes from anywhere
        raise RecordError("its lines make no sense") from None


def _without_zone(line: str) -> str:
    """The line with the zone's name out of the library's sight, also one with a bare colon."""
    head, _, value = line.rpartition(":")
    zone = _ZONE.search(head) if line.startswith(_TIMES) else None
    if zone is None:
        return line
    following = _NEXT.search(head, zone.end())
    end = following.start() if following else len(head)
    name = (zone[1] or head[zone.end() : end]).replace("\\,", ",").replace('"', "")
    return f'{head[: zone.start()]};{_ASIDE}="{name}"{head[end:]}:{value}'
