"""Whatever the server answers: only errors of `domain.errors`, and values that a disk takes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.providers.any_answer import anything, cut, ends_well, mutated
from tests.servers import SafeServer

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
NOTHING: frozenset[int] = frozenset()
SERIES = Event("e1", "Any", recurring=True, refs=(("site", "s1"), ("order", "o1")))
CHANGE = {"original_date": "2026-03-13", "start": "2026-03-14T15:00", "type": "rescheduled"}

Call = Callable[[SafeSitesProvider, CancelToken], object]
CALLS: dict[str, Call] = {
    "check": lambda p, c: p.check(c),
    "events": lambda p, c: list(p.events(None, known=NOTHING, cancel=c)),
    "changed": lambda p, c: list(p.changed_events(SINCE, None, known=NOTHING, cancel=c) or ()),
    "event": lambda p, c: p.event("e1", c),
    "site": lambda p, c: p.detail(SERIES, "site", c),
    "order": lambda p, c: p.detail(SERIES, "order", c),
    "move": lambda p, c: p.act(SERIES, "move-occurrence", CHANGE, c),
    "find-site": lambda p, c: p.act(None, "find-site", {"text": "a"}, c),
    "find-order": lambda p, c: p.act(None, "find-order", {"text": "a"}, c),
}
EVENTS = "/events?with[]=exceptions&with[]=assignments&with[]=order&count=3"
# Where a true answer for the call is found on the strict server; others get anything at all.
SAMPLES = {
    "check": "/events?count=1",
    "events": EVENTS,
    "changed": EVENTS,
    "event": "/events/{event}?with[]=exceptions&with[]=assignments",
    "site": "/sites/{site}",
    "order": "/orders/{order}?with[]=lines",
    "find-site": "/sites?count=3",
    "find-order": "/orders?count=3",
}
WORDS = ("2026-03-06 10:00:00", "FREQ=WEEKLY", "RRULE:FREQ=DAILY;COUNT=2", "cancelled", "DTSTART")
ANYTHING = anything(*WORDS)


@pytest.fixture(scope="module")
def samples() -> dict[str, Any]:
    """True answers, cut to a few records, one of them a series with exceptions."""
    with SafeServer() as server:
        data = server.dataset
        change = {"originalDate": "2026-03-13", "type": "rescheduled"}
        moved = {**change, "rescheduledStart": "2026-03-14 10:00:00"}
        for event in data.events.values():
            event.update(recurring=True, rrule="FREQ=WEEKLY", exceptions=[moved])
        names = {"event": data.events, "site": data.sites, "order": data.orders}
        refs = {name: next(iter(records)) for name, records in names.items()}
        headers = {"Authorization": f"Bearer {server.key}", "Accept": "application/json"}
        found = {}
        for name, path in SAMPLES.items():
            url = server.url + path.format(**refs)
            with requests.get(url, headers=headers, timeout=5) as answer:
                assert answer.status_code == 200
                found[name] = cut(answer.json())
    return found


@pytest.fixture(scope="module")
def provider() -> Iterator[SafeSitesProvider]:
    context = ProviderContext(
        account="A",
        address="http://127.0.0.1:9",
        options={"time_zone": "Europe/Stockholm"},
        secrets={"token": "k"},
        folder=Path(),
        clock=SystemClock(),
    )
    opened = SafeSitesProvider(context)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=80)
@given(data=st.data())
def test_any_answer_is_a_value_or_one_of_our_errors(
    name: str, data: st.DataObject, samples: dict[str, Any], provider: SafeSitesProvider
) -> None:
    sample = samples.get(name)
    value = data.draw(ANYTHING if sample is None else mutated(sample, ANYTHING))
    ends_well(value, lambda: CALLS[name](provider, CancelToken()))
