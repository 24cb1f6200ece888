"""What Teamwork.com sends, as far as it is used. Every field may be missing or of another type.

Names and shapes: apis/teamwork.md sections 3 and 5. What comes in several shapes is `object`.
"""

from msgspec import Raw, Struct

Text = str | None
Id = str | int | None

# -- envelopes: only their outermost shape is insisted on


class EventList(Struct):
    """A page of events."""

    events: list[Raw] | None


class OneEvent(Struct):
    """The answer for a single event."""

    event: Raw = Raw(b"null")


class TypeList(Struct):
    """Every event type."""

    eventtypes: list[Raw] | None


class PeopleList(Struct):
    """A page of people, or those who can be invited."""

    people: list[Raw] | None


class Me(Struct):
    """Whose key it is."""

    person: Raw = Raw(b"null")


class Outcome(Struct):
    """What stands beside the data, or in its place. Some answers spell it in lower case."""

    STATUS: Id = None
    MESSAGE: object = None
    id: Id = None


# -- records


class EventHead(Struct):
    """What tells one event from another, and whether it is still there."""

    id: Id = None
    status: Text = None


class EventType(Struct):
    """A type without its colour, which `Coloured` reads."""

    id: Id = None
    name: Text = None


class TypeColour(Struct):
    """A colour as it was spelled: 4E9075 is six digits to people and a number to parsers."""

    color: Raw = Raw(b"")


class Coloured(Struct):
    """The part of an event that holds its colour."""

    type: TypeColour | None = None


class Person(Struct, rename="kebab"):
    """A person: of a list, of an event, or whose key it is."""

    id: Id = None
    first_name: Text = None
    last_name: Text = None
    email_address: Text = None
    email: Text = None
    company_name: Text = None
    title: Text = None
    permissions: object = None


class Event(Struct, rename="kebab"):
    """An event of the v1 calendar (section 5). Only lists tell `status`."""

    id: Id = None
    title: Text = None
    description: Text = None
    where: Text = None
    start: Text = None
    end: Text = None
    all_day: object = None
    status: Text = None
    type: EventType | None = None
    owner: Person | None = None
    privacy: object = None
    project_id: Id = None
    attending_user_ids: object = None
    attending_user_names: Text = None
    notify_user_ids: object = None
    notify_user_names: Text = None
    reminders: object = None
    repeat: object = None
    show_as_busy: object = None
    attendees_can_edit: object = None
    project_users_can_edit: object = None
    last_changed_on: Text = None
