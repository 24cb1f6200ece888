"""What signs in is repeated by no sentence, whatever KARE answers."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, Cancelled, EventDeskError, Unreachable
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.providers.raw_server import RawServer, Reaction, answer, reset
from tests.servers import KareServer

PASSWORD = 'pä"ss/wörd 7'
GIVEN = {"email": "anne@tilleuls.example", "password": PASSWORD}
SECRETS = {"access_token": "acc-1", "session_token": "ses-1", "refresh_token": "ref-7c1d"}


def echo(status: int, words: str, *, ascii_only: bool = False) -> Reaction:
    body = json.dumps({"message": f"cannot use {words} now"}, ensure_ascii=ascii_only)
    return answer(status, body.encode())


def told(call: Callable[[], object]) -> str:
    with pytest.raises(EventDeskError) as caught:
        call()
    return f"{caught.value.message} {caught.value!r} {vars(caught.value)}"


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504])
def test_no_refusal_repeats_what_it_was_sent(
    context: ProviderContext, cancel: CancelToken, status: int, ascii_only: bool
) -> None:
    with RawServer(echo(status, PASSWORD, ascii_only=ascii_only)) as server:
        asked = replace(context, address=server.url, secrets=GIVEN)
        words = told(lambda: KareProvider.sign_in(asked, cancel))
        assert "wörd" not in words
        assert "anne@" not in words
    unauthorized = answer(401, b'{"message": "Unauthorized"}')
    with RawServer(unauthorized, echo(status, "ref-7c1d", ascii_only=ascii_only)) as server:
        provider = KareProvider(replace(context, address=server.url, secrets=SECRETS))
        assert "ref-7c1d" not in told(lambda: provider.check(cancel))
        assert len(server.requests) == 2
        provider.close()


@pytest.mark.parametrize("reaction", [reset, answer(201, b"<html>"), answer(201, b"[]")])
def test_a_renewal_without_an_answer_is_tried_again_with_the_next_call(
    context: ProviderContext,
    kare_server: KareServer,
    cancel: CancelToken,
    kept: dict[str, str],
    reaction: Reaction,
) -> None:
    unauthorized = answer(401, b'{"message": "Unauthorized"}')
    tokens = answer(201, b'{"accessToken": "acc-2", "sessionToken": "ses-2"}')
    mine = answer(body=b'{"data": {"name": "Tilleuls"}}')
    with RawServer(unauthorized, reaction, unauthorized, tokens, mine) as server:
        provider = KareProvider(replace(context, address=server.url, secrets=SECRETS))
        with pytest.raises((Unreachable, BadAnswer)):
            provider.check(cancel)
        assert kept == {}
        assert provider.check(cancel)
        assert kept == {"access_token": "acc-2", "session_token": "ses-2"}
        sent = [request.partition(b"\r\n\r\n")[0].lower() for request in server.requests]
        assert [b"bearer acc-" in head for head in sent] == [True, False, True, False, True]
        assert [b"x-session-token" in head for head in sent] == [True, False, True, False, True]
        provider.close()


def test_a_new_refresh_token_is_kept_and_used(
    context: ProviderContext, cancel: CancelToken, kept: dict[str, str]
) -> None:
    unauthorized = answer(401, b"{}")
    body = b'{"data": {"accessToken": "a2", "sessionToken": "s2", "refreshToken": "r2"}}'
    mine = answer(body=b'{"data": {"name": "Tilleuls"}}')
    with RawServer(unauthorized, answer(201, body), mine, unauthorized, reset) as server:
        provider = KareProvider(replace(context, address=server.url, secrets=SECRETS))
        assert provider.check(cancel)
        assert kept["refresh_token"] == "r2"
        with pytest.raises(Unreachable):
            provider.check(cancel)
        assert b'"refreshToken":"r2"' in server.requests[-1]
        provider.close()


def test_who_stops_is_asked_nothing_more(
    open_provider: OpenProvider, context: ProviderContext, kare_server: KareServer
) -> None:
    stopped = CancelToken()
    stopped.cancel()
    provider = open_provider()
    for call in (
        lambda: provider.check(stopped),
        lambda: list(provider.events(None, known=frozenset(), cancel=stopped)),
        lambda: KareProvider.sign_in(replace(context, secrets=GIVEN), stopped),
    ):
        with pytest.raises(Cancelled):
            call()
    assert kare_server.requests == []
