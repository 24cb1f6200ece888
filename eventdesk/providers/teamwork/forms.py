"""The form of an event, declared as data and filled in with what the event holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from eventdesk.domain.capability import Choice, Field, FieldKind
from eventdesk.domain.event import Event, PersonRole
from eventdesk.domain.event_time import EventTime
from eventdesk.providers.teamwork import reminders
from eventdesk.providers.teamwork.mapping_events import FLAGS, PROJECT, UNTITLED
from eventdesk.providers.teamwork.people import nobody
from eventdesk.providers.teamwork.repeats import FREQUENCIES, Repeat, frequency_title
from eventdesk.providers.teamwork.words import type_name

PRIVACIES = ("company", PROJECT, "private")
"""The documented ones (apis/teamwork.md section 6)."""

_LAST_MINUTE = time(23, 59)
_CHOSEN = (FieldKind.CHOICE, FieldKind.CHOICES)

_PLAIN = (
    Field("title", "Title", required=True),
    Field("start", "Start", FieldKind.DATETIME, required=True),
    Field(
        "end", "End", FieldKind.DATETIME, hint="Of an all-day event: its last day.", inclusive=True
    ),
    Field("all_day", "All day", FieldKind.FLAG, value="no"),
    Field("place", "Place"),
    Field("description", "Description", FieldKind.LONG_TEXT),
)
_PROJECT = Field("project", "Project", FieldKind.NUMBER, hint="Where the privacy is project.")
_RIGHTS = (
    Field("show_as_busy", "Show as busy", FieldKind.FLAG, value="no"),
    Field("attendees_can_edit", "Attendees may edit", FieldKind.FLAG, value="no"),
    Field("project_users_can_edit", "People of the project may edit", FieldKind.FLAG, value="no"),
)
_NEW_REMINDER = (
    Field(
        "reminder_way",
        "New reminder by",
        FieldKind.CHOICE,
        choices=(
            Choice("", "None"),
            *(Choice(way, title) for way, title in reminders.WAYS.items()),
        ),
    ),
    Field("reminder_before", "New reminder: how many", FieldKind.NUMBER, value="1"),
    Field(
        "reminder_period",
        "New reminder: of what",
        FieldKind.CHOICE,
        choices=tuple(Choice(period, period) for period in reminders.PERIODS),
        value="hours",
        hint="Before the event begins.",
    ),
)
_SWITCHES = (
    Field("notify", "Tell people about it", FieldKind.FLAG, value="no"),
    Field("notify_me", "Tell me as well", FieldKind.FLAG, value="no"),
)
TITLES: Mapping[str, str] = {
    field.name: field.title for field in (*_PLAIN, _PROJECT, *_RIGHTS, *_NEW_REMINDER, *_SWITCHES)
} | {
    "type": "Type",
    "privacy": "Privacy",
    "attendees": "Attendees",
    "reminders": "Reminders",
    "repeat": "Repeats",
    "repeat_until": "Repeats until",
    "notified": "People to tell",
}


def event_form(event: Event) -> dict[str, str]:
    """An event as the fields of its form show it, without what a form only adds or switches."""
    repeat = Repeat.parse(event.own_ref("repeat"))
    return {
        "title": "" if event.title == UNTITLED else event.title,
        "start": shown(event.start),
        "end": _last(event),
        "all_day": "yes" if event.all_day else "no",
        "place": event.place,
        "description": event.description,
        "type": event.own_ref("type"),
        "privacy": event.own_ref("privacy"),
        "project": event.own_ref("project"),
        "attendees": event.own_ref("attending"),
        "notified": event.own_ref("notified"),
        "reminders": event.own_ref("reminders"),
        "repeat": repeat.frequency if repeat else "",
        "repeat_until": repeat.until if repeat else "",
        **{flag: event.own_ref(flag) or "no" for flag in FLAGS},
    }


def shown(when: EventTime | None) -> str:
    """A time as forms write it, by the wall clock of its own zone; a day is its midnight."""
    if when is None:
        return ""
    moment = when if isinstance(when, datetime) else datetime.combine(when, time())
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _last(event: Event) -> str:
    """The end; of an all-day event the last minute of its last day, as Teamwork.com has it."""
    if event.end is None or isinstance(event.end, datetime):
        return shown(event.end)
    return shown(datetime.combine(event.end - timedelta(days=1), _LAST_MINUTE))


def fields(
    event: Event | None, types: Sequence[Choice], people: Mapping[str, str]
) -> tuple[Field, ...]:
    """The form of an event, or of a new one. A choice of nothing is left out.

    Args:
        types: the event types of the site.
        people: names of those who can be invited, by id.
    """
    held = event_form(event) if event else {"privacy": PRIVACIES[0]}
    known = _known_people(event, held, people)
    declared = (
        *_PLAIN,
        Field("type", TITLES["type"], FieldKind.CHOICE, choices=_types(event, held, types)),
        _privacy(held),
        _PROJECT,
        Field("attendees", TITLES["attendees"], FieldKind.CHOICES, choices=known),
        *_RIGHTS,
        Field("reminders", TITLES["reminders"], FieldKind.CHOICES, choices=_reminders(held)),
        *_NEW_REMINDER,
        Field("repeat", TITLES["repeat"], FieldKind.CHOICE, choices=_frequencies(held)),
        Field("repeat_until", TITLES["repeat_until"], FieldKind.DATE, hint="Empty: without end."),
        Field("notified", TITLES["notified"], FieldKind.CHOICES, choices=known),
        *_SWITCHES,
    )
    return tuple(
        replace(field, value=held.get(field.name, field.value))
        for field in declared
        if field.choices or field.kind not in _CHOSEN
    )


def _types(
    event: Event | None, held: Mapping[str, str], types: Sequence[Choice]
) -> tuple[Choice, ...]:
    """A type cannot be taken away: how is not documented."""
    now = held.get("type", "")
    if not now:
        return (Choice("", "None"), *types) if types else ()
    return _with(types, Choice(now, event.kind if event and event.kind else type_name(now, "")))


def _privacy(held: Mapping[str, str]) -> Field:
    choices = [Choice(privacy, privacy.capitalize()) for privacy in PRIVACIES]
    now = held["privacy"]
    return Field(
        "privacy",
        TITLES["privacy"],
        FieldKind.CHOICE,
        choices=_with(choices, Choice(now, now or "None")),
    )


def _known_people(
    event: Event | None, held: Mapping[str, str], people: Mapping[str, str]
) -> tuple[Choice, ...]:
    """Those who can be invited, and those who are on the event though they no longer can."""
    attending = _ids(held.get("attendees", ""))
    on_it = [p.name for p in event.people if p.role is PersonRole.ATTENDS] if event else []
    told = dict(zip(attending, on_it, strict=True)) if len(on_it) == len(attending) else {}
    others = {
        ident: told.get(ident, nobody(ident))
        for ident in [*attending, *_ids(held.get("notified", ""))]
    }
    names = {**others, **people}
    return tuple(Choice(ident, name) for ident, name in sorted(names.items(), key=_by_name))


def _by_name(item: tuple[str, str]) -> str:
    return item[1].casefold()


def _reminders(held: Mapping[str, str]) -> tuple[Choice, ...]:
    """Those that the event has, to be kept or not."""
    listed = reminders.listed(held.get("reminders", ""))
    return tuple(Choice(item.name, item.in_words()) for item in listed)


def _frequencies(held: Mapping[str, str]) -> tuple[Choice, ...]:
    """How a series could become a single event is not documented."""
    now = held.get("repeat", "")
    choices = [Choice(name, title) for name, title in FREQUENCIES.items()]
    return _with(choices, Choice(now, frequency_title(now) or "Not at all"))


def _with(choices: Iterable[Choice], now: Choice) -> tuple[Choice, ...]:
    """The choices, and in front of them what holds now where it is none of them."""
    found = tuple(choices)
    return found if any(choice.value == now.value for choice in found) else (now, *found)


def _ids(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
