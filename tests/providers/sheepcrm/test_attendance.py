"""Attendees and marks."""

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotThere, Refused, Throttled, Unreachable
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.sheepcrm.conftest import OpenProvider
from tests.servers import ErrorBody, Fault, FaultKind, SheepServer


def attendees(provider: SheepCrmProvider, event: str, cancel: CancelToken) -> dict[str, Attendee]:
    batches = provider.attendees(event, known=frozenset(), cancel=cancel)
    return {a.ref: a for batch in batches for _, a in batch.items}


def test_every_attendee_is_read_and_deleted_ones_are_left_out(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    found = attendees(provider, main, cancel)
    rows = {str(row["uid"]): row for row in sheepcrm_server.attendance(main)}
    deleted = {uid for uid, row in rows.items() if row["record_state"] == "deleted"}
    assert deleted
    assert set(found) == set(rows) - deleted
    for uid, attendee in found.items():
        row = rows[uid]
        name = str(row["attendee_name"] or row["display_value"])
        assert attendee.name == " ".join(name.split())
        assert attendee.status == (row["status"] or "")
        assert attendee.person == (row["person_ref"] or "")
        assert attendee.email == (row.get("attendee_email") or "")
        assert attendee.guest == row.get("guest", False)
    assert any(a.guest and not a.person for a in found.values())
    assert any(a.status == "waitlisted" for a in found.values())


def test_references_in_object_form_are_the_same(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    found = attendees(provider, sheepcrm_server.event_uid("object-references"), cancel)
    persons = [a.person for a in found.values() if not a.guest]
    assert persons
    assert all(person.startswith("/example/person/") for person in persons)
    assert all("/" not in a.code for a in found.values())


def test_unchanged_attendees_are_not_read_again(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    first = list(provider.attendees(main, known=frozenset(), cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    person = next(a.person for b in first for _, a in b.items if a.status == "accepted")
    changed = sheepcrm_server.set_status(main, person, "attended")
    again = list(provider.attendees(main, known=known, cancel=cancel))
    items = [attendee for batch in again for _, attendee in batch.items]
    assert [(a.person, a.status) for a in items] == [(person, "attended")] * changed
    assert again[0].total == 60


def test_a_mark_reaches_every_place_of_the_person(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    found = attendees(provider, main, cancel)
    persons = [a.person for a in found.values() if a.person]
    twice = next(person for person in persons if persons.count(person) > 1)
    places = {a.ref for a in found.values() if a.person == twice}
    marked = next(a for a in found.values() if a.person == twice)
    seen = provider.set_attendance(main, marked, "attended", cancel)
    assert {place.attendee_ref for place in seen} == places
    assert {(place.person, place.status) for place in seen} == {(twice, "attended")}
    assert sheepcrm_server.writes[-1].person_uri == twice
    assert set(sheepcrm_server.statuses(main)[twice]) == {"attended"}


def test_a_guest_without_a_person_is_never_sent(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    guest = next(a for a in attendees(provider, main, cancel).values() if a.guest)
    with pytest.raises(Refused, match="marks persons only"):
        provider.set_attendance(main, guest, "attended", cancel)
    assert sheepcrm_server.count("PUT") == 0


def test_the_option_tries_the_guest_s_own_reference(
    open_provider: OpenProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    sheepcrm_server.options.guest_marking = "accepted"
    trying = open_provider(try_guest_ref="yes")
    guest = next(a for a in attendees(trying, main, cancel).values() if a.guest)
    seen = trying.set_attendance(main, guest, "attended", cancel)
    assert guest.ref in {place.attendee_ref for place in seen}


@pytest.mark.parametrize(
    ("fault", "family", "arrived"),
    [
        (Fault(kind=FaultKind.LOST_ANSWER, method="PUT"), Unreachable, True),
        (Fault(kind=FaultKind.RESET_MID_BODY, method="PUT"), Unreachable, True),
        (Fault(kind=FaultKind.STATUS, status=503, method="PUT", applied=True), Unreachable, True),
        (Fault(kind=FaultKind.STATUS, status=429, method="PUT"), Throttled, False),
        (Fault(kind=FaultKind.STATUS, status=404, method="PUT"), NotThere, None),
        (Fault(kind=FaultKind.STATUS, status=400, method="PUT"), Refused, None),
        (Fault(kind=FaultKind.CUT_JSON, method="PUT"), BadAnswer, None),
        (Fault(kind=FaultKind.REDIRECT, method="PUT"), BadAnswer, None),
    ],
)
def test_what_is_known_of_a_mark_that_went_wrong(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    main: str,
    fault: Fault,
    family: type[Exception],
    arrived: bool | None,
) -> None:
    someone = next(a for a in attendees(provider, main, cancel).values() if a.person)
    sheepcrm_server.faults.add(fault)
    with pytest.raises(family) as caught:
        provider.set_attendance(main, someone, "attended", cancel)
    assert sheepcrm_server.count("PUT") == 1
    assert type(caught.value) is family
    if isinstance(caught.value, Unreachable):
        assert caught.value.may_have_arrived is arrived


def test_an_attendance_list_that_is_cut_or_html_is_no_empty_list(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    html = Fault(kind=FaultKind.STATUS, status=200, body=ErrorBody.HTML)
    for fault in (Fault(kind=FaultKind.CUT_JSON), html):
        sheepcrm_server.faults.add(fault)
        with pytest.raises(BadAnswer):
            attendees(provider, main, cancel)
