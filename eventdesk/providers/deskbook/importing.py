"""Writes an attendee list into an event: all or nothing, and the same list twice changes nothing.

What stands in the desk book is only replaced by something, never by an empty cell; a list never
takes back that somebody attended or did not show up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam

from eventdesk.domain.attendance import AttendanceStatus, known_status
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.importing import ImportOutcome, ImportRow
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.providers.deskbook import attendees as table
from eventdesk.providers.deskbook.matching import match
from eventdesk.providers.deskbook.records import Author, entry, new_uid, note
from eventdesk.providers.deskbook.schema import attendees, history

CHUNK = 500
"""Rows between two looks whether to stop, and two words about progress."""

_SEEN_AT_THE_DOOR = frozenset({AttendanceStatus.ATTENDED, AttendanceStatus.NO_SHOW})
_BEFORE_THE_DOOR = frozenset({AttendanceStatus.INVITED, AttendanceStatus.ACCEPTED})

Values = dict[str, object]


@dataclass(slots=True)
class Plan:
    """What an import will write: new rows, and changed columns of rows that are there."""

    event_uid: str
    added: list[Values] = field(default_factory=list)
    changed: list[tuple[Row[Any], Values]] = field(default_factory=list)
    outcome: ImportOutcome = field(default_factory=ImportOutcome)


def plan(tx: Connection, event_uid: str, rows: Sequence[ImportRow], cancel: CancelToken) -> Plan:
    """Compare a list with the event; nothing is written."""
    made = Plan(event_uid)
    matches = match(rows, table.of_event(tx, event_uid))
    for number, (row, held) in enumerate(matches.pairs):
        if number % CHUNK == 0:
            cancel.check()
        told = _told(row.attendee)
        if held is None:
            status = told["status"] or table.STATUS_AT_FIRST.value
            made.added.append({**told, "status": status, "uid": new_uid()})
        elif differences := _differences(held, row.attendee, told):
            made.changed.append((held, differences))
    added, changed = len(made.added), len(made.changed)
    unchanged = len(matches.pairs) - added - changed
    made.outcome = ImportOutcome(added, changed, unchanged, tuple(matches.repeated))
    return made


def write(
    tx: Connection, author: Author, made: Plan, progress: ProgressCallback, cancel: CancelToken
) -> None:
    """Write a plan within the transaction that it was made in."""
    fresh = {"event_uid": made.event_uid, "version": 1, "updated_at": author.at}
    total = len(made.added) + len(made.changed)

    def add(chunk: Sequence[Values]) -> None:
        tx.execute(attendees.insert(), [values | fresh for values in chunk])

    def change(chunk: Sequence[tuple[Row[Any], Values]]) -> None:
        tx.execute(_UPDATE, [_parameters(held, values, author) for held, values in chunk])

    _in_chunks(made.added, add, _Steps(0, total, progress, cancel))
    _in_chunks(made.changed, change, _Steps(len(made.added), total, progress, cancel))
    if total:
        entries = list(_entries(author, made))
        _in_chunks(entries, lambda chunk: tx.execute(history.insert(), chunk), None)
        outcome = made.outcome
        what = f"List imported: {outcome.added} added, {outcome.updated} changed"
        note(tx, author, what, event_uid=made.event_uid)


@dataclass(frozen=True, slots=True)
class _Steps:
    done: int
    total: int
    progress: ProgressCallback
    cancel: CancelToken


def _in_chunks(items: Sequence[Any], work: Callable[[Any], object], steps: _Steps | None) -> None:
    for start in range(0, len(items), CHUNK):
        if steps is not None:
            steps.cancel.check()
            steps.progress(Progress("Writing attendees", steps.done + start, steps.total))
        work(items[start : start + CHUNK])


def _told(attendee: Attendee) -> Values:
    status = known_status(attendee.status)
    return {
        "name": attendee.name,
        "email": attendee.email,
        "phone": attendee.phone,
        "company": attendee.company,
        "ticket": attendee.ticket,
        "order_ref": attendee.order,
        "code": attendee.code,
        "note": attendee.note,
        "status": status.value if status else "",
        "more": [[label, value] for label, value in dict(attendee.more).items() if value],
    }


_COLUMNS = tuple(_told(Attendee("", "")))
_UPDATE = (
    attendees.update()
    .where(attendees.c.uid == bindparam("of_uid"))
    .values({name: bindparam(f"new_{name}") for name in (*_COLUMNS, "version", "updated_at")})
)


def _differences(held: Row[Any], attendee: Attendee, told: Values) -> Values:
    """The columns of a row that the list changes, with what will stand there."""
    found = {
        name: value
        for name, value in told.items()
        if value and name != "more" and value != getattr(held, name)
    }
    if held.status in _SEEN_AT_THE_DOOR and found.get("status") in _BEFORE_THE_DOOR:
        del found["status"]
    more = _merged([tuple(pair) for pair in held.more], attendee.more)
    return found if more is None else found | {"more": more}


def _merged(
    before: Sequence[tuple[str, str]], told: Sequence[tuple[str, str]]
) -> list[list[str]] | None:
    """Labels and values with those of the list written over them; None where nothing changes."""
    values = dict(before)
    after = values | {label: value for label, value in told if value}
    return None if after == values else [[label, value] for label, value in after.items()]


def _parameters(held: Row[Any], values: Values, author: Author) -> Values:
    row = {f"new_{name}": values.get(name, getattr(held, name)) for name in _COLUMNS}
    return row | {
        "of_uid": held.uid,
        "new_version": held.version + 1,
        "new_updated_at": author.at,
    }


def _entries(author: Author, made: Plan) -> Iterator[dict[str, object]]:
    for values in made.added:
        what, uid = f"{values['name']} added from a list", str(values["uid"])
        yield entry(author, what, made.event_uid, uid, listed=True)
    for held, changed in made.changed:
        what = f"{held.name} changed by a list: {', '.join(changed)}"
        yield entry(author, what, made.event_uid, held.uid, listed=True)
