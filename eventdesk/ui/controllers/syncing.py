"""Keeps all accounts in step with their systems: at the start, after a mark or a sleep, on F5."""

import asyncio
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.progress import Progress
from eventdesk.ui.controllers.account_sync import FULL, AccountSync, Pace, Wish
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.wake import WakeWatch


class SyncController(QObject):
    """The sync of all accounts.

    Signals:
        moved: the progress or the trouble of some account is another one.
    """

    moved = Signal()

    def __init__(self, hub: Hub, pace: Pace | None = None) -> None:
        super().__init__(hub)
        self._hub = hub
        self._pace = pace or Pace()
        self._scope = hub.scope(self)
        self._accounts: dict[str, AccountSync] = {}
        self._wake = WakeWatch(self)
        self._wake.woke.connect(self._catch_up)
        hub.marks_made.connect(self._push)

    def start(self) -> None:
        """Send what waits and read every account once, as soon as the window is painted."""
        self._scope.start(self._begin(), name="first sync")
        self._wake.start()

    def sync(self, names: Iterable[str]) -> None:
        """Sync these accounts now; a person asked."""
        for name in names:
            self._account(name).ask(FULL)

    def stop(self) -> None:
        """Stop every sync that runs."""
        for account in self._accounts.values():
            account.stop()

    def progress(self, name: str) -> Progress | None:
        """Where an account's sync stands; None while none runs that is worth showing."""
        return self._account(name).progress

    def trouble(self, name: str) -> str:
        """Why an account's sync could not begin, "" where it could."""
        return self._account(name).trouble

    async def forget(self, name: str) -> None:
        """Do nothing more with an account, and wait until nothing runs for it."""
        account = self._accounts.pop(name, None)
        if account is not None:
            await account.end()

    def close(self) -> None:
        """Stop everything for good."""
        self._wake.stop()
        for account in self._accounts.values():
            account.forget()
        self._scope.close()

    async def _begin(self) -> None:
        await asyncio.sleep(self._pace.start)
        accounts = self._hub.workspace.accounts
        for summary in await self._hub.db(accounts.summaries):
            if summary.info is not None:
                self._account(summary.account.name).ask(Wish(lists=True))

    def _catch_up(self) -> None:
        """After sleep, or with a network again, no pause has a reason any more."""
        for account in self._accounts.values():
            account.ask(Wish(lists=True, at_once=True, idle=True))

    def _push(self, name: str) -> None:
        self._account(name).ask(Wish())

    def _account(self, name: str) -> AccountSync:
        if name not in self._accounts:
            self._accounts[name] = AccountSync(
                self._hub, name, scope=self._scope, pace=self._pace, tell=self.moved.emit
            )
        return self._accounts[name]
