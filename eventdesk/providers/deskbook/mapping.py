"""Rows of a desk book as domain values."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.event import Event, EventStatus, responsible
from eventdesk.domain.event_time import EventTime, as_iso, from_iso, sort_seconds
from eventdesk.providers.base import fingerprint


def attendee_fingerprint(uid: str, version: int) -> int:
    """A number that changes with every write of the row."""
    return fingerprint(f"{uid} {version}".encode())


def event_fingerprint(uid: str, version: int, attendees: int, attended: int) -> int:
    """A number that changes with every write of the row and with the counts of its attendees."""
    return fingerprint(f"{uid} {version} {attendees} {attended}".encode())


def event_from(row: Row[Any], attendees: int, attended: int) -> Event:
    """A row of `events` with the counts of its attendees."""
    return Event(
        ref=row.uid,
        title=row.title,
        start=from_iso(row.start),
        end=from_iso(row.end),
        timezone=row.timezone,
        status=EventStatus(row.status),
        status_text=row.status.capitalize(),
        kind=row.kind,
        colour=row.colour,
        place=row.place,
        organizer=row.organizer,
        capacity=row.capacity,
        attendees=attendees,
        attended=attended,
        updated_at=datetime.fromisoformat(row.updated_at),
        description=row.description,
        tags=tuple(row.tags),
        people=responsible(row.organizer),
    )


def event_columns(event: Event) -> dict[str, object]:
    """An event as columns of `events`, without its reference, version and time of writing."""
    assert event.start is not None
    return {
        "title": event.title,
        "start": as_iso(event.start),
        "end": as_iso(event.end),
        "starts": _wall_seconds(event.start),
        "ends": _wall_seconds(event.end or event.start),
        "timezone": event.timezone,
        "status": event.status.value,
        "kind": event.kind,
        "place": event.place,
        "organizer": event.organizer,
        "capacity": event.capacity,
        "description": event.description,
        "colour": event.colour,
        "tags": list(event.tags),
    }


def _wall_seconds(when: EventTime) -> int:
    """The time as the clock on the venue's wall shows it, in seconds, whatever the zone."""
    return sort_seconds(when.replace(tzinfo=None) if isinstance(when, datetime) else when)


def attendee_from(row: Row[Any]) -> Attendee:
    """A row of `attendees`."""
    return Attendee(
        ref=row.uid,
        name=row.name,
        status=row.status,
        email=row.email,
        ticket=row.ticket,
        order=row.order_ref,
        code=row.code,
        company=row.company,
        phone=row.phone,
        note=row.note,
        updated_at=datetime.fromisoformat(row.updated_at),
        more=tuple((label, value) for label, value in row.more),
    )
