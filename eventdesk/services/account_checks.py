"""Whether an account can be as a person filled it in, and whether it can be removed."""

import sqlite3
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import SHOWN_ON_DESK
from eventdesk.domain.capability import Field, FieldKind, SystemInfo
from eventdesk.domain.errors import BadRequest
from eventdesk.storage import outbox


def check_options(info: SystemInfo, options: Mapping[str, str]) -> None:
    """Raise `BadRequest` where an option is unknown, missing or no time zone."""
    fields = {f.name: f for f in info.options}
    for key in options:
        if key not in fields:
            raise BadRequest(
                f"{info.title} has no option “{key}”.",
                f"It takes {', '.join(fields) or 'none'}.",
            )
    for name, wanted in fields.items():
        value = options.get(name, "").strip()
        if wanted.required and not value:
            raise BadRequest(f"{info.title} needs {wanted.title}.", f"Give {name}=….")
        if wanted.kind is FieldKind.TIME_ZONE and value:
            _check_time_zone(value)


def _check_time_zone(name: str) -> None:
    from zoneinfo import ZoneInfo  # reads the zone files: only where a zone is given

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadRequest(f"“{name}” is not a time zone.", "Write it as Europe/London.") from error


def check_same_host(info: SystemInfo, old: str, new: str, kept: Mapping[str, str]) -> None:
    """Raise `BadRequest` where kept secrets would go to another host than they were given for."""
    hosts = [urlsplit(address.strip() or info.address).hostname for address in (old, new)]
    if kept and hosts[0] != hosts[1]:
        raise BadRequest(
            f"The address is at another host now: {hosts[1]}.",
            "Enter the key or password again, so that it goes nowhere by mistake.",
        )


def given_secrets(info: SystemInfo, secrets: Mapping[str, str]) -> dict[str, str]:
    """The secrets that are filled in, without blanks around them: those come from copying.

    A password that only signs in was typed, and is taken as it is. Raises `BadRequest` for a
    secret that the system has not.
    """
    fields = {f.name: f for f in info.secret_fields()}
    for name in sorted(secrets):
        if name not in fields:
            raise BadRequest(
                f"{info.title} has no secret “{name}”.",
                f"It takes {', '.join(sorted(fields)) or 'none'}.",
            )
    return {
        name: value.strip() if fields[name].kept else value
        for name, value in secrets.items()
        if value.strip()
    }


def check_secrets(info: SystemInfo, given: Collection[str], kept: Collection[str]) -> None:
    """Raise `BadRequest` unless one group of alternatives is complete.

    Args:
        given: names of the secrets that were filled in now.
        kept: names of those that the account has already; what only signs in is never among them.
    """
    passing = {f.name for f in info.secret_fields() if not f.kept}
    present = set(given) if passing.intersection(given) else {*given, *kept}
    if not any(map(_required, info.secrets)) or has_complete_group(info, present):
        return
    groups = " or ".join(
        " and ".join(f.title for f in required) for required in map(_required, info.secrets)
    )
    raise BadRequest(f"{info.title} needs {groups}.", "Fill in what is missing.")


def has_complete_group(info: SystemInfo, names: Collection[str]) -> bool:
    """Whether these secrets alone are enough to sign in."""
    return any(
        all(f.name in names for f in required)
        for required in map(_required, info.secrets)
        if required
    )


def must_sign_in(info: SystemInfo, secrets: Mapping[str, str]) -> bool:
    """Whether a secret is given that signs in once and is never kept."""
    return any(not f.kept and secrets.get(f.name, "").strip() for f in info.secret_fields())


def _required(group: tuple[Field, ...]) -> list[Field]:
    return [f for f in group if f.required]


def check_nothing_waits(tx: sqlite3.Connection, account: Account) -> None:
    """Raise `BadRequest` where marks are on this desk only."""
    unsettled = outbox.in_states(tx, SHOWN_ON_DESK, account_id=account.id)
    if unsettled:
        raise BadRequest(
            f"{len(unsettled)} marks of {account.name} are on this desk only.",
            "Send or decide them first, or remove with --discard-waiting.",
        )
