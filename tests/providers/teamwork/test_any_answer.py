"""Whatever the site answers: only errors of `domain.errors`, and values that a disk takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.event import Event
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.any_answer import anything, cut, ends_well, mutated
from tests.providers.teamwork.conftest import NOTHING
from tests.servers import TeamworkServer

EVENT = Event("5001", "Any", recurring=True, refs=(("attending", "101"), ("repeat", "")))
NEW = {"title": "T", "start": "2026-12-05T19:00", "end": "2026-12-05T22:00"}
Call = Callable[[TeamworkProvider, CancelToken], object]
CALLS: dict[str, Call] = {
    "check": lambda p, c: p.check(c),
    "events": lambda p, c: list(p.events(None, known=NOTHING, cancel=c)),
    "changes": lambda p, c: list(
        p.changed_events(SystemClock().now(), None, known=NOTHING, cancel=c) or ()
    ),
    "removed": lambda p, c: p.confirm_removed(["5001"], c),
    "event": lambda p, c: p.event("5001", c),
    "attendees": lambda p, c: list(p.attendees("5001", known=NOTHING, cancel=c)),
    "actions": lambda p, c: [p.actions(EVENT, c), p.actions(None, c)],
    "read-actions": lambda p, c: p.actions(p.event("5001", c), c),
    "edit": lambda p, c: p.act(EVENT, "edit", {"place": "x", "attendees": "1"}, c),
    "new": lambda p, c: p.act(None, "new-event", NEW, c),
    "delete": lambda p, c: p.act(EVENT, "delete", {}, c),
    "delete-series": lambda p, c: p.act(EVENT, "delete-series", {}, c),
}
SAMPLES = (
    "/me.json",
    "/calendarevents.json?startdate=20200101&endDate=20400101",
    "/calendarevents/{main}.json",
    "/calendareventtypes.json",
    "/calendarevents/0/availablePeople.json?privacy=company",
    "/people.json",
)
ANYTHING = anything("true", "deleted", "101,102", "4E9075", "-4", "none", "project")
PAGES = st.sampled_from(["", "0", "1", "2", "-1", "1.5", "9" * 20, "x"])


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    """True answers, cut to a few records, all in one: each call finds its own part."""
    found: dict[str, Any] = {"id": "5001"}
    with TeamworkServer() as server:
        for path in SAMPLES:
            url = server.url + path.format(main=server.event_ref("weekly"))
            with requests.get(url, auth=(server.key, "x"), timeout=5) as answer:
                assert answer.ok
                found |= cut(answer.json())
    return found


@pytest.fixture(scope="module")
def open_provider() -> Iterator[Callable[[], TeamworkProvider]]:
    """A new one each time, since people and forms are kept for a while."""
    opened: list[TeamworkProvider] = []

    def open_it() -> TeamworkProvider:
        context = ProviderContext(
            account="A",
            address="http://127.0.0.1:9",
            options={"time_zone": "Europe/Dublin", "listed": "mine"},
            secrets={"api_key": "k"},
            folder=Path(),
            clock=SystemClock(),
        )
        opened.append(TeamworkProvider(context))
        return opened[-1]

    yield open_it
    for provider in opened:
        provider.close()


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=80)
@given(data=st.data())
def test_any_answer_is_a_value_or_one_of_our_errors(
    name: str,
    data: st.DataObject,
    sample: dict[str, Any],
    open_provider: Callable[[], TeamworkProvider],
) -> None:
    value = data.draw(st.one_of(mutated(sample, ANYTHING), mutated(sample, ANYTHING), ANYTHING))
    headers = {"x-pages": data.draw(PAGES), "x-records": data.draw(PAGES)}
    provider = open_provider()
    ends_well(value, lambda: CALLS[name](provider, CancelToken()), headers)


@settings(max_examples=40)
@given(data=st.data())
def test_an_event_that_could_be_read_can_be_edited_too(
    data: st.DataObject, sample: dict[str, Any], open_provider: Callable[[], TeamworkProvider]
) -> None:
    value = data.draw(mutated(sample, ANYTHING))
    provider, cancel = open_provider(), CancelToken()

    def edited() -> object:
        event = provider.event("5001", cancel)
        form = provider.actions(event, cancel)[0]
        return provider.act(event, "edit", {f.name: f.value for f in form.fields}, cancel)

    ends_well(value, edited)
