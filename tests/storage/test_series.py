"""A series is found on the days on which it takes place, whenever it began."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence import nearest
from eventdesk.storage import event_lists, events
from eventdesk.storage.database import Database

FIRST = datetime(2026, 1, 1, 9, 0)  # a Thursday
THURSDAY = Window(date(2026, 6, 11), date(2026, 6, 12))
MOVED = OccurrenceChange(date(2026, 1, 2), datetime(2026, 6, 11))


def keep(database: Database, account: Account, *kept: Event) -> None:
    with database.write() as tx:
        events.upsert(tx, account.id, list(enumerate(kept)))


def found(database: Database, query: EventQuery) -> list[tuple[EventTime | None, ...]]:
    """Start and original start of what a query finds."""
    with database.read() as tx:
        shown = event_lists.listed(tx, query)
    return [(item.event.start, item.event.occurrence) for item in shown]


@pytest.mark.parametrize(
    ("series", "takes_place"),
    [
        (Recurrence("FREQ=WEEKLY"), True),
        (Recurrence("FREQ=WEEKLY;COUNT=23"), False),
        (Recurrence("FREQ=WEEKLY;COUNT=24"), True),
        (Recurrence("FREQ=WEEKLY;UNTIL=20260604T235959Z"), False),
        (Recurrence("FREQ=WEEKLY;UNTIL=99999999"), False),  # no rule: the first date alone
        (Recurrence("FREQ=WEEKLY", until=date(2026, 6, 10)), False),
        (Recurrence("FREQ=WEEKLY", until=datetime(2026, 6, 11, 9, 0)), True),
        (Recurrence(extra=(datetime(2026, 6, 10, 23, 0),)), True),  # as long as the first one
        (Recurrence(extra=(datetime(2026, 6, 1),)), False),
        (Recurrence("FREQ=DAILY;UNTIL=20260102", changes=(MOVED,)), True),
        (Recurrence("FREQ=WEEKLY", changes=(OccurrenceChange(date(2026, 6, 11)),)), False),
    ],
)
def test_a_series_is_found_on_its_days_alone(
    database: Database, account: Account, series: Recurrence, takes_place: bool
) -> None:
    event = Event("e", "", FIRST, FIRST + timedelta(hours=3), recurrence=series)
    keep(database, account, event)
    assert bool(found(database, EventQuery(window=THURSDAY))) == takes_place
    first_day = Window(FIRST.date(), date(2026, 1, 2))
    assert found(database, EventQuery(window=first_day))[0] == (FIRST, FIRST)


def test_one_moved_before_the_first_date_is_found_there(
    database: Database, account: Account
) -> None:
    earlier = OccurrenceChange(FIRST, datetime(2025, 3, 1, 9, 0))
    keep(database, account, Event("e", "", FIRST, recurrence=Recurrence("", changes=(earlier,))))
    march = Window(date(2025, 3, 1), date(2025, 3, 2))
    assert found(database, EventQuery(window=march)) == [(earlier.start, FIRST)]
    assert not found(database, EventQuery(window=Window(FIRST.date(), date(2026, 1, 2))))


def test_occurrences_are_in_order_among_the_others(database: Database, account: Account) -> None:
    weekly = Event("w", "", FIRST, recurrence=Recurrence("FREQ=WEEKLY"))
    between = Event("b", "", datetime(2026, 6, 12, 9, 0))
    keep(database, account, weekly, between)
    fortnight = Window(date(2026, 6, 11), date(2026, 6, 19))
    starts = [start for start, _ in found(database, EventQuery(window=fortnight))]
    assert starts == [datetime(2026, 6, 11, 9), between.start, datetime(2026, 6, 18, 9)]
    assert found(database, EventQuery()) == [(FIRST, None), (between.start, None)]


def test_a_stored_series_keeps_to_its_zone_when_the_clocks_change(
    database: Database, account: Account
) -> None:
    london = ZoneInfo("Europe/London")
    first = datetime(2026, 3, 26, 9, 0, tzinfo=london)
    weekly = Event("w", "", first, timezone="Europe/London", recurrence=Recurrence("FREQ=WEEKLY"))
    keep(database, account, weekly)
    april = Window(date(2026, 4, 1), date(2026, 4, 3))
    [(start, _)] = found(database, EventQuery(window=april, zone=UTC))
    assert start == datetime(2026, 4, 2, 8, 0, tzinfo=UTC)


TODAY = date(2026, 6, 11)
COMING, GONE = Window(TODAY, date(9999, 12, 30)), Window(date(1, 1, 2), TODAY)


def near_today(database: Database, window: Window) -> list[date]:
    with database.read() as tx:
        shown = event_lists.listed(tx, EventQuery(window=window), near=TODAY)
    return [item.event.start for item in shown if isinstance(item.event.start, date)]


def test_days_without_end_hold_a_series_without_end_for_half_a_year(
    database: Database, account: Account
) -> None:
    start = date(2010, 1, 1)
    keep(database, account, Event("d", "", start, recurrence=Recurrence("FREQ=DAILY")))
    coming, gone = near_today(database, COMING), near_today(database, GONE)
    assert (coming[0], len(coming)) == (TODAY, 182)
    assert (gone[-1], len(gone)) == (TODAY - timedelta(days=1), 182)


def test_the_more_series_without_end_the_fewer_days_of_each_are_shown(
    database: Database, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_day = Recurrence("FREQ=DAILY")
    daily = [Event(ref, "", date(2010, 1, 1), recurrence=every_day) for ref in "ab"]
    leap = Event("l", "", date(2000, 2, 29), recurrence=Recurrence("FREQ=YEARLY"))
    single = Event("s", "", date(2026, 12, 31))
    keep(database, account, *daily, leap, single)
    for most, days in ((10_000, 182), (112, 56), (3, 28)):
        monkeypatch.setattr(nearest, "MOST_DATES", most)
        last = TODAY + timedelta(days=days - 1)
        coming = near_today(database, COMING)
        assert coming == sorted(coming)
        assert coming.count(last) == 2
        # All others are there all the same, and of the rarest series its next date.
        days_ahead = {TODAY + timedelta(days=n) for n in range(days)}
        assert set(coming) - days_ahead == {single.start, date(2028, 2, 29)}
        assert len(near_today(database, GONE)) == 2 * days + 1


def test_of_every_series_the_days_that_are_closest_are_there(
    database: Database, account: Account
) -> None:
    leap = Event("l", "", date(2000, 2, 29), recurrence=Recurrence("FREQ=YEARLY"))
    later = Event("s", "", date(2030, 1, 1), recurrence=Recurrence("FREQ=WEEKLY;COUNT=3"))
    over = Event("o", "", date(2015, 1, 1), recurrence=Recurrence("FREQ=WEEKLY;COUNT=3"))
    keep(database, account, leap, later, over)
    weeks = [timedelta(days=days) for days in (0, 7, 14)]
    wanted = [date(2028, 2, 29), *(date(2030, 1, 1) + week for week in weeks)]
    assert near_today(database, COMING) == wanted
    wanted = [*(date(2015, 1, 1) + week for week in weeks), date(2024, 2, 29)]
    assert near_today(database, GONE) == wanted
