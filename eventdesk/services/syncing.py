"""Talks with the systems: sync, push, and one event on demand."""

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.changes import Changes
from eventdesk.domain.clock import Clock
from eventdesk.domain.event import EventRef, Window
from eventdesk.domain.progress import ProgressCallback
from eventdesk.providers import registry
from eventdesk.services.connections import Connections
from eventdesk.services.profile import Profile
from eventdesk.storage import accounts, listings
from eventdesk.storage.database import Database
from eventdesk.sync.engine import AccountSync, SyncRequest
from eventdesk.sync.report import SyncReport


class SyncService:
    """Runs syncs. Each call belongs on the lane of the account it names."""

    def __init__(
        self, database: Database, connections: Connections, profile: Profile, clock: Clock
    ) -> None:
        self._database = database
        self._connections = connections
        self._profile = profile
        self._clock = clock

    def sync(
        self, name: str, request: SyncRequest, progress: ProgressCallback, cancel: CancelToken
    ) -> tuple[SyncReport, Changes]:
        """One account. A failure of the system is in the report, not raised.

        Raises:
            NotThere: no such account, or its system is not installed. NoKeyring. Cancelled.
        """
        with self._database.read() as tx:
            account = accounts.by_name(tx, name)
        engine = AccountSync(
            self._database,
            account,
            self._connections.open(account),
            clock=self._clock,
            lock_folder=self._profile.locks,
        )
        report = engine.run(request, progress, cancel)
        return report, _changes(account, report)

    def refresh(
        self, name: str, progress: ProgressCallback, cancel: CancelToken, *, at_once: bool = False
    ) -> tuple[SyncReport, Changes]:
        """Send an account's marks, then read the events that staff need around today."""
        return self.sync(name, SyncRequest(at_once=at_once), progress, cancel)

    def push(
        self, name: str, progress: ProgressCallback, cancel: CancelToken, *, at_once: bool = False
    ) -> tuple[SyncReport, Changes]:
        """Send an account's marks, and nothing else."""
        return self.sync(name, SyncRequest(list_events=False, at_once=at_once), progress, cancel)

    def unlisted(self, window: Window, *, failed: bool = False) -> dict[str, Window]:
        """The days of a window whose events the store lacks, by account. Asks no system.

        Of accounts that are shown and whose last sync went well; with `failed` also of those whose
        system could not be reached or gave nonsense.
        """
        states = {AccountState.READY}
        if failed:
            states |= {AccountState.OFFLINE, AccountState.FAILED}
        installed = {info.key for info in registry.systems()}
        with self._database.read() as tx:
            wanted = (
                account
                for account in accounts.all(tx)
                if account.shown and account.system in installed and account.state in states
            )
            lacking = ((one.name, listings.missing(tx, one, window)) for one in wanted)
            return {name: days for name, days in lacking if days is not None}

    def fetch(
        self, name: str, window: Window, progress: ProgressCallback, cancel: CancelToken
    ) -> tuple[SyncReport, Changes]:
        """The events of an account on those of these days that the store still lacks.

        Raises as `sync` does.
        """
        with self._database.read() as tx:
            days = listings.missing(tx, accounts.by_name(tx, name), window)
        if days is None:  # another sync brought them meanwhile
            return SyncReport(name), Changes()
        return self.sync(name, SyncRequest(window=days, push=False), progress, cancel)

    def refresh_event(
        self,
        ref: EventRef,
        parts: frozenset[Capability],
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> tuple[SyncReport, Changes]:
        """One event and the parts of it that a person looks at."""
        request = SyncRequest(list_events=False, events=(ref.id,), parts=parts, push=False)
        return self.sync(ref.account, request, progress, cancel)


def _changes(account: Account, report: SyncReport) -> Changes:
    touched = frozenset(EventRef(account.name, ref) for ref in report.touched)
    marks = report.marks
    return Changes(
        accounts=True,
        calendar=bool(report.events) or bool(touched),
        details=touched,
        marks=bool(marks.confirmed or marks.refused or marks.conflict or marks.waiting),
    )
