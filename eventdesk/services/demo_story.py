"""What happened to the demo's accounts before it was opened: syncs, marks, and trouble.

Every mark is made, sent and settled by the same services as in daily work; only the answers of
the pretended systems are planned.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, CredentialsRefused, ProviderError, Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers.sample.book import SampleBook
from eventdesk.services.demo_plan import AccountPlan, MarkPlan
from eventdesk.services.workspace import Workspace
from eventdesk.sync.engine import SyncRequest

_BETWEEN_MARKS = timedelta(seconds=40)
_LATELY = timedelta(minutes=1)
_LAST = ("lost", "waiting")


class StoryClock:
    """A clock that is set back by `behind` while the story is told, and right afterwards."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.behind = timedelta()

    def now(self) -> datetime:
        """Now in the story, aware, in UTC."""
        return self._clock.now() - self.behind


class Story:
    """The story of one account. `refs` are references of events by their key in the plan."""

    def __init__(
        self,
        workspace: Workspace,
        clock: StoryClock,
        plan: AccountPlan,
        book: SampleBook,
        refs: Mapping[str, str],
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._plan = plan
        self._book = book
        self._refs = refs
        self._chance = Random(plan.name)
        self._met: set[str] = set()

    def tell(self, title: str) -> None:
        """Let it happen. `title` is that of the system, for its trouble."""
        if self._plan.trouble == "never-synced":
            return
        self._clock.behind = timedelta(minutes=self._plan.minutes_ago)
        with_people = [self._refs[plan.key] for plan in self._plan.events if plan.attendees]
        self._sync(SyncRequest(events=with_people))
        for plan in self._plan.marks:
            if plan.outcome not in _LAST:
                self._mark_some(plan)
        self._push()
        for plan in self._marks("lost"):
            self._mark_some(plan)
            self._push()
        self._book.trouble = _trouble(self._plan.trouble, title)
        for plan in self._marks("waiting"):
            self._mark_some(plan)
        self._clock.behind = _LATELY
        self._sync(SyncRequest())

    def _marks(self, outcome: str) -> Iterable[MarkPlan]:
        return (plan for plan in self._plan.marks if plan.outcome == outcome)

    def _sync(self, request: SyncRequest) -> None:
        self._workspace.syncing.sync(self._plan.name, request, silent, CancelToken())

    def _push(self) -> None:
        self._workspace.syncing.push(self._plan.name, silent, CancelToken(), at_once=True)

    def _mark_some(self, plan: MarkPlan) -> None:
        event = EventRef(self._plan.name, self._refs[plan.event])
        for attendee in self._choose(event, plan):
            mark_id = self._mark(event, attendee, AttendanceStatus.ATTENDED)
            match plan.outcome:
                case "refused":
                    self._book.refused[attendee.ref] = plan.reason
                case "changed":
                    self._book.set_status(event.id, [attendee.ref], AttendanceStatus.DECLINED)
                case "gone":
                    del self._book.attendees[event.id][attendee.ref]
                case "lost":
                    self._book.lost_answers.add(attendee.ref)
                case "undone":
                    self._workspace.marking.undo(mark_id)
                case "replaced":
                    self._mark(event, attendee, AttendanceStatus.NO_SHOW)

    def _choose(self, event: EventRef, plan: MarkPlan) -> list[Attendee]:
        """Some who have accepted and were not marked yet; those who are named stay to come."""
        guest = plan.outcome == "guest"
        named = {name for event_plan in self._plan.events for name in event_plan.named}
        query = AttendeeQuery(status=AttendanceStatus.ACCEPTED)
        found = [
            listed.attendee
            for listed in self._workspace.events.each_attendee(event, query)
            if listed.attendee.guest == guest
            and listed.attendee.ref not in self._met
            and listed.attendee.name not in named
        ]
        chosen = self._chance.sample(found, plan.count)
        self._met.update(attendee.ref for attendee in chosen)
        return chosen

    def _mark(self, event: EventRef, attendee: Attendee, status: AttendanceStatus) -> str:
        self._clock.behind -= _BETWEEN_MARKS
        (mark,) = self._workspace.marking.mark(event, [attendee.ref], status).marks
        return mark.id


def _trouble(kind: str, title: str) -> Callable[[], ProviderError] | None:
    """What makes the error that an account of a system ends each call with."""
    stays = "It stays like this in the demo."
    return {
        "offline": lambda: Unreachable(f"There is no connection to {title}.", stays),
        "key-refused": lambda: CredentialsRefused(f"{title} does not accept the key.", stays),
        "bad-answer": lambda: BadAnswer(f"{title} sent a web page instead of data.", stays),
    }.get(kind)
