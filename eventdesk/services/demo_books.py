"""Fills the books that the demo's accounts stand on: sample books, and a real desk book."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import as_file

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.domain.contact import HistoryEntry
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.importing import ImportRow
from eventdesk.domain.progress import silent
from eventdesk.providers.sample.book import SampleBook
from eventdesk.services.demo_lists import EventLists, ListMaker
from eventdesk.services.demo_people import People
from eventdesk.services.demo_plan import (
    AccountPlan,
    EventPlan,
    PeoplePlan,
    SystemPlan,
    folder,
)
from eventdesk.services.workspace import Workspace
from eventdesk.sync.engine import SyncRequest


class BookMaker:
    """Turns plans into data, relative to `now`. `rest` is how many attendees "rest" is."""

    def __init__(self, people: PeoplePlan, now: datetime, rest: int) -> None:
        self._people_plan = people
        self._now = now
        self._today = now.astimezone().date()
        self._rest = rest

    def sample_book(
        self, system: SystemPlan, account: AccountPlan, capabilities: frozenset[Capability]
    ) -> SampleBook:
        """What a pretended account holds."""
        people = People(self._people_plan, account.name)
        maker = ListMaker(people, self._now)
        book = SampleBook(actions=system.actions, exports=system.exports)
        for number, plan in enumerate(account.events, 1):
            for event in plan.dates(plan.key or f"event-{number}", self._today):
                book.events[event.ref] = event
                book.history[event.ref] = self._history(people)
                book.details[event.ref] = [part.told() for part in plan.details]
                if Capability.ATTENDEES in capabilities:
                    types = system.tickets[plan.tickets] if plan.tickets else ()
                    lists = maker.fill(event, plan, self._size(plan), types)
                    self._enter(book, event, lists, people)
        return book

    def desk_book(
        self, workspace: Workspace, info: SystemInfo, system: SystemPlan, account: AccountPlan
    ) -> Mapping[str, str]:
        """Write the events into the account's own book. Returns their references by key."""
        provider = workspace.connections.open(workspace.accounts.get(account.name))
        maker = ListMaker(People(self._people_plan, account.name), self._now)
        refs, lists = dict[str, str](), dict[str, list[Attendee]]()
        cancel = CancelToken()
        for plan in account.events:
            (event,) = plan.dates("", self._today)
            form = _form(event)
            ref = provider.act(None, system.new_event_action, form, cancel).event_ref
            refs[plan.key] = ref
            if not plan.import_file and Capability.IMPORT in info.capabilities:
                lists[ref] = maker.fill(event, plan, self._size(plan), ()).attendees
        for ref, people in lists.items():
            rows = [ImportRow(number, attendee) for number, attendee in enumerate(people, 1)]
            provider.import_attendees(ref, rows, dry_run=False, progress=silent, cancel=cancel)
        self._import_files(workspace, account, refs)
        return refs

    def _import_files(
        self, workspace: Workspace, account: AccountPlan, refs: Mapping[str, str]
    ) -> None:
        """Import as a person would, so that the log tells of it."""
        cancel = CancelToken()
        workspace.syncing.sync(account.name, SyncRequest(), silent, cancel)
        for plan in account.events:
            if plan.import_file:
                with as_file(folder() / plan.import_file) as path:
                    read = workspace.importing.read(path, progress=silent, cancel=cancel)
                ref = EventRef(account.name, refs[plan.key])
                workspace.importing.write(ref, read, dry_run=False, progress=silent, cancel=cancel)

    def _size(self, plan: EventPlan) -> int:
        return plan.attendees if isinstance(plan.attendees, int) else self._rest

    def _enter(self, book: SampleBook, event: Event, lists: EventLists, people: People) -> None:
        book.attendees[event.ref] = {attendee.ref: attendee for attendee in lists.attendees}
        book.orders[event.ref] = {order.ref: order for order in lists.orders}
        book.types[event.ref], book.tickets[event.ref] = lists.types, lists.tickets
        for attendee in lists.attendees:
            if attendee.person and attendee.person not in book.contacts:
                book.contacts[attendee.person] = people.card(people.named(attendee.name))
                book.history[attendee.person] = self._history(people)[-1:]
        for buyer, names in lists.parties.items():
            book.answers[event.ref, buyer] = people.answers(buyer, names)

    def _history(self, people: People) -> list[HistoryEntry]:
        """A few entries, newest first; the oldest is the making of the record."""
        first, *others = self._people_plan.history
        told = people.chance.sample(others, 2)
        days = sorted(people.chance.sample(range(2, 120), 3))
        return [
            HistoryEntry(
                self._now - timedelta(days=day),
                people.chance.choice(self._people_plan.colleagues),
                what,
            )
            for day, what in zip(days, [*told, first], strict=True)
        ]


def _form(event: Event) -> dict[str, str]:
    """An event as the fields of a form: times at the venue, an end of whole days exclusive."""
    return {
        "title": event.title,
        "start": _time(event.start),
        "end": _time(event.end),
        "all_day": "yes" if event.all_day else "no",
        "time_zone": event.timezone,
        "place": event.place,
        "kind": event.kind,
        "organizer": event.organizer,
        "capacity": "" if event.capacity is None else str(event.capacity),
        "description": event.description,
        "tags": ", ".join(event.tags),
        "colour": event.colour,
        "status": event.status.value,
    }


def _time(when: EventTime | None) -> str:
    if isinstance(when, datetime):
        return when.replace(tzinfo=None).isoformat(timespec="minutes")
    return "" if when is None else when.isoformat()
