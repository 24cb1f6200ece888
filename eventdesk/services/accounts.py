"""Accounts: add, check, edit, remove. Secrets go to the keyring and nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdesk.domain.account import Account, AccountState, checked_account_name
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import SystemInfo
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import BadRequest, EventDeskError, NoKeyring
from eventdesk.exports.record_columns import mark_columns
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat
from eventdesk.providers import registry
from eventdesk.services.account_checks import (
    check_nothing_waits,
    check_options,
    check_same_host,
    check_secrets,
    given_secrets,
    has_complete_group,
    must_sign_in,
)
from eventdesk.services.connections import Connections
from eventdesk.storage import accounts, badges, events, listings, outbox, walk_ins, wiping
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

    def sign_in(
        self, draft: AccountDraft, cancel: CancelToken, *, existing: str | None = None
    ) -> AccountDraft:
        """The draft with what is to be kept in place of what only signs in, such as a password.

        A draft that holds nothing of the kind is returned as it is, and nobody is asked.

        Raises:
            BadRequest: a field is missing or wrong. CredentialsRefused, Unreachable, BadAnswer:
                as the system answered.
        """
        info = registry.provider_class(draft.system).info
        if not must_sign_in(info, draft.secrets):
            return draft
        account = self._checked(draft, existing)
        if existing is not None:
            account = replace(account, id=self.get(existing).id)
        given = given_secrets(info, draft.secrets)
        check_secrets(info, given, ())
        answered = self._connections.sign_in(account, given, cancel)
        passing = {f.name for f in info.secret_fields() if not f.kept}
        return replace(draft, secrets={k: v for k, v in answered.items() if k not in passing})

    def check_draft(
        self, draft: AccountDraft, cancel: CancelToken, *, existing: str | None = None
    ) -> str:
        """Try a draft without keeping it. Returns the system's sentence.

        With `existing`, secrets left empty are those of that account.
        """
        draft = self.sign_in(draft, cancel, existing=existing)
        account = self._checked(draft, existing)
        if existing is not None:
            account = replace(account, id=self.get(existing).id)
        provider = self._connections.open_apart(account, self._secrets_of(draft, existing))
        try:
            return provider.check(cancel)
        finally:
            provider.close()

    def add(
        self, draft: AccountDraft, cancel: CancelToken | None = None
    ) -> tuple[Account, Changes]:
        """Keep a new account, signed in first where the draft was not yet.

        Raises:
            BadRequest: a field is missing or wrong. NoKeyring: the secrets could not be kept, and
                neither is the account. Any other family: signing in failed.
        """
        draft = self.sign_in(draft, cancel or CancelToken())
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

    def edit(
        self, name: str, draft: AccountDraft, cancel: CancelToken | None = None
    ) -> tuple[Account, Changes]:
        """Change an account, signed in first where the draft was not yet.

        Secrets left empty stay as they are, unless those given are enough to sign in without them.
        """
        old = self.get(name)
        draft = self.sign_in(draft, cancel or CancelToken(), existing=name)
        checked = self._checked(draft, name)
        apart = replace(checked, id=old.id)
        secrets = self._secrets_of(draft, name)
        self._connections.open_apart(apart, secrets).close()
        given = {key: value for key, value in secrets.items() if draft.secrets.get(key)}
        self._keep_secrets(old, given, draft)
        self._forget_replaced(old, secrets, draft)
        new = replace(
            old, name=checked.name, address=checked.address, options=checked.options,
            state=AccountState.NEW, state_text="",
        )  # fmt: skip
        with self._database.write() as tx:
            accounts.update(tx, new)
            listings.forget(tx, new.id)  # another key may see other events
            if given or (new.address, new.options) != (old.address, old.options):
                wiping.wipe_cards(tx, account_id=new.id, before=None)
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
                check_nothing_waits(tx, account)
            all_marks = outbox.of_account(tx, account.id)
        if keep_marks_file is not None:
            columns = mark_columns({account.id: account.name})
            write_table(keep_marks_file, columns, all_marks, file_format=FileFormat.CSV)
        with self._database.write() as tx:
            if not discard_waiting:  # another program may have marked somebody meanwhile
                check_nothing_waits(tx, account)
            outbox.remove_account(tx, account.id)
            walk_ins.remove_account(tx, account.id)
            badges.remove_account(tx, account.id)
            events.drop_account(tx, account.id)
            accounts.remove(tx, account.id)
        self._forget_secrets(account)
        return Changes(accounts=True, calendar=True, marks=True)

    def _forget_secrets(self, account: Account) -> None:
        if account.system not in [info.key for info in registry.systems()]:
            return
        try:
            system = registry.provider_class(account.system)
            names = system.secret_names(account.address, account.options)
            self._secrets.forget_all(str(account.id), names)
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
        self._secrets.write_all(str(account.id), secrets, session_only=draft.session_only)

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
        check_options(info, draft.options)
        address = draft.address.strip().rstrip("/")
        if info.address_required and not address:
            raise BadRequest(f"{info.title} needs an address.", "Fill in Address.")
        if address and not info.address_used:
            raise BadRequest(f"{info.title} has no address.", "Leave the address out.")
        options = {key: value.strip() for key, value in draft.options.items() if value.strip()}
        return Account(0, name, draft.system, address=address, options=options)

    def _secrets_of(self, draft: AccountDraft, existing: str | None) -> dict[str, str]:
        info = registry.provider_class(draft.system).info
        given = given_secrets(info, draft.secrets)
        kept = {}
        if existing is not None and not has_complete_group(info, given):
            kept = self._connections.secrets_of(old := self.get(existing))
            check_same_host(info, old.address, draft.address, kept)
        check_secrets(info, given, kept)
        return kept | given

    def _forget_replaced(
        self, account: Account, secrets: Mapping[str, str], draft: AccountDraft
    ) -> None:
        """Of another way to sign in, or of somebody else, nothing may be left."""
        replaced = [n for n in self._connections.secrets_of(account) if n not in secrets]
        try:
            self._secrets.forget_all(str(account.id), replaced)
        except NoKeyring:
            if not draft.session_only:
                raise
