"""Wiping of attendee data: of old events, of one account, or of all. Belongs on the `files` lane.

What systems hold stays there; a desk book is Event Desk's own, so its attendees are deleted in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.changes import Changes
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadRequest, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import sort_seconds
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.domain.text import counted
from eventdesk.services.connections import Connections
from eventdesk.services.desk import DeskService
from eventdesk.storage import accounts, activity, wiping
from eventdesk.storage.database import Database
from eventdesk.storage.wiping import Holding


@dataclass(frozen=True, slots=True)
class WipeScope:
    """What to wipe; both conditions must hold, and without any everything is meant.

    Attributes:
        before: events that were over on this day, as the venue's clock has it.
        account: events of this account.
    """

    before: date | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class WipePlan:
    """What a scope comes to. `unsent` marks no system has yet; `local` ones none ever will."""

    events: int = 0
    attendees: int = 0
    marks: int = 0
    unsent: int = 0
    local: int = 0

    @property
    def warning(self) -> str:
        """What would be lost that exists nowhere else, "" where nothing would."""
        parts = [
            f"{counted(count, 'mark')} {where}"
            for count, where in (
                (self.unsent, "that no system has yet"),
                (self.local, "kept on this desk only"),
            )
            if count
        ]
        return f"This deletes {' and '.join(parts)}." if parts else ""

    @property
    def sentence(self) -> str:
        """What would be deleted."""
        return (
            f"{counted(self.attendees, 'attendee')} and {counted(self.marks, 'mark')} of "
            f"{counted(self.events, 'event')}"
        )


@dataclass(frozen=True, slots=True)
class WipeReport:
    """What was wiped, and what could not be done as asked."""

    plan: WipePlan
    changes: Changes
    problems: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was done."""
        return f"{self.plan.sentence} were wiped from this desk."


class WipingService:
    """Takes personal data off this desk."""

    def __init__(
        self, database: Database, connections: Connections, desk: DeskService, clock: Clock
    ) -> None:
        self._database = database
        self._connections = connections
        self._desk = desk
        self._clock = clock

    def plan(self, scope: WipeScope) -> WipePlan:
        """What a scope comes to now. Raises `NotThere` for an unknown account."""
        return _plan(self._holdings(scope))

    def wipe(
        self,
        scope: WipeScope,
        progress: ProgressCallback,
        cancel: CancelToken,
        *,
        discard_marks: bool = False,
    ) -> WipeReport:
        """Delete it, an event at a time; what was deleted before a stop stays deleted.

        Raises:
            BadRequest: marks exist on this desk only, and nobody said to discard them.
            NotThere: no such account. Cancelled.
        """
        holdings = self._holdings(scope)
        plan = _plan(holdings)
        if plan.warning and not discard_marks:
            raise BadRequest(plan.warning, "Send or export them first, or discard them too.")
        problems = self._wipe_books(holdings, cancel)
        for number, holding in enumerate(holdings):
            cancel.check()
            progress(Progress("Wiping attendee data", number, len(holdings)))
            with self._database.write() as tx:
                wiping.wipe_event(tx, holding)
        self._end(scope, plan)
        progress(Progress("Writing the store anew"))
        try:
            wiping.scrub(self._database)
        except EventDeskError as error:
            problems.append(f"Traces may remain in the file: {error.message}")
        return WipeReport(plan, self._changes(holdings), tuple(problems))

    def _holdings(self, scope: WipeScope) -> list[Holding]:
        before = None if scope.before is None else sort_seconds(scope.before)
        with self._database.read() as tx:
            account = accounts.by_name(tx, scope.account).id if scope.account else None
            return wiping.holdings(tx, account_id=account, before=before)

    def _wipe_books(self, holdings: Sequence[Holding], cancel: CancelToken) -> list[str]:
        problems = []
        with self._database.read() as tx:
            known = {account.id: account for account in accounts.all(tx)}
        for number in sorted({holding.account_id for holding in holdings}):
            mine = (holding for holding in holdings if holding.account_id == number)
            refs = [holding.ref for holding in mine if holding.event_id]
            if not refs:
                continue
            try:
                self._connections.open(known[number]).wipe_attendees(refs, cancel)
            except EventDeskError as error:
                problems.append(f"{known[number].name}: {error.message}")
        return problems

    def _end(self, scope: WipeScope, plan: WipePlan) -> None:
        midnight = datetime.combine(scope.before, time()).astimezone() if scope.before else None
        with self._database.write() as tx:
            account = accounts.by_name(tx, scope.account).id if scope.account else None
            wiping.wipe_cards(tx, account_id=account, before=midnight)
            if account is None:
                wiping.wipe_log_of_removed(tx, before=midnight)
            activity.add(
                tx,
                ActivityEntry(
                    at=self._clock.now(),
                    kind="wiped",
                    account=scope.account or "",
                    by=self._desk.operator(tx),
                    desk=self._desk.name(tx),
                    outcome=plan.sentence,
                    reason=f"Events before {scope.before}" if scope.before else "",
                ),
            )

    def _changes(self, holdings: Sequence[Holding]) -> Changes:
        with self._database.read() as tx:
            names = {account.id: account.name for account in accounts.all(tx)}
        refs = (EventRef(names[holding.account_id], holding.ref) for holding in holdings)
        return Changes(accounts=True, calendar=True, marks=True, details=frozenset(refs))


def _plan(holdings: Sequence[Holding]) -> WipePlan:
    return WipePlan(
        len(holdings),
        sum(one.attendees for one in holdings),
        sum(one.marks for one in holdings),
        sum(one.unsent for one in holdings),
        sum(one.local for one in holdings),
    )
