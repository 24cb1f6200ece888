"""The HTTP client against servers that behave well and badly, on real sockets."""

import gzip
import logging
import socket
from pathlib import Path
from typing import Any

import pytest
import requests

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    Cancelled,
    CredentialsRefused,
    NotThere,
    Refused,
    Unreachable,
)
from eventdesk.net.auth import BearerAuth
from eventdesk.net.client import Client, Limits
from tests.providers.raw_server import RawServer, answer, drip, raw, reset, silence

HASTY = Limits(connect=1.0, read=0.3, total=0.8)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def opened(server: RawServer, **options: Any) -> Client:
    return Client(server.url, BearerAuth("k3y"), **options)


def read(client: Client, **arguments: Any) -> bytes:
    try:
        return client.get("/things", cancel=CancelToken(), **arguments).body
    finally:
        client.close()


def write(client: Client, **arguments: Any) -> bytes:
    try:
        return client.send("PUT", "/things", cancel=CancelToken(), **arguments).body
    finally:
        client.close()


def test_a_request_carries_key_accept_and_encoded_values() -> None:
    with RawServer(answer(body=b"[]")) as server:
        client = opened(server, headers={"APPLICATION": "a/b/c"})
        path = {"uid": "a/b ü?", "bucket": "x"}
        got = client.get(
            "/v2/{bucket}/event/{uid}",
            path=path,
            query={"ref": "/x/y/", "left": None, "many": ["1", "2"], "page": 3},
            cancel=CancelToken(),
        )
        client.close()
    head = server.requests[0].decode()
    assert got.body == b"[]"
    assert head.startswith(
        "GET /v2/x/event/a%2Fb%20%C3%BC%3F?ref=%2Fx%2Fy%2F&many=1&many=2&page=3 HTTP/1.1"
    )
    assert "Authorization: Bearer k3y\r\n" in head
    assert "APPLICATION: a/b/c\r\n" in head
    assert client.request_count == 1


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_reference_cannot_leave_its_place_in_the_path(value: str) -> None:
    with RawServer(answer()) as server, pytest.raises(NotThere):
        read(opened(server), path={"uid": value})
    assert server.requests == []


def test_a_key_beyond_latin_letters_is_sent_and_a_line_break_is_refused() -> None:
    with RawServer(answer()) as server:
        read(Client(server.url, BearerAuth(" ключ\n")))
    assert "Bearer ключ\r\n".encode() in server.requests[0]
    with pytest.raises(CredentialsRefused, match="line break"):
        BearerAuth("a\r\nX-Evil: 1")


def test_a_silent_server_is_given_up_and_not_asked_again() -> None:
    with (
        RawServer(silence) as server,
        pytest.raises(Unreachable, match="took too long") as caught,
    ):
        read(opened(server, limits=HASTY))
    assert len(server.requests) == 1
    assert not caught.value.may_have_arrived


@pytest.mark.parametrize("start", [b"", CHUNKED + b"ffff\r\n", b"HTTP/1.0 200 OK\r\n\r\n["])
def test_a_dripping_server_is_given_up_in_head_and_body(start: bytes) -> None:
    """Each byte comes within the read timeout, so only the total time can end this."""
    slow = drip(b"HTTP/1.1 200 OK\r\nX-Slow: " if not start else b"")

    def react(server: RawServer, connection: socket.socket) -> None:
        connection.sendall(start)
        slow(server, connection)

    with RawServer(react) as server, pytest.raises(Unreachable, match="took too long"):
        read(opened(server, limits=HASTY))
    assert len(server.requests) == 1


def test_a_slow_answer_is_left_at_once_when_the_work_is_cancelled() -> None:
    cancel = CancelToken()
    with RawServer(drip(b"HTTP/1.1 200 OK\r\n\r\n[", then=cancel.cancel)) as server:
        client = opened(server)
        with pytest.raises(Cancelled):
            client.get("/things", cancel=cancel)
        client.close()


@pytest.mark.parametrize(
    "broken", [reset, raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"), raw(b"")]
)
def test_a_read_is_repeated_twice_on_a_broken_connection(broken: Any) -> None:
    with RawServer(broken, broken, answer(body=b"[1]")) as server:
        assert read(opened(server)) == b"[1]"
    with RawServer(broken) as server, pytest.raises(Unreachable) as caught:
        read(opened(server))
    assert len(server.requests) == 3
    assert "127.0.0.1" in caught.value.message


@pytest.mark.parametrize("broken", [reset, silence, answer(503)])
def test_a_write_is_never_repeated_and_may_have_arrived(broken: Any) -> None:
    with RawServer(broken) as server, pytest.raises(Unreachable) as caught:
        write(opened(server, limits=HASTY), query={"status": "attended"})
    assert len(server.requests) == 1
    assert caught.value.may_have_arrived


def test_a_write_that_never_left_is_known_not_to_have_arrived() -> None:
    with RawServer(answer()) as server:
        client = opened(server)
    with pytest.raises(Unreachable, match="no connection") as caught:
        write(client)
    assert not caught.value.may_have_arrived


def test_an_empty_write_has_no_body_and_a_full_one_is_json() -> None:
    with RawServer(answer()) as server:
        write(opened(server))
        write(opened(server), json={"name": "Zoë"})
    empty, full = server.requests
    assert b"Content-Length: 0\r\n" in empty
    assert b"Content-Type" not in empty
    assert full.endswith('{"name":"Zoë"}'.encode())
    assert b"Content-Type: application/json\r\n" in full


def test_a_redirect_is_named_and_not_followed() -> None:
    with RawServer(answer()) as elsewhere:
        moved = answer(302, Location=f"{elsewhere.url}/taken")
        with RawServer(moved) as server, pytest.raises(BadAnswer, match=r"redirects to 127\.0\."):
            read(opened(server))
        with RawServer(moved) as server:
            client = opened(server)
            got = client.get("/avatar", cancel=CancelToken(), see_redirect=True)
            client.close()
    assert got.headers["location"] == f"{elsewhere.url}/taken"
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "huge",
    [
        answer(body=b"x" * 5000),
        answer(body=gzip.compress(b"\0" * 5000), Content_Encoding="gzip"),
        raw(CHUNKED + b"1388\r\n" + b"x" * 5000 + b"\r\n" * 9),
    ],
)
def test_an_answer_beyond_the_limit_is_not_read(huge: Any) -> None:
    with RawServer(huge) as server, pytest.raises(BadAnswer, match="more than"):
        read(opened(server, limits=Limits(body=1000)))


def test_credentials_of_netrc_and_proxies_do_not_touch_a_server_on_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login eve password stolen\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with RawServer(answer()) as server, RawServer(answer(502)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert requests.utils.get_netrc_auth(server.url) == ("eve", "stolen")
        read(opened(server))
    assert b"Authorization: Bearer k3y\r\n" in server.requests[0]
    assert b"Basic" not in server.requests[0]
    assert proxy.requests == []


def test_a_proxy_that_refuses_gets_no_key_and_no_write(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(answer(403, b"no")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(Unreachable, match="proxy does not lead to crm.example.org") as caught:
            write(Client("https://crm.example.org", BearerAuth("k3y")))
    assert proxy.requests[0].startswith(b"CONNECT crm.example.org:443")
    assert b"k3y" not in proxy.requests[0]
    assert not caught.value.may_have_arrived


def test_a_server_that_cannot_prove_itself_is_told_apart_from_a_dead_one() -> None:
    with RawServer(answer()) as server, pytest.raises(Unreachable, match="prove who it is"):
        read(Client(f"https://{server.host}", BearerAuth("k3y"), limits=HASTY))


def test_the_log_holds_nothing_of_query_body_or_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with RawServer(answer(body=b'{"name": "Anna Baker"}')) as server:
        client = opened(server)
        client.get(
            "/event/{uid}",
            path={"uid": "u1d"},
            query={"email": "anna@example.org"},
            cancel=CancelToken(),
        )
        client.close()
    text = caplog.text
    assert "GET 127.0.0.1/event/{uid} 200" in text
    for secret in ("k3y", "anna", "Anna", "u1d", "email"):
        assert secret not in text


@pytest.mark.parametrize(
    "nonsense",
    [b"\xff\x00\xfe", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/9.9 200\r\n\r\n"],
)
def test_bytes_that_are_no_http_end_in_a_sentence(nonsense: bytes) -> None:
    with RawServer(raw(nonsense)) as server, pytest.raises((Unreachable, BadAnswer)):
        read(opened(server, limits=HASTY))


def test_a_key_that_the_server_repeats_in_its_refusal_is_not_said_again() -> None:
    body = b'{"message": "The key k3y may not do this."}'
    with RawServer(answer(409, body)) as server, pytest.raises(Refused) as refusal:
        write(opened(server))
    assert "k3y" not in refusal.value.message
    assert "may not do this" in refusal.value.message
