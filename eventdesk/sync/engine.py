"""One account's sync from beginning to end: marks first, then lists, then details."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    EventDeskError,
    NotOffered,
    NotThere,
    ProviderError,
    Refused,
    Unreachable,
)
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.providers.base import Provider
from eventdesk.storage import accounts, event_lists
from eventdesk.storage.database import Database
from eventdesk.sync.key_check import check_key
from eventdesk.sync.pull import Puller
from eventdesk.sync.push import Pusher
from eventdesk.sync.remote import RemoteView
from eventdesk.sync.report import Counts, SyncReport

log = logging.getLogger(__name__)

PARTS = (Capability.ATTENDEES, Capability.ORDERS, Capability.TICKETS)
"""What can be fetched of an event beside itself."""


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What to sync.

    Attributes:
        window: days to list events of; None for what staff need around today.
        list_events: whether to read the list of events at all.
        events: references of events whose details are wanted too.
        details: details of every listed event of the window.
        parts: which details.
        push: whether to send marks.
        at_once: send marks too that would pause before their next try.
    """

    window: Window | None = None
    list_events: bool = True
    events: Sequence[str] = ()
    details: bool = False
    parts: frozenset[Capability] = field(default=frozenset(PARTS))
    push: bool = True
    at_once: bool = False


class AccountSync:
    """Syncs one account. Lives on the account's lane."""

    def __init__(
        self,
        database: Database,
        account: Account,
        provider: Provider,
        *,
        clock: Clock,
        lock_folder: Path,
    ) -> None:
        self._database = database
        self._account = account
        self._provider = provider
        self._clock = clock
        self._puller = Puller(database, account, provider, clock)
        remote = RemoteView(database, account, self._puller, clock)
        self._pusher = Pusher(
            database, account, provider, remote=remote, clock=clock, lock_folder=lock_folder
        )

    def run(
        self, request: SyncRequest, progress: ProgressCallback, cancel: CancelToken
    ) -> SyncReport:
        """Do it, keep the account's new state, and report; a failure is in the report.

        Raises:
            Cancelled: what was finished before stays.
        """
        report = SyncReport(self._account.name)
        started, requests_before = time.monotonic(), self._provider.requests_made
        try:
            self._steps(request, report, progress, cancel)
        except (ProviderError, NotThere, BadRequest) as error:
            report.failure = self._believed(error, cancel)
            report.problems.append(report.failure.message)
        finally:
            report.marks = self._pusher.counts
            report.touched |= self._pusher.touched
            report.problems.extend([*self._pusher.problems, *self._puller.problems])
            report.requests = self._provider.requests_made - requests_before
            report.requests_left = self._provider.requests_left
            report.seconds = round(time.monotonic() - started, 3)
        self._keep_state(request, report)
        log.info("sync of account %d: %d requests", self._account.id, report.requests)
        return report

    def _steps(
        self,
        request: SyncRequest,
        report: SyncReport,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> None:
        offered = Capability.ATTENDANCE in self._provider.info.capabilities
        if request.push and offered and not self._account.read_only:
            self._pusher.run(progress, cancel, at_once=request.at_once)
        if request.list_events:
            report.events = self._puller.events(request.window, progress, cancel)
        wanted = list(dict.fromkeys([*request.events, *self._listed(request)]))
        for number, ref in enumerate(wanted):
            cancel.check()
            progress(Progress("Reading event details", number, len(wanted)))
            try:
                self._details(ref, request, report, progress, cancel)
            except (BadAnswer, NotThere, Refused, NotOffered) as error:
                if len(wanted) == 1:
                    raise
                report.problems.append(error.message)  # the other events are read all the same

    def _believed(self, error: EventDeskError, cancel: CancelToken) -> EventDeskError:
        """What the failure really was: a 404 need not mean that something is gone."""
        if isinstance(error, NotThere):
            try:
                check_key(self._provider, cancel)
            except ProviderError as refusal:
                return refusal
        return error

    def _listed(self, request: SyncRequest) -> list[str]:
        if not request.details:
            return []
        window = self._provider.listed_window(request.window)
        query = EventQuery(window=window, accounts=(self._account.name,))
        with self._database.read() as tx:
            return [item.event.ref for item in event_lists.listed(tx, query)]

    def _details(
        self,
        ref: str,
        request: SyncRequest,
        report: SyncReport,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> None:
        """The parts of one event; one that this key may not see does not hold up the others."""
        if ref in request.events:
            report.events += self._puller.event(ref, cancel)
        steps: dict[Capability, Callable[[], Counts]] = {
            Capability.ATTENDEES: lambda: self._puller.attendees(ref, progress, cancel),
            Capability.ORDERS: lambda: self._puller.orders(ref, cancel),
            Capability.TICKETS: lambda: self._puller.tickets(ref, cancel),
        }
        for part in PARTS:
            if part not in request.parts or part not in self._provider.info.capabilities:
                continue
            try:
                counts = steps[part]()
            except (Refused, NotOffered, CredentialsRefused) as error:
                if part is Capability.ATTENDEES:
                    raise
                report.problems.append(error.message)
                continue
            if counts:
                report.touched.add(ref)
            if part is Capability.ATTENDEES:
                report.attendees += counts

    def _keep_state(self, request: SyncRequest, report: SyncReport) -> None:
        asked = request.list_events or request.events or request.details or self._pusher.touched
        if report.failure is None and not asked:
            return  # the system was not talked to, so nothing is known anew
        state, text, last_sync = _state_after(report.failure, self._clock.now())
        with self._database.write() as tx:
            accounts.set_state(tx, self._account.id, state, text, last_sync)
        self._account = replace(self._account, state=state, state_text=text)


def _state_after(
    failure: EventDeskError | None, now: datetime
) -> tuple[AccountState, str, datetime | None]:
    match failure:
        case None | NotThere():
            return AccountState.READY, "", now
        case CredentialsRefused():
            return AccountState.PARKED, failure.message, None
        case Unreachable():
            return AccountState.OFFLINE, failure.message, None
        case _:
            return AccountState.FAILED, failure.message, None
