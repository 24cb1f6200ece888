"""An account: one system, one address, one key, under a name that the staff chose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from eventdesk.domain.errors import BadRequest


class AccountState(StrEnum):
    """How the last talk with the system ended."""

    NEW = "new"  # never synced
    READY = "ready"
    OFFLINE = "offline"
    PARKED = "parked"  # key refused: marks wait until it is mended
    FAILED = "failed"  # it answered, but nothing usable


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of an account on disk; its secrets are in the keyring.

    `colour` is "#rrggbb". With `read_only` nothing is written to the system. `state_text` is a
    sentence for people, empty when all is well.
    """

    id: int
    name: str
    system: str
    address: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    colour: str = ""
    shown: bool = True
    read_only: bool = False
    state: AccountState = AccountState.NEW
    state_text: str = ""
    last_sync: datetime | None = None


def check_writable(account: Account) -> None:
    """Raise `BadRequest` for an account that is only looked at."""
    if account.read_only:
        raise BadRequest(
            f"{account.name} is read-only on this desk: nothing is written to it.",
            "Allow writing in the account's menu.",
        )


def checked_account_name(name: str) -> str:
    """The name without spaces around it.

    Raises:
        BadRequest: it is empty, too long, or holds a colon (which parts account and event in a
            reference) or a line break.
    """
    name = name.strip()
    if not name:
        raise BadRequest("An account needs a name.")
    if len(name) > 60 or ":" in name or not name.isprintable():
        raise BadRequest(
            f"“{name[:60]}” cannot be an account's name.",
            "Use up to 60 characters, no colon and no line break.",
        )
    return name
