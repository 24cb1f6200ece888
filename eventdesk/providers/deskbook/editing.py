"""Does the actions that `actions` declares, each in one transaction."""

from collections.abc import Callable

from sqlalchemy import Connection

from eventdesk.domain.capability import ActionResult, Values
from eventdesk.domain.errors import BadRequest, Refused
from eventdesk.domain.event import Event
from eventdesk.providers.deskbook import attendees, events
from eventdesk.providers.deskbook.actions import (
    ADD_ATTENDEE,
    EDIT_ATTENDEE,
    NEW_EVENT,
    REMOVE_ATTENDEE,
    delete,
    edit,
)
from eventdesk.providers.deskbook.forms import attendee_columns, event_form, event_of
from eventdesk.providers.deskbook.records import Author, note


def do(
    tx: Connection, author: Author, event: Event | None, action: str, values: Values
) -> ActionResult:
    """Do one action; `event` is the event as the person saw it, None for the account's own.

    Raises:
        BadRequest: no such action, or a field is unknown, missing or cannot be read.
        NotThere: the event or the attendee is gone. Refused: another desk was quicker.
    """
    if event is None:
        if action != NEW_EVENT.name:
            raise _unknown(action)
        _check_names(values, {field.name for field in NEW_EVENT.fields}, NEW_EVENT.title)
        return _new_event(tx, author, values)
    declared = {
        item.name: item
        for item in (edit(event), delete(event, 0), ADD_ATTENDEE, EDIT_ATTENDEE, REMOVE_ATTENDEE)
    }
    if action not in declared:
        raise _unknown(action)
    _check_names(values, {field.name for field in declared[action].fields}, declared[action].title)
    return _OF_EVENT[action](tx, author, event, values)


def _unknown(action: str) -> BadRequest:
    return BadRequest(f"A desk book cannot do “{action}” here.", "Choose one of its actions.")


def _check_names(values: Values, names: set[str], title: str) -> None:
    unknown = sorted(set(values) - names)
    if unknown:
        raise BadRequest(
            f"“{title}” has no field “{unknown[0]}”.",
            f"It takes {', '.join(sorted(names)) or 'none'}.",
        )


def _new_event(tx: Connection, author: Author, values: Values) -> ActionResult:
    event = event_of(values)
    uid = events.add(tx, author, event)
    return ActionResult(f"“{event.title}” was added.", event_ref=uid)


def _edit(tx: Connection, author: Author, seen: Event, values: Values) -> ActionResult:
    """Write what the person changed of what they saw, and nothing that they left alone.

    So an edit on another desk of another field stays; one of the same field is a refusal.
    """
    held, version = events.one(tx, seen.ref, to_change=True)
    shown, stands = event_form(seen), event_form(held)
    wished = event_form(event_of(shown | dict(values)))
    changed = {
        name: text for name, text in wished.items() if text not in (shown[name], stands[name])
    }
    clashes = [_TITLES[name] for name in changed if stands[name] != shown[name]]
    if clashes:
        raise Refused(
            f"Another desk changed {', '.join(clashes)} of “{held.title}” meanwhile.",
            "Refresh the event, then edit it again.",
        )
    if not changed:
        return ActionResult(f"“{held.title}” is like that already.", event_ref=seen.ref)
    event = event_of(stands | changed, ref=seen.ref)
    events.change(tx, author, event, version)
    what = f"Event changed: {', '.join(_TITLES[name] for name in changed)}"
    note(tx, author, what, event_uid=seen.ref)
    return ActionResult(f"“{event.title}” was changed.", event_ref=seen.ref)


def _delete(tx: Connection, _author: Author, seen: Event, _values: Values) -> ActionResult:
    held, _ = events.one(tx, seen.ref, to_change=True)
    events.remove(tx, seen.ref)
    return ActionResult(f"“{held.title}” was deleted.", event_ref=seen.ref)


def _add_attendee(tx: Connection, author: Author, seen: Event, values: Values) -> ActionResult:
    events.one(tx, seen.ref, to_change=True)
    columns = attendee_columns(values, whole=True)
    uid = attendees.add(tx, author, seen.ref, columns)
    return ActionResult(
        f"{columns['name']} was added.", details=(("Attendee", uid),), event_ref=seen.ref
    )


def _edit_attendee(tx: Connection, author: Author, seen: Event, values: Values) -> ActionResult:
    row = attendees.one(tx, seen.ref, _which(values))
    wished = attendee_columns(values, whole=False)
    columns = {name: value for name, value in wished.items() if getattr(row, name) != value}
    if not columns:
        return ActionResult(f"{row.name} is like that already.", event_ref=seen.ref)
    attendees.change(tx, author, row, columns)
    what = f"{row.name} changed: {', '.join(_TITLES.get(name, name) for name in columns)}"
    note(tx, author, what, event_uid=seen.ref, attendee_uid=row.uid)
    return ActionResult(f"{columns.get('name', row.name)} was changed.", event_ref=seen.ref)


def _remove_attendee(tx: Connection, author: Author, seen: Event, values: Values) -> ActionResult:
    row = attendees.one(tx, seen.ref, _which(values))
    attendees.remove(tx, author, row)
    return ActionResult(f"{row.name} was removed.", event_ref=seen.ref)


def _which(values: Values) -> str:
    ref = values.get("attendee", "").strip()
    if not ref:
        raise BadRequest("Attendee is not filled in.", "Give attendee=, the reference.")
    return ref


_TITLES = {field.name: field.title for field in (*ADD_ATTENDEE.fields, *NEW_EVENT.fields)} | {
    "order_ref": "Order"
}

_OF_EVENT: dict[str, Callable[[Connection, Author, Event, Values], ActionResult]] = {
    "edit": _edit,
    "delete": _delete,
    ADD_ATTENDEE.name: _add_attendee,
    EDIT_ATTENDEE.name: _edit_attendee,
    REMOVE_ATTENDEE.name: _remove_attendee,
}
