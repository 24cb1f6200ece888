"""The status that an attendee is shown with, and how many of an event there are of each.

A mark of this desk is shown while it is unsettled or local, else what the system holds.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from eventdesk.domain.attendance import SHOWN_ON_DESK, AttendanceStatus
from eventdesk.storage.attendee_rows import MARK_COLUMNS, OverlayMark, mark_columns, rows_of

ON_DESK = "coalesce(attendees.mark_state, '') IN ({})".format(
    ", ".join(f"'{state}'" for state in sorted(SHOWN_ON_DESK))
)
"""A condition: shown with this desk's mark, whatever the system holds."""

ATTENDED = f"shown_status = '{AttendanceStatus.ATTENDED}'"
"""A condition: who is in."""

EXPECTED = f"({ATTENDED} OR gone = 0 AND shown_status <> '{AttendanceStatus.DECLINED}')"
"""A condition: who is on the list and did not decline, and who is in though listed no more."""

NO_SHOW = f"(gone = 0 AND shown_status = '{AttendanceStatus.NO_SHOW}')"
"""A condition: who is expected and is known not to come any more."""

_COUNTS = ", ".join(f"coalesce(sum({one}), 0)" for one in (EXPECTED, ATTENDED, NO_SHOW))


def show_mark(
    tx: sqlite3.Connection, event_id: int, refs: Iterable[str], mark: OverlayMark
) -> None:
    """Show attendees with a mark of this desk, instead of any earlier one."""
    with counted(tx, event_id, refs) as rows:
        tx.executemany(
            """UPDATE attendees SET shown_status = ?, mark_state = ?, mark_id = ?, marked_at = ?,
               marked_by = ? WHERE id = ?""",
            [(mark.status, *mark_columns(mark), row) for row in rows],
        )


def clear_mark(tx: sqlite3.Connection, event_id: int, refs: Iterable[str]) -> None:
    """Show attendees with what the system holds."""
    with counted(tx, event_id, refs) as rows:
        tx.executemany(
            """UPDATE attendees SET shown_status = status, mark_state = NULL, mark_id = NULL,
               marked_at = NULL, marked_by = NULL WHERE id = ?""",
            [(row,) for row in rows],
        )


def clear_strayed(tx: sqlite3.Connection, event_id: int) -> None:
    """Take marks off places that were given to somebody else since, if the person has others."""
    clear_mark(tx, event_id, strayed(tx, event_id))


def strayed(tx: sqlite3.Connection, event_id: int) -> list[str]:
    """The places that `clear_strayed` means."""
    rows = tx.execute(
        f"""SELECT ref FROM attendees WHERE event_id = ? AND {ON_DESK} AND EXISTS (
                SELECT 1 FROM marks AS m WHERE m.id = attendees.mark_id
                AND m.person <> '' AND m.person <> attendees.person
                AND (m.attendee_ref <> attendees.ref OR EXISTS (
                    SELECT 1 FROM attendees AS other WHERE other.event_id = attendees.event_id
                    AND other.person = m.person)))""",
        (event_id,),
    )
    return [row[0] for row in rows]


def set_status(tx: sqlite3.Connection, event_id: int, ref: str, status: str) -> None:
    """Note what the system holds of an attendee, as it told outside a list.

    A confirmed mark is forgotten if it says something else; one that is shown stays shown.
    """
    with counted(tx, event_id, [ref]) as rows:
        # The record in the system's list is no longer the one that was read, so its fingerprint
        # must not count as known: should the status change back, that would pass for unchanged.
        tx.executemany(
            f"""UPDATE attendees SET
                fingerprint = CASE status WHEN :status THEN fingerprint ELSE random() END,
                status = :status, {overlay_kept_if(":status")} WHERE id = :id""",
            [{"id": row, "status": status} for row in rows],
        )


def overlay_kept_if(status: str) -> str:
    """Assignments for an UPDATE of `attendees` once the system holds a status (an expression).

    What the mark says is shown while it counts. A confirmed mark says the same as the system, so
    that it is no longer true when the system says something else.
    """
    kept = f"CASE WHEN {ON_DESK} OR attendees.shown_status = {status} THEN attendees"
    marks = (f"{name} = {kept}.{name} END" for name in MARK_COLUMNS)
    shown = f"shown_status = CASE WHEN {ON_DESK} THEN attendees.shown_status ELSE {status} END"
    return ", ".join([*marks, shown])


def counts(tx: sqlite3.Connection, event_id: int) -> dict[str, int]:
    """How many attendees of an event are shown with each status."""
    rows = tx.execute(
        "SELECT shown_status, count(*) FROM attendees WHERE event_id = ? GROUP BY shown_status",
        (event_id,),
    )
    return dict(rows.fetchall())


def recount(tx: sqlite3.Connection, event_id: int) -> None:
    """Set an event's `expected`, `attended` and `no_shows` by counting its attendees.

    Needed after `attendees.upsert`, once; all else that changes attendees keeps them right.
    """
    tx.execute(
        f"""UPDATE events SET (expected, attended, no_shows) = (
                SELECT {_COUNTS} FROM attendees WHERE event_id = events.id)
            WHERE id = ?""",
        (event_id,),
    )


def is_counted(tx: sqlite3.Connection, event_id: int) -> bool:
    """True where `recount` would change nothing."""
    row = tx.execute(
        f"""SELECT (expected, attended, no_shows) IS (
                SELECT {_COUNTS} FROM attendees WHERE event_id = events.id)
            FROM events WHERE id = ?""",
        (event_id,),
    ).fetchone()
    return bool(row[0])


@contextmanager
def counted(tx: sqlite3.Connection, event_id: int, refs: Iterable[str]) -> Iterator[Sequence[int]]:
    """The ids of some attendees, to change; what that makes of the event's counts is added.

    Counts that were never made stay unknown.
    """
    refs = list(refs)
    before = _tally(tx, event_id, refs)
    yield [row[0] for row in before]
    after = _tally(tx, event_id, refs)
    more = [sum(row[n] for row in after) - sum(row[n] for row in before) for n in (1, 2, 3)]
    if any(more):
        tx.execute(
            """UPDATE events SET expected = expected + ?, attended = attended + ?,
               no_shows = no_shows + ? WHERE id = ?""",
            (*more, event_id),
        )


def _tally(
    tx: sqlite3.Connection, event_id: int, refs: Iterable[str]
) -> list[tuple[int, int, int, int]]:
    """Id, whether expected, whether attended and whether a no-show, of each attendee."""
    rows = rows_of(tx, event_id, refs, f"id, {EXPECTED}, {ATTENDED}, {NO_SHOW}")
    return [(row[0], row[1], row[2], row[3]) for row in rows]
