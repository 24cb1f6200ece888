"""The events of a desk book: reads and conditional writes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.errors import NotThere, Refused
from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import sort_seconds
from eventdesk.providers.deskbook.mapping import event_columns, event_from
from eventdesk.providers.deskbook.records import Author, new_uid, note
from eventdesk.providers.deskbook.schema import attendees, events

_expected = func.coalesce(
    func.sum(case((attendees.c.status != AttendanceStatus.DECLINED, 1), else_=0)), 0
)
_attended = func.coalesce(
    func.sum(case((attendees.c.status == AttendanceStatus.ATTENDED, 1), else_=0)), 0
)
Counts = tuple[int, int]
"""Attendees who did not decline, and how many of them attended."""


def versions(tx: Connection, window: Window) -> list[tuple[str, int, int, int]]:
    """Reference, version and counts of the events that touch a day of the window, by start."""
    first, last = sort_seconds(window.first), sort_seconds(window.last)
    counts = (
        select(
            attendees.c.event_uid,
            _expected.label("expected"),
            _attended.label("attended"),
        )
        .group_by(attendees.c.event_uid)
        .subquery()
    )
    query = (
        select(
            events.c.uid,
            events.c.version,
            func.coalesce(counts.c.expected, 0),
            func.coalesce(counts.c.attended, 0),
        )
        .outerjoin(counts, counts.c.event_uid == events.c.uid)
        .where(events.c.starts < last)
        .where((events.c.ends > first) | (events.c.starts >= first))
        .order_by(events.c.starts, events.c.uid)
    )
    return [(uid, version, int(all_), int(in_)) for uid, version, all_, in_ in tx.execute(query)]


def rows(tx: Connection, uids: Sequence[str]) -> dict[str, Row[Any]]:
    """Those of the events that are there, by reference."""
    found = tx.execute(select(events).where(events.c.uid.in_(uids)))
    return {row.uid: row for row in found}


def counts(tx: Connection, uid: str) -> Counts:
    """The counts of one event."""
    row = tx.execute(select(_expected, _attended).where(attendees.c.event_uid == uid)).one()
    return int(row[0]), int(row[1])


def one(tx: Connection, uid: str, *, to_change: bool = False) -> tuple[Event, int]:
    """An event and its version; `to_change` keeps other desks from writing it meanwhile.

    Raises:
        NotThere: no such event, or no longer.
    """
    query = select(events).where(events.c.uid == uid)
    if to_change:
        # Not the key: marks of attendees, which refer to it, need not wait.
        query = query.with_for_update(key_share=True)
    row = tx.execute(query).one_or_none()
    if row is None:
        raise NotThere(f"The desk book has no event {uid}.", "Refresh the list of events.")
    return event_from(row, *counts(tx, uid)), row.version


def add(tx: Connection, author: Author, event: Event) -> str:
    """Write a new event; returns its reference."""
    uid = new_uid()
    tx.execute(
        events.insert().values(**event_columns(event), uid=uid, version=1, updated_at=author.at)
    )
    note(tx, author, "Event added", event_uid=uid)
    return uid


def change(tx: Connection, author: Author, event: Event, version: int) -> None:
    """Write an event over the version that was read.

    Raises:
        Refused: another desk wrote in between.
    """
    written = tx.execute(
        events.update()
        .where(events.c.uid == event.ref, events.c.version == version)
        .values(**event_columns(event), version=version + 1, updated_at=author.at)
    )
    if written.rowcount != 1:
        raise Refused(
            "Another desk changed this event at the same moment.", "Refresh it, then try again."
        )


def remove(tx: Connection, uid: str) -> None:
    """Delete an event with its attendees and their history."""
    tx.execute(events.delete().where(events.c.uid == uid))
