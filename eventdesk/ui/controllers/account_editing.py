"""Adding and changing accounts: the dialog **Add account** meets the services."""

import asyncio
from collections.abc import Mapping

from PySide6.QtCore import QObject
from shiboken6 import isValid

from eventdesk.domain.account import Account
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import SystemInfo
from eventdesk.domain.errors import EventDeskError, NoKeyring
from eventdesk.services.account_checks import must_sign_in
from eventdesk.services.accounts import AccountDraft
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.syncing import SyncController
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.dialogs.account import AccountDialog, AccountEntry
from eventdesk.ui.views.main.window import MainWindow


async def add_account(hub: Hub, window: MainWindow, sync: SyncController) -> None:
    """Ask for a new account until it is kept or the person gives up, then sync it."""
    await _AccountEditing(hub, window, sync, None).run()


async def edit_account(hub: Hub, window: MainWindow, sync: SyncController, name: str) -> None:
    """Change an account. Raises `NotThere`."""
    account = await hub.db(hub.workspace.accounts.get, name)
    await _AccountEditing(hub, window, sync, account).run()


class _AccountEditing(QObject):
    """One dialog from its opening to its end."""

    def __init__(
        self, hub: Hub, window: MainWindow, sync: SyncController, account: Account | None
    ) -> None:
        super().__init__()
        self._hub = hub
        self._window = window
        self._sync = sync
        self._account = account
        self._accounts = hub.workspace.accounts
        self._token = CancelToken()
        self._saving: asyncio.Task[None] | None = None
        self._systems: Mapping[str, SystemInfo] = {}
        self._dialog: AccountDialog
        self._scope: TaskScope

    async def run(self) -> None:
        """Open the dialog and wait for its end."""
        systems = await self._hub.files(self._accounts.systems)
        self._systems = {info.key: info for info in systems}
        dialog = self._dialog = AccountDialog(self._window, systems, account=self._account)
        scope = self._scope = self._hub.scope(self)
        dialog.check_asked.connect(self._ask_check)
        dialog.check_stopped.connect(self._stop_check)
        dialog.save_asked.connect(self._ask_save)
        dialog.sign_in_stopped.connect(self._stop_sign_in)
        dialog.file_wanted.connect(self._ask_file)
        dialog.address_file_wanted.connect(self._ask_address)
        scope.start(self._look_for_keyring(), name="looking for a keyring")
        try:
            await dialogs.show(dialog)
        finally:
            self._token.cancel()
            scope.close()
            if isValid(dialog):
                dialog.deleteLater()

    def _ask_check(self) -> None:
        self._checking = self._scope.start(self._check(), name="checking a connection")

    def _stop_check(self) -> None:
        self._token.cancel()
        self._checking.cancel()

    def _ask_save(self) -> None:
        saving = self._scope.single("saving an account", self._save, repeat=Repeat.IGNORE)
        self._saving = saving or self._saving

    def _stop_sign_in(self) -> None:
        """Only signing in can be stopped; what is being kept is kept."""
        self._token.cancel()
        if self._saving is not None:
            self._saving.cancel()

    def _ask_file(self, option: str) -> None:
        self._scope.single("choosing a file", lambda: self._choose_file(option))

    def _ask_address(self) -> None:
        self._scope.single("choosing a file", self._choose_address)

    async def _look_for_keyring(self) -> None:
        if not await self._hub.vault(self._hub.workspace.secrets.usable):
            self._dialog.offer_session_only(
                self.tr("This computer has no password store that is switched on.")
            )

    async def _check(self) -> None:
        """Try what is filled in; a trial that was stopped says nothing."""
        self._token = token = CancelToken()
        self._dialog.show_checking()
        try:
            sentence = await self._hub.check(
                self._accounts.check_draft, self._draft(), token, existing=self._name()
            )
            self._dialog.show_result(sentence)
        except EventDeskError as error:
            self._dialog.show_failure(error.message)
        finally:
            if isValid(self._dialog):
                self._dialog.end_checking()

    async def _save(self) -> None:
        dialog = self._dialog
        try:
            draft = await self._signed_in(self._draft())
            dialog.show_saving(True)
            account = await self._keep(draft)
        except NoKeyring as error:
            dialog.offer_session_only(error.message)
        except EventDeskError as error:
            dialog.show_saving(False)
            dialog.show_failure(error.message)
        else:
            dialog.accept()
            self._sync.sync([account.name])
        finally:
            if isValid(dialog):
                dialog.show_saving(False)

    async def _signed_in(self, draft: AccountDraft) -> AccountDraft:
        """The draft with what is to be kept of a password; the keyring's lane stays free."""
        if not must_sign_in(self._systems[draft.system], draft.secrets):
            return draft
        self._token = token = CancelToken()
        self._dialog.show_signing_in()
        return await self._hub.check(self._accounts.sign_in, draft, token, existing=self._name())

    async def _keep(self, draft: AccountDraft) -> Account:
        """On the lane of the keyring, since that may ask the person and wait."""
        if self._account is None:
            account, changes = await self._hub.vault(self._accounts.add, draft)
        else:
            await self._sync.forget(self._account.name)
            account, changes = await self._hub.vault(self._accounts.edit, self._account.name, draft)
        self._hub.announce(changes)
        return account

    async def _choose_file(self, option: str) -> None:
        path = await dialogs.choose_open_file(
            self._dialog, self.tr("Choose a file"), filters=[self.tr("All files (*)")]
        )
        if path is not None:
            self._dialog.set_option(option, str(path))

    async def _choose_address(self) -> None:
        info = self._dialog.system
        endings = " ".join(f"*.{ending}" for ending in info.address_files)
        path = await dialogs.choose_open_file(
            self._dialog,
            self.tr("Choose a file"),
            filters=[f"{info.title} ({endings})", self.tr("All files (*)")],
        )
        if path is not None and self._dialog.system == info:
            self._dialog.set_address(str(path))

    def _name(self) -> str | None:
        return self._account.name if self._account else None

    def _draft(self) -> AccountDraft:
        entry: AccountEntry = self._dialog.entry()
        return AccountDraft(
            system=entry.system,
            name=entry.name,
            address=entry.address,
            options=entry.options,
            secrets=entry.secrets,
            session_only=entry.session_only,
        )
