"""Checking an account, reading all pages, and what a quiet refresh costs."""

import json
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    NotThere,
    PermissionMissing,
)
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch
from eventdesk.providers.safesites import listing
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.providers.any_answer import answering
from tests.providers.safesites.conftest import OpenProvider
from tests.servers import Fault, FaultKind, SafeData, SafeServer
from tests.servers.fixtures import StartSafeServer

NOTHING: frozenset[int] = frozenset()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def listed(provider: SafeSitesProvider, cancel: CancelToken) -> dict[str, Event]:
    batches = provider.events(None, known=NOTHING, cancel=cancel)
    events = [event for batch in batches for _, event in batch.items]
    found = {event.ref: event for event in events}
    assert len(found) == len(events)
    return found


def changes(
    provider: SafeSitesProvider, since: datetime, known: Collection[int], cancel: CancelToken
) -> list[Batch[Event]]:
    told = provider.changed_events(since, None, known=known, cancel=cancel)
    assert told is not None
    return list(told)


def pages_asked(server: SafeServer) -> list[str]:
    return [dict(request.query).get("page", "") for request in server.requests]


def test_a_good_token_is_confirmed_with_one_cheap_request_and_says_whose_it_is(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    sentence = provider.check(cancel)
    assert "user 0195-åsa" in sentence
    assert "organization 0195-org" in sentence
    assert [r.query for r in safesites_server.requests] == [(("count", "1"),)]


def test_a_bad_token_and_a_missing_permission_are_told_apart(
    open_provider: OpenProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    with pytest.raises(CredentialsRefused) as refused:
        open_provider("wrong").check(cancel)
    assert type(refused.value) is CredentialsRefused
    assert "wrong" not in refused.value.message
    safesites_server.denied.add("events.read")
    with pytest.raises(PermissionMissing, match=r"events\.read") as missing:
        open_provider().check(cancel)
    assert missing.value.permission == "events.read"


def test_settings_that_cannot_work_are_refused_before_any_request(
    open_provider: OpenProvider, safesites_server: SafeServer
) -> None:
    with pytest.raises(BadRequest, match="Mars/Olympus"):
        open_provider(time_zone="Mars/Olympus")
    with pytest.raises(CredentialsRefused, match="no token"):
        open_provider(" ")
    assert not safesites_server.requests


def test_every_page_is_asked_for_with_the_same_parameters_and_no_link_is_followed(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    safesites_server.options.link_host = safesites_server.url
    monkeypatch.setattr(listing, "LARGEST_PAGE", 6)
    assert set(listed(provider, cancel)) == set(safesites_server.dataset.events)
    assert pages_asked(safesites_server) == ["1", "2", "3", "4"]
    assert {urlsplit(request.path).path for request in safesites_server.requests} == {"/events"}
    for request in safesites_server.requests:
        parts = {value for key, value in request.query if key == "with[]"}
        assert parts >= {"site", "order", "exceptions", "assignments", "organization"}
        assert dict(request.query)["count"] == "6"


def test_the_largest_pages_are_used(
    start_safesites_server: StartSafeServer, open_provider: OpenProvider, cancel: CancelToken
) -> None:
    server = start_safesites_server(SafeData(events=1200))
    provider = open_provider(server=server)
    batches = list(provider.events(None, known=NOTHING, cancel=cancel))
    assert sum(len(batch.items) for batch in batches) == 1200
    assert {batch.total for batch in batches} == {1200}
    assert len(server.requests) == provider.requests_made == 3


def test_one_list_serves_every_window(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    week = Window(date(2001, 1, 1), date(2001, 1, 8))
    assert provider.listed_window(week) is None
    batches = provider.events(week, known=NOTHING, cancel=cancel)
    assert sum(len(batch.items) for batch in batches) == len(safesites_server.dataset.events)


def test_an_account_without_events_is_no_failure(
    start_safesites_server: StartSafeServer, open_provider: OpenProvider, cancel: CancelToken
) -> None:
    provider = open_provider(server=start_safesites_server(SafeData(events=0)))
    assert provider.check(cancel).startswith("SafeSites accepts")
    assert listed(provider, cancel) == {}


@pytest.mark.parametrize("kind", [FaultKind.ENDLESS_PAGES, FaultKind.REPEATED_PAGES])
def test_a_list_without_end_is_told(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
    kind: FaultKind,
) -> None:
    monkeypatch.setattr(listing, "LARGEST_PAGE", 5)
    monkeypatch.setattr(listing, "MOST_PAGES", 4)
    safesites_server.faults.add(Fault(kind=kind, count=None))
    with pytest.raises(BadAnswer, match="without end"):
        listed(provider, cancel)
    assert len(safesites_server.requests) == (4 if kind is FaultKind.ENDLESS_PAGES else 2)


def test_unchanged_events_are_not_read_again_until_the_zone_changes(
    open_provider: OpenProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    first = list(open_provider().events(None, known=NOTHING, cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    safesites_server.edit_silently(safesites_server.event_id("draft"), title="Renamed")
    again = list(open_provider().events(None, known=known, cancel=cancel))
    assert [event.title for batch in again for _, event in batch.items] == ["Renamed"]
    zoned = open_provider(time_zone="Europe/Stockholm").events(None, known=known, cancel=cancel)
    assert sum(len(batch.items) for batch in zoned) == len(known)


def test_a_quiet_refresh_costs_one_request_and_tells_what_changed(
    start_safesites_server: StartSafeServer, open_provider: OpenProvider, cancel: CancelToken
) -> None:
    server = start_safesites_server(SafeData(events=1200))
    provider = open_provider(server=server)
    first = list(provider.events(None, known=NOTHING, cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    latest = max(e.updated_at for b in first for _, e in b.items if e.updated_at)
    server.log.clear()
    quiet = changes(provider, latest, known, cancel)
    assert not any(batch.items for batch in quiet)
    assert len(server.requests) == 1
    server.edit_event(server.event_id("draft"), title="Renamed")
    changed = changes(provider, latest, known, cancel)
    assert [event.title for batch in changed for _, event in batch.items] == ["Renamed"]
    assert len(server.requests) == 2
    server.log.clear()
    whole = changes(provider, LONG_AGO, NOTHING, cancel)
    assert sum(len(batch.items) for batch in whole) == 1200
    assert len(server.requests) == 12


def test_a_list_that_moved_under_the_reader_does_not_pass_for_whole(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "LARGEST_PAGE", 10)
    batches = provider.events(None, known=NOTHING, cancel=cancel)
    next(batches)
    safesites_server.remove_event(min(safesites_server.dataset.events))
    unreadable = [sentence for batch in batches for sentence in batch.unreadable]
    assert unreadable == ["SafeSites counts 20 events but listed 19."]


@pytest.mark.parametrize("exists", ["whole", "bare", "none"])
def test_one_event_is_found_whether_or_not_it_has_a_call_of_its_own(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken, exists: str
) -> None:
    safesites_server.options.single_events = exists  # type: ignore[assignment]
    ref = safesites_server.event_id("round")
    change = {"originalDate": "2026-01-01", "type": "cancelled"}
    safesites_server.edit_event(ref, exceptions=[change])
    for _ in range(2):
        event = provider.event(ref, cancel)
        assert event.title == "Safety round"
        assert len(event.recurrence.changes) == 1
    with pytest.raises(NotThere):
        provider.event("0" * 36, cancel)
    single = safesites_server.count("GET", "/events/*")
    assert single == (3 if exists == "whole" else 1), "a call that is not there is not tried again"


def test_changes_older_than_asked_for_end_the_walk(
    start_safesites_server: StartSafeServer, open_provider: OpenProvider, cancel: CancelToken
) -> None:
    server = start_safesites_server(SafeData(events=500))
    provider = open_provider(server=server)
    since = server.dataset.now.replace(tzinfo=UTC) - timedelta(days=30, minutes=150)
    changed = changes(provider, since, NOTHING, cancel)
    assert sum(len(batch.items) for batch in changed) == 200
    assert len(server.requests) == 2


def test_fewer_events_than_in_store_ask_for_the_full_list_also_after_a_restart(
    open_provider: OpenProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    batches = list(open_provider().events(None, known=NOTHING, cancel=cancel))
    known = {number for batch in batches for number, _ in batch.items}
    assert changes(open_provider(), LONG_AGO, known, cancel)
    safesites_server.remove_event(safesites_server.event_id("draft"))
    before = len(safesites_server.requests)
    for _ in range(2):
        told = open_provider().changed_events(LONG_AGO, None, known=known, cancel=cancel)
        assert told is None
    assert len(safesites_server.requests) == before + 2


def test_a_server_that_does_not_count_its_events_is_asked_for_changes_all_the_same(
    provider: SafeSitesProvider, cancel: CancelToken
) -> None:
    page = {"data": [{"id": "e1", "updatedAt": "2019-01-01T00:00:00Z"}], "meta": {}}
    with answering(json.dumps(page).encode()):
        assert len(changes(provider, LONG_AGO, {1, 2, 3}, cancel)) == 1
