"""Which requests list a window, how pages end, and which missing events are gone."""

from datetime import date, timedelta
from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Window
from eventdesk.providers.teamwork import paging
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import NOTHING, DayClock, OpenProvider, listed
from tests.servers import Fault, FaultKind, TeamworkData, TeamworkServer
from tests.servers.teamwork import event_routes

DAY = timedelta(days=1)


def asked(server: TeamworkServer) -> list[dict[str, str]]:
    """The parameters of each request for a list."""
    return [dict(r.query) for r in server.requests if r.path == "/calendarevents.json"]


def labels(server: TeamworkServer, found: Any) -> set[str]:
    return {label for label, ref in server.dataset.labels.items() if ref in found}


@pytest.fixture
def today(teamwork_server: TeamworkServer) -> date:
    return teamwork_server.dataset.today


def test_a_window_is_one_request_spelled_as_documented_with_a_day_at_either_edge(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    found = listed(provider, Window(date(2026, 11, 1), date(2026, 12, 1)), cancel)

    assert asked(teamwork_server) == [{"startdate": "20261031", "endDate": "20261201", "page": "1"}]
    assert all(event.title for event in found.values())


def test_without_a_window_it_is_the_days_around_today(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, today: date
) -> None:
    found = labels(teamwork_server, listed(provider, None, cancel))

    assert found == set(teamwork_server.dataset.labels) - {"deleted", "past"}
    first, last = today - 15 * DAY, today + 91 * DAY
    (query,) = asked(teamwork_server)
    assert query["startdate"] == first.strftime("%Y%m%d")
    assert query["endDate"] == last.strftime("%Y%m%d")


def test_a_long_window_is_cut_into_pieces_and_an_event_of_two_pieces_comes_once(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, today: date
) -> None:
    whole = Window(today - 600 * DAY, today + 400 * DAY)
    found = labels(teamwork_server, listed(provider, whole, cancel))

    assert found >= {"past", "running", "main"}
    spans = [(query["startdate"], query["endDate"]) for query in asked(teamwork_server)]
    assert len(spans) == 3
    assert spans[0][0] == (whole.first - DAY).strftime("%Y%m%d")
    assert spans[-1][1] == whole.last.strftime("%Y%m%d")
    assert all(end < start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("headers", ["documented", "lower", "none"])
def test_all_pages_are_read_wherever_the_place_is_told(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    headers: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = set(listed(provider, None, cancel))
    teamwork_server.options.paging_headers = headers
    monkeypatch.setattr(event_routes, "PAGE", 5)

    assert set(listed(provider, None, cancel)) == whole
    pages = [query["page"] for query in asked(teamwork_server)[1:]]
    expected = -(-len(whole) // 5) + (headers == "none")
    assert pages == [str(number) for number in range(1, expected + 1)]


@pytest.mark.parametrize("pages", ["", "0", "1"])
def test_an_empty_list_is_one_request(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, pages: str
) -> None:
    teamwork_server.options.pages_when_empty = pages

    assert listed(provider, Window(date(2001, 1, 1), date(2001, 2, 1)), cancel) == {}
    assert len(teamwork_server.requests) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [(FaultKind.REPEATED_PAGES, "the same page"), (FaultKind.ENDLESS_PAGES, "without end")],
)
def test_pages_that_repeat_or_never_end_are_told_and_change_nothing(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    kind: FaultKind,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paging, "MOST_PAGES", 4)
    teamwork_server.faults.add(Fault(kind=kind, count=None))

    with pytest.raises(BadAnswer, match=words):
        next(provider.events(None, known=NOTHING, cancel=cancel))
    assert len(teamwork_server.requests) <= 4


def test_a_list_that_lacks_counted_events_takes_nothing_for_removed(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept_back = teamwork_server.page

    def short(call: Any, key: str, found: Any, size: int) -> Any:
        reply = kept_back(call, key, found[:-1], size)
        reply.headers["X-Records"] = str(len(found))
        return reply

    monkeypatch.setattr(teamwork_server, "page", short)
    batches = list(provider.events(None, known=NOTHING, cancel=cancel))

    assert batches[-1].unreadable == ["127.0.0.1 kept back 1 of its events."]


def test_unchanged_events_are_not_read_again_until_the_settings_change(
    open_provider: OpenProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    provider = open_provider()
    first = list(provider.events(None, known=NOTHING, cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    teamwork_server.rename_event(main, "Winter concert")

    again = list(provider.events(None, known=known, cancel=cancel))

    assert [event.title for batch in again for _, event in batch.items] == ["Winter concert"]
    assert sum(len(batch.unchanged) for batch in again) == len(known) - 1
    zoned = open_provider(time_zone="Europe/Dublin").events(None, known=known, cancel=cancel)
    assert sum(len(batch.items) for batch in zoned) == len(known)


@pytest.mark.parametrize("edges", ["overlap", "starts"])
def test_only_what_is_not_merely_under_way_is_taken_for_removed(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    edges: Any,
    main: str,
) -> None:
    teamwork_server.options.edges = edges
    running, moved = teamwork_server.event_ref("running"), teamwork_server.event_ref("weekly")
    listed(provider, None, cancel)
    long_ago = teamwork_server.dataset.today - 300 * DAY
    teamwork_server.edit_event(moved, start=f"{long_ago}T10:00", end=f"{long_ago}T11:00")
    teamwork_server.delete_event(main)

    gone = provider.confirm_removed([running, moved, main], cancel)

    assert gone == {moved, main}
    assert len(asked(teamwork_server)) == 2


def test_every_day_of_a_window_is_listed_in_full_a_single_one_too(
    provider: TeamworkProvider, today: date
) -> None:
    assert provider.listed_window(None) == Window(today - 14 * DAY, today + 91 * DAY)
    for days in (1, 2, 7):
        window = Window(today, today + days * DAY)
        assert provider.listed_window(window) == window


def test_a_year_is_one_request(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    listed(provider, Window(date(2028, 1, 1), date(2029, 1, 1)), cancel)
    assert len(teamwork_server.requests) == 1


def test_a_list_that_shrank_while_it_was_read_takes_nothing_for_removed(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    main: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(event_routes, "PAGE", 10)
    page = teamwork_server.page

    def page_then_delete(*args: Any) -> Any:
        reply = page(*args)
        if len(teamwork_server.requests) == 1:  # of the first page, so that an event slips by
            teamwork_server.delete_event(main)
        return reply

    monkeypatch.setattr(teamwork_server, "page", page_then_delete)
    batches = list(provider.events(None, known=NOTHING, cancel=cancel))
    assert batches[-1].unreadable == ["127.0.0.1 kept back 1 of its events."]


def test_many_events_are_read_in_pages_of_250(
    open_provider: OpenProvider, cancel: CancelToken, clock: DayClock
) -> None:
    with TeamworkServer(TeamworkData.sized(events=1_100)) as server:
        provider = open_provider(address=server.url)
        found = listed(provider, None, cancel)
        assert len(found) == 1_100 - 2
        assert server.count("GET", "/calendarevents.json") == 5
        assert not server.violations
