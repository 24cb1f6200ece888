"""The demo: what a person finds in it, always the same, without a network."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.event import EventStatus
from eventdesk.domain.event_query import EventQuery
from eventdesk.providers import registry
from eventdesk.services.workspace import Workspace
from tests.services.demo_tools import AGM, ALL_MARKS, all_events, picture, states


def test_there_is_something_of_everything(seen_demo: Workspace) -> None:
    events = all_events(seen_demo)
    sizes = [seen_demo.events.places(item.ref, AttendeeQuery()).shown for item in events]

    assert 50 <= len(events) <= 100
    assert sum(sizes) == 1200
    assert max(sizes) > 300
    assert set(states(seen_demo).values()) == set(AccountState)
    stands = {listed.mark.state for listed in seen_demo.outbox.marks(ALL_MARKS)}
    assert stands == ALL_MARKS - {MarkState.SENDING}  # no mark is on its way when nobody syncs
    assert {listed.mark.by for listed in seen_demo.outbox.marks(ALL_MARKS)} == {"Kim"}


def test_the_calendar_has_every_kind_of_event(seen_demo: Workspace) -> None:
    events = [item.event for item in all_events(seen_demo)]
    timed = [event for event in events if isinstance(event.start, datetime)]
    today = date(2026, 11, 21)

    assert {EventStatus.ACTIVE, EventStatus.DRAFT, EventStatus.CANCELLED} <= {
        event.status for event in events
    }
    assert any(event.all_day for event in events)
    nights = [
        event.end.date() - event.start.date()
        for event in timed
        if isinstance(event.start, datetime) and isinstance(event.end, datetime)
    ]
    assert {timedelta(0), timedelta(1), timedelta(2)} <= set(nights)  # hours, over midnight, days
    assert any(event.recurring for event in events)
    assert any(event.sold_out for event in events)
    assert any(len(event.title) > 150 for event in events)
    assert any("\u0590" <= event.title[0] <= "\u06ff" for event in events)
    days = [event.start.date() for event in timed if isinstance(event.start, datetime)]
    assert min(days) == today - timedelta(weeks=8)
    assert max(days) == today + timedelta(weeks=12)


def test_the_general_meeting_is_tonight(seen_demo: Workspace) -> None:
    listed = seen_demo.events.view(AGM).listed

    assert listed.event.title == "Annual general meeting"
    assert listed.event.start == datetime(2026, 11, 21, 19, 0)
    assert listed.event.end == datetime(2026, 11, 21, 22, 0)
    assert listed.event.place == "Town Hall"
    assert (listed.expected, listed.attended) == (214, 87)
    orders = seen_demo.events.orders(AGM)
    assert any(order.fully_paid is False for order in orders)
    assert {
        attendee.attendee.order for attendee in seen_demo.events.attendees(AGM, AttendeeQuery())
    } <= {order.ref for order in orders}


def test_what_needs_a_decision_says_why(seen_demo: Workspace) -> None:
    marks = [listed.mark for listed in seen_demo.outbox.marks()]
    undecided = {mark.reason: mark.remote for mark in marks if mark.state == MarkState.CONFLICT}
    refused = [mark.reason for mark in marks if mark.state == MarkState.REFUSED]

    assert sorted(undecided.values(), key=str) == [None, "declined"]
    assert all(reason.endswith(".") for reason in [*undecided, *refused])


def test_orders_are_in_several_currencies_and_some_are_owing(seen_demo: Workspace) -> None:
    orders = [
        order for item in all_events(seen_demo) for order in seen_demo.events.orders(item.ref)
    ]
    assert {code for order in orders for code in order.totals} == {"GBP", "EUR", "USD", "JPY"}
    assert len({code for order in orders for code, due in order.outstanding.items() if due}) > 1
    for order in orders:
        for code, total in order.totals.items():
            assert order.paid[code] + order.outstanding[code] == total


def test_it_is_the_same_every_time(seen_demo: Workspace, demo: Workspace) -> None:
    assert picture(demo) == picture(seen_demo)


def test_the_imported_list_is_in_the_log(seen_demo: Workspace) -> None:
    imports = [entry for entry in seen_demo.outbox.activity() if entry.kind == "import"]

    assert [entry.outcome for entry in imports] == ["24 added, 0 updated, 0 unchanged, 0 skipped"]


def test_a_system_that_is_installed_later_joins_in(
    open_it: Callable[[], Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = "tests.services.later_system:LaterSystem"
    monkeypatch.setitem(registry._BUILT_IN, "kare", later)

    demo = open_it()

    joined = demo.events.find(EventQuery(accounts=("Registre de sécurité",)))
    assert len(joined) == 6
    assert sum(item.expected or 0 for item in joined) > 10
    sizes = [demo.events.places(item.ref, AttendeeQuery()).shown for item in all_events(demo)]
    assert sum(sizes) == 1200


def test_nothing_is_written_beside_the_profile(
    open_it: Callable[[], Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    demo = open_it()

    assert list(tmp_path.iterdir()) == []
    assert list(demo.profile.books.iterdir())
