"""Accounts: add, check, edit, remove. Secrets go to the keyring and nowhere else."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdesk.domain.account import Account, AccountState, checked_account_name
from eventdesk.domain.attendance import SHOWN_ON_DESK
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import FieldKind, SystemInfo
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import BadRequest, EventDeskError, NoKeyring
from eventdesk.exports.record_columns import mark_columns
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat
from eventdesk.providers import registry
from eventdesk.services.connections import Connections
from eventdesk.storage import accounts, events, outbox
from eventdesk.storage.database import Database
from eventdesk.vault.secret_store import SecretStore

COLOURS = (
    "#2f6fde", "#c2410c", "#0f8a6d", "#8b3fc7", "#b4235f",
    "#5b7a12", "#0e7fa8", "#a16207", "#5a55d6", "#6b7280",
)  # fmt: skip
"""Given to accounts in this order; each reads well on light and on dark."""


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as a person filled it in. `session_only`: keep secrets for this run only."""

    system: str
    name: str
    address: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    session_only: bool = False


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """An account as a list shows it. `info` is None where its system is not installed."""

    account: Account
    info: SystemInfo | None
    events: int = 0
    waiting: int = 0
    needs_decision: int = 0


class AccountsService:
    """What staff do with accounts."""

    def __init__(self, database: Database, secrets: SecretStore, connections: Connections) -> None:
        self._database = database
        self._secrets = secrets
        self._connections = connections

    def systems(self) -> list[SystemInfo]:
        """Every system that can be added."""
        return registry.systems()

    def summaries(self) -> list[AccountSummary]:
        """All accounts with their numbers."""
        infos = {info.key: info for info in registry.systems()}
        with self._database.read() as tx:
            counted, marks = events.counts_by_account(tx), outbox.counts(tx)
            return [
                AccountSummary(
                    account,
                    infos.get(account.system),
                    counted.get(account.id, 0),
                    marks.get(account.id, outbox.OutboxCount()).waiting,
                    marks.get(account.id, outbox.OutboxCount()).needs_decision,
                )
                for account in accounts.all(tx)
            ]

    def get(self, name: str) -> Account:
        """One account. Raises `NotThere`."""
        with self._database.read() as tx:
            return accounts.by_name(tx, name)

    def check_draft(
        self, draft: AccountDraft, cancel: CancelToken, *, existing: str | None = None
    ) -> str:
        """Try a draft without keeping it. Returns the system's sentence.

        With `existing`, secrets left empty are those of that account.
        """
        account = self._checked(draft, existing)
        if existing is not None:
            account = replace(account, id=self.get(existing).id)
        provider = self._connections.open_apart(account, self._secrets_of(draft, existing))
        try:
            return provider.check(cancel)
        finally:
            provider.close()

    def add(self, draft: AccountDraft) -> tuple[Account, Changes]:
        """Keep a new account.

        Raises:
            BadRequest: a field is missing or wrong. NoKeyring: the secrets could not be kept, and
                neither is the account.
        """
        account = self._checked(draft, None)
        secrets = self._secrets_of(draft, None)
        self._connections.open_apart(account, secrets).close()  # says no to settings it cannot use
        with self._database.write() as tx:
            colour = COLOURS[len(accounts.all(tx)) % len(COLOURS)]
            account = accounts.add(tx, replace(account, colour=colour))
        try:
            self._keep_secrets(account, secrets, draft)
        except EventDeskError:
            with self._database.write() as tx:
                accounts.remove(tx, account.id)
            raise
        return account, Changes(accounts=True)

    def edit(self, name: str, draft: AccountDraft) -> tuple[Account, Changes]:
        """Change an account; secrets left empty stay as they are."""
        old = self.get(name)
        checked = self._checked(draft, name)
        apart = replace(checked, id=old.id)
        self._connections.open_apart(apart, self._secrets_of(draft, name)).close()
        given = {key: value for key, value in draft.secrets.items() if value}
        self._keep_secrets(old, given, draft)
        new = replace(
            old, name=checked.name, address=checked.address, options=checked.options,
            state=AccountState.NEW, state_text="",
        )  # fmt: skip
        with self._database.write() as tx:
            accounts.update(tx, new)
        return new, Changes(accounts=True, calendar=True)

    def show(self, name: str, shown: bool) -> Changes:
        """Show or hide an account's events in the calendar."""
        with self._database.write() as tx:
            accounts.update(tx, replace(accounts.by_name(tx, name), shown=shown))
        return Changes(accounts=True, calendar=True)

    def allow_writing(self, name: str, allowed: bool) -> Changes:
        """Let this desk write to an account's system, or only look at it; marks wait then."""
        with self._database.write() as tx:
            accounts.update(tx, replace(accounts.by_name(tx, name), read_only=not allowed))
        return Changes(accounts=True, calendar=True, marks=True)

    def recolour(self, name: str, colour: str) -> Changes:
        """Give an account another colour, "#rrggbb"."""
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise BadRequest(f"“{colour}” is not a colour.", "Write it as #rrggbb.")
        with self._database.write() as tx:
            accounts.update(tx, replace(accounts.by_name(tx, name), colour=colour.lower()))
        return Changes(accounts=True, calendar=True)

    def check(self, name: str, cancel: CancelToken) -> str:
        """One cheap signed-in call for a kept account."""
        return self._connections.open(self.get(name)).check(cancel)

    def remove(
        self, name: str, *, discard_waiting: bool = False, keep_marks_file: Path | None = None
    ) -> Changes:
        """Forget an account, its secrets and all that was fetched from it.

        Raises:
            BadRequest: marks wait that no system has, and nobody said to discard them.
            NoKeyring: the account is gone, but its secret may be kept still.
        """
        account = self.get(name)
        with self._database.read() as tx:
            if not discard_waiting:
                _check_nothing_waits(tx, account)
            all_marks = outbox.of_account(tx, account.id)
        if keep_marks_file is not None:
            columns = mark_columns({account.id: account.name})
            write_table(keep_marks_file, columns, all_marks, file_format=FileFormat.CSV)
        with self._database.write() as tx:
            if not discard_waiting:  # another program may have marked somebody meanwhile
                _check_nothing_waits(tx, account)
            outbox.remove_account(tx, account.id)
            events.drop_account(tx, account.id)
            accounts.remove(tx, account.id)
        self._forget_secrets(account)
        return Changes(accounts=True, calendar=True, marks=True)

    def _forget_secrets(self, account: Account) -> None:
        if not self._installed(account):
            return
        try:
            for name in registry.provider_class(account.system).secret_names(account.options):
                self._secrets.forget(str(account.id), name)
        except NoKeyring as error:
            raise NoKeyring(
                f"{account.name} is removed, but its secret may still be in the password store: "
                f"{error.sentence}",
                "Remove what “Event Desk” keeps there by hand.",
            ) from error

    def ensure_desk_book(self) -> None:
        """A desk book named "Desk book" exists from the first start."""
        default = registry.default_system()
        with self._database.write() as tx:
            if default is not None and not accounts.all(tx):
                accounts.add(tx, Account(0, default.title, default.key, colour=COLOURS[0]))

    def _keep_secrets(
        self, account: Account, secrets: Mapping[str, str], draft: AccountDraft
    ) -> None:
        for name, value in secrets.items():
            self._secrets.write(str(account.id), name, value, session_only=draft.session_only)

    def _installed(self, account: Account) -> bool:
        return any(info.key == account.system for info in registry.systems())

    def _checked(self, draft: AccountDraft, existing: str | None) -> Account:
        name = checked_account_name(draft.name)
        info = registry.provider_class(draft.system).info
        with self._database.read() as tx:
            taken = any(
                account.name.casefold() == name.casefold()
                and (existing is None or account.name.casefold() != existing.casefold())
                for account in accounts.all(tx)
            )
        if taken:
            raise BadRequest(f"There is an account “{name}” already.", "Choose another name.")
        _check_options(info, draft.options)
        address = draft.address.strip().rstrip("/")
        if info.address_required and not address:
            raise BadRequest(f"{info.title} needs an address.", "Fill in Address.")
        if address and not info.address_used:
            raise BadRequest(f"{info.title} has no address.", "Leave the address out.")
        options = {key: value.strip() for key, value in draft.options.items() if value.strip()}
        return Account(0, name, draft.system, address=address, options=options)

    def _secrets_of(self, draft: AccountDraft, existing: str | None) -> dict[str, str]:
        info = registry.provider_class(draft.system).info
        known = {f.name for f in info.secret_fields()}
        unknown = sorted(set(draft.secrets) - known)
        if unknown:
            raise BadRequest(
                f"{info.title} has no secret “{unknown[0]}”.",
                f"It takes {', '.join(sorted(known)) or 'none'}.",
            )
        secrets = {key: value.strip() for key, value in draft.secrets.items() if value.strip()}
        if existing is not None:
            account = self.get(existing)
            secrets = self._connections.secrets_of(account) | secrets
        _check_secrets(info, secrets)
        return secrets


def _check_nothing_waits(tx: sqlite3.Connection, account: Account) -> None:
    unsettled = outbox.in_states(tx, SHOWN_ON_DESK, account_id=account.id)
    if unsettled:
        raise BadRequest(
            f"{len(unsettled)} marks of {account.name} are on this desk only.",
            "Send or decide them first, or remove with --discard-waiting.",
        )


def _check_options(info: SystemInfo, options: Mapping[str, str]) -> None:
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


def _check_secrets(info: SystemInfo, secrets: Mapping[str, str]) -> None:
    """One group of alternatives must be complete."""
    required = [[f for f in group if f.required] for group in info.secrets]
    if not required or any(all(f.name in secrets for f in group) for group in required):
        return
    groups = " or ".join(" and ".join(f.title for f in group) for group in required)
    raise BadRequest(f"{info.title} needs {groups}.", "Fill in what is missing.")
