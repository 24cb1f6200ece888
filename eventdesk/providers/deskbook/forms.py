"""What a person fills in about an event or an attendee, checked and made fit for a row."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from eventdesk.domain.attendance import known_status
from eventdesk.domain.capability import Values
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_time import EventTime
from eventdesk.providers.deskbook.attendees import STATUS_AT_FIRST
from eventdesk.providers.deskbook.info import FIRST_YEAR, LAST_YEAR

Columns = dict[str, object]
"""Names of a table's columns and what is to stand in them."""

EVENT_STATUSES = (EventStatus.ACTIVE, EventStatus.DRAFT, EventStatus.CANCELLED)
"""Those that a person may give to an event."""

CLEARS = "-"
"""Written into a field of an attendee to empty it, since an empty one means: as it is."""

_LONG, _LONGEST = 500, 20_000
_ONE_LINE = {
    "title": "Title",
    "kind": "Kind",
    "place": "Place",
    "organizer": "Organizer",
    "tags": "Tags",
}
_ATTENDEE = {
    "name": "Name",
    "email": "E-mail",
    "ticket": "Ticket",
    "order": "Order",
    "code": "Code",
    "company": "Company",
    "phone": "Phone",
}


def event_form(event: Event) -> dict[str, str]:
    """An event as the fields of its form show it."""
    return {
        "title": event.title,
        "start": _shown(event.start),
        "end": _shown(event.end),
        "all_day": "yes" if event.all_day else "no",
        "time_zone": event.timezone,
        "place": event.place,
        "kind": event.kind,
        "organizer": event.organizer,
        "capacity": "" if event.capacity is None else str(event.capacity),
        "description": event.description,
        "tags": ", ".join(event.tags),
        "colour": event.colour,
        "status": event.status.value,
    }


def event_of(form: Values, ref: str = "") -> Event:
    """A filled-in form as an event.

    Raises:
        BadRequest: a field is missing or cannot be read; the sentence names it.
    """
    lines = {name: _line(form.get(name, ""), title) for name, title in _ONE_LINE.items()}
    if not lines["title"]:
        raise BadRequest("An event needs a Title.", "Give title=….")
    zone = _zone(form.get("time_zone", ""))
    start, end = _span(form, zone)
    return Event(
        ref=ref,
        title=lines["title"],
        start=start,
        end=end,
        timezone=zone.key if zone else "",
        status=_event_status(form.get("status", "")),
        kind=lines["kind"],
        colour=_colour(form.get("colour", "")),
        place=lines["place"],
        organizer=lines["organizer"],
        capacity=_capacity(form.get("capacity", "")),
        description=_text(form.get("description", ""), "Description", _LONGEST),
        tags=tuple(tag for part in lines["tags"].split(",") if (tag := part.strip())),
    )


def attendee_columns(form: Values, *, whole: bool) -> Columns:
    """Filled-in fields as columns of `attendees`: of a new attendee, or those to change.

    Raises:
        BadRequest: a field is missing or cannot be read; the sentence names it.
    """
    columns: Columns = {}
    for name, title in _ATTENDEE.items():
        columns[name] = _line(form.get(name, ""), title)
    columns["note"] = _text(form.get("note", ""), "Note", _LONGEST)
    columns["order_ref"] = columns.pop("order")
    columns["status"] = _status(form.get("status", ""))
    if not whole:
        columns = {name: value for name, value in columns.items() if value}
        columns |= {name: "" for name, value in columns.items() if value == CLEARS}
    if columns.get("name", "") == "" and (whole or "name" in columns):
        raise BadRequest("An attendee needs a Name.", "Give name=….")
    email = columns.get("email")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", str(email)):
        raise BadRequest(f"E-mail cannot be “{email}”.", "Write it as name@example.org.")
    if whole:
        columns["status"] = columns["status"] or STATUS_AT_FIRST.value
        columns["more"] = []
    return columns


def _shown(when: EventTime | None) -> str:
    if when is None:
        return ""
    if not isinstance(when, datetime):
        return f"{when.isoformat()}T00:00"
    seconds = "seconds" if when.second else "minutes"
    return when.replace(tzinfo=None).isoformat(timespec=seconds)


def _text(value: str, title: str, limit: int) -> str:
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", value.replace("\r\n", "\n")).strip()
    if len(text) > limit:
        raise BadRequest(f"{title} is longer than {limit} characters.", "Shorten it.")
    return text


def _line(value: str, title: str) -> str:
    return " ".join(_text(value, title, _LONG).split())


def _capacity(value: str) -> int | None:
    text = value.strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        raise BadRequest(f"Capacity cannot be “{text[:40]}”.", "Write the number of places.")
    return int(text)


def _colour(value: str) -> str:
    text = value.strip().lower()
    if text and not re.fullmatch("#[0-9a-f]{6}", text):
        raise BadRequest(f"Colour cannot be “{text[:40]}”.", "Write it as #rrggbb.")
    return text


def _event_status(value: str) -> EventStatus:
    text = value.strip() or EventStatus.ACTIVE.value
    if text not in EVENT_STATUSES:
        raise BadRequest(
            f"Status cannot be “{text[:40]}”.", f"Use one of {', '.join(EVENT_STATUSES)}."
        )
    return EventStatus(text)


def _status(value: str) -> str:
    status = known_status(value)
    if value.strip() and status is None:
        raise BadRequest(f"Status cannot be “{value.strip()[:40]}”.", "Use one of the five.")
    return status.value if status else ""


def _span(form: Values, zone: ZoneInfo | None) -> tuple[EventTime, EventTime | None]:
    start_text, end_text = form.get("start", "").strip(), form.get("end", "").strip()
    if not start_text:
        raise BadRequest("An event needs a Start.", "Give start=2026-11-21T19:00, or a date.")
    start, end = _time(start_text, "Start"), _time(end_text, "End") if end_text else None
    all_day = form.get("all_day", "").strip() == "yes" or len(start_text) == 10
    if end is not None and (end.date() < start.date() if all_day else end < start):
        raise BadRequest("The End is before the Start.", "Correct one of them.")
    if all_day:
        return _days(start.date(), end.date() if end else start.date())
    return start.replace(tzinfo=zone), end.replace(tzinfo=zone) if end else None


def _time(text: str, title: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest(
            f"{title} cannot be “{text[:40]}”.", "Write it as 2026-11-21T19:00, or as a date."
        ) from None
    if when.tzinfo is not None:
        raise BadRequest(
            f"{title} cannot have an offset.", "Write the time at the venue, and its Time zone."
        )
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise BadRequest(f"{title} cannot be in the year {when.year}.", "Correct the year.")
    return when


def _days(first: date, last: date) -> tuple[date, date]:
    """Whole days, the end exclusive; one that names the first day again means that day."""
    return first, first + timedelta(days=1) if last == first else last


def _zone(value: str) -> ZoneInfo | None:
    text = value.strip()
    if not text:
        return None
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise BadRequest(
            f"Time zone cannot be “{text[:40]}”.", "Write it as Europe/London."
        ) from None
