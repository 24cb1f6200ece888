"""The index over the words of attendees, so that any part of a word is found while typing.

A row of `attendee_search` holds every ending of every word of one attendee, so that a prefix query
finds any part. Its rowid is the attendee's label, so that hits come in name order. While
`events.indexed` is 0 the index lacks some rows and `attendee_query` scans instead.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from eventdesk.domain.text import fold, words
from eventdesk.storage.attendee_labels import (
    Gap,
    Placed,
    find_gap,
    first_labelled,
    label_after_last,
    label_bounds,
    labelled_between,
    spread,
    unlabelled,
    wider_gap,
)

_LONGEST_WORD = 64  # the index grows with the square of a word's length
_LABELS_OF_ONE, _ = label_bounds(1)
_LAST_LABEL = (1 << 63) - 1
LABELLED_AT_ONCE = 4000
"""So many labels keep other writers waiting for some 30 ms."""

_MOST_WORDS = 40  # of a query; SQLite limits the depth of an expression


def searched_words(text: str) -> str:
    """The words that are found, each once, parted by spaces: what `attendees.fold` holds.

    Words are cut after 64 letters, here and in queries.
    """
    # Folded twice, as a sign may come apart into capitals: "™" is "TM".
    return " ".join(sorted({word[:_LONGEST_WORD] for word in words(fold(text))}))


def query_words(search: str) -> list[str]:
    """What must be found, each as part of some word; parts of one another are left out."""
    found = searched_words(search).split()[:_MOST_WORDS]
    return [word for word in found if not any(word in other for other in found if other != word)]


def match_clause(
    wanted: Sequence[str], lowest: int, highest: int
) -> tuple[str, tuple[object, ...]]:
    """A condition on `attendee_search` and its parameters.

    Args:
        wanted: of `query_words`, at least one.
        lowest, highest: labels, both included.
    """
    return match_any_clause([[word] for word in wanted], lowest, highest)


def match_any_clause(
    groups: Sequence[Sequence[str]], lowest: int, highest: int
) -> tuple[str, tuple[object, ...]]:
    """The same for one word or another of each group."""
    parts = (" OR ".join(f'"{word}" *' for word in group) for group in groups)
    expression = " AND ".join(f"({part})" for part in parts)
    return (
        "attendee_search MATCH ? AND attendee_search.rowid BETWEEN ? AND ?",
        (expression, lowest, highest),
    )


def events_with(tx: sqlite3.Connection, text: str, near: int) -> list[int]:
    """The events that may have attendees with all words of a text, those closest in time first.

    Events whose index lacks rows are all among them, as it cannot be asked.

    Args:
        near: seconds as of `domain.event.sort_seconds`.
    """
    wanted = query_words(text)
    if not wanted:
        return []
    match, parameters = match_clause(wanted, 0, _LAST_LABEL)
    rows = tx.execute(
        f"""SELECT id FROM events WHERE gone = 0 AND (indexed = 0 OR id IN (
                SELECT DISTINCT attendee_search.rowid / {_LABELS_OF_ONE}
                FROM attendee_search WHERE {match}))
            ORDER BY starts IS NULL, abs(starts - ?), id""",
        (*parameters, near),
    )
    return [int(row[0]) for row in rows]


def words_version(tx: sqlite3.Connection, event_id: int) -> int:
    """A number that grows whenever words by which attendees of an event are found come or change.

    Words that are no longer there do not count: looking for them finds nobody.
    """
    row = tx.execute("SELECT words_version FROM events WHERE id = ?", (event_id,)).fetchone()
    return 0 if row is None else int(row[0])


def is_indexed(tx: sqlite3.Connection, event_id: int) -> bool:
    """True where every attendee of the event is in the index."""
    row = tx.execute("SELECT indexed FROM events WHERE id = ?", (event_id,)).fetchone()
    return row is not None and row[0] == 1


def mark_incomplete(tx: sqlite3.Connection, event_id: int) -> None:
    """Note that the index lacks some rows of an event, for `index_pending` to add.

    Also tells `words_version` that words came or changed.
    """
    tx.execute(
        "UPDATE events SET indexed = 0, words_version = words_version + 1 WHERE id = ?",
        (event_id,),
    )


def index_pending(tx: sqlite3.Connection, event_id: int, limit: int = 500) -> int:
    """Add some of the missing rows of an event; call it, a transaction each, until it returns 0.

    A call does one of three things, so that none takes long: it labels the next attendees in name
    order, writes the words of `limit` labelled ones, or finds places among them for `limit` that
    came later.

    Returns:
        How many rows are still missing.
    """
    if is_indexed(tx, event_id):
        return 0
    last = _last_written(tx, event_id)
    labelled = first_labelled(tx, event_id, after=last, limit=limit)
    if labelled:
        _write(tx, labelled)
    elif not label_after_last(tx, event_id, LABELLED_AT_ONCE):
        _place(tx, event_id, unlabelled(tx, event_id, limit))
    missing = _count_missing(tx, event_id)
    if missing == 0:
        tx.execute("UPDATE events SET indexed = 1 WHERE id = ?", (event_id,))
    return missing


def unindex(tx: sqlite3.Connection, event_id: int, rows: Sequence[Placed]) -> None:
    """Take attendees out of the index whose name or words are about to change.

    `rows` must be as they were indexed. Until `index_pending` put them back, searches scan.
    """
    if not rows:
        return
    take_out(tx, event_id, rows)
    tx.executemany("UPDATE attendees SET label = NULL WHERE id = ?", ((row.id,) for row in rows))
    mark_incomplete(tx, event_id)


def take_out(tx: sqlite3.Connection, event_id: int, rows: Iterable[Placed]) -> None:
    """Take attendees out of the index whose rows the caller deletes in the same transaction."""
    last = _last_written(tx, event_id)
    written = [(row.label, row.fold) for row in rows if row.label is not None and row.label <= last]
    # In the order of labels FTS5 need not flush between two rows.
    tx.executemany(
        """INSERT INTO attendee_search (attendee_search, rowid, tokens)
           VALUES ('delete', ?, ?)""",
        ((label, _tokens(fold)) for label, fold in sorted(written)),
    )


def drop_event(tx: sqlite3.Connection, event_id: int, limit: int = -1) -> int:
    """Take attendees of an event out of the index, from the end of the list, at most `limit`.

    Must have returned 0 before an event (or its account) is deleted: the foreign key removes its
    attendees, but nothing would remove what the index says of them. An event that stays is whole
    again after `index_pending`.

    Returns:
        How many rows are still in the index.
    """
    lowest, _ = label_bounds(event_id)
    last = _last_written(tx, event_id)
    rows = tx.execute(
        """SELECT sort_key, ref, id, label, fold FROM attendees
           WHERE label > ? AND label <= ? ORDER BY label DESC LIMIT ?""",
        (lowest, last, limit),
    ).fetchall()
    take_out(tx, event_id, (Placed(*row) for row in rows))
    mark_incomplete(tx, event_id)
    return _count_labels(tx, lowest, _last_written(tx, event_id))


def _last_written(tx: sqlite3.Connection, event_id: int) -> int:
    """The highest label in the index: what is labelled up to it is in it, what is above is not.

    That holds since labels above all others are given first and then written in their order; a
    label between others is only given when nothing is left to write, together with its row.
    """
    lowest, highest = label_bounds(event_id)
    row = tx.execute(
        """SELECT rowid FROM attendee_search WHERE rowid BETWEEN ? AND ?
           ORDER BY rowid DESC LIMIT 1""",
        (lowest, highest),
    ).fetchone()
    return lowest if row is None else int(row[0])


def _count_missing(tx: sqlite3.Connection, event_id: int) -> int:
    (without_place,) = tx.execute(
        "SELECT count(*) FROM attendees WHERE event_id = ? AND label IS NULL", (event_id,)
    ).fetchone()
    _, highest = label_bounds(event_id)
    return int(without_place) + _count_labels(tx, _last_written(tx, event_id), highest)


def _count_labels(tx: sqlite3.Connection, after: int, last: int) -> int:
    (count,) = tx.execute(
        "SELECT count(*) FROM attendees WHERE label > ? AND label <= ?", (after, last)
    ).fetchone()
    return int(count)


def _place(tx: sqlite3.Connection, event_id: int, rows: Sequence[Placed]) -> None:
    """Put attendees, given in name order, into the gaps where they belong."""
    while rows:
        gap = find_gap(tx, event_id, rows[0].sort_key, rows[0].ref)
        end = len(rows)
        if gap.next_name is not None:
            end = bisect_left(rows, gap.next_name, key=lambda row: (row.sort_key, row.ref))
        _fill(tx, event_id, gap, rows[:end])
        rows = rows[end:]


def _fill(tx: sqlite3.Connection, event_id: int, gap: Gap, rows: Sequence[Placed]) -> None:
    labels = spread(gap, len(rows))
    if not labels:
        gap = wider_gap(tx, event_id, gap, len(rows))
        neighbours = labelled_between(tx, gap.below, gap.above)
        unindex(tx, event_id, neighbours)
        rows = sorted([*neighbours, *rows])
        labels = spread(gap, len(rows))
    placed = [row._replace(label=label) for row, label in zip(rows, labels, strict=True)]
    tx.executemany(
        "UPDATE attendees SET label = ? WHERE id = ?", ((row.label, row.id) for row in placed)
    )
    _write(tx, placed)


def _write(tx: sqlite3.Connection, rows: Iterable[Placed]) -> None:
    tx.executemany(
        "INSERT INTO attendee_search (rowid, tokens) VALUES (?, ?)",
        ((row.label, _tokens(row.fold)) for row in rows),
    )


def _tokens(folded: str) -> str:
    return " ".join(map(_endings, folded.split()))


@lru_cache(maxsize=4096)
def _endings(word: str) -> str:
    """Every ending of a word: "anna" gives "anna nna na a"."""
    return " ".join(word[start:] for start in range(len(word)))
