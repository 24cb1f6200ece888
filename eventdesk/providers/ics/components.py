"""One component as the icalendar library reads it, with times placed by this program's own zones.

The library would look zones up by rules of its own and keep those of one calendar for all others,
so it is not told them: each TZID stands aside as a parameter that it passes on. Plain texts and
times, which most lines are, are read here: it takes ten times as long.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventdesk.domain.event_time import EventTime
from eventdesk.net.decode import RecordError
from eventdesk.providers.ics.zones import Zones

_TEXTS = frozenset(
    {"SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "COLOR", "CONTACT", "COMMENT"}
    | {"TRANSP", "SEQUENCE", "X-MICROSOFT-CDO-ALLDAYEVENT"}
)
"""Lines that are their value and no more, where they have no parameters."""
_ADDRESSES = frozenset({"URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "UID"})
_PLAIN_TIME = re.compile(
    r"(DTSTART|DTEND|LAST-MODIFIED)"
    r"(?:(;VALUE=DATE)|;TZID=(?:\"([^\";:]*)\"|([^\";:,\\]*)))?"
    r":([0-9]{8})(T[0-9]{6}Z?)?\s*"
)
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_ZONE = re.compile(r';TZID=(?:"([^"]*)")?', re.IGNORECASE)
_NEXT = re.compile(r";[A-Za-z-]+=")
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_ASIDE = "X-EVENT-DESK-ZONE"


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as the library would hand it on."""

    dt: date
    params: Mapping[str, str]


class Component:
    """One VEVENT. Values that cannot be read are as if they were not there.

    Raises `RecordError` where nothing of it can be read.
    """

    def __init__(self, lines: Sequence[str], zones: Zones) -> None:
        self._zones = zones
        self._texts: dict[str, str] = {}
        times: dict[str, _Time] = {}
        others = [line for line in lines if not self._is_plain(line, times)]
        self._values: dict[str, Any] = (_parsed(others) if others else {}) | times

    def text(self, name: str) -> str:
        """A text without its escapes, "" where there is none."""
        found = self._texts[name] if name in self._texts else self.first(name)
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
        end = later(start, length, exact=not self.repeats)
        zone = self.zone_name("DTSTART")
        if not (self.repeats and zone and isinstance(end, datetime)):
            return end
        return self._zones.placed(end.replace(tzinfo=None), zone, repeats=True)

    def _is_plain(self, line: str, times: dict[str, _Time]) -> bool:
        """Whether the line is a text or a time that was taken here."""
        name, _, value = line.partition(":")
        if name in _TEXTS or name in _ADDRESSES:
            self._texts.setdefault(name, _unescaped(value) if name in _TEXTS else value)
            return True
        found = _PLAIN_TIME.fullmatch(line)
        when = None if found is None or found[1] in times else _plain_time(found)
        if found is None or when is None:
            return False
        times[found[1]] = when
        return True

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
        return self._zones.placed(told, zone, repeats=self.repeats) if zone else told


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


def _unescaped(text: str) -> str:
    """A text as it was before it was written (RFC 5545 section 3.3.11)."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text) if "\\" in text else text


def _plain_time(found: re.Match[str]) -> _Time | None:
    """None where the library is to judge what it is."""
    _, is_day, quoted, bare, day, clock = found.groups()
    zone = quoted or bare
    try:
        if clock is None:
            return None if zone else _Time(date.fromisoformat(day), {})
        moment = datetime.fromisoformat(day + clock)
    except ValueError:
        return None
    return None if is_day else _Time(moment, {_ASIDE: zone} if zone else {})


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
