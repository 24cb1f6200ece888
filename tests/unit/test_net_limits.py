"""Throttling, waits and what error bodies say."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    Cancelled,
    CredentialsRefused,
    EventDeskError,
    NotThere,
    PermissionMissing,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.net.answer import Answer
from eventdesk.net.auth import BearerAuth
from eventdesk.net.client import Client
from eventdesk.net.error_body import error_words
from eventdesk.net.ratelimit import RateLimiter, RateState
from tests.providers.raw_server import RawServer, answer

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Turning:
    """A clock that moves only while somebody waits."""

    def __init__(self) -> None:
        self.time = NOW
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    def pause(self, cancel: CancelToken, seconds: float) -> None:
        cancel.check()
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Turning:
    return Turning()


def client_of(server: RawServer, clock: Turning) -> Client:
    limiter = RateLimiter(clock, pause=clock.pause)
    return Client(server.url, BearerAuth("k3y"), limiter=limiter)


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


def test_a_read_waits_as_it_is_told_and_tries_once_more(
    clock: Turning, cancel: CancelToken
) -> None:
    with RawServer(answer(429, Retry_After="7"), answer(body=b"[]")) as server:
        client = client_of(server, clock)
        assert client.get("/", cancel=cancel).body == b"[]"
        client.close()
    assert clock.waits == [7.0]


def test_a_second_refusal_is_told_with_the_server_s_wish(
    clock: Turning, cancel: CancelToken
) -> None:
    with RawServer(answer(429, Retry_After="7")) as server:
        client = client_of(server, clock)
        with pytest.raises(Throttled, match="in 7 seconds") as caught:
            client.get("/", cancel=cancel)
        client.close()
    assert caught.value.retry_after == 7
    assert len(server.requests) == 2


def test_a_long_wish_and_a_write_are_not_waited_for(clock: Turning, cancel: CancelToken) -> None:
    with RawServer(answer(429, Retry_After="3600")) as server:
        client = client_of(server, clock)
        with pytest.raises(Throttled) as read:
            client.get("/", cancel=cancel)
        with pytest.raises(Throttled) as written:
            client.send("PUT", "/", cancel=cancel)
        client.close()
    assert clock.waits == []
    assert read.value.retry_after == 3600
    assert not written.value.may_have_arrived


def test_the_next_call_waits_once_nothing_is_left(clock: Turning, cancel: CancelToken) -> None:
    spent = answer(
        x_rate_limit_limit="0, 400;window=60, 1000;window=3600",
        x_rate_limit_remaining="0",
        x_rate_limit_reset="12",
    )
    with RawServer(spent, answer(x_rate_limit_remaining="39"), answer()) as server:
        client = client_of(server, clock)
        client.get("/", cancel=cancel)
        assert client.limiter.state == RateState(0, ((400, 60), (1000, 3600)))
        client.send("PUT", "/", cancel=cancel)
        client.get("/", cancel=cancel)
        client.close()
    assert clock.waits == [12.0]


def test_waiting_is_capped_and_can_be_cancelled(clock: Turning, cancel: CancelToken) -> None:
    limiter = RateLimiter(clock, pause=clock.pause)
    limiter.note({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "86400"})
    limiter.before_call(cancel)
    assert clock.waits == [60.0]
    real = RateLimiter(clock)
    real.note({"x-rate-limit-remaining": "0", "x-rate-limit-reset": "30"})
    cancel.cancel()
    with pytest.raises(Cancelled):
        real.before_call(cancel)


@pytest.mark.parametrize(
    ("headers", "wish"),
    [
        ({}, None),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90.0),
        ({"retry-after": format_datetime(NOW - timedelta(days=1), usegmt=True)}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan", "x-rate-limit-reset": "4"}, 4.0),
        ({"x-ratelimit-reset": str(NOW.timestamp() + 20)}, 20.0),
        ({"x-rate-limit-reset": "-5"}, 0.0),
    ],
)
def test_both_spellings_and_all_forms_of_a_wish_are_read(
    clock: Turning, headers: dict[str, str], wish: float | None
) -> None:
    assert RateLimiter(clock).wish(headers) == wish


STATUSES = [
    (400, Refused),
    (401, CredentialsRefused),
    (403, PermissionMissing),
    (404, NotThere),
    (408, Unreachable),
    (409, Refused),
    (422, Refused),
    (500, Unreachable),
    (503, Unreachable),
    (304, BadAnswer),
]


@pytest.mark.parametrize(("status", "family"), STATUSES)
def test_each_status_is_a_family_and_a_sentence_that_names_the_host(
    status: int, family: type[EventDeskError], cancel: CancelToken
) -> None:
    body = b"" if status == 304 else b'{"description": "So it is", "error": "X", "type": "y"}'
    with RawServer(answer(status, body)) as server:
        client = Client(server.url, BearerAuth("k3y"))
        with pytest.raises(family) as caught:
            client.get("/", cancel=cancel, permission="booking.orders")
        client.close()
    assert type(caught.value) is family
    assert "127.0.0.1" in caught.value.sentence
    assert caught.value.hint
    if isinstance(caught.value, PermissionMissing):
        assert caught.value.permission == "booking.orders"
        assert "booking.orders" in caught.value.sentence


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"description": "No such event", "error": "Not Found", "type": "x"}', "No such event."),
        (b'{"error": {"param": "status", "message": "Not a status."}}', "Not a status."),
        (b'{"error": {"message": "Bad key"}}', "Bad key."),
        (
            b'{"error": "conflict", "error_detail": "Changed <b>meanwhile</b>"}',
            "Changed meanwhile.",
        ),
        (b'{"message": "Forbidden"}', "Forbidden."),
        (b'{"MESSAGE": "Limit", "STATUS": "Error"}', "Limit."),
        (
            b'{"errors": [{"title": "Bad", "detail": "Too long"}, {"detail": "Two"}]}',
            "Too long. Two.",
        ),
        (b'{"STATUS": "Error", "content": {"errors": ["Cut"]}}', "Cut."),
        (b"Bad Request", "Bad Request."),
        (b'"just text"', "just text."),
        (b"<html><h1>504</h1></html>", ""),
        (b"<?xml version='1.0'?><e/>", ""),
        (b"", ""),
        (b'{"cut', ""),
        (b"[" * 100_000, ""),
        (b'{"message": 7}', ""),
        (b'{"message": "key api_key=s3cret of a@b.org"}', None),
    ],
)
def test_error_bodies_of_every_form_become_a_short_plain_sentence(
    body: bytes, sentence: str | None
) -> None:
    words = error_words(Answer(400, {}, body, "host"))
    if sentence is None:
        assert "s3cret" not in words.sentence
        assert "a@b.org" not in words.sentence
    else:
        assert words.sentence == sentence


def test_what_is_wrong_with_which_field_is_kept() -> None:
    laravel = b'{"message": "Invalid.", "errors": {"type": ["Unknown type."], "x": "Bad"}}'
    assert error_words(Answer(422, {}, laravel, "h")).fields == {
        "type": "Unknown type.",
        "x": "Bad.",
    }
    sheep = b'{"error": {"param": "status", "message": "No."}}'
    assert error_words(Answer(400, {}, sheep, "h")).fields == {"status": "No."}
