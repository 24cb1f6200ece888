"""Who attends an event: by ids, with names and e-mail from the people of the site."""

from datetime import timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotOffered, NotThere
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import NOTHING, DayClock, attendee_names, listed
from tests.servers import Fault, FaultKind, TeamworkServer


def test_attendees_have_names_addresses_and_companies_and_were_invited(
    provider: TeamworkProvider, cancel: CancelToken, main: str
) -> None:
    (batch,) = provider.attendees(main, known=NOTHING, cancel=cancel)
    attendees = [attendee for _, attendee in batch.items]

    assert len(attendees) == 12
    anna = attendees[0]
    assert (anna.ref, anna.person, anna.name) == ("101", "101", "Anna Baker")
    assert (anna.email, anna.company) == ("person1@example.org", "Example Choir")
    assert anna.more == (("Title", "Conductor"),)
    assert {attendee.status for attendee in attendees} == {"invited"}


def test_an_event_costs_one_request_once_the_people_were_read(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
) -> None:
    teamwork_server.options.most_people = 10
    attendee_names(provider, main, cancel)
    assert teamwork_server.count("GET", "/people.json") == 3
    weekly = teamwork_server.event_ref("weekly")
    before = len(teamwork_server.requests)
    attendee_names(provider, weekly, cancel)
    assert len(teamwork_server.requests) == before + 1
    clock.time += timedelta(hours=2)
    attendee_names(provider, weekly, cancel)
    assert teamwork_server.count("GET", "/people.json") == 6, "read anew after a while"


def test_a_name_with_a_comma_is_right_because_ids_decide(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    ref = teamwork_server.event_ref("comma")

    names = attendee_names(provider, ref, cancel)

    assert names == {"104": "Martin Luther King, Jr.", "101": "Anna Baker"}
    event = provider.event(ref, cancel)
    attends = [person.name for person in event.people if person.role == "attends"]
    assert attends == ["Martin Luther King, Jr.", "Anna Baker"]


def test_half_a_name_is_nobody_s_where_another_one_is_not_told(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    ref = teamwork_server.event_ref("comma")
    held = teamwork_server.dataset.events[ref].record
    held["attending-user-ids"] = "104,999"
    held["attending-user-names"] = "Martin Luther King, Jr."  # two parts, and two ids

    names = attendee_names(provider, ref, cancel)

    assert names == {"104": "Martin Luther King, Jr.", "999": "Person 999"}


def test_somebody_who_left_the_site_has_the_name_that_the_event_tells(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    ref = teamwork_server.event_ref("stranger")
    assert attendee_names(provider, ref, cancel)["999"] == "Former Colleague"

    teamwork_server.edit_event(ref, attending_user_ids="104,999")
    names = attendee_names(provider, ref, cancel)
    assert names == {"104": "Martin Luther King, Jr.", "999": "Person 999"}


def test_without_the_right_to_see_people_the_event_s_own_names_do(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    teamwork_server.denied.add("people")
    weekly, comma = teamwork_server.event_ref("weekly"), teamwork_server.event_ref("comma")

    assert attendee_names(provider, weekly, cancel)["102"] == "Thomas O'Neill"
    assert attendee_names(provider, comma, cancel) == {"104": "Person 104", "101": "Person 101"}
    assert teamwork_server.count("GET", "/people.json") == 1


def test_people_that_cannot_be_read_now_do_not_rename_anybody(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    fault = Fault(kind=FaultKind.CUT_JSON, path="/people.json")
    teamwork_server.faults.add(fault)
    with pytest.raises(BadAnswer):
        attendee_names(provider, main, cancel)
    assert attendee_names(provider, main, cancel)["101"] == "Anna Baker"


def test_a_list_of_events_does_not_fail_by_people_that_cannot_be_read(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    teamwork_server.faults.add(Fault(kind=FaultKind.CUT_JSON, path="/people.json", count=None))
    found = listed(provider, None, cancel)
    assert found[teamwork_server.event_ref("comma")].attendees == 2
    assert teamwork_server.count("GET", "/people.json") == 1


def test_what_is_known_is_not_told_again_and_a_new_name_is(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    clock: DayClock,
    cancel: CancelToken,
    main: str,
) -> None:
    (first,) = provider.attendees(main, known=NOTHING, cancel=cancel)
    known = {number for number, _ in first.items}
    teamwork_server.dataset.people["103"]["last-name"] = "Smith"
    clock.time += timedelta(hours=2)

    (again,) = provider.attendees(main, known=known, cancel=cancel)

    assert [attendee.name for _, attendee in again.items] == ["Zoë Smith"]
    assert len(again.unchanged) == 11


def test_nobody_attends_an_empty_event_and_an_unknown_one_is_not_there(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    assert attendee_names(provider, teamwork_server.event_ref("bare"), cancel) == {}
    assert teamwork_server.count("GET", "/people.json") == 0
    for ref in ("404404", teamwork_server.event_ref("deleted")):
        with pytest.raises(NotThere):
            attendee_names(provider, ref, cancel)


def test_attendance_is_not_sent_to_the_system(
    provider: TeamworkProvider, cancel: CancelToken, main: str
) -> None:
    (batch,) = provider.attendees(main, known=NOTHING, cancel=cancel)
    with pytest.raises(NotOffered):
        provider.set_attendance(main, batch.items[0][1], "attended", cancel)
