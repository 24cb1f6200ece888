"""Reads the lists of one account's events again and again, as often as its system leaves room."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from eventdesk.domain.account import AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Cancelled, EventDeskError, NotThere, Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import Progress, ProgressCallback, silent
from eventdesk.ui.controllers.door.list_pace import ListPace, Spent
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.progress import ProgressBridge

_GUESTS = frozenset({Capability.ATTENDEES, Capability.ORDERS})
_ALL = _GUESTS | {Capability.TICKETS}
"""What is read first; the types of tickets do not change during an evening."""

_TROUBLED = (AccountState.OFFLINE, AccountState.PARKED, AccountState.FAILED)


class ListReading:
    """The lists of one account's events.

    Attributes:
        trouble: why the last reading failed although the system answers, "" where it did not.
        note: what the last reading could not read of the list, "" for nothing.
    """

    def __init__(
        self,
        hub: Hub,
        refs: Sequence[EventRef],
        pace: ListPace,
        *,
        tell: Callable[[], None],
    ) -> None:
        """`refs` are of one account. `tell` is called when `trouble` or `progress` changed."""
        self.trouble = self.note = ""
        self._progress = Progress("")
        self._hub = hub
        self._account = refs[0].account
        self._refs = tuple(refs)
        self._pace = pace
        self._tell = tell
        self._token = CancelToken()
        self._wake = asyncio.Event()
        self._watched = True
        self._runs = False
        self._failures = 0
        self._state = AccountState.NEW
        self._parts = _ALL

    @property
    def progress(self) -> Progress | None:
        """Where a reading stands that somebody waits for, None while there is none."""
        return self._progress if self._runs and self._watched else None

    async def keep(self) -> None:
        """Read now, with progress, and from then on in the background, until cancelled."""
        while True:
            pause = await self._read()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            self._wake.clear()

    def read_now(self, *, watched: bool) -> None:
        """Wait no longer; `watched` if a person asked, who sees how far the reading is."""
        self._watched = self._watched or watched
        if self._runs:
            self._tell()
        else:
            self._wake.set()

    def stop(self) -> None:
        """Stop the reading that runs; the next one comes at its time."""
        self._token.cancel()

    def heard(self, state: AccountState) -> None:
        """How the last talk with the system ended, whoever talked: back means read at once."""
        before, self._state = self._state, state
        if self._failures and before in _TROUBLED and state is AccountState.READY:
            self.read_now(watched=False)

    async def _read(self) -> float:
        """Read every list once; the pause until the next time, in seconds."""
        self._token = CancelToken()
        self._runs = True
        self._progressed(Progress("Reading the list"))
        try:
            pause = await self._read_all()
        except Cancelled:
            self._ended()
            return self._pace.cheap
        except EventDeskError as error:
            self._failures += 1
            self.trouble = "" if isinstance(error, Unreachable) else error.message
            self._ended()
            return self._pace.after_failure(error, self._failures)
        finally:
            self._token.cancel()  # a call that nobody waits for any more should end
        self._ended()
        await self._came_back()
        return pause

    def _ended(self) -> None:
        """Tell how it ended; not where the door was closed meanwhile, for nobody is left then."""
        self._runs = self._watched = False
        self._tell()

    async def _read_all(self) -> float:
        """Read every list once; the pause that the system's answers ask for."""
        hub, workspace = self._hub, self._hub.workspace
        known = await hub.door(workspace.accounts.get, self._account)
        # A locked keyring then holds up only its own lane.
        await hub.vault(workspace.connections.secrets_of, known)
        spent, notes, deleted = Spent(), list[str](), list[NotThere]()
        with ProgressBridge(self._progressed) as bridge:
            for ref in self._refs:
                try:
                    notes += await self._read_one(ref, bridge, spent)
                except NotThere as gone:
                    notes.append(gone.message)
                    deleted.append(gone)
        if len(deleted) == len(self._refs):
            raise deleted[0]
        self.trouble, self.note = "", " ".join(notes)
        self._parts = _GUESTS
        return self._pace.after_success(spent)

    async def _read_one(
        self, ref: EventRef, progress: ProgressCallback, spent: Spent
    ) -> Sequence[str]:
        """What could not be read of a list; raises why it could not be read at all."""
        refresh = self._hub.workspace.syncing.refresh_event
        report, changes = await self._hub.account(
            self._account, refresh, ref, self._parts, progress, self._token
        )
        self._hub.announce(changes)
        spent.requests += report.requests
        spent.seconds += report.seconds
        spent.left = report.requests_left
        if report.failure is not None:
            raise report.failure
        spent.to_come += await self._to_come(ref)
        return report.problems

    async def _to_come(self, ref: EventRef) -> int:
        """Guests who may still be marked."""
        workspace = self._hub.workspace
        figures = await self._hub.door(workspace.door.figures, [ref], workspace.clock.now())
        return figures.to_come

    async def _came_back(self) -> None:
        """After failures, marks may be pausing that have no reason to any more."""
        failures, self._failures = self._failures, 0
        if not failures:
            return
        push, token = self._hub.workspace.syncing.push, CancelToken()
        try:
            _, changes = await self._hub.account(
                self._account, push, self._account, silent, token, at_once=True
            )
        except EventDeskError:
            return  # what is wrong with the account, its sync tells
        finally:
            token.cancel()
        self._hub.announce(changes)

    def _progressed(self, progress: Progress) -> None:
        self._progress = progress
        if self._watched:
            self._tell()
