"""Which addresses are accepted, and pictures from foreign ones."""

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, BadRequest
from eventdesk.net.address import checked_address
from eventdesk.net.pictures import fetch_picture
from tests.providers.raw_server import RawServer, Reaction, answer

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (" https://crm.example.org/ ", "https://crm.example.org"),
        ("https://gateway.example.org/main/", "https://gateway.example.org/main"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:81", "http://[::1]:81"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(text: str, base: str) -> None:
    assert checked_address(text).base == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "crm.example.org",
        "ftp://crm.example.org",
        "https://",
        "https:///path",
        "https://crm.example.org:99999",
        "https://[::1",
        "https://user:pass@crm.example.org",
        "https://user@crm.example.org",
        "https://crm.example.org/?a=b",
        "https://crm.example.org/#top",
        "https://crm.example.org?",
        "http://crm.example.org",
        "http://10.0.0.1",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@evil.example.org",
        "http://localhost\\@evil.example.org",
        "http://2130706433",
        "https://crm.example.org/a b",
    ],
)
def test_an_unusable_or_unsafe_address_is_refused_before_anything_is_sent(text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        checked_address(text)
    assert caught.value.hint


def test_a_picture_is_fetched_without_credentials() -> None:
    with RawServer(answer(body=PNG, kind="image/png")) as server:
        got = fetch_picture(f"{server.url}/p.png?sig=1", CancelToken(), allow_loopback=True)
    assert got == PNG
    assert server.requests[0].startswith(b"GET /p.png?sig=1 HTTP/1.1")
    assert b"uthorization" not in server.requests[0]


@pytest.mark.parametrize(
    "reaction",
    [
        answer(body=b"<svg/>", kind="image/svg+xml"),
        answer(body=b"<html>", kind="text/html"),
        answer(302, Location="https://elsewhere.example.org/p.png"),
        answer(403, body=PNG),
        answer(body=PNG + b"\0" * 5_000_000),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(reaction: Reaction) -> None:
    with RawServer(reaction) as server, pytest.raises(BadAnswer):
        fetch_picture(server.url, CancelToken(), allow_loopback=True)


@pytest.mark.parametrize("url", ["", "http://[", "file:///etc/passwd", "https://a:b@c/", "//x/y"])
def test_a_picture_at_an_unusable_address_is_refused(url: str) -> None:
    with pytest.raises(BadAnswer):
        fetch_picture(url, CancelToken())


def test_a_system_elsewhere_cannot_point_into_this_computer() -> None:
    with RawServer(answer(body=PNG)) as server, pytest.raises(BadAnswer, match="https"):
        fetch_picture(server.url, CancelToken())
    assert server.requests == []
