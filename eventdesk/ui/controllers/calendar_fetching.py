"""Fetches the days on screen whose events the store lacks, from each system on its own lane."""

import asyncio
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import Window
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.progress import ProgressBridge
from eventdesk.ui.runtime.tasks import Repeat, TaskScope

_REST = 450
"""Milliseconds that days must stay on screen before a system is asked for them."""

_LONGEST = 100
"""Days; more is not asked for unasked."""


class RangeFetcher(QObject):
    """Asks for the same days of an account once only, unless somebody wants to try again.

    Signals:
        began: names of accounts that are asked, separated by commas, and what is asked for.
        ended: nothing is asked any more.
        failed: a sentence on which account could not be asked for what, and why.
    """

    began = Signal(str, str)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, hub: Hub, scope: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._scope = scope
        self._window: Window | None = None
        self._title = ""
        self._asked: set[tuple[str, Window]] = set()
        self._running: dict[str, CancelToken] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(lambda: self._start())

    def want(self, window: Window | None, title: str) -> None:
        """These days are on screen; `title` is what they are called. Paging on fetches nothing."""
        if window != self._window:
            self._window, self._title = window, title
            self._rest.start()

    def refresh(self) -> None:
        """The store changed: perhaps an account is there by now that was not."""
        self._rest.start()

    def again(self) -> None:
        """Ask once more for what could not be had."""
        self._asked.clear()
        self._start(failed=True)

    def cancel(self) -> None:
        """Stop what is asked."""
        for token in self._running.values():
            token.cancel()

    def close(self) -> None:
        """Ask for nothing more."""
        self._rest.stop()
        self.cancel()

    def _start(self, *, failed: bool = False) -> None:
        window = self._window
        if window is not None and (window.last - window.first).days <= _LONGEST:
            work = partial(self._look, window, self._title, failed=failed)
            self._scope.single("looking for days to fetch", work, repeat=Repeat.REPLACE)

    async def _look(self, window: Window, title: str, *, failed: bool) -> None:
        unlisted = self._hub.workspace.syncing.unlisted
        try:
            lacking = await self._hub.db(unlisted, window, failed=failed)
        except EventDeskError:
            return  # the events cannot be read either, and that is said
        for name in lacking:
            if (name, window) not in self._asked and name not in self._running:
                self._asked.add((name, window))
                self._running[name] = CancelToken()
                self._scope.start(self._fetch(name, window, title), name="fetching days on screen")
        self._tell(title)

    async def _fetch(self, name: str, window: Window, title: str) -> None:
        token = self._running[name]
        try:
            await self._ask(name, window, title, token)
        except (Cancelled, asyncio.CancelledError):
            token.cancel()
            raise
        except EventDeskError as error:
            self._fail(name, title, error)
        finally:
            self._running.pop(name, None)
            self._tell(title)
        if self._window is not None and self._window != window:
            self._start()  # days that were wanted while this account was busy

    async def _ask(self, name: str, window: Window, title: str, token: CancelToken) -> None:
        hub, workspace = self._hub, self._hub.workspace
        account = await hub.db(workspace.accounts.get, name)
        # A locked keyring holds up its own lane only.
        await hub.vault(workspace.connections.secrets_of, account)
        with ProgressBridge[object](lambda _progress: None) as progress:
            report, changes = await hub.account(
                name, workspace.syncing.fetch, name, window, progress, token
            )
        hub.announce(changes)
        if report.failure is not None:
            self._fail(name, title, report.failure)

    def _fail(self, name: str, title: str, error: EventDeskError) -> None:
        self.failed.emit(
            self.tr("{title} could not be fetched from {account}: {reason}").format(
                title=title, account=name, reason=error.message
            )
        )

    def _tell(self, title: str) -> None:
        if self._running:
            self.began.emit(", ".join(sorted(self._running)), title)
        else:
            self.ended.emit()
