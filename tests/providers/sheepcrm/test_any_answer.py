"""Whatever the server answers: only errors of `domain.errors`, and values that a disk takes."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Event
from eventdesk.net.answer import Answer
from eventdesk.net.client import Client
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
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
ODD_TEXTS = ["", BUYER, "2026-05-01", "2026-05-01T10:00:00Z", "24:00", "<![x", "1e999", "\ud83d"]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -1e300, float("inf"), float("nan")])
    | st.text(max_size=8)
    | st.sampled_from(ODD_TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


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
                found[name] = _cut(answer.json())
    return found


def _cut(value: Any) -> Any:
    if isinstance(value, list):
        return [_cut(item) for item in value[:2]]
    if isinstance(value, dict):
        few = dict(list(value.items())[:2]) if any("/" in key for key in value) else value
        return {key: _cut(item) for key, item in few.items()}
    return value


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


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """The value with some of its parts exchanged for anything."""
    changed = json.loads(json.dumps(value))
    for _ in range(draw(st.integers(0, 4))):
        place: Any = changed
        while isinstance(place, (dict, list)) and place:
            key = draw(
                st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
            )
            if not isinstance(place[key], (dict, list)) or draw(st.booleans()):
                place[key] = draw(ANYTHING)
                break
            place = place[key]
    return changed


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=60)
@given(data=st.data())
def test_any_answer_is_a_value_or_one_of_our_errors(
    name: str, data: st.DataObject, samples: dict[str, Any], provider: SheepCrmProvider
) -> None:
    sample = samples.get(name)
    value = data.draw(ANYTHING if sample is None else mutated(sample))
    body = json.dumps(value).encode()

    def answering(*_args: object, **_options: object) -> Answer:
        return Answer(200, {}, body, "crm.example.org")

    with pytest.MonkeyPatch.context() as patched, contextlib.suppress(EventDeskError):
        patched.setattr(Client, "get", answering)
        patched.setattr(Client, "send", answering)
        result = CALLS[name](provider, CancelToken())
        msgspec.json.encode(result)
