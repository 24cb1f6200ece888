"""What the tests of the demo share: its clock, and what a person sees of it."""

from datetime import UTC, datetime

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.workspace import Workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
AGM = EventRef("Members' office", "agm")
ALL_MARKS = frozenset(MarkState)


class StandingClock:
    """It is noon."""

    def now(self) -> datetime:
        return NOW


def all_events(demo: Workspace) -> list[ListedEvent]:
    return list(demo.events.find(EventQuery()))


def sync(demo: Workspace, account: str, **request: object) -> SyncReport:
    wanted = SyncRequest(**request)  # type: ignore[arg-type]  # any field of it
    report, _ = demo.syncing.sync(account, wanted, silent, CancelToken())
    return report


def states(demo: Workspace) -> dict[str, AccountState]:
    return {item.account.name: item.account.state for item in demo.accounts.summaries()}


def picture(demo: Workspace) -> list[object]:
    """All that a person sees.

    Without what is random in any profile: ids of marks and of the desk book's records.
    """
    own = registry.default_system()
    seen: list[object] = [states(demo)]
    for item in all_events(demo):
        real = own is not None and item.account.system == own.key
        event = item.event
        counts = (item.expected or 0, item.attended or 0)
        seen.append((event.title, event.start, event.status, *counts))
        rows = demo.events.each_attendee(item.ref, AttendeeQuery())
        seen.append(
            [(row.attendee.name, row.status, row.mark_state, row.marked_at) for row in rows]
        )
        if not real:
            seen += [event, demo.events.orders(item.ref), demo.events.tickets(item.ref)]
    marks = [listed.mark for listed in demo.outbox.marks(ALL_MARKS)]
    return [*seen, [(mark.name, mark.status, mark.state, mark.reason) for mark in marks]]
