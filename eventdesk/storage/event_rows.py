"""How an event lies in its row: what is filtered and sorted by in columns, the rest as JSON."""

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventPerson, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import as_iso, event_time, from_iso, sort_seconds
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence, last_second
from eventdesk.storage.search import searched_words

_SEARCHED_OF_DESCRIPTION = 200


class _Change(msgspec.Struct, omit_defaults=True):
    """`domain.recurrence.OccurrenceChange`, times as `as_iso` writes them."""

    original: str
    start: str | None = None
    end: str | None = None


class _Recurrence(msgspec.Struct, omit_defaults=True):
    """`domain.recurrence.Recurrence`, times as `as_iso` writes them."""

    rule: str = ""
    until: str | None = None
    extra: tuple[str, ...] = ()
    changes: tuple[_Change, ...] = ()


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
    people: tuple[EventPerson, ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    recurrence: _Recurrence | None = None


_SAME = tuple(name for name in _Body.__struct_fields__ if name != "recurrence")
"""The fields that lie in the body as they are in `Event`."""

_BODY = msgspec.json.Decoder(_Body)

STORED = ("ref", "fingerprint", "title", "start", "end", "status", "kind", "place", "body")
"""The columns that hold all there is of an event; the others follow from them."""

LISTED = """id, account_id, ref, title, start, "end", status, kind, place, body, gone, expected,
    attended, attendees_at, orders_at, tickets_at"""
"""The columns that `listed_event` reads."""


def stored(event: Event, fingerprint: int) -> dict[str, Any]:
    """The values of `STORED`."""
    body = _Body(
        **{name: getattr(event, name) for name in _SAME}, recurrence=_packed(event.recurrence)
    )
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
    starts, ends = _reach(event)
    searched = (
        event.title,
        event.place,
        event.organizer,
        event.kind,
        *event.tags,
        event.description[:_SEARCHED_OF_DESCRIPTION],
        event.ref,
        *(person.name for person in event.people),
        *(value for _, value in event.more),
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
    body = _BODY.decode(row["body"])
    event = Event(
        ref=row["ref"],
        title=row["title"],
        start=from_iso(row["start"]),
        end=from_iso(row["end"]),
        status=EventStatus(row["status"]),
        kind=row["kind"],
        place=row["place"],
        recurrence=_unpacked(body.recurrence),
        **{name: getattr(body, name) for name in _SAME},
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


def _reach(event: Event) -> tuple[int | None, int | None]:
    """From when to when an event may take place; a series to the end of its rule."""
    if event.start is None:
        return None, None
    starts, ends = sort_seconds(event.start), sort_seconds(event.end or event.start)
    series = event.recurrence
    if series is None:
        return starts, ends
    moved = [when for change in series.changes for when in (change.start, change.end) if when]
    others = [sort_seconds(when) for when in (*moved, *series.extra)]
    length = max(0, ends - starts)
    last = ends if not series.rule else last_second(series, starts) + length
    return min([starts, *others]), max([last, *(other + length for other in others)])


def _packed(series: Recurrence | None) -> _Recurrence | None:
    if series is None:
        return None
    return _Recurrence(
        series.rule,
        as_iso(series.until),
        tuple(when.isoformat() for when in series.extra),
        tuple(
            _Change(change.original.isoformat(), as_iso(change.start), as_iso(change.end))
            for change in series.changes
        ),
    )


def _unpacked(series: _Recurrence | None) -> Recurrence | None:
    if series is None:
        return None
    return Recurrence(
        series.rule,
        from_iso(series.until),
        tuple(map(event_time, series.extra)),
        tuple(
            OccurrenceChange(event_time(one.original), from_iso(one.start), from_iso(one.end))
            for one in series.changes
        ),
    )


def moment(text: str | None) -> datetime | None:
    """A time as the store keeps it, None for never."""
    return datetime.fromisoformat(text) if text else None
