"""What a system can do, told as data. The window and the command line build themselves from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Values = Mapping[str, str]
"""What a person filled into fields: field name to text, as `Field.kind` writes it."""


class Capability(StrEnum):
    """The common calls that a system may support."""

    ATTENDEES = "attendees"
    ATTENDANCE = "attendance"  # marks are sent to the system
    ORDERS = "orders"
    TICKETS = "tickets"
    CONTACTS = "contacts"  # a contact card behind an attendee or buyer
    HISTORY = "history"  # the system's own log of a record
    SERVER_EXPORTS = "server-exports"  # files that the system makes itself
    PEOPLE_SEARCH = "people-search"
    IMPORT = "import"  # attendee lists can be written into its events
    EDIT_EVENTS = "edit-events"  # actions make and change events
    DETAILS = "details"  # parts of an event that are fetched when asked for


class FieldKind(StrEnum):
    """How a field is asked for and how its text is written."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    SECRET = "secret"
    NUMBER = "number"
    FLAG = "flag"  # "yes" or "no"
    DATE = "date"  # 2026-11-21
    DATETIME = "datetime"  # 2026-11-21T19:00
    CHOICE = "choice"
    CHOICES = "choices"  # names of choices, separated by commas
    FILE = "file"  # a path on this computer
    TIME_ZONE = "time-zone"  # an IANA name


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a field, and how people read it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `value` is what stands there at first.

    `kept` is False for what signs in once and is never stored, such as a password. `inclusive`
    tells of the end of an event how whole days are meant: it is the last one, not the day after.
    """

    name: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    value: str = ""
    hint: str = ""
    kept: bool = True
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a system can do beyond the common calls.

    `confirm` is the question to answer before it is done, empty where none is needed.
    """

    name: str
    title: str
    fields: tuple[Field, ...] = ()
    confirm: str = ""
    destructive: bool = False


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What the system answered: one sentence, then details as label and value.

    `event_ref` is the event that was made or changed, "" where there is none.
    """

    sentence: str
    details: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    event_ref: str = ""


@dataclass(frozen=True, slots=True)
class SystemInfo:
    """What a system is called, what it asks for and what it can do.

    `address` is the default address; `address_required` says that there is no useful default,
    `address_used` that the system has an address at all, `address_hint` what to write there where
    that is anything but a web address, `address_files` the endings, such as "csv", of files on this
    computer whose path may stand there. `secrets` are groups of alternatives: one group must be
    filled in completely. `marks_persons` says that a mark reaches every place of the same person
    at the event, not one place. `adds_attendees` is the action that puts one person on an event's
    list, with fields name, email, ticket, note and status, and answers with their reference under
    the label "Attendee"; "" where there is none.
    """

    key: str
    title: str
    capabilities: frozenset[Capability]
    address: str = ""
    address_used: bool = True
    address_required: bool = False
    address_hint: str = ""
    address_files: tuple[str, ...] = ()
    options: tuple[Field, ...] = ()
    secrets: tuple[tuple[Field, ...], ...] = ()
    marks_persons: bool = False
    adds_attendees: str = ""

    def secret_fields(self) -> tuple[Field, ...]:
        """Every secret of every group, each once."""
        return tuple({f.name: f for group in self.secrets for f in group}.values())
