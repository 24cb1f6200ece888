"""A series as people ask for it: in lists, by search, and one date of it by name."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventRef, Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.services.events import EventsService
from eventdesk.storage import accounts, events
from eventdesk.storage.database import open_database
from tests.services.demo_tools import StandingClock

CHOIR = EventRef("Hall", "choir")
FIRST = datetime(2020, 1, 7, 19, 0)  # a Tuesday
MOVED = OccurrenceChange(date(2026, 11, 24), datetime(2026, 11, 25, 18, 0))
SERIES = Event(
    "choir", "Choir", FIRST, FIRST + timedelta(hours=2),
    recurrence=Recurrence("FREQ=WEEKLY", changes=(MOVED,)),
)  # fmt: skip


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EventsService]:
    """Knows a weekly choir and a fair in November."""
    database = open_database(tmp_path / "desk.sqlite")
    fair = Event("fair", "Fair for the choir", datetime(2026, 11, 20, 9, 0))
    with database.write() as tx:
        account = accounts.add(tx, Account(0, "Hall", "sheepcrm"))
        events.upsert(tx, account.id, [(1, SERIES), (2, fair)])
    yield EventsService(database, StandingClock())
    database.close()


def test_lists_show_each_date_of_a_window_or_the_next_one(service: EventsService) -> None:
    window = Window(date(2026, 11, 17), date(2026, 12, 2))
    found = [(one.event.ref, one.event.start) for one in service.find(EventQuery(window=window))]
    assert found == [
        ("choir", datetime(2026, 11, 17, 19)),
        ("fair", datetime(2026, 11, 20, 9)),
        ("choir", datetime(2026, 11, 25, 18)),
        ("choir", datetime(2026, 12, 1, 19)),
    ]
    # On the 21st of November that of the 24th is the next one.
    starts = [one.event.start for one in service.find(EventQuery())]
    assert starts == [datetime(2026, 11, 20, 9), MOVED.start]


def test_one_date_is_seen_by_its_start_or_day(service: EventsService) -> None:
    whole = service.view(CHOIR).listed.event
    assert (whole.start, whole.occurrence) == (FIRST, None)
    for wanted in (date(2026, 11, 24), datetime(2026, 11, 24, 19)):
        one = service.view(CHOIR, wanted).listed.event
        assert (one.start, one.end) == (MOVED.start, datetime(2026, 11, 25, 20))
        assert one.occurrence == datetime(2026, 11, 24, 19)
    with pytest.raises(NotThere, match="no occurrence at 2026-11-25"):
        service.view(CHOIR, date(2026, 11, 25))
    with pytest.raises(NotThere):
        service.view(EventRef("Hall", "fair"), date(2026, 11, 20))


def test_a_search_finds_a_series_where_the_person_looks(service: EventsService) -> None:
    found = [one.listed.event.start for one in service.jump("choir", near=date(2023, 5, 1))]
    assert found == [datetime(2023, 5, 2, 19), datetime(2026, 11, 20, 9)]
    assert datetime(2026, 11, 25, 18) in [
        one.listed.event.start for one in service.jump("choir", near=date(2026, 11, 25))
    ]
    assert not service.jump("nobody", near=date(2026, 11, 25))
