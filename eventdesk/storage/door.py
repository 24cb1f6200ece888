"""What a door asks of the attendees of an event, each answered from an index.

Functions over a connection; the caller owns the transaction. Nothing here writes.
"""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    WAITING,
    AttendanceStatus,
    Mark,
    MarkState,
)
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.storage import attendees, outbox, search
from eventdesk.storage.attendee_labels import label_bounds
from eventdesk.storage.attendee_marks import ATTENDED, EXPECTED, NO_SHOW
from eventdesk.storage.attendee_rows import LISTED_COLUMNS, company_in, listed

_CODES = {
    "code": "COLLATE NOCASE",
    "ref": "",
    "person": "",
    "order_ref": "COLLATE NOCASE",
}
"""What a scanned code may be of an attendee, the likeliest first, as its index compares it."""


@dataclass(frozen=True, slots=True)
class TicketCount:
    """How many of one ticket type are expected, how many of those are in, and how many no-shows.

    What counts as each is said by `attendee_marks`, for the counts of an event too.
    """

    ticket: str
    expected: int
    arrived: int
    no_shows: int


def with_code(tx: sqlite3.Connection, event_id: int, code: str) -> list[ListedAttendee]:
    """Those whom a scanned code means, by name: their code, else reference, person or order.

    In a code or the number of an order case counts only where several differ in nothing else.
    """
    for column in _CODES:
        found = _with(tx, event_id, column, code)
        if found:
            return found
    return []


def with_order(tx: sqlite3.Connection, event_id: int, order: str) -> list[ListedAttendee]:
    """Those of an order, by name; nobody for the empty reference."""
    return _with(tx, event_id, "order_ref", order)


def _with(tx: sqlite3.Connection, event_id: int, column: str, value: str) -> list[ListedAttendee]:
    rows = tx.execute(
        f"""SELECT ref, {column} AS value FROM attendees
            WHERE event_id = ? AND {column} = ? {_CODES[column]} AND {column} <> ''
            ORDER BY sort_key, ref""",
        (event_id, value),
    ).fetchall()
    exact = [row["ref"] for row in rows if row["value"] == value]
    wanted = exact or [row["ref"] for row in rows]
    found = (attendees.one(tx, event_id, ref) for ref in wanted)
    return [one for one in found if one is not None]


def ticket_counts(tx: sqlite3.Connection, event_id: int) -> list[TicketCount]:
    """Each ticket type that attendees of an event have, by name."""
    rows = tx.execute(
        f"""SELECT ticket, sum(count * {EXPECTED}), sum(count * ({ATTENDED})),
                sum(count * {NO_SHOW})
            FROM (SELECT ticket, shown_status, gone, count(*) AS count FROM attendees
                  WHERE event_id = ? GROUP BY ticket, shown_status, gone)
            GROUP BY ticket ORDER BY ticket""",
        (event_id,),
    )
    return [TicketCount(*row) for row in rows]


def arrived(tx: sqlite3.Connection, event_id: int) -> int:
    """How many are in."""
    row = tx.execute(
        f"""SELECT count(*) FROM attendees
            WHERE event_id = ? AND shown_status = '{AttendanceStatus.ATTENDED}'""",
        (event_id,),
    ).fetchone()
    return int(row[0])


def first_arrival(tx: sqlite3.Connection, event_id: int, since: datetime) -> datetime | None:
    """When this desk admitted the first of those who are in after a time (UTC), None for nobody."""
    row = tx.execute(
        f"""SELECT min(marked_at) FROM attendees
            WHERE event_id = ? AND shown_status = '{AttendanceStatus.ATTENDED}'
            AND marked_at > ?""",
        (event_id, since.isoformat()),
    ).fetchone()
    return None if row[0] is None else datetime.fromisoformat(row[0])


def arrivals(tx: sqlite3.Connection, event_id: int, bounds: Sequence[datetime]) -> list[int]:
    """How many of those who are in this desk admitted after each time, up to the next (UTC)."""
    texts = [bound.isoformat() for bound in bounds]
    return [
        tx.execute(
            f"""SELECT count(*) FROM attendees
                WHERE event_id = ? AND shown_status = '{AttendanceStatus.ATTENDED}'
                AND marked_at > ? AND marked_at <= ?""",
            (event_id, after, until),
        ).fetchone()[0]
        for after, until in pairwise(texts)
    ]


def waiting(tx: sqlite3.Connection, account_id: int, event_ref: str) -> int:
    """How many marks of an event are on their way."""
    return _in_states(tx, account_id, event_ref, WAITING)


def undecided(tx: sqlite3.Connection, account_id: int, event_ref: str) -> int:
    """How many marks of an event wait for the operator."""
    return _in_states(tx, account_id, event_ref, NEEDS_DECISION)


def _in_states(
    tx: sqlite3.Connection, account_id: int, event_ref: str, states: Collection[MarkState]
) -> int:
    slots = ", ".join("?" for _ in states)
    row = tx.execute(
        f"""SELECT count(*) FROM marks
            WHERE account_id = ? AND event_ref = ? AND state IN ({slots})""",
        (account_id, event_ref, *sorted(states)),
    ).fetchone()
    return int(row[0])


def admission(
    tx: sqlite3.Connection, account_id: int, event_ref: str, attendee: ListedAttendee
) -> Mark | None:
    """This desk's mark that says that somebody is in, None where it made none that counts."""
    ref, person = attendee.attendee.ref, attendee.attendee.person
    row = tx.execute(
        f"""SELECT id FROM marks AS m WHERE account_id = ? AND event_ref = ?
            AND (attendee_ref = ? OR (person <> '' AND person = ?))
            AND status = '{AttendanceStatus.ATTENDED}' AND state NOT IN ('replaced', 'undone')
            AND NOT EXISTS (SELECT 1 FROM marks AS u
                            WHERE u.undo_of = m.id AND u.state <> 'undone')
            ORDER BY number DESC LIMIT 1""",
        (account_id, event_ref, ref, person),
    ).fetchone()
    return None if row is None else outbox.by_id(tx, row["id"])


def tickets_held(tx: sqlite3.Connection, event_id: int) -> Sequence[str]:
    """The names of the ticket types that attendees of an event have, by name."""
    rows = tx.execute(
        """SELECT DISTINCT ticket FROM attendees WHERE event_id = ? AND ticket <> ''
           ORDER BY ticket""",
        (event_id,),
    )
    return [row["ticket"] for row in rows]


def called(
    tx: sqlite3.Connection, event_id: int, wanted: Sequence[str], limit: int, *, begins: bool
) -> list[ListedAttendee]:
    """Attendees whose name has each of some folded words, by name; read from the index of names.

    Args:
        begins: as the beginning of a word; else anywhere.
    """
    name = "a.sort_key"
    if begins:
        name = "' ' || replace(replace(a.sort_key, '-', ' '), '''', ' ')"
    conditions = " AND ".join(f"instr({name}, ?) > 0" for _ in wanted)
    parameters = [f" {word}" if begins else word for word in wanted]
    rows = tx.execute(
        f"""SELECT a.ref FROM attendees AS a
            WHERE a.event_id = ? AND a.sort_key <> '' AND {conditions}
            ORDER BY a.sort_key, a.ref LIMIT ?""",
        (event_id, *parameters, limit),
    ).fetchall()
    found = (attendees.one(tx, event_id, row["ref"]) for row in rows)
    return [one for one in found if one is not None]


def with_name(tx: sqlite3.Connection, event_id: int, key: str) -> list[ListedAttendee]:
    """Those of exactly a name, given as of `name_sort_key`."""
    rows = tx.execute(
        """SELECT ref FROM attendees WHERE event_id = ? AND sort_key = ? AND sort_key <> ''""",
        (event_id, key),
    ).fetchall()
    found = (attendees.one(tx, event_id, row["ref"]) for row in rows)
    return [one for one in found if one is not None]


def words(tx: sqlite3.Connection, event_id: int) -> tuple[set[str], set[str]]:
    """Every word of the names of an event's attendees, and of their companies."""
    rows = tx.execute("SELECT fold, sort_key, body FROM attendees WHERE event_id = ?", (event_id,))
    companies, of_names = set[str](), set[str]()
    for fold, name, body in rows:
        of_names.update(word for word in fold.split() if word in name)
        companies.add(company_in(body))
    return of_names, {word for each in companies for word in search.searched_words(each).split()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A word as it was typed, and beginnings of words that it may have been meant for; folded."""

    typed: str
    meant: Sequence[str]


def alike(
    tx: sqlite3.Connection,
    event_id: int,
    wanted: Sequence[Likeness],
    limit: int,
    *,
    names_only: bool,
) -> list[ListedAttendee]:
    """Attendees who have each word, or a word that begins like it was meant, by name.

    A word as it was typed may be any part of theirs. Those who have all as typed are left out.

    Args:
        names_only: what was meant must be in the name; else it may be in the company too. It is
            never looked for in anything else, such as a ticket type, which many share.
    """
    conditions, parameters = _likeness(wanted, names_only=names_only)
    source, order = "attendees AS a", "a.sort_key, a.ref"
    scope: tuple[str, tuple[object, ...]] = "a.event_id = ?", (event_id,)
    if search.is_indexed(tx, event_id):
        source = "attendee_search CROSS JOIN attendees AS a ON a.label = attendee_search.rowid"
        groups = [[one.typed, *one.meant] for one in wanted]
        scope = search.match_any_clause(groups, *label_bounds(event_id))
        order = "attendee_search.rowid"
    columns = ", ".join(f"a.{name}" for name in ("fold", *LISTED_COLUMNS))
    rows = tx.execute(
        f"""SELECT {columns} FROM {source} WHERE {" AND ".join([scope[0], *conditions])}
            ORDER BY {order} LIMIT ?""",
        (*scope[1], *parameters, limit if names_only else -1),
    )
    found = ((fold, listed(row)) for fold, *row in rows)
    near = (one for fold, one in found if names_only or _is_near(fold, one, wanted))
    return list(islice(near, limit))


def _is_near(fold: str, one: ListedAttendee, wanted: Sequence[Likeness]) -> bool:
    """Whether name or company have what was meant; the words of all there is do not tell."""
    attendee = one.attendee
    theirs = f" {search.searched_words(f'{attendee.name} {attendee.company}')}"
    return all(
        each.typed in fold or any(f" {word}" in theirs for word in each.meant) for each in wanted
    )


def _likeness(wanted: Sequence[Likeness], *, names_only: bool) -> tuple[list[str], list[object]]:
    """Conditions on `attendees AS a` and their parameters."""
    begins = "instr(' ' || a.fold, ?) > 0"
    if names_only:
        begins = f"({begins} AND instr(a.sort_key, ?) > 0)"
    conditions, parameters = list[str](), list[object]()
    for one in wanted:
        conditions.append(f"({' OR '.join(['instr(a.fold, ?) > 0', *[begins] * len(one.meant)])})")
        parameters.append(one.typed)
        for word in one.meant:
            parameters += [f" {word}", word] if names_only else [f" {word}"]
    conditions.append(f"NOT ({' AND '.join('instr(a.fold, ?) > 0' for _ in wanted)})")
    return conditions, [*parameters, *(one.typed for one in wanted)]
