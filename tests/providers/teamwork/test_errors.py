"""Each documented way of failing, in each form of body, ends with a sentence that helps."""

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    NotThere,
    PermissionMissing,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import Event
from eventdesk.providers.teamwork.provider import TeamworkProvider
from eventdesk.providers.teamwork.throttling import Limiter
from tests.providers.raw_server import RawServer, answer
from tests.providers.teamwork.conftest import NOTHING, DayClock, OpenProvider

WORDS = "The calendar is full"
BODIES: dict[str, tuple[bytes, str]] = {
    "v1": (json.dumps({"MESSAGE": WORDS, "STATUS": "Error"}).encode(), "application/json"),
    "error": (json.dumps({"error": WORDS}).encode(), "application/json"),
    "content": (json.dumps({"content": {"errors": [WORDS]}}).encode(), "application/json"),
    "v3": (
        json.dumps({"errors": [{"id": "1", "code": "X", "title": "T", "detail": WORDS}]}).encode(),
        "application/json",
    ),
    "empty": (b"", "application/json"),
    "html": (b"<html><body>Wrong host</body></html>", "text/html"),
    "text": (WORDS.encode(), "text/plain"),
    "cut": (b'{"MESSAGE": "The cal', "application/json"),
}
FAMILIES: dict[int, type[EventDeskError]] = {
    400: Refused,
    401: CredentialsRefused,
    403: PermissionMissing,
    404: NotThere,
    422: Refused,
    429: Throttled,
    500: Unreachable,
}
SILENT = {401, 429}
"""Statuses whose own sentence says more than any body."""

EVENT = Event("7", "Concert")
NEW = {"title": "T", "start": "2026-12-05T19:00", "end": "2026-12-05T22:00"}
Failing = Callable[..., TeamworkProvider]
Call = Callable[[TeamworkProvider, CancelToken], object]
READS: dict[str, Call] = {
    "check": lambda p, c: p.check(c),
    "events": lambda p, c: list(p.events(None, known=NOTHING, cancel=c)),
    "event": lambda p, c: p.event("7", c),
    "attendees": lambda p, c: list(p.attendees("7", known=NOTHING, cancel=c)),
    "changes": lambda p, c: list(
        p.changed_events(p.context.clock.now(), None, known=NOTHING, cancel=c) or ()
    ),
    "removed": lambda p, c: p.confirm_removed(["7"], c),
}
WRITES: dict[str, Call] = {
    "new": lambda p, c: p.act(None, "new-event", NEW, c),
    "delete": lambda p, c: p.act(EVENT, "delete", {}, c),
}


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses take no time; how long each would have been."""
    pauses: list[float] = []
    made = Limiter.__init__

    def make(limiter: Limiter, clock: Clock) -> None:
        made(limiter, clock, pause=lambda _cancel, seconds: pauses.append(seconds))

    monkeypatch.setattr(Limiter, "__init__", make)
    return pauses


@pytest.fixture
def failing(open_provider: OpenProvider, waited: list[float]) -> Iterator[Failing]:
    """Opens a provider of a server that answers every request in one way."""
    servers: list[RawServer] = []

    def fail(
        status: int, body: bytes, kind: str = "application/json", **headers: str
    ) -> TeamworkProvider:
        server = RawServer(answer(status, body, kind=kind, **headers))
        servers.append(server.__enter__())
        return open_provider(address=server.url)

    yield fail
    for server in servers:
        server.__exit__(None, None, None)


@pytest.mark.parametrize("form", BODIES)
@pytest.mark.parametrize("status", FAMILIES)
def test_a_status_with_any_body_is_told(
    failing: Failing, cancel: CancelToken, status: int, form: str
) -> None:
    provider = failing(status, *BODIES[form])
    for call in (*READS.values(), *WRITES.values()):
        with pytest.raises(FAMILIES[status]) as caught:
            call(provider, cancel)
        error = caught.value
        assert error.hint
        assert error.sentence.endswith((".", "!", "?"))
        told = form not in ("empty", "html", "cut") and status not in SILENT
        assert (WORDS in error.sentence) == told, error.sentence
        assert "<" not in error.message


@pytest.mark.parametrize("form", ["empty", "html", "text", "cut"])
def test_a_success_without_data_is_no_empty_list(
    failing: Failing, cancel: CancelToken, form: str
) -> None:
    provider = failing(200, *BODIES[form])
    for call in (*READS.values(), *WRITES.values()):
        with pytest.raises(BadAnswer):
            call(provider, cancel)


@pytest.mark.parametrize("status", ["Error", "error", "Unauthorized", 5])
def test_a_success_whose_status_denies_it_is_told_with_its_words(
    failing: Failing, cancel: CancelToken, status: object
) -> None:
    body = {"events": [], "event": {"id": "7"}, "people": [], "person": {"id": "1"}}
    denied = json.dumps({**body, "MESSAGE": WORDS, "STATUS": status}).encode()
    provider = failing(200, denied)
    for call in READS.values():
        with pytest.raises(BadAnswer, match=WORDS):
            call(provider, cancel)
    for call in WRITES.values():
        with pytest.raises(Refused, match=WORDS):
            call(provider, cancel)


def test_a_denied_success_that_repeats_the_key_does_not_carry_it_further(
    failing: Failing, cancel: CancelToken
) -> None:
    provider = failing(200, b'{"STATUS": "Error", "MESSAGE": "No account has test-key"}')
    for call in (READS["check"], WRITES["new"]):
        with pytest.raises(EventDeskError, match="No account has") as caught:
            call(provider, cancel)
        assert "test-key" not in caught.value.message


@pytest.mark.parametrize(
    "body", [b"{}", b'{"STATUS": "OK"}', b'{"person": null}', b'{"person": []}', b'{"person": {}}']
)
def test_a_check_that_does_not_say_whose_key_it_is_has_found_something_else(
    failing: Failing, cancel: CancelToken, body: bytes
) -> None:
    with pytest.raises(BadAnswer, match="whose key it is"):
        failing(200, body).check(cancel)


@pytest.mark.parametrize("spelling", ["X_RateLimit", "x_rate_limit", "X_Rate_Limit"])
@pytest.mark.parametrize("status", [400, 429])
def test_both_ways_of_asking_for_a_pause_are_understood_in_any_spelling(
    failing: Failing, cancel: CancelToken, status: int, spelling: str
) -> None:
    headers = {f"{spelling}_Remaining": "0", f"{spelling}_Reset": "90"}
    provider = failing(status, b'{"MESSAGE": "Slow down"}', **headers)
    for call in (READS["check"], WRITES["new"]):
        with pytest.raises(Throttled) as caught:
            call(provider, cancel)
        assert caught.value.retry_after == pytest.approx(90)


@pytest.mark.parametrize(
    ("reset", "seconds"), [("0", 1), ("30", 30), ("3600", 120), ("{now+45}", 45), ("{now-5}", 1)]
)
def test_a_reset_is_seconds_or_a_moment_and_never_believed_beyond_two_minutes(
    failing: Failing,
    cancel: CancelToken,
    clock: DayClock,
    waited: list[float],
    reset: str,
    seconds: float,
) -> None:
    now = int(clock.now().timestamp())
    text = {"{now+45}": str(now + 45), "{now-5}": str(now - 5)}.get(reset, reset)
    provider = failing(429, b"", X_RateLimit_Reset=text)
    with pytest.raises(Throttled) as caught:
        provider.check(cancel)
    assert caught.value.retry_after == pytest.approx(seconds)
    assert waited == ([pytest.approx(seconds)] if seconds <= 60 else [])


def test_a_bad_request_with_calls_left_is_a_refusal(failing: Failing, cancel: CancelToken) -> None:
    provider = failing(400, b'{"MESSAGE": "Bad date"}', X_RateLimit_Remaining="20")
    with pytest.raises(Refused, match="Bad date"):
        provider.check(cancel)


def test_a_write_is_never_sent_twice(
    waited: list[float], cancel: CancelToken, open_provider: OpenProvider
) -> None:
    for status in (400, 429, 500, 503):
        with RawServer(answer(status, b"", X_RateLimit_Remaining="0")) as server:
            provider = open_provider(address=server.url)
            with pytest.raises(EventDeskError):
                provider.act(None, "new-event", NEW, cancel)
            assert len(server.requests) == 1


def test_a_site_that_moved_is_not_followed(failing: Failing, cancel: CancelToken) -> None:
    provider = failing(302, b"", Location="https://choir.eu.teamwork.com/me.json")
    with pytest.raises(BadAnswer, match=r"redirects to choir\.eu\.teamwork\.com"):
        provider.check(cancel)


def test_an_event_that_is_none_is_told(failing: Failing, cancel: CancelToken) -> None:
    provider = failing(200, b'{"event": {}, "STATUS": "OK"}')
    for call in (READS["event"], partial(_edit, values={"place": "x"})):
        with pytest.raises(BadAnswer, match="no event"):
            call(provider, cancel)


def _edit(provider: TeamworkProvider, cancel: CancelToken, *, values: dict[str, str]) -> object:
    return provider.act(EVENT, "edit", values, cancel)
