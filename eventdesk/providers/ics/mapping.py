"""Components to domain events: what each says by itself. What repeats is series.py's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.css_colours import colour_of
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole, responsible
from eventdesk.domain.event_query import wall_clock
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.text import one_line
from eventdesk.providers.ics.components import Component, later
from eventdesk.providers.ics.people import attendees_of, name_of, things_of
from eventdesk.providers.ics.zones import Zones

UID, ORIGINAL = "uid", "recurrence-id"
"""Names of the references by which an event is the same in every file that holds it."""

_MARKUP = re.compile(
    r"""<(?:([A-Za-z]\w*)(?:"[^"<]*"|'[^'<]*'|[^<>"'])*|/[A-Za-z][^<>]*|![^<>]*)>"""
)
_NEW_LINE = ("br", "p", "li", "div")
_LONGEST_TITLE = 500
_DAY = timedelta(days=1)
_DECLINED = AttendanceStatus.DECLINED
_STATUSES = {"": EventStatus.ACTIVE, "CONFIRMED": EventStatus.ACTIVE}
_STATUSES |= {"TENTATIVE": EventStatus.ACTIVE, "CANCELLED": EventStatus.CANCELLED}
_STATUSES |= {"CANCELED": EventStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class Read:
    """An event, and who is invited to it."""

    event: Event
    attendees: tuple[Attendee, ...] = ()


def read_component(component: Component, ref: str, zones: Zones, calendar: str) -> Read:
    """What a component says, without how it repeats. `calendar` is what its calendar is called."""
    start, end = _times(component, zones)
    status = one_line(component.text("STATUS"), 60)
    people = tuple(attendees_of(component))
    organizer = component.first("ORGANIZER")
    chair = "" if organizer is None else name_of(organizer)
    event = Event(
        ref=ref,
        title=one_line(component.text("SUMMARY"), _LONGEST_TITLE) or "Event without a title",
        start=start,
        end=end,
        timezone=_zone_name(start),
        status=_STATUSES.get(status.upper(), EventStatus.UNKNOWN),
        status_text=status.lower(),
        colour=colour_of(component.text("COLOR")),
        place=one_line(component.text("LOCATION"), 300),
        organizer=chair,
        attendees=sum(one.status != _DECLINED for one in people) if people else None,
        updated_at=_moment(component.time("LAST-MODIFIED")),
        description=_without_markup(component.text("DESCRIPTION")),
        link=_link(component),
        tags=tuple(_tags(component)),
        more=tuple(_rows(component, start, calendar)),
        people=(
            *(EventPerson(one.name, PersonRole.ATTENDS) for one in people),
            *responsible(chair),
        ),
    )
    return Read(event, people)


def _times(component: Component, zones: Zones) -> tuple[EventTime | None, EventTime | None]:
    start = _shown_in(component, component.time("DTSTART"), zones)
    if start is None:
        return None, None
    end = _end(component, start)
    if _is_whole_days(component, start, end):
        return _as_days(start), None if end is None else _as_days(end)
    return start, end


def _shown_in(component: Component, start: EventTime | None, zones: Zones) -> EventTime | None:
    """A single moment in UTC in the zone that the calendar calls its own.

    A series in UTC keeps to it, since its rule counts days there.
    """
    if not isinstance(start, datetime) or start.tzinfo is not UTC or zones.own is None:
        return start
    return start if component.repeats else start.astimezone(zones.own)


def _end(component: Component, start: EventTime) -> EventTime | None:
    """Exclusive. A day without an end is one day, a moment without one has none."""
    told = component.time("DTEND")
    end = component.after(start) if told is None else _alike(told, start)
    usual = None if isinstance(start, datetime) else later(start, _DAY)
    if end is None:
        return usual
    # In UTC, since Python compares times of one zone by the wall's clock, which may jump between.
    return end if wall_clock(end, UTC) > wall_clock(start, UTC) else usual


def _ends_before(component: Component, start: EventTime) -> bool:
    told = component.time("DTEND")
    return told is not None and wall_clock(_alike(told, start), UTC) < wall_clock(start, UTC)


def _alike(when: EventTime, start: EventTime) -> EventTime:
    """A time of the same kind as the start."""
    if not isinstance(start, datetime):
        return when.date() if isinstance(when, datetime) else when
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), start.tzinfo)
    if when.tzinfo is None and start.tzinfo is not None:
        return when.replace(tzinfo=start.tzinfo)
    if when.tzinfo is UTC and start.tzinfo is not None:
        return when.astimezone(start.tzinfo)
    return when if start.tzinfo is not None else when.replace(tzinfo=None)


def _is_whole_days(component: Component, start: EventTime, end: EventTime | None) -> bool:
    """Outlook writes a whole day as one from midnight to midnight, and says so beside it."""
    if component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() != "TRUE":
        return False
    times = [when for when in (start, end) if isinstance(when, datetime)]
    return bool(times) and all(when.time() == time() for when in times)


def _as_days(when: EventTime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _zone_name(start: EventTime | None) -> str:
    zone = start.tzinfo if isinstance(start, datetime) else None
    if isinstance(zone, ZoneInfo):
        return zone.key
    return "UTC" if zone is UTC else ""


def _moment(when: EventTime | None) -> datetime | None:
    if not isinstance(when, datetime):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _link(component: Component) -> str:
    for name in ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE"):
        link = component.text(name)
        if link.lower().startswith(("https://", "http://")) and link.isprintable():
            return link
    return ""


def _tags(component: Component) -> Iterator[str]:
    told = (str(one) for value in component.all("CATEGORIES") for one in _categories(value))
    yield from dict.fromkeys(filter(None, (one_line(tag, 100) for tag in told)))


def _categories(value: object) -> list[object]:
    return list(getattr(value, "cats", [value]))


def _rows(
    component: Component, start: EventTime | None, calendar: str
) -> Iterator[tuple[str, str]]:
    zone = component.zone_name("DTSTART")
    if zone and isinstance(start, datetime) and start.tzinfo is None:
        yield "Time zone", f"“{one_line(zone, 100)}”, which is not known here"
    if start is None:
        yield "Start", one_line(component.broken("DTSTART"), 100) or "not told"
    elif _ends_before(component, start):
        yield "End", "told as before the start, so it is left out"
    yield from things_of(component)
    words = {"Visibility": "CLASS", "Contact": "CONTACT", "Comment": "COMMENT"}
    for label, name in words.items():
        text = one_line(component.text(name), 500)
        if text and text.upper() != "PUBLIC":
            yield label, text.capitalize() if name == "CLASS" else text
    if component.text("TRANSP").upper() == "TRANSPARENT":
        yield "Shown as", "free"
    if calendar:
        yield "Calendar", calendar


def _without_markup(text: str) -> str:
    """Google writes markup into descriptions; here they are plain text.

    html.parser takes minutes for some texts of a megabyte, so it is not asked.
    """
    if "</" not in text and "<br" not in text.lower():
        return text
    broken = _MARKUP.sub(lambda m: "\n" if (m[1] or "").lower() in _NEW_LINE else "", text)
    return unescape(broken).strip()
