"""Which days of an account were listed in full, so that a list of changes is enough the next time.

Functions over a connection; the caller owns the transaction.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.event import Window


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of events that was read to its end.

    Attributes:
        window: the days in which nothing was missing, None for all.
        listed_at: when the full list was begun, aware.
        asked_at: when the last list of changes after it was begun, else as `listed_at`.
    """

    window: Window | None
    listed_at: datetime
    asked_at: datetime


def covering(tx: sqlite3.Connection, account: Account, window: Window | None) -> Listing | None:
    """The latest listing that holds all days of a window, made with the account's settings."""
    rows = tx.execute(
        """SELECT * FROM listings WHERE account_id = ? AND settings = ?
           ORDER BY listed_at DESC, asked_at DESC""",
        (account.id, _settings(account)),
    )
    return next((one for one in map(_from_row, rows) if _holds(one.window, window)), None)


def missing(tx: sqlite3.Connection, account: Account, window: Window) -> Window | None:
    """The days of a window from the first to the last that no listing holds, None where none is.

    Days in between that some listing holds are among them: a system is asked for one span.
    """
    rows = tx.execute(
        "SELECT * FROM listings WHERE account_id = ? AND settings = ?",
        (account.id, _settings(account)),
    )
    held = list[Window]()
    for row in rows:
        days = _from_row(row).window
        if days is None:
            return None
        held.append(days)
    first, last = window.first, window.last
    for each in sorted(held, key=lambda one: one.first):
        if each.first <= first:
            first = max(first, each.last)
    for each in sorted(held, key=lambda one: one.last, reverse=True):
        if each.last >= last:
            last = min(last, each.first)
    return Window(first, last) if first < last else None


def note(tx: sqlite3.Connection, account: Account, listing: Listing) -> None:
    """Keep a listing in place of those whose days it holds, and of those of other settings."""
    for row in tx.execute("SELECT * FROM listings WHERE account_id = ?", (account.id,)).fetchall():
        if row["settings"] != _settings(account) or _holds(listing.window, _from_row(row).window):
            tx.execute(
                "DELETE FROM listings WHERE account_id = ? AND first = ? AND last = ?",
                (account.id, row["first"], row["last"]),
            )
    first, last = ("", "") if listing.window is None else _days(listing.window)
    tx.execute(
        """INSERT INTO listings (account_id, first, last, settings, listed_at, asked_at)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (
            *(account.id, first, last, _settings(account)),
            *(listing.listed_at.isoformat(), listing.asked_at.isoformat()),
        ),
    )


def forget(tx: sqlite3.Connection, account_id: int) -> None:
    """Let the next list of an account be a full one."""
    tx.execute("DELETE FROM listings WHERE account_id = ?", (account_id,))


def _holds(outer: Window | None, inner: Window | None) -> bool:
    if outer is None or inner is None:
        return outer is None
    return outer.first <= inner.first and inner.last <= outer.last


def _settings(account: Account) -> str:
    parts = [account.system, account.address, sorted(account.options.items())]
    return msgspec.json.encode(parts).decode()


def _days(window: Window) -> tuple[str, str]:
    return window.first.isoformat(), window.last.isoformat()


def _from_row(row: sqlite3.Row) -> Listing:
    window = None
    if row["first"]:
        window = Window(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
    listed_at, asked_at = (datetime.fromisoformat(row[name]) for name in ("listed_at", "asked_at"))
    return Listing(window, listed_at, asked_at)
