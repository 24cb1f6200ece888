"""Accounts as kept on disk; their secrets are not here."""

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.storage import activity

_OPTIONS = msgspec.json.Decoder(dict[str, str])


def add(tx: sqlite3.Connection, account: Account) -> Account:
    """Keep a new account, whose id is given here. Raises `BadRequest` for a name that is taken."""
    sql = """INSERT INTO accounts
             (name, system, address, options, colour, shown, read_only, state, state_text,
              last_sync)
             VALUES (:name, :system, :address, :options, :colour, :shown, :read_only, :state,
             :state_text, :last_sync) RETURNING *"""
    return _written(tx, sql, account)


def update(tx: sqlite3.Connection, account: Account) -> None:
    """Write an account anew; the log calls it by its new name from now on.

    Raises `NotThere`, or `BadRequest` for a name that is taken.
    """
    before = by_id(tx, account.id)
    sql = """UPDATE accounts SET name = :name, system = :system, address = :address,
             options = :options, colour = :colour, shown = :shown, read_only = :read_only,
             state = :state, state_text = :state_text, last_sync = :last_sync
             WHERE id = :id RETURNING *"""
    _written(tx, sql, account)
    if before is not None and before.name != account.name:
        activity.rename_account(tx, before.name, account.name)


def remove(tx: sqlite3.Connection, account_id: int) -> None:
    """Forget an account and its cards; `events.drop_account` must have run before."""
    tx.execute("DELETE FROM accounts WHERE id = ?", (account_id,))


def by_name(tx: sqlite3.Connection, name: str) -> Account:
    """The account of a name, whatever its case. Raises `NotThere`."""
    row = tx.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise _not_there(name)
    return _from_row(row)


def by_id(tx: sqlite3.Connection, account_id: int) -> Account | None:
    """One account, None where it was removed."""
    row = tx.execute("SELECT * FROM accounts WHERE id = ?", (account_id,)).fetchone()
    return None if row is None else _from_row(row)


def all(tx: sqlite3.Connection) -> list[Account]:
    """Every account, by name."""
    return [_from_row(row) for row in tx.execute("SELECT * FROM accounts ORDER BY name")]


def set_state(
    tx: sqlite3.Connection,
    account_id: int,
    state: AccountState,
    text: str,
    last_sync: datetime | None = None,
) -> None:
    """Note how the last talk with the system ended; without `last_sync` the former one stays."""
    tx.execute(
        """UPDATE accounts SET state = ?, state_text = ?, last_sync = coalesce(?, last_sync)
           WHERE id = ?""",
        (state, text, last_sync and last_sync.isoformat(), account_id),
    )


def _written(tx: sqlite3.Connection, sql: str, account: Account) -> Account:
    try:
        row = tx.execute(sql, _to_row(account)).fetchone()
    except sqlite3.IntegrityError as error:
        raise BadRequest(
            f"There is an account “{account.name}” already.", "Choose another name."
        ) from error
    if row is None:
        raise _not_there(account.name)
    return _from_row(row)


def _not_there(name: str) -> NotThere:
    return NotThere(f"There is no account “{name}”.", "`eventdesk accounts` lists those there are.")


def _to_row(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "name": account.name,
        "system": account.system,
        "address": account.address,
        "options": msgspec.json.encode(account.options).decode(),
        "colour": account.colour,
        "shown": account.shown,
        "read_only": account.read_only,
        "state": account.state,
        "state_text": account.state_text,
        "last_sync": account.last_sync and account.last_sync.isoformat(),
    }


def _from_row(row: sqlite3.Row) -> Account:
    values = dict(row)
    return Account(
        **values
        | {
            "options": _OPTIONS.decode(values["options"]),
            "shown": bool(values["shown"]),
            "read_only": bool(values["read_only"]),
            "state": AccountState(values["state"]),
            "last_sync": values["last_sync"] and datetime.fromisoformat(values["last_sync"]),
        }
    )
