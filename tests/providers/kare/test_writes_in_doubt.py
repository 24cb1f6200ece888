"""A write that may have been carried out is never told as one that was not."""

from dataclasses import replace

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, Unreachable
from eventdesk.domain.event import Event
from eventdesk.providers.kare.provider import KareProvider
from tests.servers import ErrorBody, Fault, FaultKind, KareServer
from tests.servers.messages import Reply, Request

PLANNED = {"scheduled_start": "2026-07-01T09:00", "scheduled_end": "2026-07-01T11:30"}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=FaultKind.LOST_ANSWER),
        Fault(kind=FaultKind.STATUS, status=504, body=ErrorBody.HTML, applied=True),
        Fault(kind=FaultKind.STATUS, status=201, body=ErrorBody.HTML, applied=True),
        Fault(kind=FaultKind.STATUS, status=201, body=ErrorBody.EMPTY, applied=True),
        Fault(kind=FaultKind.CUT_JSON, applied=True),
    ],
)
@pytest.mark.parametrize("action", ["new-curative", "edit-training", "verify"])
def test_a_person_is_told_to_look_before_trying_again(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    fault: Fault,
    action: str,
) -> None:
    is_new = action == "new-curative"
    kare_server.faults.add(replace(fault, method="POST" if is_new else "PATCH"))
    values = {"decision": "1"} if action == "verify" else PLANNED
    with pytest.raises((Unreachable, BadAnswer)) as caught:
        provider.act(None if is_new else main, action, values, cancel)
    assert "look before" in caught.value.hint
    assert len(kare_server.bodies) == 1


def test_a_write_that_met_ended_tokens_and_a_lost_renewal_was_not_done(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    kare_server.end_tokens()
    kare_server.faults.add(Fault(kind=FaultKind.LOST_ANSWER, method="POST"))
    with pytest.raises(Unreachable) as caught:
        provider.act(main, "verify", {"decision": "1"}, cancel)
    assert not caught.value.may_have_arrived
    assert "look before" not in caught.value.hint
    assert kare_server.bodies == []
    provider.act(main, "verify", {"decision": "1"}, cancel)
    assert kare_server.bodies == [{"decision": 1}]


def test_stopping_after_the_write_does_not_say_that_nothing_was_done(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kare_server.options.told_event_type = False
    assert provider.actions(None, cancel)
    usual = kare_server.answer

    def stop_after_the_write(request: Request) -> Reply:
        reply = usual(request)
        if request.method == "POST":
            cancel.cancel()
        return reply

    monkeypatch.setattr(kare_server, "answer", stop_after_the_write)
    try:
        provider.act(None, "new-curative", PLANNED, cancel)
    finally:
        assert len(kare_server.bodies) == 1
