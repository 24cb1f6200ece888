"""Whatever the server answers: only errors of `domain.errors`, and values that a disk takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.event import Event
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.any_answer import anything, cut, ends_well, mutated
from tests.servers import Dataset, SheepServer

EVENT = Event("e1", "Any")
BUYER = "/x/person/1/"
SOMEONE = Attendee("a1", "Anna", person=BUYER)
FIELDSET = {"name": "n", "fields": "f"}

Call = Callable[[SheepCrmProvider, CancelToken], object]
CALLS: dict[str, Call] = {
    "check": lambda p, c: p.check(c),
    "events": lambda p, c: list(p.events(None, known=frozenset(), cancel=c)),
    "event": lambda p, c: p.event("e1", c),
    "removed": lambda p, c: p.confirm_removed(["e1"], c),
    "attendees": lambda p, c: list(p.attendees("e1", known=frozenset(), cancel=c)),
    "orders": lambda p, c: list(p.orders("e1", known=frozenset(), cancel=c)),
    "tickets": lambda p, c: list(p.tickets("e1", known=frozenset(), cancel=c)),
    "types": lambda p, c: p.ticket_types("e1", c),
    "mark": lambda p, c: p.set_attendance("e1", SOMEONE, "attended", c),
    "contact": lambda p, c: p.contact(BUYER, c),
    "answers": lambda p, c: p.answers("e1", BUYER, c),
    "picture": lambda p, c: p.picture(BUYER, c),
    "history": lambda p, c: p.history("e1", c),
    "people": lambda p, c: p.find_people("a@b.example", c),
    "columns": lambda p, c: p.export_columns("e1", ["core"], c),
    "export": lambda p, c: p.fetch_export("e1", "orders", ["core"], c),
    "actions": lambda p, c: p.actions(EVENT, c),
    "delete-order": lambda p, c: p.act(EVENT, "delete-order", {"order": BUYER}, c),
    "rebase-tickets": lambda p, c: p.act(EVENT, "rebase-tickets", {}, c),
    "rebase-questions": lambda p, c: p.act(EVENT, "rebase-questions", {}, c),
    "complete-list": lambda p, c: p.act(EVENT, "complete-list", {}, c),
    "eventbrite-pull": lambda p, c: p.act(None, "eventbrite-pull", {}, c),
    "fieldsets": lambda p, c: p.act(None, "fieldsets", {}, c),
    "create-fieldset": lambda p, c: p.act(None, "create-fieldset", FIELDSET, c),
    "permissions": lambda p, c: p.act(None, "permissions", {}, c),
}
# Where a true answer for the call is found on the strict server; others get anything at all.
SAMPLES = {
    "events": "",
    "event": "/booking/{event}",
    "attendees": "/booking/{event}/attendance",
    "complete-list": "/booking/{event}/attendance",
    "orders": "/booking/{event}/orders",
    "actions": "/booking/{event}/orders",
    "tickets": "/booking/{event}/tickets/all",
    "types": "/booking/{event}/available_tickets",
    "answers": "{buyer}/order/{event}/questions",
}
ANYTHING = anything(BUYER)


@pytest.fixture(scope="module")
def samples() -> dict[str, Any]:
    """True answers, cut to a few records."""
    with SheepServer(Dataset.small()) as server:
        event = server.event_uid("main")
        buyer = server.attendance(event)[0]["person_ref"]
        _, _, kind, uid, _ = str(buyer).split("/")
        headers = {"Authorization": f"Bearer {server.key}", "APPLICATION": "a/b/c"}
        found = {}
        for name, path in SAMPLES.items():
            place = path.format(event=event, buyer=f"/{kind}/{uid}")
            url = f"{server.url}/events/v2/{server.bucket}{place}"
            with requests.get(url, headers=headers, timeout=5) as answer:
                found[name] = cut(answer.json())
    return found


@pytest.fixture(scope="module")
def provider() -> Iterator[SheepCrmProvider]:
    context = ProviderContext(
        account="A",
        address="http://127.0.0.1:9",
        options={"bucket": "x", "time_zone": "Europe/London"},
        secrets={"api_key": "k"},
        folder=Path(),
        clock=SystemClock(),
    )
    opened = SheepCrmProvider(context)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=60)
@given(data=st.data())
def test_any_answer_is_a_value_or_one_of_our_errors(
    name: str, data: st.DataObject, samples: dict[str, Any], provider: SheepCrmProvider
) -> None:
    sample = samples.get(name)
    value = data.draw(ANYTHING if sample is None else mutated(sample, ANYTHING))
    ends_well(value, lambda: CALLS[name](provider, CancelToken()))
