"""How a system over HTTP is opened, signed in to, counted, stopped and closed."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import replace

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    Cancelled,
    CredentialsRefused,
    Unreachable,
)
from eventdesk.providers.base import Provider, ProviderContext
from tests.contract.checks import (
    CANCEL,
    assert_no_secret,
    assert_told,
    calls_of,
    failure_of,
    raises_told,
)
from tests.contract.subject import HttpSubject
from tests.contract.wire_contract import USELESS, status_fault
from tests.providers.raw_server import RawServer, drip
from tests.servers import ErrorBody, RateLimit


class ConnectionContract:
    """A part of `HttpProviderContract`."""

    def test_a_key_that_is_missing_is_asked_for(self, subject: HttpSubject) -> None:
        with pytest.raises((CredentialsRefused, BadRequest)) as caught:
            subject.open(secrets={})
        assert_told(caught.value, subject.secrets)
        assert caught.value.hint
        assert subject.server.requests == []

    @pytest.mark.parametrize(
        "address",
        [
            "http://crm.example.org",
            "ftp://x",
            "not an address",
            "https://u:p@x.org",
            "https://x/?q",
        ],
    )
    def test_an_address_that_is_not_safe_is_refused(
        self, subject: HttpSubject, address: str
    ) -> None:
        with pytest.raises(BadRequest) as caught:
            subject.open(address=address)
        assert_told(caught.value, subject.secrets)

    def test_a_check_is_cheap(self, subject: HttpSubject, provider: Provider) -> None:
        provider.check(CANCEL)
        assert 1 <= len(subject.server.requests) <= 2
        assert subject.server.writes == []

    def test_what_the_system_still_grants_is_known(
        self, subject: HttpSubject, provider: Provider
    ) -> None:
        assert provider.requests_left is None
        subject.server.rate_limit = RateLimit(calls=40, window=600)
        provider.check(CANCEL)
        assert provider.requests_left == 40 - len(subject.server.requests)

    def test_a_wrong_key_is_refused_whatever_is_asked(self, subject: HttpSubject) -> None:
        provider = subject.open(secrets=subject.wrong_secrets)
        assert subject.event.ref  # read with the right key
        for call in calls_of(subject, provider).values():
            raises_told(CredentialsRefused, call, subject.secrets)

    def test_signing_in_keeps_tokens_and_nothing_else(self, subject: HttpSubject) -> None:
        sign_in = subject.open().sign_in
        once = {field.name for field in subject.open().info.secret_fields() if not field.kept}
        if not once:
            assert sign_in(subject.context, CANCEL) == subject.context.secrets
            assert subject.server.requests == []
            return
        assert subject.signing_in is not None, "say what to sign in with"
        right, wrong = subject.signing_in
        context = subject.context
        kept = sign_in(_with(context, right), CANCEL)
        assert kept
        assert not set(kept) & once
        assert not set(kept.values()) & {right[name] for name in once & set(right)}
        assert subject.open(secrets=kept).check(CANCEL)
        raises_told(
            CredentialsRefused, lambda c: sign_in(_with(context, wrong), c), subject.secrets
        )
        for fault in USELESS[:2]:
            subject.server.faults.add(fault)
            raises_told(BadAnswer, lambda c: sign_in(_with(context, right), c), subject.secrets)
            subject.server.faults.clear()
        subject.go_down()
        raises_told(Unreachable, lambda c: sign_in(_with(context, right), c), subject.secrets)

    def test_each_request_is_counted_and_none_is_made_twice_for_nothing(
        self, subject: HttpSubject, provider: Provider
    ) -> None:
        assert subject.event.ref  # by another provider
        before = len(subject.server.requests)
        for call in calls_of(subject, provider).values():
            assert failure_of(call) is None
        assert provider.requests_made == len(subject.server.requests) - before

    def test_closing_leaves_no_connection(self, subject: HttpSubject, provider: Provider) -> None:
        for call in calls_of(subject, provider).values():
            failure_of(call)
        subject.close_all()
        serving = [
            thread
            for thread in threading.enumerate()
            if thread.name == f"{subject.server.thread_name}-connection"
        ]
        for thread in serving:
            thread.join(5)  # it ends when the other end lets go
            assert not thread.is_alive(), "a connection is still open"

    def test_stopped_work_asks_for_nothing_more(self, subject: HttpSubject) -> None:
        provider = subject.open()
        calls = calls_of(subject, provider)
        stopped = CancelToken()
        stopped.cancel()
        made = provider.requests_made
        for name, call in calls.items():
            assert isinstance(failure_of(call, stopped), Cancelled), name
        assert provider.requests_made == made

    def test_work_that_is_stopped_halfway_ends_there(self, subject: HttpSubject) -> None:
        for name in calls_of(subject, subject.open()):
            for looks in (1, 2, 4, 8, 16):
                provider = subject.open()
                token = _StopsAtALook(looks, provider)
                error = failure_of(calls_of(subject, provider)[name], token)
                assert isinstance(error, Cancelled) == token.cancelled, name
                if token.cancelled:
                    assert provider.requests_made == token.made, name
                provider.close()

    def test_an_answer_that_drips_is_not_waited_for_once_stopped(
        self, subject: HttpSubject
    ) -> None:
        token = CancelToken()
        slow = drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", token.cancel)
        with RawServer(slow) as server:
            provider = subject.open(address=server.url)
            assert isinstance(failure_of(provider.check, token), Cancelled)
            provider.close()
            assert len(server.requests) == 1

    def test_no_secret_reaches_the_log(
        self, subject: HttpSubject, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        for call in calls_of(subject, provider).values():
            failure_of(call)
        failure_of(subject.open(secrets=subject.wrong_secrets).check)
        subject.server.faults.add(status_fault(500, ErrorBody.HTML))
        failure_of(provider.check)
        assert caplog.records, "not even the client's own line"
        assert_no_secret(caplog.text, subject.secrets)
        assert subject.event.title not in caplog.text, "what a system holds is not for the log"


def _with(context: ProviderContext, secrets: Mapping[str, str]) -> ProviderContext:
    return replace(context, secrets=secrets)


class _StopsAtALook(CancelToken):
    """Somebody stops the work right before its nth look."""

    def __init__(self, looks: int, provider: Provider) -> None:
        super().__init__()
        self._looks = looks
        self._provider = provider
        self.made = 0

    def check(self) -> None:
        """Count the look."""
        self._looks -= 1
        if self._looks == 0:
            self.made = self._provider.requests_made
            self.cancel()
        super().check()

    def wait(self, seconds: float) -> None:
        """A look without a pause."""
        self.check()
