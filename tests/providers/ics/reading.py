"""Calendars written as text in a test, and the events that are read of them."""

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event
from eventdesk.providers.ics.mapping import Read
from eventdesk.providers.ics.series import read_group
from eventdesk.providers.ics.splitting import taken_apart
from eventdesk.providers.ics.zones import Zones


def calendar(*components: str, head: str = "") -> bytes:
    """A calendar of components; each is the lines between BEGIN:VEVENT and END:VEVENT."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.strip().splitlines()]
    for component in components:
        lines += ["BEGIN:VEVENT", *component.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join([*(line.strip() for line in lines), "END:VCALENDAR", ""]).encode()


def reads(body: bytes) -> tuple[list[Read], list[str]]:
    """What is read of a calendar, and why the rest is not."""
    document = taken_apart(body, CancelToken())
    zones = Zones(document.zones, document.zone)
    found, problems = list[Read](), list(document.unreadable)
    for group in document.groups:
        of_group, why = read_group(group, zones, document.name)
        found += of_group
        problems += why
    return found, problems


def events(*components: str, head: str = "") -> list[Event]:
    """The events of components, all of which can be read."""
    found, problems = reads(calendar(*components, head=head))
    assert not problems
    return [read.event for read in found]


def event(component: str, head: str = "") -> Event:
    """The one event of a component."""
    (one,) = events(component, head=head)
    return one
