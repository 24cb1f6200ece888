"""The strict server notices what the notes do not allow; else it would prove nothing."""

import pytest
import requests

from tests.servers import SafeServer

CHANGE: dict[str, object] = {"originalDate": "2026-03-13", "type": "cancelled"}


def ask(
    server: SafeServer,
    method: str,
    path: str,
    headers: dict[str, str] | None = None,
    **more: object,
) -> int:
    """The status of the answer to a request that is right but for what is given."""
    right = {"Authorization": f"Bearer {server.key}", "Accept": "application/json"}
    headers = right | (headers or {})
    with requests.request(method, server.url + path, headers=headers, timeout=5, **more) as answer:  # type: ignore[arg-type]  # params or json
        return answer.status_code


def test_a_request_as_documented_is_no_breach(safesites_server: SafeServer) -> None:
    query = [("with[]", "site"), ("with[]", "order"), ("orderBy", "start"), ("order", "asc")]
    assert ask(safesites_server, "GET", "/events", params=[*query, ("count", "500")]) == 200
    assert not safesites_server.violations


@pytest.mark.parametrize(
    "query",
    [
        {"with": "site"},
        {"with[]": "sites"},
        {"with[]": "lines"},
        {"orderby": "start"},
        {"orderBy": "updated_at"},
        {"order": "ASC"},
        {"count": "501"},
        {"count": "0"},
        {"per_page": "50"},
        {"page": "0"},
        {"status": "draft"},
        {"start": "2026-03-06"},
    ],
)
def test_a_list_that_is_asked_for_otherwise_is_a_breach(
    safesites_server: SafeServer, query: dict[str, str]
) -> None:
    ask(safesites_server, "GET", "/events", params=query)
    assert safesites_server.log.take_violations()


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": ""},
        {"Authorization": "Basic dGVzdC1rZXk6eA=="},
        {"Accept": "text/html"},
    ],
)
def test_missing_headers_are_a_breach(
    safesites_server: SafeServer, headers: dict[str, str]
) -> None:
    ask(safesites_server, "GET", "/events", headers=headers)
    assert safesites_server.log.take_violations()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/events"),
        ("PUT", "/events/{id}"),
        ("DELETE", "/events/{id}"),
        ("GET", "/events/{id}/exceptions"),
        ("GET", "/events/"),
        ("GET", "/users/me"),
        ("POST", "/tokens"),
    ],
)
def test_what_is_not_documented_is_a_breach(
    safesites_server: SafeServer, method: str, path: str
) -> None:
    path = path.replace("{id}", safesites_server.event_id("round"))
    assert ask(safesites_server, method, path) in (404, 405)
    assert safesites_server.log.take_violations()


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "rain"},
        {"original_date": "2026-03-13"},
        {"originalDate": None},
        {"originalDate": "2026-03-13 10:00:00"},
        {"type": None},
        {"type": 1},
        {"rescheduledStart": "2026-03-14T10:00:00"},
        {"rescheduledStart": "2026-03-14 10:00"},
        {"rescheduledDurationMinutes": "45"},
        {"rescheduledDurationMinutes": True},
        {"rescheduledDurationMinutes": 0},
    ],
)
def test_an_exception_that_is_written_otherwise_is_a_breach(
    safesites_server: SafeServer, change: dict[str, object]
) -> None:
    path = f"/events/{safesites_server.event_id('round')}/exceptions"
    ask(safesites_server, "POST", path, json=CHANGE | change)
    assert safesites_server.log.take_violations()


def test_a_body_that_is_no_object_or_not_announced_is_a_breach(
    safesites_server: SafeServer,
) -> None:
    path = f"/events/{safesites_server.event_id('round')}/exceptions"
    assert ask(safesites_server, "POST", path, json=[CHANGE]) == 422
    assert safesites_server.log.take_violations()
    assert ask(safesites_server, "POST", path, data=b"{}") == 400
    assert safesites_server.log.take_violations()
