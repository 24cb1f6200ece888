"""Who is named in an event: the ATTENDEE and ORGANIZER lines (RFC 5545 section 3.8.4)."""

from collections.abc import Iterator
from typing import Any

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.text import one_line
from eventdesk.providers.ics.components import Component

_STATUSES = {
    "ACCEPTED": AttendanceStatus.ACCEPTED,
    "DECLINED": AttendanceStatus.DECLINED,
    "NEEDS-ACTION": AttendanceStatus.INVITED,
    "": AttendanceStatus.INVITED,
}
_ROLES = {
    "CHAIR": "Chair",
    "OPT-PARTICIPANT": "Optional",
    "NON-PARTICIPANT": "For information only",
}
_THINGS = {"ROOM": "Room", "RESOURCE": "Resource"}


def attendees_of(component: Component) -> list[Attendee]:
    """Everybody who is invited, each once; rooms and resources are no people."""
    found: dict[str, Attendee] = {}
    for line in component.all("ATTENDEE"):
        if _param(line, "CUTYPE").upper() not in _THINGS:
            attendee = _attendee(line)
            if attendee.ref:
                found[attendee.ref] = attendee
    return list(found.values())


def things_of(component: Component) -> Iterator[tuple[str, str]]:
    """Rooms and resources as rows."""
    for line in component.all("ATTENDEE"):
        kind = _THINGS.get(_param(line, "CUTYPE").upper())
        if kind and (name := name_of(line)):
            yield kind, name


def name_of(line: Any) -> str:
    """What a person is called: the common name, else the address."""
    return one_line(_param(line, "CN") or _address(line), 200)


def _attendee(line: Any) -> Attendee:
    answer, address = _param(line, "PARTSTAT").upper(), _address(line)
    name = name_of(line)
    role = _ROLES.get(_param(line, "ROLE").upper())
    return Attendee(
        # An address that is none, such as "invalid:nomail", names nobody.
        ref=one_line((address if "@" in address else name).casefold(), 300),
        name=name,
        status=_STATUSES.get(answer, answer.lower()),
        email=address if "@" in address else "",
        more=(("Role", role),) if role else (),
    )


def _address(line: Any) -> str:
    """The e-mail address; where the line tells another kind, the one beside it (RFC 7986)."""
    text = str(line).strip()
    told = text[len("mailto:") :] if text[:7].lower() == "mailto:" else text
    return told if "@" in told else _param(line, "EMAIL") or told


def _param(line: Any, name: str) -> str:
    value = line.params.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value or "").strip()
