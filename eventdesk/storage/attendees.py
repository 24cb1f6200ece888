"""The attendees of events, as their systems hold them and as this desk shows them.

Functions over a connection; the caller owns the transaction. Nothing here talks to a system.
After `upsert` call `recount` once and `search.index_pending` until nothing is missing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.text import name_sort_key
from eventdesk.storage import search
from eventdesk.storage.attendee_labels import Placed, label_bounds
from eventdesk.storage.attendee_marks import (
    ON_DESK,
    clear_mark,
    clear_strayed,
    counted,
    counts,
    is_counted,
    overlay_kept_if,
    recount,
    set_status,
    show_mark,
    strayed,
)
from eventdesk.storage.attendee_query import Selection, is_in_label_order, selected
from eventdesk.storage.attendee_rows import (
    LISTED_COLUMNS,
    MARK_COLUMNS,
    STORED_COLUMNS,
    OverlayMark,
    listed,
    rows_of,
    stored,
)

__all__ = [
    "OverlayMark",
    "all",
    "clear_mark",
    "clear_strayed",
    "count",
    "counted",
    "counts",
    "find",
    "forget",
    "is_counted",
    "known_fingerprints",
    "offset_of",
    "one",
    "page",
    "recount",
    "set_status",
    "show_mark",
    "strayed",
    "upsert",
    "with_person",
]

_PLACED = "sort_key, ref, id, label, fold"
_LISTED = ", ".join(f"a.{name}" for name in LISTED_COLUMNS)
_TAKEN_OVER = set(STORED_COLUMNS) - {"event_id", "ref", "shown_status", *MARK_COLUMNS}
_UPSERT = f"""
    INSERT INTO attendees ({", ".join(STORED_COLUMNS)})
    VALUES ({", ".join("?" * len(STORED_COLUMNS))})
    ON CONFLICT (event_id, ref) DO UPDATE SET
    gone = 0, {", ".join(f"{name} = excluded.{name}" for name in sorted(_TAKEN_OVER))},
    {overlay_kept_if("excluded.status")}"""

_SORT_KEY = STORED_COLUMNS.index("sort_key")
_FOLD = STORED_COLUMNS.index("fold")
_NOBODY = (None, None)


def known_fingerprints(tx: sqlite3.Connection, event_id: int) -> dict[int, str]:
    """Fingerprint of each record in store to the attendee's reference.

    Those who are gone are among them, under numbers that no record has, so that they can be
    forgotten in the end, and are read again should they come back. Walk-ins are not: no list of
    the system has them.
    """
    rows = tx.execute(
        "SELECT fingerprint, ref FROM attendees WHERE event_id = ? AND desk_only = 0", (event_id,)
    )
    return dict(rows.fetchall())


def upsert(
    tx: sqlite3.Connection,
    event_id: int,
    items: Sequence[tuple[int, Attendee]],
    marks: Mapping[str, OverlayMark],
) -> tuple[int, int]:
    """Write attendees as their system holds them now.

    What this desk shows over an attendee stays. `marks` holds, by reference of a person or a
    place, what to show over those who are new, should the store have been emptied meanwhile.

    Returns:
        How many were added, and how many were there and are changed.
    """
    newest = {attendee.ref: (fingerprint, attendee) for fingerprint, attendee in items}
    known = {row[1]: row for row in rows_of(tx, event_id, newest, f"{_PLACED}, fingerprint, gone")}
    rows: list[tuple[object, ...]] = []
    moved: list[Placed] = []
    for ref, (fingerprint, attendee) in newest.items():
        *place, old_fingerprint, gone = known.get(ref, _NOBODY)
        if fingerprint == old_fingerprint and not gone:
            continue
        mark = marks.get(attendee.person) or marks.get(ref)
        row = stored(event_id, fingerprint, attendee, mark)
        rows.append(row)
        if place and (row[_SORT_KEY], row[_FOLD]) != (place[0], place[4]):
            moved.append(Placed(*place))
    search.unindex(tx, event_id, moved)
    tx.executemany(_UPSERT, rows)
    added = len(newest) - len(known)
    if added:
        search.mark_incomplete(tx, event_id)
    return added, len(rows) - added


def forget(tx: sqlite3.Connection, event_id: int, refs: Iterable[str]) -> int:
    """Remove attendees whom their system no longer lists.

    Those who are shown with this desk's mark stay and are marked as gone.

    Returns:
        How many were removed or have become gone.
    """
    rows = list(rows_of(tx, event_id, refs, f"{_PLACED}, {ON_DESK}, gone"))
    removed = [Placed(*place) for *place, on_desk, _ in rows if not on_desk]
    newly_gone = [place[2] for *place, on_desk, gone in rows if on_desk and not gone]
    with counted(tx, event_id, [row[1] for row in rows]):
        search.take_out(tx, event_id, removed)
        tx.executemany("DELETE FROM attendees WHERE id = ?", ((row.id,) for row in removed))
        # Another fingerprint, so that the same record is read again if the system lists it again.
        tx.executemany(
            "UPDATE attendees SET gone = 1, fingerprint = random() WHERE id = ?",
            ((row,) for row in newly_gone),
        )
    return len(removed) + len(newly_gone)


def count(tx: sqlite3.Connection, event_id: int, query: AttendeeQuery) -> int:
    """How many attendees a query means."""
    if query == AttendeeQuery(sort=query.sort, descending=query.descending):
        sql, parameters = "SELECT count(*) FROM attendees WHERE event_id = ?", (event_id,)
        return int(tx.execute(sql, parameters).fetchone()[0])
    return _count(tx, selected(tx, event_id, query))


def page(
    tx: sqlite3.Connection, event_id: int, query: AttendeeQuery, offset: int, limit: int
) -> list[ListedAttendee]:
    """Some of the attendees that a query means, in its order."""
    wanted = selected(tx, event_id, query)
    # First which rows, then what is in them: whole rows need not be carried through a sort.
    rows = tx.execute(
        f"""SELECT {_LISTED} FROM (
                SELECT {wanted.key} AS key FROM {wanted.source} WHERE {wanted.where}
                ORDER BY {wanted.order} LIMIT ? OFFSET ?) AS part
            CROSS JOIN attendees AS a ON a.{wanted.column} = part.key
            ORDER BY {wanted.row_order}""",
        (*wanted.parameters, limit, offset),
    )
    return [listed(row) for row in rows]


def all(tx: sqlite3.Connection, event_id: int, query: AttendeeQuery) -> Iterator[ListedAttendee]:
    """All attendees that a query means, in its order, read while they are asked for."""
    wanted = selected(tx, event_id, query)
    rows = tx.execute(
        f"""SELECT {_LISTED} FROM {wanted.joined} WHERE {wanted.where} ORDER BY {wanted.order}""",
        wanted.parameters,
    )
    return map(listed, rows)


def offset_of(tx: sqlite3.Connection, event_id: int, query: AttendeeQuery, ref: str) -> int | None:
    """How many attendees come before one in what a query means; None where it leaves them out."""
    label = _label(tx, event_id, ref) if is_in_label_order(tx, event_id, query) else None
    if label is not None:
        if not _count(tx, selected(tx, event_id, query, (label, label))):
            return None
        lowest, highest = label_bounds(event_id)
        before = (label + 1, highest) if query.descending else (lowest, label - 1)
        return _count(tx, selected(tx, event_id, query, before))
    wanted = selected(tx, event_id, query)
    row = tx.execute(
        f"""SELECT place FROM (
                SELECT a.ref AS ref, row_number() OVER (ORDER BY {wanted.order}) - 1 AS place
                FROM {wanted.joined} WHERE {wanted.where}) WHERE ref = ?""",
        (*wanted.parameters, ref),
    ).fetchone()
    return None if row is None else int(row[0])


def one(tx: sqlite3.Connection, event_id: int, ref: str) -> ListedAttendee | None:
    """One attendee, None where there is no such reference."""
    found = _listed_where(tx, "a.event_id = ? AND a.ref = ?", event_id, ref)
    return found[0] if found else None


def find(tx: sqlite3.Connection, event_id: int, text: str) -> list[ListedAttendee]:
    """The attendees meant by a reference, else by a whole name, e-mail or code.

    Case does not count, nor do accents in a name; "Baker, Anna" is Anna Baker.
    """
    text = text.strip()
    exact = one(tx, event_id, text)
    if exact is not None:
        return [exact]
    if not text:
        return []  # and not everybody who has no code
    wanted = selected(tx, event_id, AttendeeQuery(search=text))
    rows = tx.execute(
        f"""SELECT {_LISTED} FROM {wanted.joined} WHERE {wanted.where}
            AND (a.sort_key = ? OR a.email = ? COLLATE NOCASE OR a.code = ? COLLATE NOCASE)
            ORDER BY {wanted.order}""",
        (*wanted.parameters, name_sort_key(text), text, text),
    )
    return [listed(row) for row in rows]


def with_person(tx: sqlite3.Connection, event_id: int, person: str) -> list[ListedAttendee]:
    """Every place of a person at an event, by name; none for the empty reference."""
    # The index covers only rows with a person, and SQLite wants to read that in the statement.
    return _listed_where(tx, "a.event_id = ? AND a.person = ? AND a.person <> ''", event_id, person)


def _listed_where(tx: sqlite3.Connection, where: str, *parameters: object) -> list[ListedAttendee]:
    rows = tx.execute(
        f"SELECT {_LISTED} FROM attendees AS a WHERE {where} ORDER BY a.sort_key, a.ref",
        parameters,
    )
    return [listed(row) for row in rows]


def _label(tx: sqlite3.Connection, event_id: int, ref: str) -> int | None:
    row = tx.execute(
        "SELECT label FROM attendees WHERE event_id = ? AND ref = ?", (event_id, ref)
    ).fetchone()
    return None if row is None else row[0]


def _count(tx: sqlite3.Connection, wanted: Selection) -> int:
    row = tx.execute(
        f"SELECT count(*) FROM {wanted.source} WHERE {wanted.where}", wanted.parameters
    ).fetchone()
    return int(row[0])
