"""One account kept in step with its system: one piece of work at a time, and when the next is due.

What is asked meanwhile is joined into the next piece. Going offline and coming back needs
nobody's hand.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    Cancelled,
    CredentialsRefused,
    EventDeskError,
    NoKeyring,
    NotThere,
    Unreachable,
)
from eventdesk.domain.progress import Progress
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.progress import ProgressBridge
from eventdesk.ui.runtime.tasks import TaskScope


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds.

    Attributes:
        start: before the first sync, so that the window is painted first.
        refresh: between two readings of an account whose events are shown.
        first_retry, longest_retry: the pauses of an account that fails; each is twice the last.
        visible: work that takes longer is shown.
    """

    start: float = 0.3
    refresh: float = 300.0
    first_retry: float = 5.0
    longest_retry: float = 120.0
    visible: float = 0.3


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with an account.

    Attributes:
        lists: read its events too, not only send its marks.
        at_once: do not wait for the pauses of single marks.
        idle: nobody asked, so an account that is hidden is left alone.
        retry: the account failed before; failing again makes the pause longer.
    """

    lists: bool = False
    at_once: bool = False
    idle: bool = False
    retry: bool = False

    def __or__(self, other: "Wish | None") -> "Wish":
        if other is None:
            return self
        return Wish(
            lists=self.lists or other.lists,
            at_once=self.at_once or other.at_once,
            idle=self.idle and other.idle,
            retry=self.retry and other.retry,
        )


_LONGEST_WISH = 300.0
"""Seconds; the most that a system's own wish for a pause is followed."""

_AFTER_THE_MOMENT = 0.05
"""Seconds after the time at which a mark is due, so that it is due for sure."""

FULL = Wish(lists=True, at_once=True)
"""What a person asks for."""


class AccountSync:
    """The work for one account: what runs, what is wished next, and when nobody wishes anything.

    Attributes:
        trouble: why the work could not even begin, "" where it could.
    """

    def __init__(
        self, hub: Hub, name: str, *, scope: TaskScope, pace: Pace, tell: Callable[[], None]
    ) -> None:
        """`tell` is called whenever `progress` or `trouble` is another one."""
        self.trouble = ""
        self._hub = hub
        self._name = name
        self._scope = scope
        self._pace = pace
        self._tell = tell
        self._running: Wish | None = None
        self._wished: Wish | None = None
        self._token = CancelToken()
        self._failures = 0
        self._refresh_at = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._progress = Progress("")
        self._shows = False

    @property
    def progress(self) -> Progress | None:
        """Where the work stands once it takes long, None while nothing is worth showing."""
        return self._progress if self._shows else None

    def ask(self, wish: Wish) -> None:
        """Do this as soon as possible."""
        if self._running != wish or not wish.lists:
            self._wished = wish | self._wished
        if self._task is None or self._task.done():
            self._task = self._scope.start(self._work(), name=f"sync of {self._name}")

    def stop(self) -> None:
        """Stop what runs, and wish nothing more."""
        self._wished = None
        self._token.cancel()

    def forget(self) -> None:
        """The account is gone: do nothing any more."""
        self.stop()
        self._cancel_timer()

    async def end(self) -> None:
        """Do nothing any more, and wait for what runs."""
        self.forget()
        if self._task is not None:
            await asyncio.wait([self._task])
        self._cancel_timer()

    async def _work(self) -> None:
        while self._wished is not None:
            self._running, self._wished = self._wished, None
            self._cancel_timer()
            try:
                await self._do(self._running)
            finally:
                self._token.cancel()  # a call that nobody waits for any more should end
                self._running = None

    async def _do(self, wish: Wish) -> None:
        loop = asyncio.get_running_loop()
        self._token = CancelToken()
        self.trouble = ""
        self._progress = Progress("Waiting for the answer")
        begun = loop.call_later(self._pace.visible, self._show)
        try:
            await self._talk(wish)
        except Cancelled:
            self._refresh_at = loop.time() + self._pace.refresh
            self._plan_refresh()
        except NotThere:
            self.forget()
        except EventDeskError as error:
            self.trouble = error.message
            if not isinstance(error, NoKeyring):  # asking again and again would be no help
                self._plan_retry(error, wish)
        finally:
            begun.cancel()
            self._shows = False
            self._tell()

    async def _talk(self, wish: Wish) -> None:
        """Read the secrets where a locked keyring holds up nobody else, sync, plan ahead."""
        hub, workspace = self._hub, self._hub.workspace
        before = await hub.db(workspace.accounts.get, self._name)
        if wish.idle and not before.shown:
            self._refresh_at = asyncio.get_running_loop().time() + self._pace.refresh
            self._plan_refresh()
            return
        await hub.vault(workspace.connections.secrets_of, before)
        call = workspace.syncing.refresh if wish.lists else workspace.syncing.push
        with ProgressBridge(self._progressed) as bridge:
            report, changes = await hub.account(
                self._name, call, self._name, bridge, self._token, at_once=wish.at_once
            )
        if wish.lists:
            self._refresh_at = asyncio.get_running_loop().time() + self._pace.refresh
        hub.announce(changes)
        if report.failure is None or isinstance(report.failure, NotThere):
            self._failures = 0
            await self._after_success(before, waiting=report.marks.waiting)
        elif not isinstance(report.failure, CredentialsRefused):  # that needs a person
            self._plan_retry(report.failure, wish)

    async def _after_success(self, before: Account, *, waiting: int) -> None:
        if waiting and before.state in (AccountState.OFFLINE, AccountState.FAILED):
            # It is back, so the pauses of its marks have lost their reason.
            self._wished = Wish(at_once=True) | self._wished
            return
        self._plan_refresh()
        if waiting:
            times = await self._hub.db(self._hub.workspace.outbox.next_tries)
            self._plan_push(times.get(self._name))

    def _plan_push(self, at: datetime | None) -> None:
        """Try waiting marks again at this time; without one another program may be sending them."""
        pause = self._pace.longest_retry
        if at is not None:
            pause = max(0.0, (at - datetime.now(UTC)).total_seconds()) + _AFTER_THE_MOMENT
        now = asyncio.get_running_loop().time()
        if now + pause < self._refresh_at:
            self._plan(pause, Wish())

    def _plan_refresh(self) -> None:
        pause = self._refresh_at - asyncio.get_running_loop().time()
        self._plan(max(self._pace.visible, pause), Wish(lists=True, idle=True))

    def _plan_retry(self, error: EventDeskError, wish: Wish) -> None:
        """Try again after a pause that grows with each try, but not with each mark meanwhile."""
        if wish.retry or not self._failures:
            self._failures += 1
        doubled = self._pace.first_retry * 2 ** min(self._failures - 1, 10)
        pause = min(doubled, self._pace.longest_retry)
        if isinstance(error, Unreachable) and error.retry_after:
            pause = max(pause, min(error.retry_after, _LONGEST_WISH))
        self._plan(pause, Wish(lists=True, retry=True))

    def _plan(self, pause: float, wish: Wish) -> None:
        self._cancel_timer()
        self._timer = asyncio.get_running_loop().call_later(pause, self.ask, wish)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _show(self) -> None:
        self._shows = True
        self._tell()

    def _progressed(self, progress: Progress) -> None:
        self._progress = progress
        if self._shows:
            self._tell()
