"""The demo can be worked with as a real profile can, and says what it cannot do."""

import pytest

from eventdesk.domain.account import AccountState
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import EventDeskError, NotOffered, Unreachable
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.services.workspace import Workspace
from tests.services.demo_tools import AGM, NOW, picture, states, sync


def test_syncing_again_changes_nothing_that_is_seen(demo: Workspace) -> None:
    before, new = picture(demo), "Summer school"
    names = states(demo)
    assert names[new] is AccountState.NEW

    reports = [sync(demo, name, details=True) for name in names if name != new]
    seen = picture(demo)
    again = [sync(demo, name, details=True) for name in names if name != new]

    assert seen == before
    assert [report.account for report in reports if not report.failure] == [
        "Desk book",
        "Harbour calendar",
        "Members' office",
        "Projects",
        "Registre de sécurité",
        "Site safety",
    ]
    assert not any(report.events or report.attendees for report in again)


def test_an_account_that_was_never_synced_can_be(demo: Workspace) -> None:
    sync(demo, "Summer school", details=True)

    assert states(demo)["Summer school"] is AccountState.READY
    assert len(demo.events.find(EventQuery(accounts=("Summer school",)))) == 2


def test_a_mark_is_confirmed(demo: Workspace) -> None:
    anna = demo.events.attendee(AGM, "Anna Baker")

    (mark,) = demo.marking.mark(AGM, [anna.attendee.ref], "attended").marks
    demo.syncing.push(AGM.account, silent, CancelToken())

    assert demo.outbox.mark(mark.id).state is MarkState.CONFIRMED
    assert demo.events.attendee(AGM, "Anna Baker").status == "attended"
    assert mark.marked_at == NOW


def test_a_person_with_two_places_is_in_with_both(demo: Workspace) -> None:
    query = AttendeeQuery(search="ngozi okafor")
    first, second = demo.events.attendees(AGM, query)

    demo.marking.mark(AGM, [first.attendee.ref], "attended")
    demo.syncing.push(AGM.account, silent, CancelToken())

    assert first.attendee.person == second.attendee.person
    assert {row.status for row in demo.events.attendees(AGM, query)} == {"attended"}


def test_ours_for_a_conflict_goes_out(demo: Workspace) -> None:
    changed = next(
        listed.mark
        for listed in demo.outbox.marks(frozenset({MarkState.CONFLICT}))
        if listed.mark.remote == "declined"
    )

    demo.marking.resolve(changed.id, keep_ours=True)
    demo.syncing.push(AGM.account, silent, CancelToken())

    assert demo.outbox.mark(changed.id).state is MarkState.CONFIRMED


def test_marks_of_an_account_without_connection_stay(demo: Workspace) -> None:
    waiting = demo.outbox.totals().waiting

    report, _ = demo.syncing.push("City branch", silent, CancelToken(), at_once=True)

    assert isinstance(report.failure, Unreachable)
    assert demo.outbox.totals().waiting == waiting


def test_people_have_cards_answers_and_histories(demo: Workspace) -> None:
    cancel = CancelToken()
    anna = demo.events.attendee(AGM, "Anna Baker").attendee

    card = demo.contacts.card(AGM.account, anna.person, cancel).contact
    answers = demo.contacts.answers(AGM, anna.person, cancel).contact
    history = demo.contacts.history(AGM.account, AGM.id, cancel)

    assert card.name == "Anna Baker"
    assert ("E-mail", anna.email) in card.sections[0].rows
    assert answers.sections[0].title == "Anna Baker"
    assert len(history) > 1
    times = [entry.at or NOW for entry in history]
    assert times == sorted(times, reverse=True)
    assert anna.person in [hit.ref for hit in demo.contacts.find(AGM.account, "anna bak", cancel)]
    assert demo.contacts.picture(AGM.account, anna.person, cancel) is None


def test_what_sample_data_cannot_do_is_refused(demo: Workspace) -> None:
    cancel = CancelToken()

    with pytest.raises(NotOffered, match="^This is the demo: .*Eventbrite"):
        demo.actions.act(AGM.account, "eventbrite-pull", {}, cancel)
    with pytest.raises(NotOffered, match="^This is the demo"):
        demo.connections.open(demo.accounts.get(AGM.account)).fetch_export(
            AGM.id, "attendance", [], cancel
        )
    assert "demo" in demo.accounts.check(AGM.account, cancel)
    with pytest.raises(EventDeskError, match="does not accept the key"):
        demo.accounts.check("Training team", cancel)


def test_an_order_can_be_deleted(demo: Workspace) -> None:
    cancel = CancelToken()
    action = next(a for a in demo.actions.offered(AGM, cancel) if a.name == "delete-order")
    chosen = action.fields[0].choices[0]

    demo.actions.act(AGM, action.name, {"order": chosen.value}, cancel)
    sync(demo, AGM.account, events=[AGM.id])

    assert chosen.value not in [order.ref for order in demo.events.orders(AGM)]
