"""Event objects to domain events."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from msgspec import Raw

from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError, loosely_decoded
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.dates import end_after, first_day, in_zone, stamp
from eventdesk.providers.safesites.mapping_series import is_series, series_of
from eventdesk.providers.safesites.records import items_of
from eventdesk.providers.safesites.words import (
    ident,
    in_words,
    kind_title,
    label,
    named,
    people,
    person,
    shown,
)
from eventdesk.providers.times import moment

SITE, ORDER = "site", "order"
"""Names of the references that details are fetched by."""

_MOST_ROWS = 60
_LONGEST_TITLE = 500
_STATUSES = {
    "draft": EventStatus.DRAFT,
    "cancelled": EventStatus.CANCELLED,
    "canceled": EventStatus.CANCELLED,
}
_KNOWN = frozenset(wire.Event.__struct_encode_fields__) | {"links", "meta"}

_events = RecordDecoder(wire.Event)


def event_reader(zone: ZoneInfo | None) -> Callable[[bytes | Raw], Event]:
    """A function from an event object to the event, its times in a zone where one is given.

    It raises `RecordError` for what is no object or has no id.
    """

    def read(record: bytes | Raw) -> Event:
        return _mapped(_events.decode(record), tuple(_extras(record)), zone)

    return read


def _mapped(found: wire.Event, extras: tuple[tuple[str, str], ...], zone: ZoneInfo | None) -> Event:
    ref = (found.id or "").strip()
    if not ref:
        raise RecordError("it has no id")
    start = _start(found, zone)
    series = series_of(found, start, zone)
    return Event(
        ref=ref,
        title=one_line(found.title or "", _LONGEST_TITLE) or "Event without a title",
        start=start,
        end=None if start is None else end_after(start, found.duration_minutes),
        timezone=zone.key if zone else "",
        status=_STATUSES.get((found.status or "").strip().casefold(), EventStatus.ACTIVE),
        status_text=shown(found.status),
        kind=kind_title(found.type),
        place=named(found.site),
        organizer=named(found.organization),
        recurring=is_series(found),
        updated_at=stamp(found.updated_at),
        description=(found.description or "").strip(),
        more=(*series.rows, *_told(found, start), *extras)[:_MOST_ROWS],
        people=tuple(_people(found)),
        recurrence=series.recurrence,
        refs=tuple(_refs(found)),
    )


def _start(found: wire.Event, zone: ZoneInfo | None) -> EventTime | None:
    when = moment(found.start)
    if when is None:
        return None
    return first_day(when, zone) if found.all_day else in_zone(when, zone)


def _told(found: wire.Event, start: EventTime | None) -> Iterator[tuple[str, str]]:
    """The fields that have no place of their own."""
    rows = [
        ("Start", in_words(found.start) if start is None else ""),
        ("Order", _order(found.order)),
        *(("Assigned", in_words(item)) for item in items_of(found.assignments)),
        ("Confirmed", shown(found.confirmed_at)),
        ("Confirmed by", person(found.confirmed_by)),
        ("Created", shown(found.created_at)),
        ("Created by", person(found.created_by)),
        ("Changed by", person(found.updated_by)),
    ]
    return (row for row in rows if row[1])


def _order(value: object) -> str:
    """An embedded order in words: its number first, where it has one."""
    for item in items_of(value):
        if isinstance(item, dict) and shown(item.get("number")):
            parts = (shown(item["number"]), shown(item.get("status")))
            return ", ".join(filter(None, parts))
        return in_words(item)
    return ""


def _people(found: wire.Event) -> Iterator[EventPerson]:
    for name in dict.fromkeys(people(items_of(found.assignments))):
        yield EventPerson(name, PersonRole.ATTENDS)
    authors = (person(who) for who in (found.created_by, found.updated_by, found.confirmed_by))
    for name in dict.fromkeys(filter(None, authors)):
        yield EventPerson(name, PersonRole.RESPONSIBLE)


def _refs(found: wire.Event) -> Iterator[tuple[str, str]]:
    site = ident(found.site)
    order = (found.order_id or "").strip() or ident(found.order)
    if site:
        yield SITE, site
    if order:
        yield ORDER, order


def _extras(record: bytes | Raw) -> Iterator[tuple[str, str]]:
    """Fields that the notes do not name; a plain "no" is not worth a row."""
    for key, value in loosely_decoded(record).items():
        if key in _KNOWN or value is False or key.endswith(("Id", "_id")):
            continue
        text = in_words(value)
        if text:
            yield label(key), text
