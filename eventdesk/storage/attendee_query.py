"""A question about an event's attendees as SQL: which rows, in which order.

With and without the search index the same rows come in the same order.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.errors import BadRequest
from eventdesk.storage.attendee_labels import label_bounds
from eventdesk.storage.search import is_indexed, match_clause, query_words

_COLUMNS = {
    "status": "a.shown_status",
    "email": "a.email COLLATE NOCASE",
    "ticket": "a.ticket COLLATE NOCASE",
    "order": "a.order_ref COLLATE NOCASE",
    "marked_at": "a.marked_at",
}

_MATCHES = "attendee_search CROSS JOIN attendees AS a ON a.label = attendee_search.rowid"


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of `attendees`, named by one of its unique columns.

    Attributes:
        key, column: the expression that tells which row it is, and the column it is a value of.
        source, where, order: what follows FROM, WHERE and ORDER BY.
        joined: the source with every column of `attendees AS a`.
        row_order: the order, where only `a` is there.
    """

    key: str
    column: str
    source: str
    joined: str
    where: str
    parameters: tuple[object, ...]
    order: str
    row_order: str


def is_in_label_order(tx: sqlite3.Connection, event_id: int, query: AttendeeQuery) -> bool:
    """True where the rows come in the order of labels, upwards or downwards."""
    return query.sort == "name" and is_indexed(tx, event_id)


def selected(
    tx: sqlite3.Connection,
    event_id: int,
    query: AttendeeQuery,
    labels: tuple[int, int] | None = None,
) -> Selection:
    """The rows that a query means.

    Args:
        labels: only those from the first label to the second; where `is_in_label_order`.

    Raises:
        BadRequest: there is no such column to sort by.
    """
    wanted = query_words(query.search)
    filters, values = _filters(query)
    if not is_indexed(tx, event_id):
        where = ["a.event_id = ?", *("instr(a.fold, ?) > 0" for _ in wanted), *filters]
        order = _order(query, "a.sort_key", "a.ref")
        return _rows("attendees AS a", where, (event_id, *wanted, *values), order)
    lowest, highest = labels or label_bounds(event_id)
    order = _order(query, "a.label")
    if not wanted:
        where = ["a.label BETWEEN ? AND ?", *filters]
        return _rows("attendees AS a", where, (lowest, highest, *values), order)
    match, match_values = match_clause(wanted, lowest, highest)
    # The same order, but as the index gives it: nothing to sort.
    matches = replace(
        _rows(_MATCHES, [match, *filters], (*match_values, *values), order),
        order=_order(query, "attendee_search.rowid"),
    )
    if query.sort != "name" or filters:
        return matches
    return replace(matches, key="attendee_search.rowid", column="label", source="attendee_search")


def _rows(
    source: str, where: Sequence[str], parameters: tuple[object, ...], order: str
) -> Selection:
    return Selection(
        key="a.id",
        column="id",
        source=source,
        joined=source,
        where=" AND ".join(where),
        parameters=parameters,
        order=order,
        row_order=order,
    )


def _filters(query: AttendeeQuery) -> tuple[list[str], tuple[object, ...]]:
    conditions: list[str] = []
    values: list[object] = []
    if query.status is not None:
        conditions.append("a.shown_status = ?")
        values.append(query.status)
    if query.states is not None:
        conditions.append(f"a.mark_state IN ({', '.join('?' * len(query.states))})")
        values.extend(query.states)
    if query.left_out:
        conditions.append(f"a.shown_status NOT IN ({', '.join('?' * len(query.left_out))})")
        values.extend(sorted(query.left_out))
    return conditions, tuple(values)


def _order(query: AttendeeQuery, *by_name: str) -> str:
    """What follows ORDER BY, given the columns that stand for the order of names."""
    direction = " DESC" if query.descending else ""
    if query.sort == "name":
        return ", ".join(f"{column}{direction}" for column in by_name)
    if query.sort not in _COLUMNS:
        raise BadRequest(
            f"Attendees cannot be sorted by “{query.sort}”.",
            f"Use name, {', '.join(_COLUMNS)}.",
        )
    column = _COLUMNS[query.sort]
    # Those without a value come last in both directions.
    return ", ".join([f"coalesce({column}, '') = ''", f"{column}{direction}", *by_name])
