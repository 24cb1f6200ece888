"""Every way of failing that KARE's gateway has: told in a sentence, and well again afterwards."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    PermissionMissing,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import Event
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.raw_server import RawServer, answer
from tests.servers import ErrorBody, Fault, FaultKind, KareServer, retry_after, usual_faults

PLANNED = {"scheduled_start": "2026-07-01T09:00", "scheduled_end": "2026-07-01T11:30"}
CALLS_MADE = 250
PAUSE = retry_after(3600)


def status(number: int, body: ErrorBody = ErrorBody.GATEWAY) -> Fault:
    headers = PAUSE if number == 429 else {}
    return Fault(kind=FaultKind.STATUS, status=number, body=body, headers=dict(headers))


@pytest.mark.parametrize("body", [ErrorBody.GATEWAY, ErrorBody.EMPTY, ErrorBody.HTML])
@pytest.mark.parametrize(
    ("number", "family", "words"),
    [
        (400, Refused, "refused this"),
        (401, CredentialsRefused, "tokens any more"),
        (403, PermissionMissing, "does not allow this"),
        (404, BadAnswer, "has no calendar of KARE"),
        (413, Refused, "refused this"),
        (429, Throttled, "asks for a pause"),
        (500, Unreachable, "cannot answer now"),
        (502, Unreachable, "cannot answer now"),
        (504, Unreachable, "cannot answer now"),
    ],
)
def test_each_status_in_each_form_of_the_gateway_is_told(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    body: ErrorBody,
    number: int,
    family: type[EventDeskError],
    words: str,
) -> None:
    kare_server.faults.add(replace(status(number, body), count=None))
    with pytest.raises(family, match=words) as caught:
        list(provider.events(None, known=frozenset(), cancel=cancel))
    assert type(caught.value) is family
    assert caught.value.hint
    assert "<" not in caught.value.message
    told = body is ErrorBody.GATEWAY and number not in (401, 429)
    assert ("Forbidden" in caught.value.message) == (told and number == 403)


@pytest.mark.parametrize("number", [400, 403, 404])
def test_a_wrong_address_is_told_as_one(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, number: int
) -> None:
    kare_server.faults.add(replace(status(number), count=None))
    with pytest.raises(EventDeskError) as caught:
        provider.check(cancel)
    assert "Check the address" in caught.value.hint
    assert isinstance(caught.value, PermissionMissing | BadAnswer | Refused)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'"fine"',
        b'{"data": null}',
        b'{"data": {}}',
        b'{"data": "Forbidden"}',
        b'{"message": "Missing Authentication Token"}',
        b"{}",
    ],
)
def test_a_good_status_with_nothing_usable_is_no_good_answer(
    context: ProviderContext, cancel: CancelToken, body: bytes
) -> None:
    with RawServer(answer(body=body)) as server:
        provider = KareProvider(replace(context, address=server.url))
        for call in (
            lambda: provider.check(cancel),
            lambda: list(provider.events(None, known=frozenset(), cancel=cancel)),
            lambda: provider.event("123:4000", cancel),
        ):
            with pytest.raises(BadAnswer) as caught:
                call()
            assert caught.value.hint
        provider.close()


@pytest.mark.parametrize(
    ("fault", "family"),
    [
        (Fault(kind=FaultKind.LOST_ANSWER), Unreachable),
        (status(504, ErrorBody.HTML), Unreachable),
        (status(502, ErrorBody.EMPTY), Unreachable),
        (status(429), Throttled),
        (status(403), PermissionMissing),
        (status(409), Refused),
        (status(200, ErrorBody.HTML), BadAnswer),
        (status(200, ErrorBody.EMPTY), BadAnswer),
    ],
)
@pytest.mark.parametrize("action", ["edit-training", "new-curative"])
def test_a_write_that_went_wrong_is_sent_once_and_told(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    fault: Fault,
    family: type[EventDeskError],
    action: str,
) -> None:
    method = "PATCH" if action == "edit-training" else "POST"
    kare_server.faults.add(replace(fault, method=method))
    with pytest.raises(family) as caught:
        provider.act(main if method == "PATCH" else None, action, PLANNED, cancel)
    assert type(caught.value) is family
    assert kare_server.count(method) == 1
    if isinstance(caught.value, Unreachable):
        assert caught.value.may_have_arrived is (family is Unreachable)


def calls(
    provider: KareProvider, event: Event, cancel: CancelToken
) -> Sequence[Callable[[], object]]:
    nothing: frozenset[int] = frozenset()
    parts = [part.name for part in provider.detail_parts(event)]
    return (
        lambda: provider.check(cancel),
        lambda: list(provider.events(None, known=nothing, cancel=cancel)),
        lambda: provider.event(event.ref, cancel),
        lambda: list(provider.attendees(event.ref, known=nothing, cancel=cancel)),
        lambda: provider.actions(event, cancel),
        lambda: provider.actions(None, cancel),
        lambda: provider.act(event, "verify", {"decision": "1"}, cancel),
        *(partial(provider.detail, event, part, cancel) for part in parts),
    )


def sentence_of(call: Callable[[], object]) -> str:
    """What went wrong with a call, empty where nothing did."""
    try:
        call()
    except EventDeskError as error:
        return error.sentence
    return ""


def test_random_faults_end_in_sentences_and_all_is_well_afterwards(
    context: ProviderContext, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    # Waiting out a 429 takes its second each time: tests/unit/test_net_limits.py looks at that.
    menu = [f for f in usual_faults() if not (f.kind is FaultKind.STATUS and f.status == 429)]
    kare_server.faults.at_random(0.3, seed=11, menu=menu)
    chance = random.Random(11)
    ended = []
    for _ in range(CALLS_MADE):
        # The tokens of now, as a provider that is opened anew gets them.
        provider = KareProvider(replace(context, secrets=kare_server.secrets))
        ended.append(sentence_of(chance.choice(calls(provider, main, cancel))))
        provider.close()
    assert all(not words or words.endswith((".", "!", "?", "…")) for words in ended)
    assert min(ended.count(""), len(ended) - ended.count("")) > CALLS_MADE // 5
    kare_server.faults.clear()
    provider = KareProvider(replace(context, secrets=kare_server.secrets))
    assert [sentence_of(call) for call in calls(provider, main, cancel)] == [""] * 14
    provider.close()


def test_going_offline_and_coming_back_needs_no_new_provider(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    assert provider.check(cancel)
    kare_server.stop()
    with pytest.raises(Unreachable, match="no connection"):
        provider.check(cancel)
    kare_server.start()
    assert provider.check(cancel)
