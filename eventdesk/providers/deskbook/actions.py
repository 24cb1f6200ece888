"""What can be done with a desk book and its events, declared as data; `editing` does it."""

from dataclasses import replace

from eventdesk.domain.attendance import STATUS_TITLES
from eventdesk.domain.capability import Action, Choice, Field, FieldKind
from eventdesk.domain.event import Event, EventStatus
from eventdesk.providers.deskbook.attendees import STATUS_AT_FIRST
from eventdesk.providers.deskbook.forms import CLEARS, EVENT_STATUSES, event_form

_EVENT_FIELDS = (
    Field("title", "Title", required=True),
    Field("start", "Start", FieldKind.DATETIME, required=True),
    Field(
        "end",
        "End",
        FieldKind.DATETIME,
        hint="Of an all-day event: the day after the last.",
    ),
    Field("all_day", "All day", FieldKind.FLAG, value="no"),
    Field(
        "time_zone",
        "Time zone",
        FieldKind.TIME_ZONE,
        hint="Empty: the time at the venue, wherever that is.",
    ),
    Field("place", "Place"),
    Field("kind", "Kind", hint="Meeting, course, concert: whatever you filter by."),
    Field("organizer", "Organizer"),
    Field("capacity", "Capacity", FieldKind.NUMBER, hint="Places."),
    Field("description", "Description", FieldKind.LONG_TEXT),
    Field("tags", "Tags", hint="Parted by commas."),
    Field("colour", "Colour", hint="#rrggbb"),
    Field(
        "status",
        "Status",
        FieldKind.CHOICE,
        choices=tuple(Choice(status.value, status.value.capitalize()) for status in EVENT_STATUSES),
        value=EventStatus.ACTIVE.value,
    ),
)

_STATUSES = tuple(Choice(str(status), title) for status, title in STATUS_TITLES.items())

_ATTENDEE_FIELDS = (
    Field("name", "Name"),
    Field("email", "E-mail"),
    Field("ticket", "Ticket"),
    Field("order", "Order"),
    Field("code", "Code", hint="What a scan of the ticket says."),
    Field("company", "Company"),
    Field("phone", "Phone"),
    Field("note", "Note", FieldKind.LONG_TEXT),
    Field("status", "Status", FieldKind.CHOICE, choices=_STATUSES),
)

_WHICH = Field("attendee", "Attendee", required=True, hint="The attendee's reference.")
_AS_IT_IS = f"Empty: as it is. A single {CLEARS} empties it."

NEW_EVENT = Action("new-event", "New event", _EVENT_FIELDS)

ADD_ATTENDEE = Action(
    "add-attendee",
    "Add attendee",
    (
        replace(_ATTENDEE_FIELDS[0], required=True),
        *_ATTENDEE_FIELDS[1:-1],
        replace(_ATTENDEE_FIELDS[-1], value=STATUS_AT_FIRST.value),
    ),
)

EDIT_ATTENDEE = Action(
    "edit-attendee",
    "Edit attendee",
    (
        _WHICH,
        replace(_ATTENDEE_FIELDS[0], hint="Empty: as it is."),
        *(replace(field, hint=_AS_IT_IS) for field in _ATTENDEE_FIELDS[1:-1]),
        replace(_ATTENDEE_FIELDS[-1], hint="Empty: as it is."),
    ),
)

REMOVE_ATTENDEE = Action(
    "remove-attendee",
    "Remove attendee",
    (_WHICH,),
    confirm="Remove this attendee from the desk book? This cannot be undone.",
    destructive=True,
)


def edit(event: Event) -> Action:
    """The form of an event, filled with what the person sees of it."""
    shown = event_form(event)
    return Action(
        "edit",
        "Edit event",
        tuple(replace(field, value=shown[field.name]) for field in _EVENT_FIELDS),
    )


def delete(event: Event, attendees: int) -> Action:
    """The question before an event is deleted says how many people go with it."""
    people = {0: "no attendees", 1: "its attendee"}.get(attendees, f"its {attendees} attendees")
    return Action(
        "delete",
        "Delete event",
        confirm=f"Delete “{event.title}” with {people}? This cannot be undone.",
        destructive=True,
    )
