"""The lines of a long list of events, read without their bodies, and the events of some lines.

Functions over a connection; the caller owns the transaction.
"""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, datetime

from eventdesk.domain.event_brief import EventBrief
from eventdesk.domain.event_query import EventQuery, ListedEvent, overlaps, wall_clock
from eventdesk.domain.event_time import from_iso
from eventdesk.storage import accounts, event_lists
from eventdesk.storage.event_dates import shown
from eventdesk.storage.event_lists import as_json
from eventdesk.storage.event_rows import LISTED, listed_event

_A_SERIES = """instr(CAST(body AS TEXT), '"recurrence":')"""


def briefs(tx: sqlite3.Connection, query: EventQuery, *, near: date) -> Iterator[EventBrief]:
    """What `event_lists.listed` finds, in no order, as lines.

    Only a series is read as a whole, and where filters look into the bodies every event is.
    """
    if query.tags or query.status_texts or query.people:
        for listed in event_lists.listed(tx, query, near=near):
            yield EventBrief.of(listed, query.zone)
        return
    yield from _plain(tx, query)
    series = event_lists.stored(tx, query, also=f"AND {_A_SERIES}")
    for listed in shown(series, query, near):
        yield EventBrief.of(listed, query.zone)


def of_ids(tx: sqlite3.Connection, ids: Collection[int]) -> dict[int, ListedEvent]:
    """The events of rows, those that are there no more left out; a series as it is stored."""
    known = {account.id: account for account in accounts.all(tx)}
    rows = tx.execute(
        f"SELECT {LISTED} FROM events WHERE id IN (SELECT value FROM json_each(?))",
        (as_json(ids),),
    ).fetchall()
    return {row["id"]: listed_event(row, known[row["account_id"]]) for row in rows}


def _plain(tx: sqlite3.Connection, query: EventQuery) -> Iterator[EventBrief]:
    """The lines of events that are no series, most of them in the order of time."""
    names = {account.id: account.name for account in event_lists.wanted_accounts(tx, query)}
    conditions, parameters = event_lists.conditions(query)
    rows = tx.execute(
        f"""SELECT id, account_id, ref, start, "end", title, place, status,
                CAST(body AS TEXT) ->> '$.status_text', CAST(body AS TEXT) ->> '$.sold_out',
                gone, expected, attended
            FROM events WHERE +account_id IN (SELECT value FROM json_each(?)) {conditions}
            AND NOT {_A_SERIES} ORDER BY starts""",
        (as_json(names), *parameters),
    )
    for number, account, ref, start, end, title, place, status, words, sold_out, *rest in rows:
        begins = from_iso(start)
        starts = None if begins is None else wall_clock(begins, query.zone)
        if query.window is None or overlaps(starts, from_iso(end), query.window, query.zone):
            yield EventBrief(
                number,
                starts,
                begins is not None and not isinstance(begins, datetime),
                names[account],
                ref,
                title,
                place,
                status,
                words or "",
                bool(sold_out),
                bool(rest[0]),
                *rest[1:],
            )
