"""What can be done with the calendar and its events: declared with forms, and done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Choice, Values
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadRequest,
    NotThere,
    PermissionMissing,
    ProviderError,
    Refused,
)
from eventdesk.domain.event import Event
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.api import NEW_EVENT, TeamworkApi
from eventdesk.providers.teamwork.forms import TITLES, event_form, fields
from eventdesk.providers.teamwork.keeping import bent, check_changes, left_alone
from eventdesk.providers.teamwork.kept import Kept
from eventdesk.providers.teamwork.people import Person
from eventdesk.providers.teamwork.records import Records, not_an_event
from eventdesk.providers.teamwork.words import type_id, type_name
from eventdesk.providers.teamwork.writing import changed_body, differs, new_body

_FORM_KEPT_FOR = timedelta(minutes=10)

_types = RecordDecoder(wire.EventType)
_events = RecordDecoder(wire.Event)

T = TypeVar("T")
_Do = Callable[[Event, Values, CancelToken], ActionResult]


class Actions:
    """Makes, changes and deletes events."""

    def __init__(self, api: TeamworkApi, records: Records, clock: Clock) -> None:
        self._api = api
        self._records = records
        self._type_choices = Kept[Sequence[Choice]](clock, _FORM_KEPT_FOR)
        self._people = Kept[Mapping[str, str]](clock, _FORM_KEPT_FOR)
        self._do: Mapping[str, _Do] = {
            "edit": self._edit,
            "delete": self._delete,
            "delete-series": self._delete_series,
        }

    def offered(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """What can be done. Whether this very person may, the system says when it is done."""
        form = fields(event, self._types(cancel), self._invitable(event, cancel))
        if event is None:
            return [Action("new-event", "New event", form)]
        actions = [Action("edit", "Edit event", form), _delete_of(event)]
        return [*actions, _delete_series_of(event)] if event.recurring else actions

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `offered`; `event` is the event as the person saw it.

        Raises:
            BadRequest: no such action, or a field cannot be read. Refused: somebody else changed
            the same field meanwhile, or the system says no.
        """
        if event is None and action == "new-event":
            return self._new(values, cancel)
        do = self._do.get(action)
        if event is None or do is None:
            raise BadRequest(
                f"Teamwork.com cannot do “{action}” here.", "Choose one of its actions."
            )
        return do(event, values, cancel)

    def _new(self, values: Values, cancel: CancelToken) -> ActionResult:
        body = new_body(values)
        ref = self._api.create(body, cancel)
        problems = () if ref else ("Teamwork.com did not say its number: refresh the list.",)
        return ActionResult(f"“{body['title']}” was added.", problems=problems, event_ref=ref)

    def _edit(self, seen: Event, values: Values, cancel: CancelToken) -> ActionResult:
        """Write what the person changed of what they saw, over what the system holds now."""
        record = self._api.event(seen.ref, cancel)
        held, found = self._read(record, cancel)
        shown, stands = event_form(seen), event_form(held)
        changed = {
            name for name, text in values.items() if differs(name, text, shown.get(name, ""))
        }
        changed &= shown.keys() | {"reminder_way"}
        clashes = [
            TITLES[name]
            for name in sorted(changed & shown.keys())
            if differs(name, stands[name], shown[name])
            and differs(name, stands[name], values[name])
        ]
        if clashes:
            raise Refused(
                f"Somebody changed {', '.join(clashes)} of “{held.title}” meanwhile.",
                "Refresh the event, then edit it again.",
            )
        if not changed and "yes" not in (values.get("notify"), values.get("notify_me")):
            return ActionResult(f"“{held.title}” is like that already.", event_ref=seen.ref)
        check_changes(found, changed)
        form = {**stands, **values, **{n: stands[n] for n in stands if n not in changed}}
        self._api.edit(seen.ref, changed_body(found, form, changed), cancel)
        title = values["title"].strip() if "title" in changed else held.title
        problems = self._bent(seen.ref, found, changed, cancel)
        return ActionResult(f"“{title}” was changed.", problems=problems, event_ref=seen.ref)

    def _bent(
        self, ref: str, before: wire.Event, changed: set[str], cancel: CancelToken
    ) -> tuple[str, ...]:
        """What an edit did to fields that could not be written: it is done, so only told."""
        if not left_alone(before) - changed:
            return ()
        try:
            _, after = self._read(self._api.event(ref, cancel), cancel)
        except (ProviderError, NotThere):
            return ("Whether it kept everything else could not be seen: look at it there.",)
        lost = [TITLES[name] for name in bent(before, after) if name not in changed]
        return tuple(f"Teamwork.com changed {title} as well: set it there." for title in lost)

    def _delete(self, seen: Event, _values: Values, cancel: CancelToken) -> ActionResult:
        self._api.delete(seen.ref, cancel)
        return ActionResult(f"“{seen.title}” was deleted.", event_ref=seen.ref)

    def _delete_series(self, seen: Event, _values: Values, cancel: CancelToken) -> ActionResult:
        if not seen.recurring:
            raise BadRequest(f"“{seen.title}” does not repeat.", "Use delete.")
        self._api.delete(seen.ref, cancel, whole_series=True)
        return ActionResult(f"Every date of “{seen.title}” was deleted.", event_ref=seen.ref)

    def _read(self, record: Raw, cancel: CancelToken) -> tuple[Event, wire.Event]:
        try:
            return self._records.read(record, cancel), _events.decode(record)
        except RecordError:
            raise not_an_event(self._api.host) from None

    def _types(self, cancel: CancelToken) -> Sequence[Choice]:
        def read() -> Sequence[Choice]:
            return tuple(_type_choices(self._api.event_types(cancel)))

        return self._type_choices.get("", lambda: _unless_refused(read, ()))

    def _invitable(self, event: Event | None, cancel: CancelToken) -> Mapping[str, str]:
        ref = event.ref if event else NEW_EVENT
        privacy = event.own_ref("privacy") if event else ""
        privacy = privacy if privacy == "private" else "company"

        def read() -> Mapping[str, str]:
            found = map(Person.of, self._api.available_people(ref, privacy, cancel))
            return {person.id: person.name for person in found if person is not None}

        return self._people.get((ref, privacy), lambda: _unless_refused(read, {}))


def _delete_of(event: Event) -> Action:
    dates = " It repeats, and other dates may stay." if event.recurring else ""
    question = f"Delete “{event.title}” in Teamwork.com?{dates}"
    return Action(
        "delete",
        "Delete event",
        confirm=f"{question} It cannot be brought back from here.",
        destructive=True,
    )


def _delete_series_of(event: Event) -> Action:
    return Action(
        "delete-series",
        "Delete the whole series",
        confirm=f"Delete every date of “{event.title}” in Teamwork.com? "
        "They cannot be brought back from here.",
        destructive=True,
    )


def _type_choices(records: Sequence[Raw]) -> Iterator[Choice]:
    """The types of the site, each once; those that cannot be read are left out."""
    seen = {""}
    for record in records:
        try:
            found = _types.decode(record)
        except RecordError:
            continue
        ident = type_id(found)
        if ident not in seen:
            seen.add(ident)
            yield Choice(ident, type_name(ident, found.name))


def _unless_refused(read: Callable[[], T], nothing: T) -> T:
    """What a form offers to choose from; a person who may not see it can fill in the rest."""
    try:
        return read()
    except (PermissionMissing, NotThere, Refused):
        return nothing
