"""How each system tells changes, marks attendees, does actions and fails."""

from functools import partial
from typing import Any

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import (
    BadRequest,
    EventDeskError,
    NotOffered,
    NotThere,
    Unreachable,
)
from eventdesk.domain.event import Event, EventStatus
from eventdesk.providers.base import Provider
from tests.contract.checks import (
    CANCEL,
    assert_declared_well,
    assert_told,
    attendees_of,
    calls_of,
    events_of,
    failure_of,
    raises_told,
    refs_of,
    whole,
)
from tests.contract.subject import Subject

ODD_REFS = ("", ".", "..", "?", "x#y", " ", "a/b", "../../x", "é 😀", "9" * 40, "-1")


class ActingContract:
    """A part of `ProviderContract`."""

    def test_an_attendee_is_marked_or_marks_are_not_offered(
        self, subject: Subject, provider: Provider
    ) -> None:
        ref = subject.event_ref
        if Capability.ATTENDANCE not in provider.info.capabilities:
            someone = Attendee("x", "Anna")
            with pytest.raises(NotOffered):
                provider.set_attendance(ref, someone, "attended", CANCEL)
            return
        someone = next(
            a
            for a in attendees_of(provider, ref)
            if a.status != "attended" and (a.person or not provider.info.marks_persons)
        )
        seen = provider.set_attendance(ref, someone, "attended", CANCEL)
        assert (someone.ref, "attended") in {(each.attendee_ref, each.status) for each in seen}
        held = {a.ref: a.status for a in attendees_of(provider, ref)}
        assert all(held[each.attendee_ref] == each.status for each in seen)

    def test_a_change_by_another_desk_is_seen_and_nothing_else(
        self, subject: Subject, provider: Provider
    ) -> None:
        first = events_of(provider, subject.window)
        since = _latest(first) or subject.context.clock.now()
        known = {number for number, _ in first.items}
        changed = subject.change()
        told = provider.changed_events(since, subject.window, known=known, cancel=CANCEL)
        if told is not None:
            batch = whole(told)
            assert [event.ref for _, event in batch.items] == [changed]
            assert not batch.removed
        again = events_of(provider, subject.window, known)
        assert [event.ref for _, event in again.items] == [changed]
        assert len(again.unchanged) == len(known) - 1

    def test_what_another_desk_deleted_is_gone(self, subject: Subject, provider: Provider) -> None:
        first = events_of(provider, subject.window)
        since = _latest(first) or subject.context.clock.now()
        known = {number for number, _ in first.items}
        removed = subject.remove()
        told = provider.changed_events(since, subject.window, known=known, cancel=CANCEL)
        if told is not None:
            assert removed in whole(told).removed
        assert provider.confirm_removed([removed], CANCEL) == {removed}
        assert removed not in refs_of(provider, subject.window)
        try:
            alone = provider.event(removed, CANCEL)
        except NotThere:
            return
        assert alone.status is EventStatus.DELETED

    def test_actions_are_declared_well(self, subject: Subject, provider: Provider) -> None:
        of_account, of_event = (provider.actions(e, CANCEL) for e in (None, subject.event))
        for actions in (of_account, of_event):
            for action in actions:
                assert_declared_well(action)
            assert len({action.name for action in actions}) == len(actions)
        if Capability.EDIT_EVENTS in provider.info.capabilities:
            assert of_account or of_event

    def test_what_is_missing_or_unknown_in_an_action_is_refused(
        self, subject: Subject, provider: Provider
    ) -> None:
        for event in (None, subject.event):
            for action in provider.actions(event, CANCEL):
                values = {field.name: field.value for field in action.fields}
                for field in action.fields:
                    if field.required:
                        self._refused(subject, event, action.name, {**values, field.name: " "})
            self._refused(subject, event, "no-such-action", {})

    def _refused(
        self, subject: Subject, event: Event | None, action: str, values: dict[str, str]
    ) -> None:
        with pytest.raises((BadRequest, NotOffered)) as caught:
            subject.open().act(event, action, values, CANCEL)
        assert_told(caught.value, subject.secrets)

    def test_odd_references_are_not_there(self, subject: Subject, provider: Provider) -> None:
        for ref in ODD_REFS:
            error = failure_of(partial(provider.event, ref))
            assert isinstance(error, NotThere), f"{ref!r}: {error!r}"
            assert_told(error, subject.secrets)
        subject.rules_were_broken_on_purpose()

    def test_a_system_that_is_down_is_told_by_every_call_and_may_come_back(
        self, subject: Subject, provider: Provider
    ) -> None:
        calls = calls_of(subject, provider)
        subject.go_down()
        for call in calls.values():
            error = raises_told(Unreachable, call, subject.secrets)
            assert isinstance(error, Unreachable)
            assert not error.may_have_arrived
        if Capability.ATTENDANCE in provider.info.capabilities:
            someone = Attendee("x", "Anna", person="x")
            with pytest.raises(EventDeskError) as caught:
                provider.set_attendance(subject.event_ref, someone, "attended", CANCEL)
            assert not getattr(caught.value, "may_have_arrived", False)
        subject.come_back()
        for name, call in calls.items():
            assert failure_of(call) is None, name


def _latest(batch: Any) -> Any:
    return max((e.updated_at for _, e in batch.items if e.updated_at is not None), default=None)
