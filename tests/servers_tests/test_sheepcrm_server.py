"""The sheepCRM test server answers as the notes say, and catches a client that asks otherwise."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import requests
from openpyxl import load_workbook

from tests.servers import Dataset, SheepServer
from tests.servers.fixtures import StartSheepServer, finish, server_threads
from tests.servers_tests.client import HEADERS, Client, twice


def breaches(server: SheepServer) -> str:
    """Take the violations, so that the fixture does not fail the test for them."""
    return "\n".join(server.log.take_violations())


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "words"),
    [
        ("GET", "/events/v2/{bucket}/nothing", {}, 404, "not documented"),
        ("GET", "/events/v2/{bucket}/bookings/cancelled", {}, 404, "not documented"),
        ("POST", "/events/v2/{bucket}/booking/{main}", {}, 405, "only GET"),
        ("GET", "/events/v2/{bucket}", {"params": {"page_size": "all"}}, 400, "whole number"),
        ("GET", "/events/v2/{bucket}", {"params": {"since": "1"}}, 400, "'since' is not known"),
        ("GET", "/search/v2/{bucket}", {}, 400, "'q' is missing"),
        ("PUT", "/events/v2/{bucket}/booking/{main}/rebase/tickets", {"json": {}}, 400, "a body"),
        (
            "PUT",
            "/events/v2/{bucket}/booking/{main}/attendance",
            {"params": {"person_uri": "/x/", "status": "here"}},
            400,
            "'status' is 'here'",
        ),
        (
            "PUT",
            "/events/v2/{bucket}/booking/{main}/attendance",
            {"params": {"person_uri": "/example/person/stranger/", "status": "attended"}},
            400,
            "not of this event",
        ),
        (
            "GET",
            "/events/v2/{bucket}/booking/{main}/orders/export/meta",
            {"params": {"fieldset": ["core", "order"]}},
            400,
            "'fieldset' is 'order'",
        ),
        ("GET", "/events/v2/{bucket}", {"headers": {"APPLICATION": "app"}}, 400, "APPLICATION"),
        ("GET", "/events/v2/{bucket}", {"headers": {"Authorization": "k"}}, 401, "Bearer"),
    ],
)
def test_what_the_notes_do_not_allow_is_refused_and_remembered(
    client: Client, method: str, path: str, options: dict[str, Any], status: int, words: str
) -> None:
    answer = client.send(method, path, **options)
    assert answer.status_code == status
    assert isinstance(answer.json()["description"], str)
    assert words in breaches(client.server)
    assert client.server.writes == []


def test_wrong_credentials_are_refused_but_no_breach(client: Client) -> None:
    for code in (401, 403, 404):
        client.server.options.bad_key_status = code
        wrong = {"Authorization": "Bearer another"}
        assert client.send("GET", "/events/v2/{bucket}", headers=wrong).status_code == code
    assert client.send("GET", "/events/v2/other").status_code == 403


def test_a_breach_fails_the_test_that_made_it() -> None:
    server = SheepServer().start()
    requests.get(f"{server.url}/nowhere", headers=HEADERS, timeout=10)
    with pytest.raises(AssertionError, match="GET /nowhere: the path is not documented"):
        finish(server)
    assert not [name for name in server_threads() if name.startswith(server.thread_name)]


def test_pages_end_with_an_empty_one_and_a_series_is_one_record(client: Client) -> None:
    found: list[str] = []
    for page in range(1, 20):
        bookings = client.get("/events/v2/{bucket}/bookings/all", page_size=7, page=page)
        found += [event["uid"] for event in bookings["bookings"]]
        if not bookings["bookings"]:
            break
    siblings = {client.server.event_uid(f"series-{number}") for number in (1, 2)}
    everything = {event.uid for event in client.server.dataset.events}
    assert sorted(found) == sorted(everything - siblings)
    window = client.get("/events/v2/{bucket}")["bookings"]
    sizes = {len(event) for event in window}
    assert {3, 40, 158} <= sizes


def test_a_mark_changes_every_row_of_the_person_and_only_those(client: Client) -> None:
    server, main = client.server, client.server.event_uid("main")
    person, before = twice(server), server.statuses(server.event_uid("main"))
    answer = client.mark(person, "no-show").json()
    rows = len(before[person])
    assert [item["attendance"]["status"] for item in answer["attendance"]] == ["no-show"] * rows
    assert answer["attendance"][0]["attendance"]["person_ref"]["ref"] == person
    assert answer["person_ref"] == person
    listed = client.get("/events/v2/{bucket}/booking/{main}/attendance")["sessions"]
    mine = [row for row in listed if row["person_ref"] == person]
    assert {row["status"] for row in mine if row["record_state"] != "deleted"} == {"no-show"}
    after = server.statuses(main)
    assert {uri: values for uri, values in after.items() if uri != person} == {
        uri: values for uri, values in before.items() if uri != person
    }
    (write,) = server.writes
    assert (write.method, write.event_uid, write.person_uri, write.status, write.rows) == (
        "PUT", main, person, "no-show", rows,
    )  # fmt: skip
    assert server.count("PUT", "/attendance") == 1


def test_the_same_seed_and_day_give_the_same_bytes() -> None:
    def attendance(seed: int) -> list[dict[str, object]]:
        server = SheepServer(Dataset.small(seed=seed, today=date(2026, 3, 29)))
        return server.attendance(server.event_uid("main"))

    assert attendance(5) == attendance(5) != attendance(6)


def test_somebody_taken_off_by_another_desk_is_not_found_and_no_breach(client: Client) -> None:
    person = twice(client.server)
    client.server.remove_attendee(client.server.event_uid("main"), person)
    assert client.mark(person).status_code == 404


def test_an_order_can_be_deleted_once_and_its_stock_returns(client: Client) -> None:
    event = "/events/v2/{bucket}/booking/{main}"
    uid = client.server.event_uid("main")
    orders = client.get(f"{event}/orders")
    buyer, order = next(iter(orders["buyers"].items()))
    path = f"/events/v2{buyer}order/{uid}"
    assert client.get(path) == order
    client.server.denied.add("event.order")
    assert client.send("DELETE", path).status_code == 403
    client.server.denied.clear()
    answer = client.send("DELETE", path).json()
    assert answer["deleted"]
    assert answer["errors"] == []
    assert client.send("GET", path).status_code == 404
    left = {ticket["uri"] for ticket in client.get(f"{event}/tickets/all")["tickets"]}
    assert not left & set(answer["deleted"])
    assert client.get(f"{event}/orders")["number_of_orders"] == orders["number_of_orders"] - 1


def test_a_moved_event_has_old_tickets_until_they_are_rebased(client: Client) -> None:
    client.server.move_event(client.server.event_uid("main"), hours=48)
    path = "/events/v2/{bucket}/booking/{main}/rebase/tickets"
    first, second = client.send("PUT", path).json(), client.send("PUT", path).json()
    assert first["ticket_changes"]
    assert first["unchanged_tickets"] == 0
    assert (second["ticket_changes"], second["unchanged_tickets"]) == (
        [],
        len(first["ticket_changes"]),
    )


def test_exports_are_workbooks_with_the_columns_asked_for(client: Client) -> None:
    path = "/events/v2/{bucket}/booking/{main}/attendance/export"
    answer = client.send("GET", path, params={"fieldset": ["attendance", "communications"]})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Name", "Status", "Ticket", "Guest", "Email", "Telephone")
    assert len(rows) == 61


def test_neighbouring_calls(client: Client) -> None:
    people = [client.server.dataset.people.person(number) for number in range(3)]
    pictures = [client.send("GET", f"/api/v2{person.uri}avatar") for person in people]
    assert [picture.status_code for picture in pictures] == [200, 302, 404]
    assert pictures[0].content.startswith(b"\x89PNG")
    assert client.get(f"/api/v2{people[0].uri}display") == {"display_value": people[0].name}
    hits = client.get("/search/v2/{bucket}", q=people[1].name)["results"]
    assert people[1].uri in [hit["id"] for hit in hits]
    assert client.get("/search/v2/{bucket}/person", email=people[1].email)["uri"] == people[1].uri
    memberships = client.get(f"/api/v2{people[2].uri}membership/all")
    assert memberships["count"] == 2
    member = memberships["memberships"][1]
    assert client.get(f"/api/v2{member['uri']}") == member
    made = client.send(
        "POST", "/segments/v2/{bucket}/fieldset", params={"name": "Mine", "fields": ["a", "b"]}
    )
    assert (made.status_code, made.json()["fields"]) == (201, ["a", "b"])
    assert client.get(f"/segments/v2/{{bucket}}/fieldset/{made.json()['uid']}") == made.json()
    client.mark(twice(client.server))
    audit = client.get("/audit/v2/{bucket}/booking/{main}/audit", limit=1)
    assert audit["results"][0]["clean_diff"][0]["value"] == "attended"
    pull = "/internal/v2/{bucket}/sync/eventbrite/pull/events"
    assert client.send("POST", pull, params={"since_hours": 48}).json()["status"] == "OK"


def test_a_hundred_thousand_attendees_in_one_answer(
    start_sheepcrm_server: StartSheepServer,
) -> None:
    client = Client(start_sheepcrm_server(Dataset.sized(events=1, attendees=100_000)))
    path = "/events/v2/{bucket}/booking/{main}/attendance"
    with client.session:
        before = client.send("GET", path).content
        assert len(before) > 40_000_000
        assert before.count(b'"attendee_email"') > 80_000
        assert client.mark(twice(client.server), "declined").status_code == 200
        assert client.send("GET", path).content != before
