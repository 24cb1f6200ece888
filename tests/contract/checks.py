"""What the contract looks at again and again: lists, sentences, declarations, calls."""

import re
import traceback
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, Capability, Field, FieldKind
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Event, Window
from eventdesk.domain.progress import silent
from eventdesk.providers.base import Batch, Provider
from tests.contract.subject import HastyToken, Subject

T = TypeVar("T")
Call = Callable[[CancelToken], object]

NOTHING: frozenset[int] = frozenset()
CANCEL = HastyToken()
LISTS = ("events", "attendees", "orders", "tickets")
_SENTENCE = re.compile(r"\S.*[.!?…]")


def whole(batches: Iterable[Batch[T]]) -> Batch[T]:
    """All batches of a list as one."""
    found = list(batches)
    return Batch(
        [item for batch in found for item in batch.items],
        [number for batch in found for number in batch.unchanged],
        [sentence for batch in found for sentence in batch.unreadable],
        max((b.total for b in found if b.total is not None), default=None),
        [ref for batch in found for ref in batch.removed],
    )


def events_of(
    provider: Provider, window: Window | None, known: Container[int] = NOTHING
) -> Batch[Event]:
    """The list of a window as one batch."""
    return whole(provider.events(window, known=known, cancel=CANCEL))


def refs_of(provider: Provider, window: Window | None) -> set[str]:
    """The references in the list of a window."""
    return {event.ref for _, event in events_of(provider, window).items}


def attendees_of(provider: Provider, event_ref: str) -> list[Attendee]:
    """Everybody on an event's list."""
    batch = whole(provider.attendees(event_ref, known=NOTHING, cancel=CANCEL))
    return [attendee for _, attendee in batch.items]


def optional_calls(subject: Subject, provider: Provider) -> dict[Capability, dict[str, Call]]:
    """The calls that stand for a capability, without any that changes something."""
    ref, event = subject.event_ref, subject.event
    return {
        Capability.ATTENDEES: {
            "attendees": lambda c: list(provider.attendees(ref, known=NOTHING, cancel=c))
        },
        Capability.ORDERS: {
            "orders": lambda c: list(provider.orders(ref, known=NOTHING, cancel=c))
        },
        Capability.TICKETS: {
            "tickets": lambda c: list(provider.tickets(ref, known=NOTHING, cancel=c)),
            "ticket_types": lambda c: provider.ticket_types(ref, c),
        },
        Capability.HISTORY: {"history": lambda c: provider.history(ref, c)},
        Capability.PEOPLE_SEARCH: {"find_people": lambda c: provider.find_people("anna", c)},
        Capability.SERVER_EXPORTS: {
            "fetch_export": lambda c: provider.fetch_export(ref, _export(provider), [], c)
        },
        Capability.IMPORT: {
            "import_attendees": lambda c: provider.import_attendees(
                ref, [], dry_run=True, progress=silent, cancel=c
            )
        },
        Capability.DETAILS: {
            "detail": lambda c: [
                provider.detail(event, name, c) for name in _parts(provider, event)
            ]
        },
    }


def calls_of(subject: Subject, provider: Provider) -> dict[str, Call]:
    """Every call that reads and that the system offers, by name."""
    calls: dict[str, Call] = {
        "check": provider.check,
        "events": lambda c: list(provider.events(subject.window, known=NOTHING, cancel=c)),
        "event": lambda c: provider.event(subject.event_ref, c),
    }
    for capability, offered in optional_calls(subject, provider).items():
        if capability in provider.info.capabilities - subject.pretends:
            calls |= offered
    return calls | {name: _bound(call, provider) for name, call in subject.more_calls.items()}


def _bound(call: Callable[[Provider, CancelToken], object], provider: Provider) -> Call:
    return lambda cancel: call(provider, cancel)


def _parts(provider: Provider, event: Event) -> Sequence[str]:
    return [part.name for part in provider.detail_parts(event)] or ["none"]


def _export(provider: Provider) -> str:
    return next((export.name for export in provider.server_exports()), "none")


def failure_of(call: Call, cancel: CancelToken = CANCEL) -> EventDeskError | None:
    """What a call ended with, None for a value; the value must be one that a disk takes."""
    try:
        value = call(cancel)
    except EventDeskError as error:
        return error
    if not isinstance(value, bytes):
        msgspec.json.encode(value)
    return None


def assert_told(error: EventDeskError, secrets: Sequence[str]) -> None:
    """The error is a sentence for people, and no secret stands in any of its texts."""
    assert _SENTENCE.fullmatch(error.sentence), f"no sentence: {error.sentence!r}"
    assert error.hint == "" or _SENTENCE.fullmatch(error.hint), f"no sentence: {error.hint!r}"
    texts = [str(error), repr(error), repr(vars(error)), *traceback.format_exception(error)]
    assert_no_secret("\n".join(texts), secrets)


def assert_no_secret(text: str, secrets: Sequence[str]) -> None:
    """None of the secrets stands in the text."""
    found = [secret for secret in secrets if secret in text]
    assert not found, f"{len(found)} of the secrets can be read in:\n{text}"


def assert_event_sound(event: Event) -> None:
    """The fields are what `Event` says they are."""
    assert event.ref
    assert event.title
    assert "\n" not in event.title
    assert event.colour == "" or re.fullmatch("#[0-9a-f]{6}", event.colour), event
    assert event.link == "" or event.link.startswith(("https://", "http://")), event
    assert event.occurrence is None
    assert all(label and value for label, value in event.more), event
    assert all(person.name for person in event.people), event
    start, end = event.start, event.end
    assert end is None or start is not None, event
    if start is not None and end is not None:
        assert isinstance(start, datetime) == isinstance(end, datetime), event
        assert end > start, event  # raises where one has a zone and the other has none
    msgspec.json.encode(event)


def assert_covered(known: Batch[T], first: Batch[T]) -> None:
    """A list read with some fingerprints known tells of the same records as the first did."""
    before = [number for number, _ in first.items]
    after = [*known.unchanged, *(number for number, _ in known.items)]
    assert sorted(after) == sorted(before)


def assert_declared_well(action: Action) -> None:
    """Window and command line can build a form from the action."""
    assert re.fullmatch(r"[a-z][a-z0-9-]*", action.name), action.name
    assert action.title
    assert not action.destructive or action.confirm, f"{action.name} asks nobody"
    assert_fields_declared_well(action.fields)


def assert_fields_declared_well(fields: Sequence[Field]) -> None:
    """Names are unique, titles there, choices given and values among them."""
    names = [field.name for field in fields]
    assert len(set(names)) == len(names), names
    for each in fields:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.name), each
        assert each.title, each
        values = [choice.value for choice in each.choices]
        assert len(set(values)) == len(values), each
        assert all(choice.title for choice in each.choices), each
        if each.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
            assert values, f"{each.name} has nothing to choose from"
            chosen = each.value.split(",") if each.kind is FieldKind.CHOICES else [each.value]
            assert {value.strip() for value in chosen} <= {"", *values}, each
        if each.kind is FieldKind.FLAG:
            assert each.value in ("", "yes", "no"), each


def raises_told(family: type[EventDeskError], call: Call, secrets: Sequence[str]) -> EventDeskError:
    """The call ends in the family, told well."""
    with pytest.raises(family) as caught:
        call(CANCEL)
    assert_told(caught.value, secrets)
    return caught.value
