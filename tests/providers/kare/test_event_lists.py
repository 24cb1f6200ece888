"""Which part of the calendar is asked for, in which pages, and which missing events are gone."""

from datetime import datetime, timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Event, Window
from eventdesk.providers.kare import api, records
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import NoonClock, OpenProvider
from tests.servers import ErrorBody, Fault, FaultKind, KareServer

DAY = timedelta(days=1)
CALENDAR = "/calendar/v2/rs/events"


def listed(provider: KareProvider, window: Window | None, cancel: CancelToken) -> dict[str, Event]:
    batches = list(provider.events(window, known=frozenset(), cancel=cancel))
    assert not any(batch.unreadable for batch in batches)
    events = [event for batch in batches for _, event in batch.items]
    found = {event.ref: event for event in events}
    assert len(found) == len(events)
    return found


def calendar_queries(server: KareServer) -> list[dict[str, str]]:
    return [dict(request.query) for request in server.requests if request.path == CALENDAR]


def test_a_window_is_asked_for_in_utc_with_sites_and_count(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    today = kare_server.dataset.today
    found = listed(provider, Window(today, today + 7 * DAY), cancel)
    assert kare_server.ref("main") in found
    assert calendar_queries(kare_server) == [
        {
            "scheduledStart": f"{today - DAY}T00:00:00Z",
            "scheduledEnd": f"{today + 8 * DAY}T00:00:00Z",
            "includeSites": "true",
            "includeCount": "true",
            "page": "1",
            "pageSize": "250",
        }
    ]
    listed(provider, Window(today, today + 7 * DAY), cancel)
    assert kare_server.count("GET", "/organizations/v2/rs/my") == 1, "read once"


@pytest.mark.parametrize("largest", [4, 10**6])
def test_pages_are_read_to_the_end_also_where_kare_makes_them_smaller(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
    largest: int,
) -> None:
    whole = set(listed(provider, None, cancel))
    monkeypatch.setattr(api, "PAGE_SIZE", 5)
    kare_server.options.largest_page = largest
    assert set(listed(provider, None, cancel)) == whole
    pages = [query["page"] for query in calendar_queries(kare_server)[1:]]
    assert pages == [str(number) for number in range(1, len(pages) + 1)]
    assert len(pages) == -(-len(whole) // min(largest, 5))


@pytest.mark.parametrize("kind", [FaultKind.ENDLESS_PAGES, FaultKind.REPEATED_PAGES])
def test_a_list_that_does_not_end_is_told_before_anything_changes(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
    kind: FaultKind,
) -> None:
    monkeypatch.setattr(api, "PAGE_SIZE", 4)
    monkeypatch.setattr(records, "MOST_PAGES", 5)
    kare_server.faults.add(Fault(kind=kind, path=CALENDAR, count=None))
    batches = provider.events(None, known=frozenset(), cancel=cancel)
    with pytest.raises(BadAnswer, match="KARE's list of events"):
        next(batches)


def test_an_event_that_began_before_the_window_is_not_taken_for_removed(
    provider: KareProvider, kare_server: KareServer, clock: NoonClock, cancel: CancelToken
) -> None:
    kare_server.options.window_rule = "start"
    today, running = kare_server.dataset.today, kare_server.ref("running")
    week = Window(today, today + 7 * DAY)
    assert provider.listed_window(week) == week
    assert running not in listed(provider, week, cancel)
    assert provider.confirm_removed([running, "123:99999"], cancel) == {"123:99999"}
    before = kare_server.count()
    assert provider.confirm_removed([running], cancel) == frozenset()
    assert kare_server.count() == before, "looked up a moment ago"
    clock.time += timedelta(hours=2)
    kare_server.edit(kare_server.number("running"), deletedAt="2026-11-20T10:00:00.000Z")
    kare_server.options.generation = "newer"
    assert provider.confirm_removed([running], cancel) == {running}


def test_what_cannot_be_looked_up_is_not_gone(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    for status in (400, 403):
        kare_server.faults.add(Fault(kind=FaultKind.STATUS, status=status))
        assert provider.confirm_removed([f"123:7000{status}"], cancel) == frozenset()


def test_so_many_missing_events_are_looked_up_a_few_at_a_time(
    provider: KareProvider, cancel: CancelToken
) -> None:
    missing = [f"123:{number}" for number in range(90000, 90060)]
    gone: set[str] = set()
    for expected in (25, 50, 60):
        gone |= provider.confirm_removed([ref for ref in missing if ref not in gone], cancel)
        assert len(gone) == expected


def test_unchanged_events_are_not_read_again_until_names_or_zone_change(
    open_provider: OpenProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    provider = open_provider()
    first = list(provider.events(None, known=frozenset(), cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    kare_server.edit(kare_server.number("curative"), description="Changer la serrure")
    again = list(provider.events(None, known=known, cancel=cancel))
    assert [e.title for batch in again for _, e in batch.items] == ["Changer la serrure"]
    assert sum(len(batch.unchanged) for batch in again) == len(known) - 1
    named = open_provider(code_names="status 2 = Terminé")
    read = list(named.events(None, known=known, cancel=cancel))
    assert sum(len(batch.items) for batch in read) == len(known)
    kare_server.options.timezone = "America/Cayenne"
    moved = list(open_provider().events(None, known=known, cancel=cancel))
    assert sum(len(batch.items) for batch in moved) == len(known)


def test_looking_at_other_days_reads_nothing_anew(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    for ident in set(kare_server.interventions) - {kare_server.number("curative")}:
        kare_server.edit(ident, assignedProfileId=None)
    event = provider.event(kare_server.ref("curative"), cancel)
    assert isinstance(event.start, datetime)
    assert dict(event.more)["Assigned user"], "whose name comes from the list of users"
    whole = Window.around(kare_server.dataset.today)
    without = Window(event.start.date() + 5 * DAY, whole.last)
    first = list(provider.events(whole, known=frozenset(), cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    again = list(provider.events(without, known=known, cancel=cancel))
    assert sum(len(batch.unchanged) for batch in again) > 0
    assert not any(batch.items for batch in again)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_whoever_may_see_neither_organization_nor_routines_sees_events_in_utc(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, status: int
) -> None:
    for path in ("/organizations/*", "/routines/*"):
        kare_server.faults.add(
            Fault(
                kind=FaultKind.STATUS, status=status, path=path, body=ErrorBody.GATEWAY, count=None
            )
        )
    event = listed(provider, None, cancel)[kare_server.ref("main")]
    assert event.timezone == ""
    assert str(event.start).endswith("+00:00")
    assert event.title == "Exercice d'évacuation du bâtiment A"


def test_find_id_jumps_to_the_page_of_one_event(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    kare_server.options.largest_page = 1
    event = provider.event(kare_server.ref("main"), cancel)
    query = calendar_queries(kare_server)[0]
    assert query["findId"] == str(kare_server.number("main"))
    assert query["includeSites"] == "true"
    assert event.place == "Bâtiment A, Bâtiment B"
