"""The attendees of a desk book: reads and conditional writes of single ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from eventdesk.domain.attendance import (
    AttendanceStatus,
    Verdict,
    known_status,
    status_title,
    verdict,
)
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import BadRequest, NotThere, Refused
from eventdesk.providers.base import Seen
from eventdesk.providers.deskbook.records import Author, new_uid, note
from eventdesk.providers.deskbook.schema import attendees, history

STATUS_AT_FIRST = AttendanceStatus.ACCEPTED
"""Of somebody who is put on a list without a status: expected, not merely asked to come."""


def versions(tx: Connection, event_uid: str) -> list[tuple[str, int]]:
    """Reference and version of every attendee of an event."""
    query = select(attendees.c.uid, attendees.c.version).where(attendees.c.event_uid == event_uid)
    return [(uid, version) for uid, version in tx.execute(query)]


def rows(tx: Connection, uids: Sequence[str]) -> Sequence[Row[Any]]:
    """Those of the attendees that are there."""
    return tx.execute(select(attendees).where(attendees.c.uid.in_(uids))).all()


def of_event(tx: Connection, event_uid: str) -> Sequence[Row[Any]]:
    """Every attendee of an event, kept from other desks until the transaction ends."""
    query = select(attendees).where(attendees.c.event_uid == event_uid).with_for_update()
    return tx.execute(query).all()


def count(tx: Connection, event_uid: str) -> int:
    """How many attendees an event has, of whatever status."""
    query = select(func.count()).where(attendees.c.event_uid == event_uid)
    return int(tx.scalar(query) or 0)


def wipe(tx: Connection, event_uid: str) -> int:
    """Delete the attendees of an event and all that its history says. Returns how many."""
    tx.execute(history.delete().where(history.c.event_uid == event_uid))
    return tx.execute(attendees.delete().where(attendees.c.event_uid == event_uid)).rowcount


def one(tx: Connection, event_uid: str, uid: str) -> Row[Any]:
    """An attendee of an event, kept from other desks until the transaction ends.

    Raises:
        NotThere: no such attendee, or no longer.
    """
    row = tx.execute(
        select(attendees)
        .where(attendees.c.uid == uid, attendees.c.event_uid == event_uid)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotThere(f"This event has no attendee {uid}.", "Refresh its attendees.")
    return row


def add(tx: Connection, author: Author, event_uid: str, values: Mapping[str, object]) -> str:
    """Write a new attendee; returns the reference.

    Raises:
        BadRequest: somebody else at the event has that code.
    """
    uid = new_uid()
    _check_code(tx, event_uid, uid, values)
    tx.execute(
        attendees.insert().values(
            **values, uid=uid, event_uid=event_uid, version=1, updated_at=author.at
        )
    )
    note(tx, author, f"{values['name']} added", event_uid=event_uid, attendee_uid=uid)
    return uid


def change(tx: Connection, author: Author, row: Row[Any], values: Mapping[str, object]) -> None:
    """Write columns of an attendee that was read.

    Raises:
        BadRequest: somebody else at the event has that code.
        Refused: another desk wrote in between.
    """
    _check_code(tx, row.event_uid, row.uid, values)
    written = tx.execute(
        attendees.update()
        .where(attendees.c.uid == row.uid, attendees.c.version == row.version)
        .values(**values, version=row.version + 1, updated_at=author.at)
    )
    if written.rowcount != 1:
        raise Refused(
            f"Another desk changed {row.name} at the same moment.", "Refresh, then try again."
        )


def remove(tx: Connection, author: Author, row: Row[Any]) -> None:
    """Delete an attendee that was read."""
    tx.execute(attendees.delete().where(attendees.c.uid == row.uid))
    note(tx, author, f"{row.name} removed", event_uid=row.event_uid, attendee_uid=row.uid)


def set_status(
    tx: Connection, author: Author, event_uid: str, attendee: Attendee, status: str
) -> Seen:
    """Set a status, but only over what the desk has seen (design: attendance, two hands).

    `attendee.status` is what the desk has seen, empty for whatever is there. Where another desk
    wrote something newer that differs nothing is written, and the answer tells what is held.

    Raises:
        NotThere: the attendee is gone. Refused: not one of the five statuses.
    """
    wanted = known_status(status)
    if wanted is None:
        raise Refused(f"A desk book does not know the status “{status}”.")
    row = one(tx, event_uid, attendee.ref)
    seen = attendee.status or row.status
    if verdict(base=seen, remote=row.status, status=wanted) is not Verdict.SEND:
        return Seen(row.uid, "", row.status)
    change(tx, author, row, {"status": wanted.value})
    what = f"{row.name}: {status_title(row.status)}, now {status_title(wanted)}"
    note(tx, author, what, event_uid=event_uid, attendee_uid=row.uid)
    return Seen(row.uid, "", wanted)


def _check_code(tx: Connection, event_uid: str, uid: str, values: Mapping[str, object]) -> None:
    code = values.get("code")
    if not code:
        return
    other = tx.scalar(
        select(attendees.c.name).where(
            attendees.c.event_uid == event_uid,
            attendees.c.code == code,
            attendees.c.uid != uid,
        )
    )
    if other is not None:
        raise BadRequest(f"Code {code} is {other}'s already.", "Give another code, or none.")
