"""How an event lies in its row: what is filtered and sorted by in columns, the rest as JSON."""

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import as_iso, from_iso, sort_seconds
from eventdesk.storage.search import searched_words

_SEARCHED_OF_DESCRIPTION = 200


class _Body(msgspec.Struct, omit_defaults=True):
    """The fields of `Event` that have no column of their own."""

    timezone: str = ""
    status_text: str = ""
    colour: str = ""
    organizer: str = ""
    capacity: int | None = None
    attendees: int | None = None
    attended: int | None = None
    sold_out: bool | None = None
    recurring: bool = False
    series: str = ""
    updated_at: datetime | None = None
    description: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()


_BODY = msgspec.json.Decoder(_Body)

STORED = ("ref", "fingerprint", "title", "start", "end", "status", "kind", "place", "body")
"""The columns that hold all there is of an event; the others follow from them."""

LISTED = """id, account_id, ref, title, start, "end", status, kind, place, body, gone, expected,
    attended, attendees_at, orders_at, tickets_at"""
"""The columns that `listed_event` reads."""


def stored(event: Event, fingerprint: int) -> dict[str, Any]:
    """The values of `STORED`."""
    body = _Body(**{name: getattr(event, name) for name in _Body.__struct_fields__})
    return {
        "ref": event.ref,
        "fingerprint": fingerprint,
        "title": event.title,
        "start": as_iso(event.start),
        "end": as_iso(event.end),
        "status": event.status,
        "kind": event.kind,
        "place": event.place,
        "body": msgspec.json.encode(body),
    }


def derived(event: Event) -> dict[str, Any]:
    """What is searched, sorted and shown of an event, computed once when it is written."""
    starts = None if event.start is None else sort_seconds(event.start)
    ends = starts if event.end is None else sort_seconds(event.end)
    searched = (
        event.title,
        event.place,
        event.organizer,
        event.kind,
        *event.tags,
        event.description[:_SEARCHED_OF_DESCRIPTION],
        event.ref,
    )
    return {
        "starts": starts,
        "ends": ends,
        "fold": searched_words(" ".join(searched)),
        "expected": event.attendees,
        "attended": event.attended,
    }


def listed_event(row: sqlite3.Row, account: Account) -> ListedEvent:
    """The event of a row with the columns `LISTED`."""
    event = Event(
        ref=row["ref"],
        title=row["title"],
        start=from_iso(row["start"]),
        end=from_iso(row["end"]),
        status=EventStatus(row["status"]),
        kind=row["kind"],
        place=row["place"],
        **msgspec.structs.asdict(_BODY.decode(row["body"])),
    )
    return ListedEvent(
        id=row["id"],
        account=account,
        event=event,
        expected=row["expected"],
        attended=row["attended"],
        gone=bool(row["gone"]),
        attendees_at=moment(row["attendees_at"]),
        orders_at=moment(row["orders_at"]),
        tickets_at=moment(row["tickets_at"]),
    )


def moment(text: str | None) -> datetime | None:
    """A time as the store keeps it, None for never."""
    return datetime.fromisoformat(text) if text else None
