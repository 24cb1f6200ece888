"""What each system says of itself, and how it reads events, attendees and details."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from eventdesk.domain.capability import Capability, FieldKind
from eventdesk.domain.detail import Detail
from eventdesk.domain.errors import (
    BadRequest,
    NotOffered,
    NotThere,
)
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import takes_place
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.base import Provider
from tests.contract.checks import (
    CANCEL,
    NOTHING,
    assert_covered,
    assert_event_sound,
    assert_fields_declared_well,
    assert_no_secret,
    assert_told,
    calls_of,
    events_of,
    failure_of,
    optional_calls,
    raises_told,
    refs_of,
    whole,
)
from tests.contract.subject import Subject

LOOKED_AT = 12
"""Events of a list that are read one by one."""


class ReadingContract:
    """A part of `ProviderContract`."""

    @pytest.fixture(autouse=True)
    def _closed_in_the_end(self, subject: Subject) -> Iterator[None]:
        yield
        subject.close_all()

    @pytest.fixture
    def provider(self, subject: Subject) -> Provider:
        """The system, opened with settings that work."""
        return subject.open()

    def test_it_declares_what_it_asks_for_and_what_it_can_do(self, provider: Provider) -> None:
        info = provider.info
        assert info.key.isidentifier()
        assert info.title.strip()
        assert_fields_declared_well([*info.options, *info.secret_fields()])
        assert all(
            field.kind is FieldKind.SECRET or not field.kept for field in info.secret_fields()
        )
        assert all(field.kept for field in info.options)
        if Capability.ATTENDANCE in info.capabilities:
            assert Capability.ATTENDEES in info.capabilities
        assert not info.address or info.address.startswith("https://")
        assert info.address_used or not (info.address or info.address_required)
        context = provider.context
        names = provider.secret_names(context.address, context.options)
        assert set(names) <= {field.name for field in info.secret_fields()}

    def test_it_is_made_without_a_request_and_keeps_its_secrets_to_itself(
        self, subject: Subject
    ) -> None:
        subject.go_down()
        provider = subject.open()
        assert provider.requests_made == 0
        assert_no_secret(f"{provider!r} {provider.context!r} {provider.info!r}", subject.secrets)
        provider.close()
        provider.close()

    def test_settings_that_cannot_be_right_are_refused_when_it_is_made(
        self, subject: Subject
    ) -> None:
        for changes in subject.bad_settings:
            with pytest.raises(BadRequest) as caught:
                subject.open(**changes)
            assert_told(caught.value, subject.secrets)
            assert caught.value.hint, changes

    def test_a_check_says_in_a_sentence_that_it_works(
        self, subject: Subject, provider: Provider
    ) -> None:
        sentence = provider.check(CANCEL)
        assert sentence.endswith(".")
        assert_no_secret(sentence, subject.secrets)

    def test_a_window_lists_each_of_its_events_once(
        self, subject: Subject, provider: Provider
    ) -> None:
        batch = events_of(provider, subject.window)
        listed = [event for _, event in batch.items]
        assert len({event.ref for event in listed}) == len(listed) > 0
        assert len({number for number, _ in batch.items}) == len(listed)
        assert all(-(2**63) <= number < 2**63 for number, _ in batch.items)
        assert not batch.removed
        for event in listed:
            assert_event_sound(event)
            assert_no_secret(repr(event), subject.secrets)
        everything = [event for _, event in events_of(provider, subject.wide).items]
        within = {e.ref for e in everything if takes_place(e, subject.window, None)}
        assert subject.event_ref in within
        assert within - subject.unlisted <= {event.ref for event in listed}

    def test_without_a_window_staff_see_what_they_need_today(
        self, subject: Subject, provider: Provider
    ) -> None:
        assert subject.event_ref in refs_of(provider, None)

    def test_what_the_system_holds_never_counts_as_removed(
        self, subject: Subject, provider: Provider
    ) -> None:
        everything = [event for _, event in events_of(provider, subject.wide).items]
        for window in (None, subject.window, subject.wide):
            listed = refs_of(provider, window)
            bounds = provider.listed_window(window)
            missing = [
                event.ref
                for event in everything
                if event.ref not in listed and (not bounds or takes_place(event, bounds, None))
            ]
            assert provider.confirm_removed(missing, CANCEL) == frozenset()

    def test_known_records_come_back_as_unchanged_and_are_not_decoded(
        self, subject: Subject, provider: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        decoded = _count_decoded(monkeypatch)
        first = events_of(provider, subject.window)
        at_first, decoded[:] = len(decoded), []
        numbers = [number for number, _ in first.items]
        again = events_of(provider, subject.window, set(numbers))
        assert_covered(again, first)
        assert not again.items
        if at_first >= len(numbers):  # the system's records are decoded by net.decode
            assert len(decoded) <= at_first - len(numbers)
        half = events_of(provider, subject.window, set(numbers[::2]))
        assert_covered(half, first)
        assert sorted(half.unchanged) == sorted(numbers[::2])

    def test_an_event_alone_is_what_the_list_told(
        self, subject: Subject, provider: Provider
    ) -> None:
        listed = [event for _, event in events_of(provider, subject.window).items]
        listed.sort(key=lambda event: event.ref != subject.event_ref)
        for event in listed[:LOOKED_AT]:
            alone = provider.event(event.ref, CANCEL)
            assert_event_sound(alone)
            assert _differences(event, alone) == {}

    def test_an_event_that_is_not_there_is_told_as_such(
        self, subject: Subject, provider: Provider
    ) -> None:
        error = raises_told(
            NotThere, lambda c: provider.event(subject.unknown_ref, c), subject.secrets
        )
        assert error.sentence

    def test_attendees_are_each_there_once_and_known_ones_unchanged(
        self, subject: Subject, provider: Provider
    ) -> None:
        if Capability.ATTENDEES not in provider.info.capabilities:
            return
        ref = subject.event_ref
        first = whole(provider.attendees(ref, known=NOTHING, cancel=CANCEL))
        people = [attendee for _, attendee in first.items]
        assert len({attendee.ref for attendee in people}) == len(people) > 0
        assert all(a.ref and a.name and isinstance(a.status, str) for a in people)
        numbers = {number for number, _ in first.items}
        again = whole(provider.attendees(ref, known=numbers, cancel=CANCEL))
        assert_covered(again, first)
        assert not again.items

    def test_each_call_works_or_is_not_offered(self, subject: Subject, provider: Provider) -> None:
        offered = provider.info.capabilities - subject.pretends
        for capability, calls in optional_calls(subject, provider).items():
            for name, call in calls.items():
                failure = failure_of(call)
                if capability in offered:
                    assert failure is None, f"{name}: {failure}"
                else:
                    assert isinstance(failure, NotOffered), f"{name} is not declared"
                    assert_told(failure, subject.secrets)
        offers_exports = Capability.SERVER_EXPORTS in provider.info.capabilities
        assert bool(provider.server_exports()) == offers_exports
        for name, more in calls_of(subject, provider).items():
            assert failure_of(more) is None, name

    def test_parts_are_told_without_a_request_and_each_can_be_had(
        self, subject: Subject, provider: Provider
    ) -> None:
        event = subject.event
        listed = [each for _, each in events_of(provider, subject.window).items]
        made = provider.requests_made
        for each in [event, *listed]:
            parts = provider.detail_parts(each)
            assert len({part.name for part in parts}) == len(parts)
            assert all(part.name and part.title for part in parts)
        assert provider.requests_made == made
        parts = provider.detail_parts(event)
        if Capability.DETAILS not in provider.info.capabilities:
            assert not parts
            return
        assert parts, "event_ref has no parts: name an event that has"
        for part in parts:
            _assert_detail_sound(provider.detail(event, part.name, CANCEL))
        with pytest.raises(NotThere):
            provider.detail(event, "nonesuch", CANCEL)


def _count_decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The structs that are decoded from now on, by name."""
    decoded: list[str] = []
    real = RecordDecoder.decode

    def decode(self: RecordDecoder[Any], record: Any) -> Any:
        decoded.append(self._struct.__name__)
        return real(self, record)

    monkeypatch.setattr(RecordDecoder, "decode", decode)
    return decoded


def _differences(listed: Event, alone: Event) -> dict[str, tuple[object, object]]:
    """What the list told and the event alone tells otherwise; it may always tell more."""
    found = dict[str, tuple[object, object]]()
    for field in fields(Event):
        told, now = getattr(listed, field.name), getattr(alone, field.name)
        if field.name in ("more", "refs", "tags", "people"):
            lost = [each for each in told if each not in now]
            if lost:
                found[field.name] = (lost, now)
        elif told not in (None, "", now):
            found[field.name] = (told, now)
    return found


def _assert_detail_sound(detail: Detail) -> None:
    assert detail.sections or detail.links or detail.picture or detail.problems
    assert all(section.title for section in detail.sections)
    rows = [row for section in detail.sections for row in section.rows]
    assert all(label and value for label, value in rows)
    assert all(title and link.startswith("https://") for title, link in detail.links)
    assert not detail.problems, detail.problems
