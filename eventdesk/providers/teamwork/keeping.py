"""What was read of an event as an edit can write it back, and what an edit must leave alone.

Reads are documented in part only (apis/teamwork.md sections 6 and 11): what came in another form
than writes have is not sent, since it would be sent back bent.
"""

from collections.abc import Callable, Mapping

from eventdesk.domain.errors import BadRequest
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.forms import TITLES
from eventdesk.providers.teamwork.mapping_events import FLAGS, PROJECT, privacy_type, project_id
from eventdesk.providers.teamwork.reminders import Reminder
from eventdesk.providers.teamwork.repeats import Repeat
from eventdesk.providers.teamwork.words import flag, id_list, signed_number, type_id

Body = dict[str, object]

_TEXTS = ("title", "description", "where", "start", "end")


def as_read(record: wire.Event) -> Body:
    """What was read of an event as it can be written; unknown and read-only keys are left out."""
    texts = {key: getattr(record, key) for key in _TEXTS}
    body: Body = {key: text for key, text in texts.items() if text is not None}
    for name in ("all_day", *FLAGS):
        value = flag(getattr(record, name))
        if value is not None:
            body[name.replace("_", "-")] = value
    for written in _PARTS.values():
        body |= written(record) or {}
    return body


def left_alone(record: wire.Event) -> frozenset[str]:
    """The fields of the form whose value came in a form that cannot be written."""
    return frozenset(name for name, written in _PARTS.items() if written(record) is None)


def check_changes(record: wire.Event, changed: set[str]) -> None:
    """Raises `BadRequest` for a change that would lose what nobody here could read."""
    left = left_alone(record)
    lists = {"attendees": {"attendees"}, "notified": {"notified"}} | {
        "reminders": {"reminders", "reminder_way"}
    }
    lost = [name for name, fields in lists.items() if name in left and changed & fields]
    if "repeat" in left and "repeat_until" in changed and "repeat" not in changed:
        lost.append("repeat_until")
    if lost:
        raise BadRequest(
            f"{TITLES[lost[0]]} of this event cannot be changed here: Teamwork.com tells it in a "
            "form that could not be written back whole.",
            "Change it in Teamwork.com.",
        )


def bent(before: wire.Event, after: wire.Event) -> list[str]:
    """The fields that were left alone and are something else now."""
    return [
        name
        for name in sorted(left_alone(before))
        if getattr(before, _READ_AS[name]) != getattr(after, _READ_AS[name])
    ]


def _type(record: wire.Event) -> Body | None:
    ident = type_id(record.type)
    if not ident:
        return {}
    number = signed_number(ident)
    return None if number is None else {"type": {"id": number}}


def _privacy(record: wire.Event) -> Body | None:
    privacy, project = privacy_type(record.privacy), project_id(record)
    if privacy != PROJECT:
        return {"privacy": {"type": privacy}} if privacy else {}
    return {"privacy": {"type": PROJECT}, "project-id": project} if project else None


def _people(value: object, key: str) -> Body | None:
    if value in (None, {}):
        return {}
    told = id_list(value)
    return None if told is None else {key: told}


def _reminders(record: wire.Event) -> Body | None:
    if record.reminders in (None, {}, ""):
        return {}
    if not Reminder.are_whole(record.reminders):
        return None
    return {"reminders": [item.body() for item in Reminder.all_of(record.reminders)]}


def _repeat(record: wire.Event) -> Body | None:
    repeat = Repeat.of(record.repeat)
    if repeat is None:
        return {}
    return {"repeat": repeat.body()} if Repeat.is_whole(record.repeat) else None


_PARTS: Mapping[str, Callable[[wire.Event], Body | None]] = {
    "type": _type,
    "privacy": _privacy,
    "attendees": lambda record: _people(record.attending_user_ids, "attending-user-ids"),
    "notified": lambda record: _people(record.notify_user_ids, "notify-user-ids"),
    "reminders": _reminders,
    "repeat": _repeat,
}
"""By the field of the form: what is written of it, nothing where it was not told, None where it
was told in a form that cannot be written."""

_READ_AS: Mapping[str, str] = {
    "type": "type",
    "privacy": "privacy",
    "attendees": "attending_user_ids",
    "notified": "notify_user_ids",
    "reminders": "reminders",
    "repeat": "repeat",
}
