"""The strict server notices what the notes do not allow; else it would prove nothing."""

import pytest
import requests

from tests.servers import TeamworkServer

EVENT = {"title": "T", "start": "2026-12-05T19:00", "end": "2026-12-05T22:00"}


@pytest.mark.parametrize(
    "query",
    [
        {"startDate": "20261101", "endDate": "20261130"},
        {"startdate": "20261101", "enddate": "20261130"},
        {"startdate": "20261101"},
        {"startdate": "2026-11-01", "endDate": "2026-11-30"},
        {"startdate": "20261101", "endDate": "20261130", "pageSize": "500"},
        {"startdate": "20261101", "endDate": "20261130", "updatedAfterDate": "20261101"},
        {"startdate": "20261101", "endDate": "20261130", "showDeleted": "yes"},
        {"startdate": "20261101", "endDate": "20261130", "eventTypeId": "Meeting"},
        {"startdate": "20261101", "endDate": "20261130", "eventTypeID": "-4"},
        {"startdate": "20261101", "endDate": "20261130", "attendingOnly": "true"},
    ],
)
def test_a_list_that_is_asked_for_otherwise_is_a_breach(
    teamwork_server: TeamworkServer, query: dict[str, str]
) -> None:
    ask(teamwork_server, "GET", "/calendarevents.json", params=query)
    assert teamwork_server.log.take_violations()


@pytest.mark.parametrize(
    "change",
    [
        {"all-day": "true"},
        {"id": "7"},
        {"owner": {"id": "1"}},
        {"type": {"id": "12"}},
        {"type": 12},
        {"privacy": "company"},
        {"privacy": {"type": "secret"}},
        {"attending-user-ids": [101]},
        {"attending-user-ids": "101, 102"},
        {"reminders": [{"type": "email", "period": "hours", "before": 2}]},
        {"repeat": {"frequency": "daily", "ends": False}},
        {"repeat": {"frequency": "weekly", "ends": True, "end-date": "2027-01-01"}},
        {"repeat": {}},
        {"project-id": "7"},
        {"privacy": {"type": "company", "project-id": "7"}},
        {"privacy": {"type": "company"}, "project-id": "7"},
        {"start": "20261205"},
    ],
)
def test_an_event_that_is_written_otherwise_is_a_breach(
    teamwork_server: TeamworkServer, change: dict[str, object]
) -> None:
    body = {"event": {**EVENT, **change}}
    assert ask(teamwork_server, "POST", "/calendarevents.json", json=body) == 201
    assert teamwork_server.log.take_violations()


def test_a_missing_wrapper_or_title_is_refused(teamwork_server: TeamworkServer) -> None:
    for body in (EVENT, {"events": EVENT}, {"event": []}, {"event": {"title": ""}}):
        assert ask(teamwork_server, "POST", "/calendarevents.json", json=body) == 422


def test_a_request_without_credentials_is_a_breach(teamwork_server: TeamworkServer) -> None:
    with requests.get(f"{teamwork_server.url}/me.json", timeout=5) as answer:
        assert answer.status_code == 401
    assert teamwork_server.log.take_violations()


@pytest.mark.parametrize(
    "headers", [{"Content-Type": "text/plain"}, {"Authorization": "Bearer"}, {"Authorization": ""}]
)
def test_headers_that_say_something_else_are_a_breach(
    teamwork_server: TeamworkServer, headers: dict[str, str]
) -> None:
    url = f"{teamwork_server.url}/calendarevents.json"
    headers = {"Authorization": "Bearer test-token", **headers}
    with requests.post(url, json={"event": EVENT}, headers=headers, timeout=5):
        assert teamwork_server.log.take_violations()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/calendarevents"),
        ("GET", "/calendarEvents.json"),
        ("GET", "/eventtypes.json"),
        ("PATCH", "/calendarevents/{id}.json"),
        ("GET", "/calendarevents/{id}"),
        ("GET", "/calendarevents/{id}/availablePeople.json"),
        ("GET", "/calendarevents/{id}/availablepeople.json"),
        ("GET", "/projects/api/v3/people.json"),
    ],
)
def test_what_is_not_documented_is_a_breach(
    teamwork_server: TeamworkServer, method: str, path: str
) -> None:
    ask(teamwork_server, method, path.replace("{id}", teamwork_server.event_ref("main")))
    assert teamwork_server.log.take_violations()


def test_a_deletion_that_says_something_else_is_a_breach(teamwork_server: TeamworkServer) -> None:
    path = f"/calendarevents/{teamwork_server.event_ref('weekly')}.json"
    ask(teamwork_server, "DELETE", path, json={"deleteRecurring": "one"})
    assert teamwork_server.log.take_violations()


def ask(server: TeamworkServer, method: str, path: str, **more: object) -> int:
    """The status of the answer."""
    url, auth = server.url + path, (server.key, "x")
    with requests.request(method, url, auth=auth, timeout=5, **more) as answer:  # type: ignore[arg-type]  # params or json
        return answer.status_code
