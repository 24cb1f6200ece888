"""Whatever the server answers: only errors of `domain.errors`, and values that a disk takes."""

from collections.abc import Callable
from dataclasses import replace
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
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.any_answer import anything, cut, ends_well, mutated
from tests.servers import KareServer

REFS = ("number", "routine", "sites", "contact", "user", "profile", "code")
EVENT = Event(
    "123:4000",
    "Any",
    start=datetime(2026, 5, 1, 10, tzinfo=UTC),
    refs=tuple((name, "4000") for name in REFS),
)
PLANNED = {"scheduled_start": "2026-07-01T09:00", "scheduled_end": "2026-07-01T11:30"}
CONTEXT = ProviderContext(
    account="A",
    address="http://127.0.0.1:9",
    options={"code_names": "status 2 = Terminé"},
    secrets={"access_token": "a", "session_token": "s", "refresh_token": "r"},
    folder=Path(),
    clock=SystemClock(),
)
LOGIN = replace(CONTEXT, secrets={"email": "a@b.example", "password": "long-enough"})

Call = Callable[[KareProvider, CancelToken], object]
CALLS: dict[str, Call] = {
    "sign in": lambda p, c: p.sign_in(LOGIN, c),
    "check": lambda p, c: p.check(c),
    "events": lambda p, c: list(p.events(None, known=frozenset(), cancel=c)),
    "event": lambda p, c: p.event(EVENT.ref, c),
    "removed": lambda p, c: p.confirm_removed([EVENT.ref], c),
    "attendees": lambda p, c: list(p.attendees(EVENT.ref, known=frozenset(), cancel=c)),
    "account actions": lambda p, c: p.actions(None, c),
    "actions": lambda p, c: p.actions(EVENT, c),
    "intervention": lambda p, c: p.detail(EVENT, "intervention", c),
    "assignee": lambda p, c: p.detail(EVENT, "assignee", c),
    "sites": lambda p, c: p.detail(EVENT, "sites", c),
    "routine": lambda p, c: p.detail(EVENT, "routine", c),
    "anomalies": lambda p, c: p.detail(EVENT, "anomalies", c),
    "code": lambda p, c: p.detail(EVENT, "code", c),
    "new": lambda p, c: p.act(None, "new-curative", PLANNED, c),
    "edit": lambda p, c: p.act(EVENT, "edit-training", PLANNED, c),
    "verify": lambda p, c: p.act(EVENT, "verify", {"decision": "1"}, c),
    "delete": lambda p, c: p.act(EVENT, "delete", {}, c),
}
_CALENDAR = "/calendar/v2/rs/events?scheduledStart=2020-01-01T00:00:00Z"
# Where a true answer for the call is found on the strict server; others get anything at all.
SAMPLES = {
    "check": "/organizations/v2/rs/my",
    "events": f"{_CALENDAR}&scheduledEnd=2040-01-01T00:00:00Z&includeSites=true",
    "event": "/interventions/v2/rs/4000",
    "attendees": "/interventions-users/v1/rs",
    "account actions": "/routines/v1/rs",
    "actions": "/interventions/v2/rs/4000",
    "intervention": "/interventions/v2/rs/4000",
    "assignee": "/companies/v2/rs",
    "sites": "/sites/v2/rs/501",
    "routine": "/routines/v1/rs/31",
    "anomalies": "/interventions-anomalies/v1/rs",
    "code": "/interventions/v2/rs/4000",
}
ANYTHING = anything("accessToken", "data", "4000", "FREQ=MONTHLY;INTERVAL=1")


@pytest.fixture(scope="module")
def samples() -> dict[str, Any]:
    """True answers, cut to a few records."""
    with KareServer() as server:
        headers = {
            "Authorization": f"Bearer {server.access_token}",
            "x-session-token": server.session_token,
            "content-type": "application/json",
        }
        found = {}
        for name, path in SAMPLES.items():
            with requests.get(f"{server.url}{path}", headers=headers, timeout=5) as answer:
                assert answer.ok, answer.text
                found[name] = cut(answer.json())
        assert server.violations == []
    return found


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=60)
@given(data=st.data())
def test_any_answer_is_a_value_or_one_of_our_errors(
    name: str, data: st.DataObject, samples: dict[str, Any]
) -> None:
    sample = samples.get(name)
    value = data.draw(ANYTHING if sample is None else mutated(sample, ANYTHING))
    provider = KareProvider(CONTEXT)  # without what another answer left behind
    ends_well(value, lambda: CALLS[name](provider, CancelToken()))
    provider.close()
