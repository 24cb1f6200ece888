"""How an event lies in its row: what is filtered and sorted by in columns, the rest as JSON."""

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventPerson, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import as_iso, from_iso, sort_seconds
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.expansion import reach_of
from eventdesk.storage.search import searched_words

_SEARCHED_OF_DESCRIPTION = 200
_NEVER = sort_seconds(datetime.max)  # when a series without end ends


class _Recurrence(msgspec.Struct, omit_defaults=True, array_like=True):
    """`Recurrence` with its times as ISO 8601; a change has original, start and end."""

    rule: str = ""
    until: str | None = None
    extra: tuple[str | None, ...] = ()
    changes: tuple[tuple[str | None, str | None, str | None], ...] = ()

    @classmethod
    def of(cls, told: Recurrence) -> "_Recurrence":
        """As it lies in a row."""
        return cls(
            rule=told.rule,
            until=as_iso(told.until),
            extra=tuple(map(as_iso, told.extra)),
            changes=tuple(
                (as_iso(change.original), as_iso(change.start), as_iso(change.end))
                for change in told.changes
            ),
        )

    def read(self) -> Recurrence:
        """As it was told."""
        changes = (tuple(map(from_iso, change)) for change in self.changes)
        return Recurrence(
            rule=self.rule,
            until=from_iso(self.until),
            extra=tuple(when for when in map(from_iso, self.extra) if when is not None),
            changes=tuple(
                OccurrenceChange(original, start, end)
                for original, start, end in changes
                if original is not None
            ),
        )


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
    recurrence: _Recurrence | None = None
    refs: tuple[tuple[str, str], ...] = ()


_BODY = msgspec.json.Decoder(_Body)

STORED = ("ref", "fingerprint", "title", "start", "end", "status", "kind", "place", "body")
"""The columns that hold all there is of an event; the others follow from them."""

LISTED = """id, account_id, ref, title, start, "end", status, kind, place, body, gone, expected,
    attended, no_shows, attendees_at, orders_at, tickets_at"""
"""The columns that `listed_event` reads."""


def stored(event: Event, fingerprint: int) -> dict[str, Any]:
    """The values of `STORED`."""
    values = {name: getattr(event, name) for name in _Body.__struct_fields__}
    if event.recurrence is not None:
        values["recurrence"] = _Recurrence.of(event.recurrence)
    body = _Body(**values)
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
        event.status_text,
        *event.tags,
        *(person.name for person in event.people),
        *(value for _, value in event.more),
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


def _reach(event: Event) -> tuple[int | None, int | None]:
    """When the event begins and ends; of a series, its first occurrence and its last one."""
    start, end = reach_of(event)
    if start is None:
        return None, None
    starts = sort_seconds(start)
    if end is None:
        return starts, _NEVER if event.recurrence is not None else starts
    return starts, sort_seconds(end)


def listed_event(row: sqlite3.Row, account: Account) -> ListedEvent:
    """The event of a row with the columns `LISTED`."""
    body = msgspec.structs.asdict(_BODY.decode(row["body"]))
    if body["recurrence"] is not None:
        body["recurrence"] = body["recurrence"].read()
    event = Event(
        ref=row["ref"],
        title=row["title"],
        start=from_iso(row["start"]),
        end=from_iso(row["end"]),
        status=EventStatus(row["status"]),
        kind=row["kind"],
        place=row["place"],
        **body,
    )
    return ListedEvent(
        id=row["id"],
        account=account,
        event=event,
        expected=row["expected"],
        attended=row["attended"],
        no_shows=row["no_shows"],
        gone=bool(row["gone"]),
        attendees_at=moment(row["attendees_at"]),
        orders_at=moment(row["orders_at"]),
        tickets_at=moment(row["tickets_at"]),
    )


def moment(text: str | None) -> datetime | None:
    """A time as the store keeps it, None for never."""
    return datetime.fromisoformat(text) if text else None
