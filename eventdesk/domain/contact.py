"""What is known about a person beside their place at an event, and a record's history."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of label and value."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact card. `problems` says which parts could not be had, and why."""

    ref: str
    name: str
    sections: tuple[Section, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A hit of a people search at the system. `kind` is the system's own word for the record."""

    ref: str
    name: str
    email: str = ""
    phone: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of a system's own log of a record."""

    at: datetime | None
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class ServerExport:
    """A file that the system makes itself. `parts` are the field sets that can be asked for."""

    name: str
    title: str
    parts: tuple[str, ...]
