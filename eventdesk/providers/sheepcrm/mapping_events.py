"""Event objects to domain events."""

from collections.abc import Callable, Iterator
from datetime import tzinfo

import msgspec

from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError, loosely_decoded
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.dates import span, stamp
from eventdesk.providers.sheepcrm.uris import uid_of
from eventdesk.providers.sheepcrm.words import (
    Rows,
    count,
    label,
    plain_text,
    shown,
    shown_list,
    texts,
)

MOST_ROWS = 60
_LONGEST_TITLE = 500

_heads = RecordDecoder(wire.EventHead)
_events = RecordDecoder(wire.Event)
_KNOWN = frozenset(wire.Event.__struct_fields__) | {"external_image", "photo", "multi_day"}

_LABELLED: tuple[tuple[str, str], ...] = (
    ("Dates", "date_range"),
    ("Length", "length_display"),
    ("Dates to be confirmed", "dates_to_be_confirmed"),
    ("Address", "location_address_string"),
    ("Postal code", "location_postal_code"),
    ("Country", "location_country"),
    ("Venues", "venues"),
    ("Online meeting", "conferencing_url"),
    ("Category", "category"),
    ("Subcategory", "subcategory"),
    ("Groups", "group"),
    ("Catering", "catering"),
    ("Managed in", "controller"),
    ("Ticketed", "ticketed_event"),
    ("Waiting list", "waitlist_available"),
    ("Members only", "member_only_event"),
    ("Hidden from self-service", "hide_from_self_service"),
    ("Sales start", "start_sales_date"),
    ("Lowest ticket price", "minimum_ticket_price"),
    ("Highest ticket price", "maximum_ticket_price"),
    ("Tickets in stock", "total_stock"),
    ("Tickets allocated", "total_stock_allocated"),
    ("Tickets available", "total_stock_available"),
    ("Web page", "website"),
    ("Web link", "external_web_link"),
    ("Box office", "external_boxoffice_link"),
    ("Eventbrite ID", "eventbrite_id"),
    ("Last sync with Eventbrite", "eventbrite_last_sync"),
    ("Created", "created"),
)

# "status" has no list of values (apis/sheepcrm.md section 6): these say it by themselves.
_ACTIVE_WORDS = frozenset({"active", "confirmed", "live", "open", "published"})


def event_uid(record: bytes | msgspec.Raw) -> str:
    """The uid of an event object, "" where it has none or is no object."""
    try:
        return _uid(_heads.decode(record))
    except RecordError:
        return ""


def event_reader(zone: tzinfo | None, zone_name: str) -> Callable[[bytes | msgspec.Raw], Event]:
    """A function from an event object to the event, its times in a zone where one is given.

    It raises `RecordError` for what is no object or has no uid.
    """

    def read(record: bytes | msgspec.Raw) -> Event:
        found = _events.decode(record)
        extras = tuple(_extras(record))
        return _mapped(found, extras, zone, zone_name)

    return read


def rights(record: bytes) -> dict[str, bool]:
    """What the user may do with an event, as far as it is told: right to yes or no."""
    found = _events.decode(record).user_interface
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, bool)}


def _uid(record: wire.EventHead | wire.Event) -> str:
    return (record.uid or "").strip() or uid_of(record.uri or "")


def _mapped(found: wire.Event, extras: Rows, zone: tzinfo | None, zone_name: str) -> Event:
    uid = _uid(found)
    if not uid:
        raise RecordError("it has no uid")
    start, end = span(found, zone)
    title = found.title or found.display_value or found.formatted_title or ""
    link = found.website or found.external_web_link or found.external_boxoffice_link or ""
    series = (found.series_id or "").strip()
    return Event(
        ref=uid,
        title=one_line(title, _LONGEST_TITLE) or "Event without a title",
        start=start,
        end=end,
        timezone=zone_name,
        status=_status(found),
        status_text=shown(found.status),
        kind=shown(found.booking_type),
        place=shown(found.location),
        capacity=count(found.capacity),
        sold_out=found.is_sold_out,
        recurring=bool(series),
        series=series,
        updated_at=stamp(found.last_updated),
        description=plain_text(found.description),
        link=link if link.startswith(("https://", "http://")) else "",
        tags=texts(found.tags),
        more=(*_labelled(found), *extras)[:MOST_ROWS],
    )


def _status(found: wire.Event) -> EventStatus:
    words = (found.status or "").casefold().strip()
    if (found.record_state or "").casefold() == "deleted" or words == "deleted":
        return EventStatus.DELETED
    if found.cancelled or words.startswith(("cancelled", "canceled")):
        return EventStatus.CANCELLED
    if "draft" in words:
        return EventStatus.DRAFT
    if not words or words in _ACTIVE_WORDS:
        return EventStatus.ACTIVE
    return EventStatus.UNKNOWN


def _labelled(found: wire.Event) -> Iterator[tuple[str, str]]:
    """The fields that have no place of their own; a plain "no" is not worth a row."""
    for name, attribute in _LABELLED:
        value = getattr(found, attribute)
        text = "" if value is False else shown_list(value)
        if text:
            yield name, text


def _extras(record: bytes | msgspec.Raw) -> Iterator[tuple[str, str]]:
    """Single values of fields that the notes do not name."""
    for key, value in loosely_decoded(record).items():
        if key in _KNOWN or value is False or key.endswith(("_uid", "_uri", "_ref")):
            continue
        text = "" if isinstance(value, (dict, list)) else shown(value)
        if text:
            yield label(key), text
