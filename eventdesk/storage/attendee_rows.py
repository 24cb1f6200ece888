"""How attendees are kept as rows, and read back. Nothing here writes."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import msgspec

from eventdesk.domain.attendance import SHOWN_ON_DESK, Mark, MarkState
from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.text import name_sort_key
from eventdesk.storage.search import searched_words

MARK_COLUMNS = ("mark_state", "mark_id", "marked_at", "marked_by")
"""The columns of `mark_columns`, in its order."""

STORED_COLUMNS = (
    "event_id", "ref", "fingerprint", "name", "sort_key", "email", "status", "person", "guest",
    "ticket", "order_ref", "code", "fold", "body", "shown_status", *MARK_COLUMNS,
)  # fmt: skip
"""The columns of `stored`, in its order."""

LISTED_COLUMNS = (
    "ref", "name", "status", "email", "person", "guest", "ticket", "order_ref", "code", "body",
    "shown_status", "mark_state", "marked_at", "marked_by", "gone",
    "desk_only",
)  # fmt: skip
"""The columns that `listed` reads, in its order."""

_AT_ONCE = 500
_NOT_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class OverlayMark:
    """The mark of this desk that lies over an attendee, as its row keeps it."""

    status: str
    state: MarkState
    mark_id: str
    marked_at: datetime
    marked_by: str

    @classmethod
    def of(cls, mark: Mark) -> Self:
        """What of a mark lies over its attendee."""
        return cls(mark.status, mark.state, mark.id, mark.marked_at, mark.by)


class _Rest(msgspec.Struct, omit_defaults=True):
    """The fields of an attendee that have no column of their own."""

    company: str = ""
    phone: str = ""
    note: str = ""
    updated_at: datetime | None = None
    more: tuple[tuple[str, str], ...] = ()


_NOTHING = _Rest()
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Rest).decode


def rows_of(
    tx: sqlite3.Connection, event_id: int, refs: Iterable[str], columns: str
) -> Iterator[Sequence[Any]]:
    """Columns of those attendees of an event that are in store, in no order, each once."""
    wanted = list(dict.fromkeys(refs))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        slots = ", ".join("?" * len(some))
        yield from tx.execute(
            f"SELECT {columns} FROM attendees WHERE event_id = ? AND ref IN ({slots})",
            (event_id, *some),
        ).fetchall()


def searched(attendee: Attendee) -> str:
    """The words by which an attendee is found; a telephone number is one word of digits.

    The references to place and person are left out: they are the system's own and mean nothing to
    people, yet almost any single letter would be found in them.
    """
    phone = _NOT_DIGITS.sub("", attendee.phone) if attendee.phone else ""
    return searched_words(
        f"{attendee.name} {attendee.email} {attendee.ticket} {attendee.order} {attendee.code} "
        f"{attendee.company} {phone}"
    )


def stored(
    event_id: int, fingerprint: int, attendee: Attendee, mark: OverlayMark | None
) -> tuple[object, ...]:
    """The row of an attendee who is new to this desk, with the mark that lies over them, if any."""
    shown_status, overlay = _shown(attendee.status, mark)
    return (
        event_id,
        attendee.ref,
        fingerprint,
        attendee.name,
        name_sort_key(attendee.name),
        attendee.email,
        attendee.status,
        attendee.person,
        attendee.guest,
        attendee.ticket,
        attendee.order,
        attendee.code,
        searched(attendee),
        _body(attendee),
        shown_status,
        *overlay,
    )


def company_in(body: bytes | None) -> str:
    """The company in the column `body`, "" for none."""
    return "" if body is None else _decode(body).company


def listed(row: Sequence[Any]) -> ListedAttendee:
    """The attendee of a row of `LISTED_COLUMNS`."""
    (ref, name, status, email, person, guest, ticket, order, code, body, *shown) = row
    rest = _NOTHING if body is None else _decode(body)
    shown_status, mark_state, marked_at, marked_by, gone, desk_only = shown
    return ListedAttendee(
        Attendee(
            ref=ref,
            name=name,
            status=status,
            email=email,
            person=person,
            guest=bool(guest),
            ticket=ticket,
            order=order,
            code=code,
            company=rest.company,
            phone=rest.phone,
            note=rest.note,
            updated_at=rest.updated_at,
            more=rest.more,
        ),
        status=shown_status,
        mark_state=None if mark_state is None else MarkState(mark_state),
        marked_at=None if marked_at is None else datetime.fromisoformat(marked_at),
        marked_by=marked_by or "",
        gone=bool(gone),
        desk_only=bool(desk_only),
    )


def mark_columns(mark: OverlayMark) -> tuple[str, str, str, str]:
    """What `MARK_COLUMNS` hold of a mark."""
    return mark.state, mark.mark_id, mark.marked_at.isoformat(), mark.marked_by


def _shown(status: str, mark: OverlayMark | None) -> tuple[str, tuple[str | None, ...]]:
    """The status that is shown, and the columns of the mark as long as it means anything."""
    if mark is not None and (mark.state in SHOWN_ON_DESK or mark.status == status):
        return mark.status, mark_columns(mark)
    return status, (None, None, None, None)


def _body(attendee: Attendee) -> bytes | None:
    rest = (attendee.company, attendee.phone, attendee.note, attendee.updated_at, attendee.more)
    return _encode(_Rest(*rest)) if any(rest) else None
