"""Lines of an iCalendar file: names, texts and times, folded (RFC 5545 sections 3.1 and 3.3)."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo

from eventdesk.domain.event_query import wall_clock
from eventdesk.domain.event_time import EventTime

_OCTETS = 75
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_QUOTED = {"^": "^^", "\n": "^n", '"': "^'"}  # RFC 6868


def line(name: str, value: str, *, text: bool = False, params: str = "") -> bytes:
    """One line as it is written, folded; `params` are made by `param`."""
    if text:
        value = escaped(value)
    return _folded(f"{name}{params}:{value}".encode("utf-8", "replace"))


def escaped(text: str) -> str:
    """A text as a value: its separators and line breaks escaped, control characters left out."""
    clean = _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        clean = clean.replace(sign, f"\\{sign}")
    return clean.replace("\n", "\\n")


def param(name: str, value: str) -> str:
    """A parameter, quoted wherever it may need to be."""
    clean = "".join(_QUOTED.get(c, c) for c in _UNSAFE.sub("", value).replace("\r", ""))
    return f';{name}="{clean}"' if re.search(r"[:;, ]", clean) else f";{name}={clean}"


def time_line(name: str, times: Sequence[EventTime], zone: tzinfo | None) -> bytes:
    """A line of times of one kind: dates, wall-clock times, or moments in a zone.

    Args:
        zone: whose clock moments are written by; None writes them in UTC.
    """
    first = times[0]
    values = ",".join(time_value(when, zone) for when in times)
    if not isinstance(first, datetime):
        return line(name, values, params=";VALUE=DATE")
    if first.tzinfo is not None and zone is not None:
        return line(name, values, params=param("TZID", str(zone)))
    return line(name, values)


def time_value(when: EventTime, zone: tzinfo | None) -> str:
    """A time as it stands in a line."""
    if not isinstance(when, datetime):
        return f"{when.year:04}{when:%m%d}"
    if when.tzinfo is None:
        return _wall(when)
    if zone is not None:
        return _wall(wall_clock(when, zone))
    return f"{_wall(wall_clock(when, UTC))}Z"


def _wall(when: datetime) -> str:
    return f"{when.year:04}{when:%m%dT%H%M%S}"


def day_of(when: EventTime) -> date:
    """Its date."""
    return when.date() if isinstance(when, datetime) else when


def _folded(octets: bytes) -> bytes:
    """At most 75 octets a line; no character is parted."""
    pieces, room = [], _OCTETS
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[:end])
        octets, room = octets[end:], _OCTETS - 1
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"
