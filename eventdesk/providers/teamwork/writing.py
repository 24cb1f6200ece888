"""What a person filled in about an event, as the body of a write (apis/teamwork.md section 6)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from eventdesk.domain.capability import Values
from eventdesk.domain.errors import BadRequest
from eventdesk.providers.teamwork import reminders, wire
from eventdesk.providers.teamwork.keeping import Body, as_read
from eventdesk.providers.teamwork.mapping_events import FLAGS, PROJECT
from eventdesk.providers.teamwork.reminders import Reminder
from eventdesk.providers.teamwork.repeats import Repeat
from eventdesk.providers.teamwork.words import ids, signed_number

_LONG, _LONGEST = 500, 20_000
_LISTS = frozenset({"attendees", "notified", "reminders"})
_TIMES = frozenset({"start", "end"})


@dataclass(frozen=True, slots=True)
class _Part:
    """Fields of the form that become keys of the body together."""

    fields: tuple[str, ...]
    build: Callable[[Values], Body]


def new_body(form: Values) -> Body:
    """The body of a new event; what is empty is not sent. Raises `BadRequest`."""
    body: Body = {}
    for part in _PARTS:
        body |= part.build(form)
    body = {key: value for key, value in body.items() if value not in ("", [])}
    return _project_inside(body) | switches(form)


def changed_body(record: wire.Event, form: Values, changed: set[str]) -> Body:
    """The body of an edit: the event as it was read, with the changed fields over it.

    Whether a PUT keeps what it is not told is not documented (section 11), so all is told that can
    be written.

    Raises:
        BadRequest: a changed field cannot be read; the sentence names it.
    """
    body = as_read(record)
    for part in _PARTS:
        if changed & set(part.fields):
            body |= part.build(form)
    if body.get("privacy") != {"type": PROJECT}:
        body.pop("project-id", None)
    return body | switches(form)


def differs(name: str, one: str, other: str) -> bool:
    """True where two texts of a field mean different things."""
    return _meant(name, one) != _meant(name, other)


def _meant(name: str, text: str) -> object:
    text = text.replace("\r\n", "\n").strip()
    if name in _LISTS:
        return frozenset(filter(None, (part.strip() for part in text.split(","))))
    if name in _TIMES and text:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text
    return text


def switches(form: Values) -> Body:
    """Who is told by mail: nobody, unless that is asked for."""
    named = {"notify": "notify", "notify-current-user": "notify_me"}
    return {key: form.get(name, "") == "yes" for key, name in named.items()}


def _project_inside(body: Body) -> Body:
    """A new event has its project inside of its privacy, an edited one beside it (section 6)."""
    project = body.pop("project-id", "")
    privacy = body.get("privacy")
    if project and isinstance(privacy, dict):
        body["privacy"] = {**privacy, "project-id": project}
    return body


def _title(form: Values) -> Body:
    title = _line(form, "title", "Title")
    if not title:
        raise BadRequest("An event needs a Title.", "Give title=….")
    return {"title": title}


def _description(form: Values) -> Body:
    return {"description": _text(form, "description", "Description", _LONGEST)}


def _span(form: Values) -> Body:
    start, end = _time(form, "start", "Start"), _time(form, "end", "End")
    all_day = form.get("all_day", "") == "yes"
    if start is None:
        raise BadRequest("An event needs a Start.", "Give start=2026-11-21T19:00.")
    if all_day:
        last = (end or start).date()
        if last < start.date():
            raise BadRequest("The End is before the Start.", "Correct one of them.")
        return {"start": f"{start.date()}T00:00", "end": f"{last}T23:59", "all-day": True}
    if end is None:
        raise BadRequest("An event needs an End.", "Give end=2026-11-21T22:00.")
    if end <= start:
        raise BadRequest("The End is not after the Start.", "Correct one of them.")
    texts = (when.isoformat(timespec="minutes") for when in (start, end))
    return {**dict(zip(("start", "end"), texts, strict=True)), "all-day": False}


def _type(form: Values) -> Body:
    text = form.get("type", "").strip()
    if not text:
        return {}
    number = signed_number(text)
    if number is None:
        raise BadRequest(f"Type cannot be “{text[:40]}”.", "Choose one of the event types.")
    return {"type": {"id": number}}


def _privacy(form: Values) -> Body:
    privacy, project = form.get("privacy", "").strip(), form.get("project", "").strip()
    if privacy != PROJECT:
        return {"privacy": {"type": privacy}} if privacy else {}
    if not re.fullmatch(r"\d{1,18}", project, re.ASCII):
        raise BadRequest("The privacy “project” needs the number of a Project.", "Give project=….")
    return {"privacy": {"type": PROJECT}, "project-id": project}


def _people(field: str, title: str, key: str) -> Callable[[Values], Body]:
    def build(form: Values) -> Body:
        chosen = ids(form.get(field, ""))
        for ident in chosen:
            if not re.fullmatch(r"\d{1,18}", ident, re.ASCII):
                raise BadRequest(
                    f"{title} cannot be “{ident[:40]}”.", "Choose people from the list, by number."
                )
        return {key: ",".join(chosen)}

    return build


def _reminders(form: Values) -> Body:
    kept = reminders.listed(form.get("reminders", ""))
    added = Reminder.filled_in(
        form.get("reminder_way", "").strip(),
        form.get("reminder_before", "").strip() or "1",
        form.get("reminder_period", "").strip() or "hours",
    )
    whole = dict.fromkeys([*kept, *([added] if added else [])])
    return {"reminders": [item.body() for item in whole]}


def _repeat(form: Values) -> Body:
    frequency, until = form.get("repeat", "").strip(), form.get("repeat_until", "").strip()
    if not frequency:
        if until:
            raise BadRequest(
                "Repeats until is for an event that repeats.", "Choose how it repeats, or empty it."
            )
        return {}
    if until:
        try:
            until = date.fromisoformat(until).isoformat()
        except ValueError:
            raise BadRequest(
                f"Repeats until cannot be “{until[:40]}”.", "Write it as 2026-11-21."
            ) from None
    return {"repeat": Repeat(frequency, until).body()}


def _flag(name: str) -> Callable[[Values], Body]:
    return lambda form: {name.replace("_", "-"): form.get(name, "") == "yes"}


def _time(form: Values, name: str, title: str) -> datetime | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest(
            f"{title} cannot be “{text[:40]}”.", "Write it as 2026-11-21T19:00."
        ) from None
    if when.tzinfo is not None:
        raise BadRequest(f"{title} cannot have an offset.", "Write the time of the wall clock.")
    return when


def _text(form: Values, name: str, title: str, limit: int) -> str:
    text = form.get(name, "").replace("\r\n", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text).strip()
    if len(text) > limit:
        raise BadRequest(f"{title} is longer than {limit} characters.", "Shorten it.")
    return text


def _line(form: Values, name: str, title: str) -> str:
    return " ".join(_text(form, name, title, _LONG).split())


_PARTS = (
    _Part(("title",), _title),
    _Part(("place",), lambda form: {"where": _line(form, "place", "Place")}),
    _Part(("description",), _description),
    _Part(("start", "end", "all_day"), _span),
    _Part(("type",), _type),
    _Part(("privacy", "project"), _privacy),
    _Part(("attendees",), _people("attendees", "Attendees", "attending-user-ids")),
    _Part(("notified",), _people("notified", "People to tell", "notify-user-ids")),
    _Part(("reminders", "reminder_way"), _reminders),
    _Part(("repeat", "repeat_until"), _repeat),
    *(_Part((name,), _flag(name)) for name in FLAGS),
)
