"""Labels: whole numbers in name order, with gaps for attendees who come later.

They let a page of a list be read in name order without sorting. Nothing here writes the index.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

USUAL_STEP = 1 << 20
"""The distance between neighbours when an event is labelled afresh."""

_EVENT_SHIFT = 40
_LEAST_STEP = 1 << 8


class Placed(NamedTuple):
    """An attendee as the index knows them. They sort by name, as labels do.

    `label` is None for one without a place yet, `fold` holds the words that are found.
    """

    sort_key: str
    ref: str
    id: int
    label: int | None
    fold: str


class Gap(NamedTuple):
    """Free labels between `below` and `above`, both left out.

    `next_name` is the sort key and ref of the attendee above, None where nobody is.
    """

    below: int
    above: int
    next_name: tuple[str, str] | None


def label_bounds(event_id: int) -> tuple[int, int]:
    """The numbers that every label of an event lies between; they are no labels themselves."""
    return event_id << _EVENT_SHIFT, (event_id + 1) << _EVENT_SHIFT


def label_after_last(tx: sqlite3.Connection, event_id: int, limit: int) -> int:
    """Label the next attendees in name order after the last who has a label.

    Returns:
        How many were labelled; 0 where nobody without a label comes after all who have one, or
        where no labels are left there.
    """
    lowest, highest = label_bounds(event_id)
    last = tx.execute(
        """SELECT label, sort_key, ref FROM attendees WHERE label > ? AND label < ?
           ORDER BY label DESC LIMIT 1""",
        (lowest, highest),
    ).fetchone()
    below, *name = last or (lowest, "", "")
    rows = tx.execute(
        """SELECT id FROM attendees
           WHERE event_id = ? AND label IS NULL AND (sort_key, ref) > (?, ?)
           ORDER BY sort_key, ref LIMIT ?""",
        (event_id, *name, limit),
    ).fetchall()
    labels = spread(Gap(below, highest, None), len(rows))
    tx.executemany(
        "UPDATE attendees SET label = ? WHERE id = ?",
        ((label, row[0]) for label, row in zip(labels, rows, strict=False)),
    )
    return len(labels)


def first_labelled(
    tx: sqlite3.Connection, event_id: int, *, after: int, limit: int = -1
) -> list[Placed]:
    """The next labelled attendees of an event after a label, in name order."""
    return labelled_between(tx, after, label_bounds(event_id)[1], limit=limit)


def labelled_between(
    tx: sqlite3.Connection, below: int, above: int, *, limit: int = -1
) -> list[Placed]:
    """The attendees whose labels lie between two numbers, both left out, in name order."""
    rows = tx.execute(
        """SELECT sort_key, ref, id, label, fold FROM attendees
           WHERE label > ? AND label < ? ORDER BY label LIMIT ?""",
        (below, above, limit),
    )
    return [Placed(*row) for row in rows]


def unlabelled(tx: sqlite3.Connection, event_id: int, limit: int) -> list[Placed]:
    """Some attendees without a place, in name order among themselves."""
    rows = tx.execute(
        """SELECT sort_key, ref, id, label, fold FROM attendees
           WHERE event_id = ? AND label IS NULL LIMIT ?""",
        (event_id, limit),
    )
    return sorted(Placed(*row) for row in rows)


def find_gap(tx: sqlite3.Connection, event_id: int, sort_key: str, ref: str) -> Gap:
    """Where a name belongs: a binary search, as the order of labels is the order of names."""
    below, above = label_bounds(event_id)
    next_name: tuple[str, str] | None = None
    while True:
        middle = (below + above) // 2
        row = (
            tx.execute(
                """SELECT label, sort_key, ref FROM attendees
                   WHERE label > ? AND label < ? ORDER BY label LIMIT 1""",
                (middle, above),
            ).fetchone()
            or tx.execute(
                """SELECT label, sort_key, ref FROM attendees
                   WHERE label > ? AND label <= ? ORDER BY label DESC LIMIT 1""",
                (below, middle),
            ).fetchone()
        )
        if row is None:
            return Gap(below, above, next_name)
        label, *name = row
        if tuple(name) < (sort_key, ref):
            below = label
        else:
            above, next_name = label, (name[0], name[1])


def spread(gap: Gap, count: int) -> Sequence[int]:
    """Labels for so many neighbours in a gap; empty where they do not fit."""
    step = (gap.above - gap.below) // (count + 1)
    if gap.next_name is None:
        step = min(step, USUAL_STEP)  # who comes after the last leaves room for the next
    if step == 0:
        return ()
    return range(gap.below + step, gap.below + step * count + 1, step)


def wider_gap(tx: sqlite3.Connection, event_id: int, gap: Gap, count: int) -> Gap:
    """The gap that taking out as few neighbours as needed makes, so that all fit well."""
    lowest, highest = label_bounds(event_id)
    neighbours = 8
    while True:
        below = tx.execute(
            """SELECT label FROM attendees WHERE label > ? AND label <= ?
               ORDER BY label DESC LIMIT 1 OFFSET ?""",
            (lowest, gap.below, neighbours),
        ).fetchone()
        above = tx.execute(
            """SELECT label, sort_key, ref FROM attendees WHERE label >= ? AND label < ?
               ORDER BY label LIMIT 1 OFFSET ?""",
            (gap.above, highest, neighbours),
        ).fetchone()
        wider = Gap(
            below[0] if below else lowest,
            above[0] if above else highest,
            (above[1], above[2]) if above else None,
        )
        if (wider.above - wider.below) // (2 * neighbours + count + 1) >= _LEAST_STEP:
            return wider
        neighbours *= 4
