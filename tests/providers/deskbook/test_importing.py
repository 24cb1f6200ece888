"""Lists that go into a desk book: who is who, nothing twice, all or nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import Cancelled, NotThere
from eventdesk.domain.event import Event
from eventdesk.domain.importing import ImportRow
from eventdesk.domain.progress import Progress, silent
from tests.providers.deskbook.conftest import CANCEL, Desk

ANNA = Attendee("", "Anna Baker", email="family@example.org", ticket="Member", order="1")
TOM = Attendee("", "Tom Baker", email="family@example.org", ticket="Child", order="1")
NO_MAIL = Attendee("", "No Mail", ticket="Member", order="2")
CODED = Attendee("", "Cid Coded", code="0042", ticket="Member")


def _counts(
    desk: Desk, event: Event, *people: Attendee, dry_run: bool = False
) -> tuple[int, int, int, int]:
    outcome = desk.load(event, *people, dry_run=dry_run)
    return outcome.added, outcome.updated, outcome.unchanged, len(outcome.skipped)


def test_the_same_list_twice_changes_nothing(desk: Desk) -> None:
    event = desk.new_event()
    people = [ANNA, TOM, NO_MAIL, CODED]
    assert _counts(desk, event, *people, dry_run=True) == (4, 0, 0, 0)
    assert desk.attendees(event) == []
    assert _counts(desk, event, *people) == (4, 0, 0, 0)
    before = desk.attendees(event)
    assert _counts(desk, event, *reversed(people), dry_run=True) == (0, 0, 4, 0)
    assert _counts(desk, event, *reversed(people)) == (0, 0, 4, 0)
    assert desk.attendees(event) == before
    assert {person.status for person in before} == {"accepted"}


def test_repeats_within_a_list_are_told_and_families_are_not_repeats(desk: Desk) -> None:
    event = desk.new_event()
    outcome = desk.load(
        event,
        ANNA,
        TOM,
        replace(ANNA, name="ANNA BÁKER", email="Family@Example.org", phone="5"),
        NO_MAIL,
        replace(NO_MAIL, name="no  mail"),
        replace(NO_MAIL, ticket="Guest"),
        CODED,
        replace(CODED, name="Somebody Else"),
        replace(CODED, code="0043"),
    )
    assert (outcome.added, outcome.updated, outcome.unchanged) == (6, 0, 0)
    assert [(skip.row, skip.reason) for skip in outcome.skipped] == [
        (4, "The same person as in row 2."),
        (6, "The same person as in row 5."),
        (9, "The same person as in row 8."),
    ]


def test_a_later_list_fills_in_and_empties_nothing(desk: Desk) -> None:
    event = desk.new_event()
    more = (("Diet", "vegan"), ("Seat", "1"))
    desk.load(event, replace(ANNA, phone="1", note="old", more=more))
    later = replace(ANNA, phone="", note="new", code="0007", more=(("Seat", "2"), ("Bus", "yes")))
    assert _counts(desk, event, later) == (0, 1, 0, 0)
    (anna,) = desk.attendees(event)
    assert (anna.phone, anna.note, anna.code) == ("1", "new", "0007")
    assert anna.more == (("Diet", "vegan"), ("Seat", "2"), ("Bus", "yes"))
    # By the code alone, though name and address are written another way now.
    renamed = Attendee("", "Anna Cook", email="cook@example.org", code="0007")
    assert _counts(desk, event, renamed) == (0, 1, 0, 0)
    assert desk.attendees(event)[0].name == "Anna Cook"


def test_another_code_or_address_is_another_person(desk: Desk) -> None:
    event = desk.new_event()
    desk.load(event, CODED, NO_MAIL)
    assert _counts(desk, event, replace(CODED, code="0043")) == (1, 0, 0, 0)
    assert _counts(desk, event, replace(NO_MAIL, email="a@example.org")) == (0, 1, 0, 0)
    assert _counts(desk, event, replace(NO_MAIL, email="b@example.org")) == (1, 0, 0, 0)


def test_a_list_sets_statuses_but_never_takes_back_what_the_door_saw(desk: Desk) -> None:
    event = desk.new_event()
    desk.load(event, replace(ANNA, status="invited"), replace(TOM, status="whatever"))
    anna, tom = desk.attendees(event)
    assert (anna.status, tom.status) == ("invited", "accepted")
    desk.provider.set_attendance(event.ref, anna, "attended", CANCEL)
    assert _counts(desk, event, replace(ANNA, status="accepted")) == (0, 0, 1, 0)
    assert _counts(desk, event, replace(TOM, status="attended")) == (0, 1, 0, 0)
    assert [person.status for person in desk.attendees(event)] == ["attended", "attended"]


def test_stopping_writes_nothing(desk: Desk) -> None:
    event = desk.new_event()
    people = [Attendee("", f"Person {number}") for number in range(2000)]
    rows = [ImportRow(number, person) for number, person in enumerate(people, 2)]
    cancel, told = CancelToken(), list[Progress]()

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= 1000:
            cancel.cancel()

    with pytest.raises(Cancelled):
        desk.provider.import_attendees(event.ref, rows, dry_run=False, progress=stop, cancel=cancel)
    assert [(progress.done, progress.total) for progress in told] == [
        (0, 2000), (500, 2000), (1000, 2000),
    ]  # fmt: skip
    assert desk.attendees(event) == []
    assert len(desk.provider.history(event.ref, CANCEL)) == 1
    with pytest.raises(NotThere):
        desk.provider.import_attendees(
            "nowhere", rows, dry_run=True, progress=silent, cancel=CANCEL
        )


def test_many_people_of_one_name(desk: Desk) -> None:
    event = desk.new_event()
    guests = [Attendee("", "Guest", ticket="Guest", code=str(number)) for number in range(20_000)]
    mails = [replace(guest, code="", email=f"g{guest.code}@example.org") for guest in guests]
    assert _counts(desk, event, *guests) == (20_000, 0, 0, 0)
    assert _counts(desk, event, *mails) == (0, 20_000, 0, 0)
    assert _counts(desk, event, *mails) == (0, 0, 20_000, 0)


def test_history_has_one_entry_for_a_list(desk: Desk) -> None:
    event = desk.new_event()
    desk.load(event, ANNA, TOM)
    desk.load(event, replace(ANNA, phone="1"))
    assert [entry.what for entry in desk.provider.history(event.ref, CANCEL)] == [
        "List imported: 0 added, 1 changed",
        "List imported: 2 added, 0 changed",
        "Event added",
    ]
    anna = desk.attendees(event)[0]
    assert [entry.what for entry in desk.provider.history(anna.ref, CANCEL)] == [
        "Anna Baker changed by a list: phone",
        "Anna Baker added from a list",
    ]


_FEW = st.sampled_from(["", "a", "b"])
_PERSON = st.builds(
    Attendee,
    ref=st.just(""),
    name=st.sampled_from(["Ann", "ánn", "Bob"]),
    email=_FEW,
    code=_FEW,
    ticket=_FEW,
    order=_FEW,
    phone=_FEW,
    status=st.sampled_from(["", "invited", "accepted", "attended"]),
)
_LIST = st.lists(_PERSON, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(earlier=_LIST, rows=_LIST)
def test_any_list_twice_changes_nothing(
    desk: Desk, earlier: list[Attendee], rows: list[Attendee]
) -> None:
    event = desk.new_event()
    desk.load(event, *earlier)
    first = desk.load(event, *rows)
    again = desk.load(event, *rows, dry_run=True)
    assert again.skipped == first.skipped
    assert (again.added, again.updated) == (0, 0)
    assert again.unchanged == len(rows) - len(first.skipped)
