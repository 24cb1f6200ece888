"""Whatever the wire brings is told well: statuses, pages in place of data, cuts, redirects."""

from collections.abc import Mapping
from itertools import cycle

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    NotThere,
    Throttled,
    Unreachable,
)
from eventdesk.net.client import Limits
from eventdesk.providers.base import Provider
from tests.contract.checks import (
    LISTS,
    Call,
    assert_told,
    attendees_of,
    calls_of,
    failure_of,
    raises_told,
)
from tests.contract.subject import HttpSubject
from tests.providers.raw_server import RawServer, answer
from tests.servers import ErrorBody, Fault, FaultKind, retry_after

FAMILIES = {
    401: CredentialsRefused,
    403: CredentialsRefused,
    429: Throttled,
    500: Unreachable,
    502: Unreachable,
    503: Unreachable,
}
USUAL_STATUSES = (400, 401, 403, 404, 405, 409, 410, 422, 429, 451, 500, 501, 502, 503, 504, 599)
# A pause that is too long to wait for, so that no test waits.
PAUSE = retry_after(3600)


def status_fault(status: int, body: ErrorBody = ErrorBody.STANDARD) -> Fault:
    """Every request is answered like that."""
    headers = PAUSE if status in (429, 400, 503) else {}
    return Fault(kind=FaultKind.STATUS, status=status, body=body, headers=dict(headers), count=None)


USELESS = (
    status_fault(200, ErrorBody.HTML),
    status_fault(200, ErrorBody.EMPTY),
    status_fault(204, ErrorBody.EMPTY),
    Fault(kind=FaultKind.CUT_JSON, count=None),
)


class WireContract:
    """A part of `HttpProviderContract`."""

    def _calls_under(
        self, subject: HttpSubject, fault: Fault
    ) -> Mapping[str, EventDeskError | None]:
        """How each call ends while every request meets the fault; all that is told is told well."""
        event = subject.event  # read before the fault
        names = list(calls_of(subject, subject.open()))
        ended = {}
        for name in names:
            subject.server.faults.clear()
            provider = subject.open()  # without what another call may have kept
            call = calls_of(subject, provider)[name]
            subject.server.faults.add(fault)
            ended[name] = failure_of(call)
            provider.close()
            subject.opened.remove(provider)
            if (error := ended[name]) is not None:
                assert_told(error, subject.secrets)
        subject.server.faults.clear()
        assert event.ref == subject.event_ref
        return ended

    def test_every_status_is_told_in_a_sentence(self, subject: HttpSubject) -> None:
        bodies = cycle(ErrorBody)
        for status in range(400, 600):
            provider = subject.open()
            subject.server.faults.add(status_fault(status, next(bodies)))
            error = raises_told(EventDeskError, provider.check, subject.secrets)
            if status in FAMILIES:
                assert isinstance(error, FAMILIES[status]), f"{status}: {error!r}"
            subject.server.faults.clear()
            provider.close()

    @pytest.mark.parametrize("status", USUAL_STATUSES)
    def test_a_status_ends_every_call_with_an_error_of_ours(
        self, subject: HttpSubject, status: int
    ) -> None:
        body = list(ErrorBody)[USUAL_STATUSES.index(status) % len(ErrorBody)]
        ended = self._calls_under(subject, status_fault(status, body))
        for name in set(LISTS) & set(ended):
            assert ended[name] is not None, f"{name}: {status} read as a list"
        if status >= 500:
            assert {type(ended[name]) for name in set(LISTS) & set(ended)} == {Unreachable}

    @pytest.mark.parametrize("fault", USELESS, ids=lambda f: f"{f.kind.value}-{f.body.value}")
    def test_what_is_no_data_is_never_taken_for_an_empty_list(
        self, subject: HttpSubject, fault: Fault
    ) -> None:
        ended = self._calls_under(subject, fault)
        for name in {"check", "event", *LISTS} & set(ended):
            assert isinstance(ended[name], BadAnswer), f"{name}: {ended[name]!r}"

    def test_wrong_types_and_repeated_pages_harm_nothing(self, subject: HttpSubject) -> None:
        for kind in (FaultKind.WRONG_TYPES, FaultKind.REPEATED_PAGES):
            self._calls_under(subject, Fault(kind=kind, count=None))
        for body in (ErrorBody.STANDARD, ErrorBody.V1, ErrorBody.GATEWAY, ErrorBody.UNDECLARED):
            self._calls_under(subject, status_fault(200, body))

    def test_a_broken_connection_is_told_or_healed_by_another_try(
        self, subject: HttpSubject
    ) -> None:
        for kind in (FaultKind.RESET, FaultKind.RESET_MID_BODY):
            ended = self._calls_under(subject, Fault(kind=kind, count=None))
            for name in {"check", "event", *LISTS} & set(ended):
                assert isinstance(ended[name], Unreachable), f"{name}: {ended[name]!r}"
            once = self._calls_under(subject, Fault(kind=kind, count=1))
            assert not any(once.values()), once

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, subject: HttpSubject, status: int) -> None:
        with RawServer(answer()) as elsewhere:
            ended = self._calls_under(
                subject,
                Fault(
                    kind=FaultKind.REDIRECT,
                    status=status,
                    location=f"{elsewhere.url}/x",
                    count=None,
                ),
            )
            assert elsewhere.requests == []
        for name in {"check", "event", *LISTS} & set(ended):
            assert isinstance(ended[name], BadAnswer), f"{name}: {ended[name]!r}"

    def test_a_silent_server_is_given_up(
        self, subject: HttpSubject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert subject.event.ref  # read before the silence
        monkeypatch.setattr(Limits, "waits", property(lambda _: (1.0, 0.1)))
        subject.server.faults.add(Fault(kind=FaultKind.DELAY, seconds=60, count=None))
        provider = subject.open()
        calls = calls_of(subject, provider)
        for name in ("check", "events", "event"):
            error = raises_told(Unreachable, calls[name], subject.secrets)
            assert "too long" in error.sentence

    def test_a_mark_says_whether_it_may_have_arrived(
        self, subject: HttpSubject, provider: Provider
    ) -> None:
        if Capability.ATTENDANCE not in provider.info.capabilities:
            return
        someone = next(a for a in attendees_of(provider, subject.event_ref) if a.person)
        mark = _marking(provider, subject.event_ref, someone)
        for kind in (FaultKind.LOST_ANSWER, FaultKind.RESET, FaultKind.RESET_MID_BODY):
            subject.server.faults.add(Fault(kind=kind, count=None))
            error = raises_told(Unreachable, mark, subject.secrets)
            assert isinstance(error, Unreachable)
            assert error.may_have_arrived
            subject.server.faults.clear()
        for status, family in ((401, CredentialsRefused), (404, NotThere), (429, Throttled)):
            subject.server.faults.add(status_fault(status))
            raises_told(family, mark, subject.secrets)
            subject.server.faults.clear()


def _marking(provider: Provider, event_ref: str, someone: Attendee) -> Call:
    return lambda cancel: provider.set_attendance(event_ref, someone, "attended", cancel)
