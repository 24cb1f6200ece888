"""Event objects to domain events (apis/teamwork.md section 5)."""

from collections.abc import Callable, Iterator
from datetime import tzinfo

import msgspec
from msgspec import Raw

from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError, loosely_decoded
from eventdesk.providers.teamwork import reminders, wire
from eventdesk.providers.teamwork.dates import span, stamp
from eventdesk.providers.teamwork.paging import id_text
from eventdesk.providers.teamwork.reminders import Reminder
from eventdesk.providers.teamwork.repeats import Repeat
from eventdesk.providers.teamwork.words import (
    LONGEST,
    colour,
    flag,
    ids,
    names,
    person_name,
    shown,
    text_of,
    texts,
    type_id,
    type_name,
)

MOST_ROWS = 60
UNTITLED = "Event without a title"
PROJECT = "project"
FLAGS = ("show_as_busy", "attendees_can_edit", "project_users_can_edit")
"""Fields of `wire.Event` that are yes or no, which the form shows under the same names."""

NameOf = Callable[[str], str]
"""The name of the person with an id, "" where it is not known."""

_LONGEST_TITLE = 500
_ACTIVE, _DELETED = "active", "deleted"
_KNOWN = frozenset(
    {field.replace("_", "-") for field in wire.Event.__struct_fields__}
    | {"sequenceId", "additional-properties"}
)

_events = RecordDecoder(wire.Event)


def event_reader(zone: tzinfo | None, zone_name: str, name_of: NameOf) -> Callable[[Raw], Event]:
    """A function from an event object to the event, its times in a zone where one is given.

    `name_of` is asked only where the names that an event tells cannot be told apart. The function
    raises `RecordError` for what is no object or has no id.
    """

    def read(record: Raw) -> Event:
        found = _events.decode(record)
        ref = id_text(found.id)
        if not ref:
            raise RecordError("it has no id")
        start, end = span(found.start, found.end, all_day=bool(flag(found.all_day)), zone=zone)
        attending = ids(found.attending_user_ids)
        attendees = _attendees(found, attending, name_of)
        repeat = Repeat.of(found.repeat)
        return Event(
            ref=ref,
            title=one_line(found.title or "", _LONGEST_TITLE) or UNTITLED,
            start=start,
            end=end,
            timezone=zone_name,
            status=status_of(found.status),
            status_text=_status_text(found.status),
            kind=type_name(type_id(found.type), found.type.name if found.type else ""),
            colour=colour(record),
            place=one_line(found.where or "", LONGEST),
            organizer=person_name(found.owner),
            attendees=len(attending),
            recurring=repeat is not None,
            updated_at=stamp(found.last_changed_on),
            description=(found.description or "").strip(),
            # To filter by: a word that nobody knows as well as the documented ones.
            tags=tuple(filter(None, [one_line(privacy_type(found.privacy), LONGEST)])),
            more=(*_rows(found, repeat, attendees), *_extras(record))[:MOST_ROWS],
            people=tuple(_people(found, attendees)),
            refs=tuple(_refs(found, attending, repeat)),
        )

    return read


def status_of(text: str | None) -> EventStatus:
    """Only "active" is documented; "deleted" is inferred, and single events tell none."""
    word = (text or "").strip().casefold()
    if word in ("", _ACTIVE):
        return EventStatus.ACTIVE
    return EventStatus.DELETED if word == _DELETED else EventStatus.UNKNOWN


def _status_text(text: str | None) -> str:
    """The system's own word where it is none that every event has."""
    word = one_line(text or "", LONGEST)
    return "" if word.casefold() == _ACTIVE else word


def _attendees(found: wire.Event, attending: tuple[str, ...], name_of: NameOf) -> tuple[str, ...]:
    """Names of the attendees, those that are known."""
    told = names(found.attending_user_names, len(attending))
    return told or tuple(filter(None, map(name_of, attending)))


def _people(found: wire.Event, attendees: tuple[str, ...]) -> Iterator[EventPerson]:
    owner = person_name(found.owner)
    if owner:
        yield EventPerson(owner, PersonRole.RESPONSIBLE)
    for name in dict.fromkeys(attendees):
        yield EventPerson(name, PersonRole.ATTENDS)


def _rows(
    found: wire.Event, repeat: Repeat | None, attendees: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The fields that have no place of their own."""
    privacy = privacy_type(found.privacy)
    may_edit = (
        ("its attendees", found.attendees_can_edit),
        ("people of the project", found.project_users_can_edit),
    )
    busy = flag(found.show_as_busy)
    told = (
        ("Repeats", repeat.in_words() if repeat else ""),
        ("Reminders", reminders.in_words(Reminder.all_of(found.reminders))),
        ("Privacy", privacy),
        ("Project", project_id(found)),
        ("Show as busy", "" if busy is None else shown(busy)),
        ("May also be edited by", ", ".join(who for who, value in may_edit if flag(value))),
        ("Attending", "" if attendees else found.attending_user_names or ""),
        ("Notified", found.notify_user_names or ""),
    )
    for label, text in told:
        line = one_line(text, LONGEST)
        if line:
            yield label, line


def _extras(record: Raw) -> Iterator[tuple[str, str]]:
    """Single values of fields that the notes do not name; a plain "no" is not worth a row."""
    try:
        found = msgspec.json.decode(record, type=dict[str, Raw])
    except msgspec.MsgspecError:  # broken characters: then what is known must do
        return
    for key in (key for key in found if key not in _KNOWN):
        if key.casefold().endswith(("id", "ids", "url")):
            continue
        value = loosely_decoded(found[key])
        words = one_line(key.replace("-", " ").replace("_", " "), 60)
        text = "" if value is False else shown(value)
        if words and text:
            yield words[:1].upper() + words[1:], text


def _refs(
    found: wire.Event, attending: tuple[str, ...], repeat: Repeat | None
) -> Iterator[tuple[str, str]]:
    """What the form of the event needs and no other field tells."""
    kept = Reminder.all_of(found.reminders) if Reminder.are_whole(found.reminders) else ()
    told = {
        "type": type_id(found.type),
        "privacy": privacy_type(found.privacy),
        "project": project_id(found),
        "attending": ",".join(attending),
        "notified": ",".join(ids(found.notify_user_ids)),
        "reminders": ",".join(item.name for item in kept),
        "repeat": repeat.kept() if repeat else "",
    }
    for field in FLAGS:
        value = flag(getattr(found, field))
        told[field] = "" if value is None else ("yes" if value else "no")
    yield from ((name, text) for name, text in told.items() if text)


def privacy_type(value: object) -> str:
    """Who may see an event, as it came: one of several words, all of which are tolerated."""
    return texts(value).get("type", "") if isinstance(value, dict) else text_of(value)


def project_id(found: wire.Event) -> str:
    """The project of an event, told inside of its privacy or beside it; "" for none."""
    inside = texts(found.privacy).get("project-id", "")
    ident = inside or id_text(found.project_id)
    return "" if ident == "0" else ident
