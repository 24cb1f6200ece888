"""A refresh asks for what changed, in one request."""

from datetime import date, timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event, Window
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import NOTHING, DayClock, OpenProvider, by_ref
from tests.servers import TeamworkServer

DAY = timedelta(days=1)
LIST = "/calendarevents.json"


def changes(
    provider: TeamworkProvider, clock: DayClock, cancel: CancelToken, window: Window | None = None
) -> tuple[dict[str, Event], list[str]]:
    """What changed since noon, and what was removed."""
    batches = provider.changed_events(clock.now(), window, known=NOTHING, cancel=cancel)
    assert batches is not None
    found = list(batches)
    return by_ref(iter(found)), [ref for batch in found for ref in batch.removed]


@pytest.mark.parametrize("offset", [-12, 0, 14])
def test_changed_new_and_deleted_events_come_in_one_request_whatever_its_zone(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
    offset: int,
) -> None:
    teamwork_server.options.updated_after_offset = offset
    assert changes(provider, clock, cancel) == ({}, [])
    assert len(teamwork_server.requests) == 1
    new = teamwork_server.dataset.add(title="New")
    teamwork_server.rename_event(new, "Brand new")
    teamwork_server.rename_event(main, "Winter concert")
    deleted = teamwork_server.event_ref("weekly")
    teamwork_server.delete_event(deleted)
    before = teamwork_server.count("GET", LIST)

    found, removed = changes(provider, clock, cancel)

    assert {event.title for event in found.values()} == {"Winter concert", "Brand new"}
    assert removed == [deleted]
    asked = [request for request in teamwork_server.requests if request.path == LIST]
    assert len(asked) == before + 1
    query = dict(asked[-1].query)
    assert query["showDeleted"] == "true"
    since = clock.now() - timedelta(hours=26)
    assert query["updatedAfterDate"] == since.strftime("%Y%m%d%H%M%S")


def test_nobody_is_asked_for_who_attended_a_deleted_event(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
) -> None:
    deleted = teamwork_server.event_ref("comma")  # names that only the list of people parts
    teamwork_server.delete_event(deleted)
    assert changes(provider, clock, cancel) == ({}, [deleted])
    assert len(teamwork_server.requests) == 1


def test_an_event_that_was_moved_out_of_the_window_is_told_with_its_new_dates(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
) -> None:
    later = teamwork_server.dataset.today + 150 * DAY
    teamwork_server.edit_event(main, start=f"{later}T10:00", end=f"{later}T11:00")

    found, _ = changes(provider, clock, cancel)

    start = found[main].start
    assert start is not None
    assert start.isoformat() == f"{later}T10:00:00"
    assert teamwork_server.count("GET", LIST) == 1


def test_a_window_of_years_is_asked_for_in_pieces_and_each_change_told_once(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
) -> None:
    today = teamwork_server.dataset.today
    running = teamwork_server.event_ref("running")
    teamwork_server.rename_event(running, "Long season")
    window = Window(today - 500 * DAY, today + 500 * DAY)

    found, _ = changes(provider, clock, cancel, window)

    assert {ref: event.title for ref, event in found.items()} == {running: "Long season"}
    assert len(teamwork_server.requests) == 3


def test_changes_of_half_a_year_are_not_asked_for_since_they_would_be_cut(
    provider: TeamworkProvider, clock: DayClock, cancel: CancelToken
) -> None:
    def told(days: int) -> bool:
        since = clock.now() - timedelta(days=days)
        return provider.changed_events(since, None, known=NOTHING, cancel=cancel) is not None

    assert told(149)
    assert not told(151)
    assert provider.requests_made == 0


def test_the_settings_of_the_account_hold_for_changes_too(
    open_provider: OpenProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
) -> None:
    teamwork_server.rename_event(main, "Winter concert")
    teamwork_server.rename_event(teamwork_server.event_ref("not-mine"), "Of others still")
    provider = open_provider(listed="attending")

    assert set(changes(provider, clock, cancel)[0]) == {main}
    assert teamwork_server.count("GET", "/me.json") == 1
    changes(provider, clock, cancel)
    assert teamwork_server.count("GET", "/me.json") == 1, "whose key it is was asked for once"


@pytest.mark.parametrize(
    ("options", "change"),
    [
        ({"listed": "attending"}, {"attending_user_ids": "102,103"}),
        ({"listed": "mine"}, {"attending_user_ids": "", "owner": {"id": "105"}}),
        ({"event_type": "12"}, {"type": {"id": "-4", "name": "Meeting"}}),
    ],
)
def test_an_event_that_left_what_the_account_lists_is_told_as_removed(
    open_provider: OpenProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
    options: dict[str, str],
    change: dict[str, object],
) -> None:
    provider = open_provider(**options)
    assert changes(provider, clock, cancel) == ({}, [])
    assert teamwork_server.count("GET", LIST) == 1, "a quiet refresh is one request"
    weekly = teamwork_server.event_ref("weekly")
    teamwork_server.rename_event(weekly, "Stand-up, renamed")
    teamwork_server.edit_event(main, **change)

    found, removed = changes(provider, clock, cancel)

    assert set(found) == {weekly}
    assert removed == [main]
    assert teamwork_server.count("GET", LIST) == 3


def test_the_first_and_the_last_day_of_time_are_windows_like_any_other(
    provider: TeamworkProvider, clock: DayClock, cancel: CancelToken
) -> None:
    for window in (Window(date.min, date(1, 2, 1)), Window(date(9999, 12, 1), date.max)):
        assert changes(provider, clock, cancel, window) == ({}, [])
        assert by_ref(provider.events(window, known=NOTHING, cancel=cancel)) == {}
        assert provider.confirm_removed(["1"], cancel) == {"1"}
