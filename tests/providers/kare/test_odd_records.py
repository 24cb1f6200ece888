"""Codes of any size and type, times at the change of the clocks, ids that occur twice."""

import json
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import Event, Window
from eventdesk.providers.kare import api
from eventdesk.providers.kare.mapping_events import Reading, read_event
from eventdesk.providers.kare.names import CodeNames
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.providers.kare.test_event_lists import calendar_queries, listed
from tests.servers import ErrorBody, Fault, FaultKind, KareServer

DAY = timedelta(days=1)
HUGE = 10**18 + 7


def read(names: str = "", **fields: Any) -> Event:
    record = {"id": 12, "eventType": 123, **fields}
    reading = Reading(ZoneInfo("Europe/Paris"), "Europe/Paris", CodeNames(names))
    return read_event(json.dumps(record).encode(), reading)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (0, "Status 0"),
        (-3, "Status -3"),
        (HUGE, f"Status {HUGE}"),
        (-HUGE, f"Status -{HUGE}"),
        (10**30, f"Status {10**30}"),
        (2.5, "2.5"),
        ("en attente", "en attente"),
        ("7", "Status 7"),
        (None, ""),
        ([2], ""),
    ],
)
def test_any_code_is_shown_as_it_came(code: object, shown: str) -> None:
    event = read(status=code, type=code, subType=code, creationStatus=code)
    assert event.status_text == shown
    assert event.own_ref("creation_status") == ("" if code in (None, [2]) else str(code))


def test_huge_kinds_of_events_are_told_apart() -> None:
    refs = {read(eventType=kind).ref for kind in (HUGE, HUGE + 1, 0, -1, "visite", None)}
    assert len(refs) == 6


@pytest.mark.parametrize("count", ["²", "99999999999999999999", 10**19, -4, 2.5, "many", [3]])
def test_a_count_that_is_none_spoils_no_event(count: object) -> None:
    assert read(attendeeCount=count).attendees is None
    assert read(attendeeCount=count).ref == "123:12"


def test_an_end_in_the_hour_that_comes_twice_stays() -> None:
    event = read(scheduledStart="2026-10-25T00:30:00.000Z", scheduledEnd="2026-10-25T01:15:00.000Z")
    assert str(event.start) == "2026-10-25 02:30:00+02:00"
    assert str(event.end) == "2026-10-25 02:15:00+01:00"
    back = read(scheduledStart="2026-10-25T01:15:00.000Z", scheduledEnd="2026-10-25T00:30:00.000Z")
    assert back.end is None


def test_names_may_be_typed_as_french_is() -> None:
    names = CodeNames("status\u00a02\u00a0=\u00a0Terminé\u202f!\r\nstatus 3 = 完了 ✓\n\n")
    assert names.word("status", 2) == "Terminé !"
    assert names.word("status", 3) == "完了 ✓"
    with pytest.raises(BadRequest):
        CodeNames("status 2 = bell\x07")


def test_what_belongs_to_another_kind_of_event_is_neither_shown_nor_changed(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    kare_server.edit(kare_server.number("main"), eventType=9)
    for part in ("intervention", "code", "signature", "assignee"):
        with pytest.raises(NotThere):
            provider.detail(main, part, cancel)
    assert list(provider.actions(main, cancel)) == []


def test_what_the_calendar_lists_beside_interventions_is_there(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    alone = f"/interventions/v2/rs/{kare_server.number('main')}"
    gone = Fault(kind=FaultKind.STATUS, status=404, path=alone, count=None)
    kare_server.faults.add(gone)
    found = provider.event(main.ref, cancel)
    assert (found.ref, found.start, found.place) == (main.ref, main.start, main.place)
    kare_server.faults.clear()
    kare_server.remove(kare_server.number("main"))
    with pytest.raises(NotThere):
        provider.event(main.ref, cancel)


def test_pages_that_are_smaller_than_told_are_read_on_while_records_are_missing(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = set(listed(provider, None, cancel))
    kare_server.options.largest_page = 4
    monkeypatch.setattr(api, "told_size", lambda _page: None)
    assert set(listed(provider, None, cancel)) == whole
    last = calendar_queries(kare_server)[-1]["page"]
    assert int(last) == -(-len(whole) // 4)


def test_an_event_that_moved_out_of_sight_is_not_kept_at_its_old_time(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    today, ref = kare_server.dataset.today, kare_server.ref("main")
    week = Window(today, today + 7 * DAY)
    assert ref in listed(provider, week, cancel)
    kare_server.move(kare_server.number("main"), 24 * 100)
    assert ref not in listed(provider, week, cancel)
    assert provider.confirm_removed([ref], cancel) == {ref}
    later = Window(today + 95 * DAY, today + 110 * DAY)
    assert ref in listed(provider, later, cancel)


@pytest.mark.parametrize("kind", ["", "9:"])
def test_an_event_that_came_once_under_another_kind_does_not_stay(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, kind: str
) -> None:
    number, before = kare_server.number("main"), kare_server.ref("main")
    kare_server.edit(number, eventType=9 if kind else None)
    ghost = f"{kind}{number}"
    assert ghost in listed(provider, None, cancel)
    kare_server.edit(number, eventType=123)
    assert before in listed(provider, None, cancel)
    assert provider.confirm_removed([ghost], cancel) == {ghost}
    with pytest.raises(NotThere):
        provider.event(ghost, cancel)


@pytest.mark.parametrize("days", [(date.min, date.min + DAY), (date.max - DAY, date.max)])
def test_the_ends_of_the_calendar_can_be_asked_for(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, days: tuple[date, date]
) -> None:
    assert listed(provider, Window(*days), cancel) == {}
    assert len(calendar_queries(kare_server)) == 1


@pytest.mark.parametrize("path", ["/routines/*", "/companies/*", "/users/*"])
def test_a_list_of_another_shape_costs_names_and_no_events(
    open_provider: OpenProvider, kare_server: KareServer, cancel: CancelToken, path: str
) -> None:
    known = listed(open_provider(), None, cancel)
    odd = Fault(kind=FaultKind.STATUS, status=200, path=path, body=ErrorBody.HTML, count=None)
    kare_server.faults.add(odd)
    assert set(listed(open_provider(), None, cancel)) == set(known)
