"""Attendees of a desk book: added, edited, removed, and marked on two desks."""

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import BadRequest, NotThere, Refused
from eventdesk.providers.base import Seen
from tests.providers.deskbook.conftest import CANCEL, Desk, OpenDesk


def test_a_walk_in(desk: Desk) -> None:
    event = desk.new_event()
    person = desk.add(
        event,
        "Anna  Baker",
        email="anna@example.org",
        ticket="Member",
        order="17",
        code="0001",
        company="ACME",
        phone="+44 20 1",
        note="front row",
        status="attended",
    )
    assert person == Attendee(
        person.ref,
        "Anna Baker",
        status="attended",
        email="anna@example.org",
        ticket="Member",
        order="17",
        code="0001",
        company="ACME",
        phone="+44 20 1",
        note="front row",
        updated_at=person.updated_at,
    )
    assert desk.add(event, "Tom Baker").status == "accepted"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "An attendee needs a Name."),
        ({"email": "anna at home"}, "E-mail cannot be “anna at home”."),
        ({"status": "maybe"}, "Status cannot be “maybe”."),
        ({"code": "0001"}, "Code 0001 is Anna Baker's already."),
    ],
)
def test_what_cannot_be_added_names_the_field(
    desk: Desk, values: dict[str, str], sentence: str
) -> None:
    event = desk.new_event()
    desk.add(event, "Anna Baker", code="0001")
    with pytest.raises(BadRequest) as caught:
        desk.provider.act(event, "add-attendee", {"name": "Tom"} | values, CANCEL)
    assert caught.value.sentence == sentence
    assert len(desk.attendees(event)) == 1


def test_editing_leaves_what_is_not_filled_in(desk: Desk) -> None:
    event = desk.new_event()
    person = desk.add(event, "Anna Baker", email="a@example.org", code="0001", phone="1")
    desk.act(
        event, "edit-attendee", attendee=person.ref, name="Anna Cook", phone="-", email="", code=""
    )
    (edited,) = desk.attendees(event)
    assert (edited.name, edited.email, edited.code, edited.phone, edited.status) == (
        "Anna Cook", "a@example.org", "0001", "", "accepted",
    )  # fmt: skip
    with pytest.raises(BadRequest, match="An attendee needs a Name"):
        desk.act(event, "edit-attendee", attendee=person.ref, name="-")
    with pytest.raises(BadRequest, match="Attendee is not filled in"):
        desk.act(event, "edit-attendee", name="Anna")
    with pytest.raises(NotThere):
        desk.act(event, "remove-attendee", attendee="nobody")


def test_removing(desk: Desk) -> None:
    event, other = desk.new_event(), desk.new_event(title="Other")
    person = desk.add(event, "Anna Baker")
    with pytest.raises(NotThere):
        desk.act(other, "remove-attendee", attendee=person.ref)
    desk.act(event, "remove-attendee", attendee=person.ref)
    assert desk.attendees(event) == []
    with pytest.raises(NotThere):
        desk.provider.set_attendance(event.ref, person, "attended", CANCEL)


def test_only_attendees_that_changed_are_read_again(desk: Desk) -> None:
    event = desk.new_event()
    people = [desk.add(event, name) for name in ("Ann", "Bob", "Cid")]
    batches = list(desk.provider.attendees(event.ref, known=(), cancel=CANCEL))
    known = {number for batch in batches for number, _ in batch.items}
    desk.provider.set_attendance(event.ref, people[1], "attended", CANCEL)
    batches = list(desk.provider.attendees(event.ref, known=known, cancel=CANCEL))
    changed = [person for batch in batches for _, person in batch.items]
    assert [(person.name, person.status) for person in changed] == [("Bob", "attended")]
    assert sum(len(batch.unchanged) for batch in batches) == 2


@pytest.mark.parametrize(
    ("theirs", "ours", "held"),
    [
        ("accepted", "no-show", "no-show"),  # nothing happened meanwhile
        ("attended", "attended", "attended"),  # the same on both desks
        ("invited", "attended", "attended"),  # a person was seen at the door
        ("no-show", "attended", "no-show"),  # something newer that differs
        ("attended", "declined", "attended"),
    ],
)
def test_two_desks_mark_one_attendee(
    open_desk: OpenDesk, theirs: str, ours: str, held: str
) -> None:
    one, two = open_desk(), open_desk()
    event = one.new_event()
    seen = one.add(event, "Anna Baker")
    two.provider.set_attendance(event.ref, seen, theirs, CANCEL)
    answer = one.provider.set_attendance(event.ref, seen, ours, CANCEL)
    assert answer == [Seen(seen.ref, "", held)]
    assert two.attendees(event)[0].status == held


def test_an_unknown_status_is_refused(desk: Desk) -> None:
    event = desk.new_event()
    person = desk.add(event, "Anna Baker")
    with pytest.raises(Refused, match="does not know the status “maybe”"):
        desk.provider.set_attendance(event.ref, person, "maybe", CANCEL)
    assert desk.attendees(event) == [person]


def test_unknown_actions_and_fields(desk: Desk) -> None:
    event = desk.new_event()
    with pytest.raises(BadRequest, match="cannot do “new-event” here"):
        desk.act(event, "new-event", title="x")
    with pytest.raises(BadRequest, match="cannot do “delete” here"):
        desk.provider.act(None, "delete", {}, CANCEL)
    with pytest.raises(BadRequest, match="“Delete event” has no field “title”"):
        desk.act(event, "delete", title="x")
