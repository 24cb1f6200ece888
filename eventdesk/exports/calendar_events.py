"""Events as the components of an iCalendar file: a series is one, and one for each moved date."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from hashlib import blake2b
from zoneinfo import ZoneInfo

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.css_colours import name_of
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_query import wall_clock
from eventdesk.domain.event_time import EventTime, from_iso
from eventdesk.domain.recurrence import OccurrenceChange
from eventdesk.exports.calendar_rules import Dates, dates_of
from eventdesk.exports.calendar_times import escaped, line, param, time_line

UID, ORIGINAL = "uid", "recurrence-id"
"""What the references of an event are called by which calendars know it already."""

_NOBODY = "invalid:nomail"  # what Apple's programs write for a person without an address
_STATUSES = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.DELETED: "CANCELLED",
    EventStatus.DRAFT: "TENTATIVE",
}
_ANSWERS: Mapping[str, str] = {
    AttendanceStatus.ACCEPTED: "ACCEPTED",
    AttendanceStatus.ATTENDED: "ACCEPTED",
    AttendanceStatus.DECLINED: "DECLINED",
    "tentative": "TENTATIVE",
    "delegated": "DELEGATED",
}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of an account as it is stored, and whom to name in it; nobody by default.

    `account` tells its account from all others and stays when the account is called otherwise.
    """

    account: str
    event: Event
    attendees: Sequence[ListedAttendee] = ()


def components(events: Sequence[CalendarEvent], now: datetime) -> Iterator[bytes]:
    """The components of each event, in order."""
    uids = _uids(events)
    own = set(zip(uids, (_original(one.event) for one in events), strict=True))
    for one, uid in zip(events, uids, strict=True):
        told_apart = frozenset(when for of, when in own if of == uid and when is not None)
        yield _written(one, uid, now, told_apart)


def zone_of(event: Event) -> tzinfo | None:
    """The zone whose clock an event follows; None for UTC, days and wall-clock times.

    A single moment with an offset alone is told in UTC; a series follows the clock of its offset.
    """
    if not isinstance(event.start, datetime) or event.start.tzinfo is None:
        return None
    zone = None if event.recurrence is None else event.start.tzinfo
    with suppress(KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        zone = ZoneInfo(event.timezone) if event.timezone else zone
    return None if str(zone) in ("UTC", "Etc/UTC") else zone


def _uids(events: Sequence[CalendarEvent]) -> list[str]:
    """One for each event, the same in every file; events of one calendar keep theirs.

    Two accounts may hold copies of one event, which a calendar program would take for one.
    """
    holders: dict[str, str] = {}
    found = []
    for one in events:
        uid = one.event.own_ref(UID)
        if not uid or holders.setdefault(uid, one.account) != one.account:
            key = f"{one.account}\n{uid or one.event.ref}"
            uid = f"{blake2b(key.encode('utf-8', 'replace'), digest_size=16).hexdigest()}@eventdesk"
        found.append(uid)
    return found


def _original(event: Event) -> EventTime | None:
    try:
        return from_iso(event.own_ref(ORIGINAL))
    except ValueError:
        return None


def _written(
    one: CalendarEvent, uid: str, now: datetime, told_apart: frozenset[EventTime]
) -> bytes:
    event, zone = one.event, zone_of(one.event)
    said = b"".join([*_said(event), *(_attendee(each) for each in one.attendees)])
    dates = dates_of(event, zone, told_apart)
    original = _original(event)
    head = [line("UID", uid, text=True), time_line("DTSTAMP", [now.astimezone(UTC)], None)]
    series = [] if original is None else [time_line("RECURRENCE-ID", [original], zone)]
    series += _series(dates, zone)
    pieces = [_component([*head, *series, *_when(event, zone), said])]
    for change in dates.moved:
        moved = replace(event, start=change.start, end=_end(change, event), recurrence=None)
        back = time_line("RECURRENCE-ID", [change.original], zone)
        pieces.append(_component([*head, back, *_when(moved, zone), said]))
    return b"".join(pieces)


def _component(lines: Sequence[bytes]) -> bytes:
    return b"".join([line("BEGIN", "VEVENT"), *lines, line("END", "VEVENT")])


def _end(change: OccurrenceChange, event: Event) -> EventTime | None:
    if change.end is not None or event.end is None or event.start is None or change.start is None:
        return change.end
    return change.start + (event.end - event.start)


def _when(event: Event, zone: tzinfo | None) -> Iterator[bytes]:
    for name, when in (("DTSTART", event.start), ("DTEND", event.end)):
        if when is not None:
            # Of an hour that comes twice a zone's clock tells the first (RFC 5545 section 3.3.5).
            in_utc = event.recurrence is None and wall_clock(when, zone or UTC).fold
            yield time_line(name, [when], None if in_utc else zone)


def _series(dates: Dates, zone: tzinfo | None) -> Iterator[bytes]:
    if dates.rule:
        yield line("RRULE", dates.rule)
    if dates.extra:
        yield time_line("RDATE", dates.extra, zone)
    if dates.left_out:
        yield time_line("EXDATE", dates.left_out, zone)


def _said(event: Event) -> Iterator[bytes]:
    yield line("SUMMARY", event.title, text=True)
    for name, value in (("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if value:
            yield line(name, value, text=True)
    if event.tags:
        yield line("CATEGORIES", ",".join(map(escaped, event.tags)))
    if name_of(event.colour):
        yield line("COLOR", name_of(event.colour))
    if event.link.isprintable() and event.link:
        yield line("URL", event.link)
    status = _STATUSES.get(event.status, event.status_text.upper())
    if status in ("CONFIRMED", "TENTATIVE", "CANCELLED"):
        yield line("STATUS", status)
    if event.organizer:
        yield line("ORGANIZER", _NOBODY, params=param("CN", event.organizer))
    if event.updated_at is not None:
        yield time_line("LAST-MODIFIED", [event.updated_at], None)


def _attendee(listed: ListedAttendee) -> bytes:
    attendee = listed.attendee
    plain = attendee.email.isprintable() and "@" in attendee.email and " " not in attendee.email
    answer = _ANSWERS.get(listed.status, "NEEDS-ACTION")
    params = param("CN", attendee.name or attendee.email) + param("PARTSTAT", answer)
    return line("ATTENDEE", f"mailto:{attendee.email}" if plain else _NOBODY, params=params)
