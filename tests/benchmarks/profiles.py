"""A profile as large as the figures speak of, written straight into the store and copied from it.

Its system answers nobody, as on a desk that is offline.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.event import Event, EventRef
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.storage import attendees, events, search
from eventdesk.vault.memory import MemoryVault
from tests.servers.sheepcrm.people import People

MAIN = EventRef("Office", "main")
"""The event that has all the attendees."""

_STATUSES = ("invited", "accepted", "accepted", "accepted", "declined")
_ROWS_AT_ONCE = 2000
_EVENTS_A_DAY = 13  # some 400 in a month


@contextmanager
def large_profile(*, n_events: int, n_attendees: int) -> Iterator[Path]:
    """A folder with a profile of so many events, one of which has so many attendees."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "profile"
        shutil.copytree(_made(n_events, n_attendees), folder)
        yield folder


def workspace_of(folder: Path) -> Workspace:
    """The workspace of such a profile; secrets live as long as it."""
    return open_workspace(Profile(folder), MemoryVault())


def people(size: int) -> People:
    """Those who are on the list, by number."""
    return People(bucket="example", seed=1, size=size)


@cache
def _made(n_events: int, n_attendees: int) -> Path:
    home = tempfile.TemporaryDirectory(prefix="eventdesk-benchmarks-")
    atexit.register(home.cleanup)
    folder = Path(home.name) / "profile"
    workspace = workspace_of(folder)
    workspace.accounts.add(
        AccountDraft(
            "sheepcrm",
            MAIN.account,
            address="http://127.0.0.1:9",
            options={"bucket": "example"},
            secrets={"api_key": "none"},
        )
    )
    _fill(workspace, n_events, n_attendees)
    workspace.layout.put("window.event", str(MAIN))
    workspace.close()
    return folder


def _fill(workspace: Workspace, n_events: int, n_attendees: int) -> None:
    database, now = workspace.database, datetime.now(UTC)
    account = workspace.accounts.get(MAIN.account)
    with database.write(durable=False) as tx:
        events.upsert(tx, account.id, [(n, _event(n, now)) for n in range(n_events)])
        event_id = events.event_id(tx, account.id, MAIN.id)
        assert event_id is not None
    crowd = people(n_attendees)
    for start in range(0, n_attendees, _ROWS_AT_ONCE):
        numbers = range(start, min(start + _ROWS_AT_ONCE, n_attendees))
        with database.write(durable=False) as tx:
            attendees.upsert(tx, event_id, [(n, _attendee(crowd, n)) for n in numbers], {})
    with database.write(durable=False) as tx:
        attendees.recount(tx, event_id)
        events.stamp(tx, event_id, "attendees", now)
    missing = 1
    while missing:
        with database.write(durable=False) as tx:
            missing = search.index_pending(tx, event_id, _ROWS_AT_ONCE)


def _event(number: int, now: datetime) -> Event:
    if number == 0:
        return Event(MAIN.id, "Main Congress", now, now + timedelta(hours=8), place="Great Hall")
    day = (number + 1) // 2 * (1 if number % 2 else -1) // _EVENTS_A_DAY
    start = (now + timedelta(days=day)).replace(hour=8 + number % 12, minute=0)
    return Event(
        ref=f"event-{number}",
        title=f"Evening {number} with friends",
        start=start,
        end=start + timedelta(hours=2),
        kind=("Talk", "Dinner", "Concert")[number % 3],
        place=f"Room {number % 40}",
    )


def _attendee(crowd: People, number: int) -> Attendee:
    person = crowd.person(number)
    return Attendee(
        ref=f"place-{number}",
        name=person.name,
        status=_STATUSES[number % len(_STATUSES)],
        email=person.email or "",
        person=person.uri,
        ticket=("Standard", "Student", "Guest of honour")[number % 3],
        order=f"order-{number // 2}",
        code=f"T{number:06}",
    )
