"""Which events are listed for which window, and which missing ones are gone."""

from datetime import date, timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Event, Window
from eventdesk.providers.sheepcrm import listing
from eventdesk.providers.sheepcrm.listing import lists_for
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.sheepcrm.conftest import DayClock, OpenProvider
from tests.servers import Fault, FaultKind, SheepServer

DAY = timedelta(days=1)


def listed(
    provider: SheepCrmProvider, window: Window | None, cancel: CancelToken
) -> dict[str, Event]:
    batches = provider.events(window, known=frozenset(), cancel=cancel)
    events = [event for batch in batches for _, event in batch.items]
    found = {event.ref: event for event in events}
    assert len(found) == len(events)
    return found


def labels(server: SheepServer, found: dict[str, Event]) -> set[str]:
    return {label for label, uid in server.dataset.labels.items() if uid in found}


def test_the_events_around_today_come_in_one_request(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    found = labels(sheepcrm_server, listed(provider, None, cancel))
    assert {"main", "running", "recent-past", "series-3", "bare", "deleted"} <= found
    assert not found & {"past", "far-future", "series-1", "draft"}
    assert len(sheepcrm_server.requests) == 1


def test_a_year_brings_drafts_and_far_events_and_keeps_full_objects(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    today = sheepcrm_server.dataset.today
    found = listed(provider, Window(today - 180 * DAY, today + 250 * DAY), cancel)
    assert {"past", "far-future", "draft", "main"} <= labels(sheepcrm_server, found)
    assert found[sheepcrm_server.event_uid("main")].description
    assert sheepcrm_server.count("GET", "/bookings/all") == 1


def test_the_past_alone_does_not_ask_for_everything(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    today = sheepcrm_server.dataset.today
    found = listed(provider, Window(today - 60 * DAY, today - 30 * DAY), cancel)
    assert labels(sheepcrm_server, found) >= {"past"}
    assert not labels(sheepcrm_server, found) & {"main", "far-future", "draft"}
    asked = [request.path.rsplit("/", 1)[1] for request in sheepcrm_server.requests]
    assert asked == ["past", "running", "draft"]


@pytest.mark.parametrize(
    ("first", "last", "lists"),
    [
        (-14, 91, ("",)),
        (0, 1, ("",)),
        (-15, 10, ("", "all")),
        (0, 92, ("", "all")),
        (-60, -20, ("past", "running", "draft")),
        (-60, -5, ("", "past", "running", "draft")),
        (100, 130, ("future", "running", "draft")),
        (30, 130, ("", "future", "running", "draft")),
    ],
)
def test_the_cheapest_lists_that_cover_a_window(
    first: int, last: int, lists: tuple[str, ...]
) -> None:
    today = date(2026, 11, 21)
    assert lists_for(Window(today + first * DAY, today + last * DAY), today) == lists


def test_many_pages_are_read_to_the_end_each_event_once(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = set(listed(provider, None, cancel))
    monkeypatch.setattr(listing, "PAGE_SIZE", 4)
    assert set(listed(provider, None, cancel)) == whole
    assert sheepcrm_server.requests[-1].query == (("page_size", "4"), ("page", "7"))
    sheepcrm_server.faults.add(Fault(kind=FaultKind.REPEATED_PAGES, count=None))
    assert set(listed(provider, None, cancel)) < whole


def test_a_list_without_end_is_told_and_changes_nothing(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "MOST_PAGES", 3)
    sheepcrm_server.faults.add(Fault(kind=FaultKind.ENDLESS_PAGES, count=None))
    batches = provider.events(None, known=frozenset(), cancel=cancel)
    with pytest.raises(BadAnswer, match="without end"):
        next(batches)
    assert len(sheepcrm_server.requests) == 3


def test_unchanged_events_are_not_read_again_until_the_settings_change(
    open_provider: OpenProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    provider = open_provider()
    first = list(provider.events(None, known=frozenset(), cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    sheepcrm_server.rename_event(sheepcrm_server.event_uid("main"), "Annual Supper")
    again = list(provider.events(None, known=known, cancel=cancel))
    assert [event.title for batch in again for _, event in batch.items] == ["Annual Supper"]
    assert sum(len(batch.unchanged) for batch in again) == len(known) - 1
    zoned = open_provider(time_zone="Europe/London").events(None, known=known, cancel=cancel)
    assert sum(len(batch.items) for batch in zoned) == len(known)


def test_only_what_the_system_no_longer_knows_is_removed(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    clock: DayClock,
    cancel: CancelToken,
) -> None:
    hidden, gone = sheepcrm_server.event_uid("series-1"), sheepcrm_server.event_uid("empty")
    sheepcrm_server.remove_event(gone)
    assert provider.confirm_removed([hidden, gone], cancel) == {gone}
    before = len(sheepcrm_server.requests)
    assert provider.confirm_removed([hidden], cancel) == frozenset()
    assert len(sheepcrm_server.requests) == before, "looked up a moment ago"
    clock.time += timedelta(hours=2)
    assert provider.confirm_removed([hidden], cancel) == frozenset()
    assert len(sheepcrm_server.requests) == before + 1


def test_so_many_missing_events_are_looked_up_a_few_at_a_time(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    missing = [f"{number:024x}" for number in range(60)]
    gone: set[str] = set()
    for expected in (25, 50, 60):
        gone |= provider.confirm_removed([ref for ref in missing if ref not in gone], cancel)
        assert len(gone) == expected


def test_the_edges_of_the_plain_list_are_not_taken_for_removals(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer
) -> None:
    today = sheepcrm_server.dataset.today
    assert provider.listed_window(None) == Window(today - 13 * DAY, today + 90 * DAY)
    week = Window(today, today + 7 * DAY)
    assert provider.listed_window(week) == week
    year = Window(today - 200 * DAY, today + 200 * DAY)
    assert provider.listed_window(year) == year
