"""What the tables of a desk book share: who wrote, when, and the history of each record."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, select

from eventdesk.domain.clock import Clock
from eventdesk.domain.contact import HistoryEntry
from eventdesk.domain.errors import NotThere
from eventdesk.providers.deskbook.schema import attendees, events, history

HISTORY_LIMIT = 1000
"""The newest entries that are shown of a record."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and when. `who` is the computer's name: a desk book knows no persons."""

    who: str
    at: str

    @classmethod
    def now(cls, clock: Clock) -> "Author":
        """This computer, at this moment."""
        return cls(platform.node(), clock.now().isoformat())


def new_uid() -> str:
    """A reference that no desk has given before."""
    return uuid4().hex


def note(
    tx: Connection, author: Author, what: str, *, event_uid: str, attendee_uid: str = ""
) -> None:
    """Write one entry of a record's history."""
    tx.execute(history.insert(), entry(author, what, event_uid, attendee_uid, listed=False))


def entry(
    author: Author, what: str, event_uid: str, attendee_uid: str, *, listed: bool
) -> dict[str, object]:
    """A row of `history`; `listed` where a list import wrote it of one attendee."""
    return {
        "event_uid": event_uid,
        "attendee_uid": attendee_uid,
        "at": author.at,
        "who": author.who,
        "what": what,
        "listed": listed,
    }


def read_history(tx: Connection, uid: str) -> Sequence[HistoryEntry]:
    """The history of an event or an attendee, newest first.

    An event's own holds what was done to its attendees too; list imports are one entry each.

    Raises:
        NotThere: neither an event nor an attendee.
    """
    if tx.scalar(select(events.c.uid).where(events.c.uid == uid)):
        found: ColumnElement[bool] = and_(history.c.event_uid == uid, history.c.listed.is_(False))
    elif tx.scalar(select(attendees.c.uid).where(attendees.c.uid == uid)):
        found = history.c.attendee_uid == uid
    else:
        raise NotThere(f"The desk book has no record {uid}.", "Refresh the list.")
    rows = tx.execute(
        select(history).where(found).order_by(history.c.number.desc()).limit(HISTORY_LIMIT)
    )
    return [HistoryEntry(datetime.fromisoformat(row.at), row.who, row.what) for row in rows]
