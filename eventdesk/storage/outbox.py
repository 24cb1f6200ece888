"""The marks of this desk and where each stands: the one table that must never lose a row.

Functions over a connection; the caller owns the transaction. Nothing here talks to a system.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from eventdesk.domain.attendance import NEEDS_DECISION, SHOWN_ON_DESK, WAITING, Mark, MarkState
from eventdesk.domain.errors import NotThere

LONGEST_PAUSE = timedelta(seconds=300)
"""The most that a mark waits between two tries, whatever a system asks for."""

_COLUMNS = tuple(field.name for field in fields(Mark))
_TIMES = ("marked_at", "uploaded_at", "settled_at", "next_try_at")


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """How many marks of an account wait for the system, and how many for the operator."""

    waiting: int = 0
    needs_decision: int = 0


def add(tx: sqlite3.Connection, mark: Mark) -> None:
    """Keep a new mark."""
    names = ", ".join(_COLUMNS)
    slots = ", ".join(f":{name}" for name in _COLUMNS)
    tx.execute(f"INSERT INTO marks ({names}) VALUES ({slots})", _to_row(mark))


def update(tx: sqlite3.Connection, mark: Mark) -> None:
    """Write where a mark stands now; who marked what and when never changes."""
    tx.execute(
        """UPDATE marks SET state = :state, base = :base, uploaded_at = :uploaded_at,
           settled_at = :settled_at, tries = :tries, next_try_at = :next_try_at,
           remote = :remote, reason = :reason WHERE id = :id""",
        _to_row(mark),
    )


def by_id(tx: sqlite3.Connection, mark_id: str) -> Mark:
    """One mark. Raises `NotThere`."""
    row = tx.execute("SELECT * FROM marks WHERE id = ?", (mark_id,)).fetchone()
    if row is None:
        raise NotThere(
            f"There is no mark “{mark_id}”.", "`eventdesk outbox` lists those that wait."
        )
    return _from_row(row)


def any_made(tx: sqlite3.Connection) -> bool:
    """True where some mark was made, whatever became of it."""
    return tx.execute("SELECT 1 FROM marks LIMIT 1").fetchone() is not None


def last_to_undo(tx: sqlite3.Connection, desk: str) -> Mark | None:
    """The newest mark made at this desk that was not taken back and is no undo itself."""
    row = tx.execute(
        """SELECT * FROM marks AS m WHERE desk = ? AND undo_of = ''
           AND state NOT IN ('replaced', 'undone')
           AND NOT EXISTS (SELECT 1 FROM marks AS u WHERE u.undo_of = m.id AND u.state <> 'undone')
           ORDER BY number DESC LIMIT 1""",
        (desk,),
    ).fetchone()
    return None if row is None else _from_row(row)


def is_undone(tx: sqlite3.Connection, mark_id: str) -> bool:
    """True where some later mark takes this one back."""
    found = tx.execute(
        "SELECT 1 FROM marks WHERE undo_of = ? AND state <> 'undone' LIMIT 1", (mark_id,)
    ).fetchone()
    return found is not None


def is_newest(tx: sqlite3.Connection, mark: Mark) -> bool:
    """True where no later mark that still counts speaks of the same place or person."""
    later = tx.execute(
        """SELECT 1 FROM marks WHERE account_id = ? AND event_ref = ?
           AND (attendee_ref = ? OR (person <> '' AND person = ?))
           AND number > (SELECT number FROM marks WHERE id = ?)
           AND state NOT IN ('replaced', 'undone') LIMIT 1""",
        (mark.account_id, mark.event_ref, mark.attendee_ref, mark.person, mark.id),
    ).fetchone()
    return later is None


def in_states(
    tx: sqlite3.Connection, states: Iterable[MarkState], *, account_id: int | None = None
) -> list[Mark]:
    """The marks in these states, oldest first; of one account, or of all."""
    wanted = sorted(states)
    sql = f"SELECT * FROM marks WHERE state IN ({_slots(wanted)})"
    parameters: list[object] = [*wanted]
    if account_id is not None:
        sql += " AND account_id = ?"
        parameters.append(account_id)
    return [_from_row(row) for row in tx.execute(f"{sql} ORDER BY number", parameters)]


def of_person(tx: sqlite3.Connection, mark: Mark, states: Iterable[MarkState]) -> list[Mark]:
    """Marks at the same event that speak of the same place, or of the same person."""
    wanted = sorted(states)
    rows = tx.execute(
        f"""SELECT * FROM marks WHERE account_id = ? AND event_ref = ? AND id <> ?
            AND (attendee_ref = ? OR (person <> '' AND person = ?))
            AND state IN ({_slots(wanted)}) ORDER BY number""",
        (
            mark.account_id,
            mark.event_ref,
            mark.id,
            mark.attendee_ref,
            mark.person,
            *wanted,
        ),
    )
    return [_from_row(row) for row in rows]


def due(tx: sqlite3.Connection, account_id: int, now: datetime) -> list[Mark]:
    """Pending marks whose time has come, in the order of the acts.

    A mark waits while an earlier one of the same attendee is not settled, so that two marks of
    one person can never overtake each other.
    """
    rows = tx.execute(
        """SELECT * FROM marks AS m WHERE account_id = ? AND state = 'pending'
           AND (next_try_at IS NULL OR next_try_at <= ? OR next_try_at > ?)
           AND NOT EXISTS (
               SELECT 1 FROM marks AS e WHERE e.account_id = m.account_id
               AND e.event_ref = m.event_ref AND e.number < m.number
               AND (e.attendee_ref = m.attendee_ref OR (e.person <> '' AND e.person = m.person))
               AND e.state IN ('pending', 'sending', 'unknown'))
           ORDER BY tries > 2, number""",
        # A pause longer than any we make comes from a clock that was set back since.
        (account_id, now.isoformat(), (now + LONGEST_PAUSE).isoformat()),
    )
    return [_from_row(row) for row in rows]


def pause(tx: sqlite3.Connection, account_id: int, until: datetime) -> None:
    """Let no pending mark of an account be due before `until`."""
    tx.execute(
        """UPDATE marks SET next_try_at = max(coalesce(next_try_at, ''), ?)
           WHERE account_id = ? AND state = 'pending'""",
        (until.isoformat(), account_id),
    )


def stands_over(tx: sqlite3.Connection, mark: Mark) -> bool:
    """True where a later mark of the same place or person stands."""
    later = tx.execute(
        """SELECT 1 FROM marks AS m WHERE account_id = ? AND event_ref = ? AND undo_of = ''
           AND (attendee_ref = ? OR (person <> '' AND person = ?))
           AND number > (SELECT number FROM marks WHERE id = ?)
           AND state NOT IN ('replaced', 'undone')
           AND NOT EXISTS (SELECT 1 FROM marks AS u WHERE u.undo_of = m.id AND u.state <> 'undone')
           LIMIT 1""",
        (mark.account_id, mark.event_ref, mark.attendee_ref, mark.person, mark.id),
    ).fetchone()
    return later is not None


def forget_pauses(tx: sqlite3.Connection, account_id: int) -> None:
    """Let every pending mark of an account be due now."""
    tx.execute(
        "UPDATE marks SET next_try_at = NULL WHERE account_id = ? AND state = 'pending'",
        (account_id,),
    )


def next_try(tx: sqlite3.Connection, account_id: int) -> datetime | None:
    """When the earliest pending mark that has to wait may be tried again."""
    row = tx.execute(
        "SELECT min(next_try_at) AS at FROM marks WHERE account_id = ? AND state = 'pending'",
        (account_id,),
    ).fetchone()
    return datetime.fromisoformat(row["at"]) if row["at"] else None


def shown_over(tx: sqlite3.Connection, account_id: int, event_ref: str) -> list[Mark]:
    """The marks that lie over an event's attendees, oldest first."""
    rows = tx.execute(
        f"""SELECT * FROM marks WHERE account_id = ? AND event_ref = ?
            AND state IN ({_slots(SHOWN_ON_DESK)}) ORDER BY number""",
        (account_id, event_ref, *sorted(SHOWN_ON_DESK)),
    )
    return [_from_row(row) for row in rows]


def counts(tx: sqlite3.Connection) -> dict[int, OutboxCount]:
    """Waiting and undecided marks by account id; accounts without any are left out."""
    rows = tx.execute(
        f"""SELECT account_id, sum(state IN ({_slots(WAITING)})) AS waiting,
            sum(state IN ({_slots(NEEDS_DECISION)})) AS undecided FROM marks
            WHERE state IN ('pending', 'sending', 'unknown', 'refused', 'conflict')
            GROUP BY account_id""",
        (*sorted(WAITING), *sorted(NEEDS_DECISION)),
    )
    return {row["account_id"]: OutboxCount(row["waiting"], row["undecided"]) for row in rows}


def of_account(tx: sqlite3.Connection, account_id: int) -> list[Mark]:
    """Every mark ever made for an account, oldest first."""
    rows = tx.execute("SELECT * FROM marks WHERE account_id = ? ORDER BY number", (account_id,))
    return [_from_row(row) for row in rows]


def of_event(tx: sqlite3.Connection, account_id: int, event_ref: str) -> list[Mark]:
    """Every mark ever made at an event, oldest first."""
    rows = tx.execute(
        "SELECT * FROM marks WHERE account_id = ? AND event_ref = ? ORDER BY number",
        (account_id, event_ref),
    )
    return [_from_row(row) for row in rows]


def remove_account(tx: sqlite3.Connection, account_id: int) -> int:
    """Forget an account's marks, after the person agreed. Returns how many."""
    return tx.execute("DELETE FROM marks WHERE account_id = ?", (account_id,)).rowcount


def _slots(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _to_row(mark: Mark) -> dict[str, object]:
    row = asdict(mark)
    for name in _TIMES:
        row[name] = row[name].isoformat() if row[name] else None
    return row


def _from_row(row: sqlite3.Row) -> Mark:
    values = {name: row[name] for name in _COLUMNS}
    for name in _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Mark(**{**values, "state": MarkState(values["state"])})
