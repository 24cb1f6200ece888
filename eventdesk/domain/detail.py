"""Parts of an event that its system tells only when asked: sites, work orders, a signature."""

from dataclasses import dataclass, field

from eventdesk.domain.contact import Section


@dataclass(frozen=True, slots=True)
class DetailPart:
    """A part that can be asked for.

    Attributes:
        name: what the system calls it within the event; may hold references of its own.
        title: what it is, as people read it.
        secret: shown behind a click of its own, hidden again, and never on disk, in a log or in an
            export.
    """

    name: str
    title: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """What the system told of a part.

    Attributes:
        sections: titled groups of label and value.
        links: title and https address, for the person to open.
        picture: the bytes of a PNG, JPEG, GIF or WebP file, checked to begin like one; b"" for
            none. Fetched without the account's credentials.
        problems: which pieces could not be had, and why.
    """

    sections: tuple[Section, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    picture: bytes = field(default=b"", repr=False)
    problems: tuple[str, ...] = ()
