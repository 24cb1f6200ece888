"""Which events a list shows, in which order, and what occurs among them to filter by.

A series is in a list once for each of its occurrences in the window. Functions over a connection;
the caller owns the transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, PersonRole
from eventdesk.domain.event_query import EventQuery, Facets, ListedEvent
from eventdesk.domain.event_time import EventTime, sort_seconds
from eventdesk.domain.text import fold
from eventdesk.recurrence.expansion import occurs
from eventdesk.storage import accounts, search
from eventdesk.storage.event_dates import in_order, shown
from eventdesk.storage.event_rows import LISTED, listed_event

_DAY = timedelta(days=1)


def listed(
    tx: sqlite3.Connection, query: EventQuery, *, near: date | None = None
) -> list[ListedEvent]:
    """The events that a query finds, by their start on the wall clock; those without one last.

    A series is there once for each occurrence in the window; where that has no end, for those that
    are closest to the day `near`, if one is given. Without a window it is there once: at its next
    occurrence from that day on, or as it is stored where no day is given.
    """
    return in_order(shown(stored(tx, query), query, near), query)


def refs(tx: sqlite3.Connection, query: EventQuery) -> list[str]:
    """The references of what `listed` finds, each once; in no order."""
    if query == EventQuery(window=query.window, accounts=query.accounts, zone=query.zone):
        return _plain_refs(tx, query)
    window, zone = query.window, query.zone
    events = (item.event for item in stored(tx, query))
    return [event.ref for event in events if window is None or occurs(event, window, zone)]


def undated_refs(tx: sqlite3.Connection, account_id: int) -> list[str]:
    """The events without a date that a list named, which belong to the list of any days."""
    rows = tx.execute(
        """SELECT ref FROM events
           WHERE account_id = ? AND start IS NULL AND fingerprint <> 0 AND gone = 0""",
        (account_id,),
    )
    return [row["ref"] for row in rows]


def _plain_refs(tx: sqlite3.Connection, query: EventQuery) -> list[str]:
    """The same where only days and accounts count: most rows tell enough without their bodies.

    A single event that begins well within the window is in it, whatever its zone.
    """
    wanted = {account.id: account for account in wanted_accounts(tx, query)}
    where, parameters = conditions(query)
    sure, days = "1", list[int]()
    if query.window is not None:
        sure = """starts BETWEEN ? AND ?
                  AND instr(CAST(body AS TEXT), '"recurrence":') = 0"""
        days = [
            sort_seconds(query.window.first + _DAY),
            sort_seconds(query.window.last - 2 * _DAY),
        ]
    rows = tx.execute(
        f"""SELECT {LISTED}, {sure} AS sure FROM events
            WHERE +account_id IN (SELECT value FROM json_each(?)) {where}""",
        (*days, as_json(wanted), *parameters),
    )
    return [row["ref"] for row in rows if row["sure"] or _occurs(row, wanted, query)]


def _occurs(row: sqlite3.Row, known: Mapping[int, Account], query: EventQuery) -> bool:
    event = listed_event(row, known[row["account_id"]]).event
    return query.window is None or occurs(event, query.window, query.zone)


def stored(tx: sqlite3.Connection, query: EventQuery, *, also: str = "") -> Iterator[ListedEvent]:
    """The events that may be found, as they are stored; of a window some too many.

    Args:
        also: a further condition, as SQL that begins with AND.
    """
    wanted = {account.id: account for account in wanted_accounts(tx, query)}
    where, parameters = conditions(query)
    # The plus keeps SQLite from the index over accounts: the one over time finds fewer rows.
    rows = tx.execute(
        f"""SELECT {LISTED} FROM events
            WHERE +account_id IN (SELECT value FROM json_each(?)) {where} {also}""",
        (as_json(wanted), *parameters),
    )
    found = (listed_event(row, wanted[row["account_id"]]) for row in rows)
    return (item for item in found if _is_found(item.event, query))


def nearest(tx: sqlite3.Connection, text: str, *, near: EventTime, limit: int) -> list[ListedEvent]:
    """Events that hold all words of a text, those closest to a time first; a series as a whole.

    Every account counts, hidden ones too. A text without words finds nothing.
    """
    wanted = search.query_words(text)
    if not wanted:
        return []
    parameters: dict[str, Any] = {f"word{n}": word for n, word in enumerate(wanted)}
    found = " AND ".join(f"instr(fold, :{name}) > 0" for name in parameters)
    parameters |= {"near": sort_seconds(near), "limit": limit}
    rows = tx.execute(
        f"""SELECT {LISTED} FROM events WHERE gone = 0 AND {found}
            ORDER BY starts IS NULL, max(starts - :near, :near - max(starts, ends), 0),
            abs(starts - :near), id LIMIT :limit""",
        parameters,
    ).fetchall()
    known = {account.id: account for account in accounts.all(tx)}
    return [listed_event(row, known[row["account_id"]]) for row in rows]


def facets(tx: sqlite3.Connection) -> Facets:
    """What occurs among the events that systems list, to filter by."""
    rows = tx.execute("SELECT DISTINCT kind, place, status FROM events WHERE gone = 0").fetchall()
    return Facets(
        accounts=_choices(account.name for account in accounts.all(tx) if account.shown),
        kinds=_choices(row["kind"] for row in rows),
        places=_choices(row["place"] for row in rows),
        tags=_choices(_in_bodies(tx, "$.tags", "value")),
        statuses=_choices(row["status"] for row in rows),
        status_texts=_choices(_in_bodies(tx, "$.status_text", "value")),
        people=_choices(_in_bodies(tx, "$.people", "value ->> 'name'")),
    )


def _in_bodies(tx: sqlite3.Connection, path: str, value: str) -> Iterator[str]:
    """Each text that the bodies hold there; `value` is SQL over an element of the list."""
    rows = tx.execute(
        f"""SELECT DISTINCT element.{value} AS text
            FROM events, json_each(CAST(events.body AS TEXT), ?) AS element WHERE gone = 0""",
        (path,),
    )
    return (row["text"] for row in rows)


def wanted_accounts(tx: sqlite3.Connection, query: EventQuery) -> list[Account]:
    """The accounts whose events a query asks for."""
    names = None if query.accounts is None else {name.casefold() for name in query.accounts}
    return [
        account
        for account in accounts.all(tx)
        if (account.shown or not query.shown_only)
        and (names is None or account.name.casefold() in names)
    ]


def conditions(query: EventQuery) -> tuple[str, list[Any]]:
    """What SQL can decide, to stand after another condition, and its parameters.

    Of a window it finds some events too many: `starts` knows no zone.
    """
    found, parameters = [""], list[Any]()
    if query.window is not None:
        found.append("starts < ? AND max(starts, ends) >= ?")
        parameters += [
            sort_seconds(query.window.last + _DAY),
            sort_seconds(query.window.first - _DAY),
        ]
    if not query.include_gone:
        found.append("gone = 0")
    for column, values in (
        ("status", query.statuses),
        ("kind", query.kinds),
        ("place", query.places),
    ):
        if values:
            found.append(f"{column} IN (SELECT value FROM json_each(?))")
            parameters.append(as_json(values))
    for word in search.query_words(query.search):
        found.append("instr(fold, ?) > 0")
        parameters.append(word)
    return " AND ".join(found), parameters


def _is_found(event: Event, query: EventQuery) -> bool:
    """What stands in the body of a row, which SQL does not look into."""
    if query.tags and query.tags.isdisjoint(event.tags):
        return False
    if query.status_texts and event.status_text not in query.status_texts:
        return False
    return not query.people or any(
        person.name in query.people
        and (person.role is PersonRole.ATTENDS or not query.attending_only)
        for person in event.people
    )


def _choices(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values) - {""}, key=lambda value: (fold(value), value)))


def as_json(values: Iterable[Any]) -> str:
    """A list for `json_each`, which takes more values than a statement has parameters."""
    return msgspec.json.encode(list(values)).decode()
