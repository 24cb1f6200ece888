"""What a test can do to a server: faults, limits, a network that is down, and control over HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.servers import (
    ErrorBody,
    Fault,
    FaultKind,
    RateLimit,
    rate_limit_headers,
    retry_after,
)
from tests.servers_tests.client import Client, twice


@pytest.mark.parametrize("kind", [FaultKind.RESET, FaultKind.LOST_ANSWER])
def test_a_broken_mark_has_or_has_not_taken_effect(client: Client, kind: FaultKind) -> None:
    client.server.faults.add(Fault(kind=kind, method="PUT"))
    with pytest.raises(requests.ConnectionError):
        client.mark(twice(client.server))
    assert len(client.server.writes) == (1 if kind is FaultKind.LOST_ANSWER else 0)
    assert client.server.requests[-1].status == 0
    assert client.mark(twice(client.server)).status_code == 200


@pytest.mark.parametrize("form", ErrorBody)
def test_a_status_fault_has_the_body_and_headers_asked_for(client: Client, form: ErrorBody) -> None:
    headers = retry_after(7) | rate_limit_headers(40, 12.4)
    fault = Fault(kind=FaultKind.STATUS, status=429, body=form, headers=headers, skip=1)
    client.server.faults.add(fault)
    path = "/events/v2/{bucket}/booking/{main}/summary"
    codes = [client.send("GET", path).status_code for _ in range(3)]
    assert codes == [200, 429, 200]
    client.server.faults.add(Fault(kind=FaultKind.STATUS, status=429, body=form, headers=headers))
    answer = client.send("GET", path)
    assert answer.headers["Retry-After"] == "7"
    assert answer.headers["x-rate-limit-limit"] == "40, 400;window=60, 1000;window=3600"
    assert (answer.content == b"") == (form is ErrorBody.EMPTY)


def test_spoilt_answers(client: Client) -> None:
    path = "/events/v2/{bucket}/booking/{main}/attendance"
    whole = client.send("GET", path).content

    def spoilt(kind: FaultKind, **more: Any) -> requests.Response:
        client.server.faults.add(Fault(kind=kind, **more))
        return client.send("GET", path)

    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        spoilt(FaultKind.RESET_MID_BODY)
    assert whole.startswith(spoilt(FaultKind.CUT_JSON).content)
    assert spoilt(FaultKind.DRIP).content == whole
    assert json.loads(spoilt(FaultKind.WRONG_TYPES).content) != json.loads(whole)
    assert spoilt(FaultKind.REDIRECT).headers["Location"] == "http://elsewhere.invalid/"
    client.server.faults.add(Fault(kind=FaultKind.DELAY, seconds=60))
    with pytest.raises(requests.ReadTimeout):
        client.send("GET", path, timeout=0.1)
    client.server.faults.add(Fault(kind=FaultKind.ENDLESS_BODY))
    with client.send("GET", path, stream=True) as endless:
        pieces = endless.iter_content(1_000_000)
        assert sum(len(next(pieces)) for _ in range(5)) > len(whole)


def test_endless_and_repeated_pages(client: Client) -> None:
    def uids(page: int) -> list[str]:
        answer = client.get("/events/v2/{bucket}", page_size=50, page=page)
        return [event["uid"] for event in answer["bookings"]]

    client.server.faults.add(Fault(kind=FaultKind.ENDLESS_PAGES, count=2))
    assert len(set(uids(1000) + uids(1001))) == 100
    client.server.faults.add(Fault(kind=FaultKind.REPEATED_PAGES))
    assert uids(3) == uids(1)


def test_a_rate_limit_runs_out(client: Client) -> None:
    client.server.rate_limit = RateLimit(calls=2, window=600)
    answers = [client.send("GET", "/events/v2/{bucket}") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["x-rate-limit-remaining"] == "0"


def test_random_faults_end_when_they_are_cleared(client: Client) -> None:
    client.server.faults.at_random(0.5, seed=3)
    path = "/events/v2/{bucket}/booking/{main}/summary"
    good = 0
    for _ in range(60):
        try:
            good += client.send("GET", path).status_code == 200
        except requests.RequestException:
            continue
    assert 10 < good < 55
    assert {record.fault for record in client.server.requests} > {"", "status"}
    client.server.faults.clear()
    assert client.get(path)["uid"] == client.server.event_uid("main")


def test_a_server_can_be_offline_refused_and_back_with_its_state(client: Client) -> None:
    person, server = twice(client.server), client.server
    client.mark(person)
    server.offline = True
    with pytest.raises(requests.ConnectionError):
        client.mark(person, "declined")
    server.offline = False
    server.stop()
    with pytest.raises(requests.ConnectionError):
        client.mark(person, "declined")
    server.start()
    assert set(server.statuses(server.event_uid("main"))[person]) == {"attended"}
    assert client.mark(person, "declined").status_code == 200
    assert len(server.writes) == 2


def test_the_control_path_edits_reports_and_stays_out_of_the_log(client: Client) -> None:
    server, main, person = client.server, client.server.event_uid("main"), twice(client.server)

    def control(name: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{server.url}/__control__/{name}", data, timeout=10) as answer:
            return json.load(answer)["result"]

    edit = {"event_uid": main, "person_uri": person, "status": "declined"}
    control("set-status", edit)
    assert set(control(f"statuses?event_uid={main}")[person]) == {"declined"}
    control("faults", {"kind": "status", "status": 503, "method": "PUT", "body": "html"})
    assert client.mark(person).status_code == 503
    control("offline", {"on": True})
    with pytest.raises(requests.ConnectionError):
        client.mark(person)
    control("offline", {"on": False})
    client.mark(person)
    assert [write["status"] for write in control("writes")] == ["attended"]
    assert [record["status"] for record in control("requests")] == [503, 200]
    assert control("violations") == []
    assert control("labels")["main"] == main


def test_marks_from_many_desks_are_recorded_in_the_order_of_their_effect(client: Client) -> None:
    server, main = client.server, client.server.event_uid("main")
    people = list(server.statuses(main))[:5]

    def desk(number: int) -> None:
        own = Client(server)
        with own.session:
            for turn in range(20):
                own.mark(people[turn % 5], ("attended", "declined", "no-show")[(turn + number) % 3])

    with ThreadPoolExecutor(6) as desks:
        list(desks.map(desk, range(6)))
    assert len(server.writes) == 120
    last = {write.person_uri: write.status for write in server.writes}
    assert {uri: set(server.statuses(main)[uri]) for uri in people} == {
        uri: {status} for uri, status in last.items()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be handled")
def test_a_server_runs_alone_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "tests.servers", "sheepcrm", "--attendees", "5", "--key", "k"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        headers = {"Authorization": "Bearer k", "APPLICATION": "org/app/1"}
        answer = requests.get(f"{address}/events/v2/example", headers=headers, timeout=10)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert len(answer.json()["bookings"]) > 20
