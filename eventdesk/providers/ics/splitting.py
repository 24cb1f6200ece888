"""A calendar's bytes to the lines of its components, whatever their state. No value is read here.

Only lines that this program shows are kept, so that an attached picture costs no more than its
reading, and one event that is broken off harms no other.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from eventdesk.domain.cancel import CancelToken

MOST_EVENTS = 100_000
"""A calendar of more is not read: it would fill memory and no person could look through it."""

_PROPERTY = re.compile(r"([A-Za-z0-9-]+)[;:]")
_NOT_SHOWN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_KEPT = frozenset(
    {"UID", "RECURRENCE-ID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE"}
    | {"RDATE", "EXDATE", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "CATEGORIES"}
    | {"COLOR", "URL", "ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT", "LAST-MODIFIED", "TRANSP"}
    | {"X-MICROSOFT-CDO-ALLDAYEVENT", "X-GOOGLE-CONFERENCE", "CONFERENCE"}
)
_OF_THE_CALENDAR = frozenset({"X-WR-CALNAME", "NAME", "X-WR-TIMEZONE"})
_CHECK = "Check the address in the account's settings, or try again later."
FEWER = "It was not read. Ask whoever publishes it for one with fewer years in it."
_LONGEST_REF = 400
_LONGEST_LINE = 2_000_000  # a description of a thousand pages
_LINES_AT_ONCE = 10_000  # between two looks at the cancel token
_DEEPEST = 20  # components within each other; calendars have three


class NotACalendarError(ValueError):
    """The bytes are no iCalendar, break off or are too many. The text follows a subject."""

    def __init__(self, why: str, hint: str = _CHECK) -> None:
        super().__init__(why)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Group:
    """The components that are one event: it, and those of its dates that differ from it.

    `components` are the lines of each, with line feeds between them.
    """

    ref: str
    components: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """What tells it from any other state of it; the order of components does not count."""
        return "\n\n".join(sorted(self.components)).encode()


@dataclass(slots=True)
class Document:
    """A calendar taken apart.

    Attributes:
        zones: the lines of each VTIMEZONE by its TZID.
        name, zone: what the calendar calls itself, and the zone that it names as its own.
        unreadable: why components could not be read, each to follow "An event could not be read: ".
    """

    groups: list[Group] = field(default_factory=list)
    zones: dict[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    zone: str = ""
    unreadable: list[str] = field(default_factory=list)


def taken_apart(body: bytes, cancel: CancelToken) -> Document:
    """The components of a calendar. Raises `NotACalendarError`, `Cancelled`."""
    reader = _Reader()
    for number, line in enumerate(_lines(_as_utf8(body))):
        if number % _LINES_AT_ONCE == 0:
            cancel.check()
        reader.take(line)
    return reader.finished()


def text_of(lines: tuple[str, ...], name: str) -> str:
    """The value of the first line of a name as it stands there, "" where there is none."""
    for line in lines:
        if line.startswith(name) and line[len(name) : len(name) + 1] in (":", ";"):
            return line.partition(":")[2]
    return ""


def _as_utf8(body: bytes) -> bytes:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = body.decode("utf-16", "replace").encode()
    body = body.removeprefix(b"\xef\xbb\xbf")
    return body if b"\n" in body else body.replace(b"\r", b"\n")


def _lines(body: bytes) -> Iterator[str]:
    """Unfolded lines (RFC 5545 section 3.1). Folds may part a character, so bytes are joined."""
    pieces: list[bytes] = []
    for raw in io.BytesIO(body):
        piece = raw.rstrip(b"\r\n")
        if piece[:1] in (b" ", b"\t"):
            pieces.append(piece[1:])
            continue
        if pieces:
            yield _decoded(b"".join(pieces))
        pieces = [piece]
    if pieces:
        yield _decoded(b"".join(pieces))


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")  # what old programs of Windows write


class _Reader:
    """Takes lines one by one and keeps where it stands."""

    def __init__(self) -> None:
        self._document = Document()
        self._open: list[str] = []
        self._lines: list[str] = []
        self._members: dict[str, list[str]] = {}
        self._count = 0
        self._seen = False

    def take(self, line: str) -> None:
        """The next unfolded line."""
        match = _PROPERTY.match(line)
        if match is None:
            return
        name = match[1].upper()
        if name == "BEGIN":
            self._begin(line[match.end() :].strip().upper())
        elif name == "END":
            self._end(line[match.end() :].strip().upper())
        elif self._open and self._wanted(name) and len(line) <= _LONGEST_LINE:
            self._lines.append(_NOT_SHOWN.sub(" ", name + line[match.end() - 1 :]))
        elif self._open == ["VCALENDAR"] and name in _OF_THE_CALENDAR:
            self._describe(name, line.partition(":")[2].strip())

    def finished(self) -> Document:
        """All that was read. Raises `NotACalendarError`."""
        if not self._seen:
            raise NotACalendarError("is not an iCalendar file")
        if self._open:
            raise NotACalendarError("breaks off in the middle of the calendar")
        groups = (Group(ref, tuple(members)) for ref, members in self._members.items())
        self._document.groups.extend(groups)
        return self._document

    def _wanted(self, name: str) -> bool:
        if "VTIMEZONE" in self._open:
            return True
        return self._open[-1] == "VEVENT" and name in _KEPT

    def _describe(self, name: str, value: str) -> None:
        if name == "X-WR-TIMEZONE":
            self._document.zone = self._document.zone or value
        else:
            self._document.name = self._document.name or _plain(value)

    def _begin(self, name: str) -> None:
        if name == "VCALENDAR":
            self._seen = True
            self._give_up()
            self._open = [name]
            return
        if name == "VEVENT":
            self._give_up()
            if self._seen:
                self._open = ["VCALENDAR"]
        if not self._open or len(self._open) == _DEEPEST:
            return
        self._open.append(name)
        if name in ("VEVENT", "VTIMEZONE"):
            self._lines = []
        elif "VTIMEZONE" in self._open:
            self._lines.append(f"BEGIN:{name}")

    def _end(self, name: str) -> None:
        if name not in self._open:
            return
        if name == "VCALENDAR":
            self._give_up()
        elif name == "VEVENT":
            self._add_event(tuple(self._lines))
        elif name == "VTIMEZONE":
            self._document.zones.setdefault(text_of(tuple(self._lines), "TZID"), tuple(self._lines))
        elif "VTIMEZONE" in self._open:
            self._lines.append(f"END:{name}")
        while self._open.pop() != name:
            pass

    def _give_up(self) -> None:
        """An event that was begun and is not ended cannot be trusted."""
        if "VEVENT" in self._open:
            title = _plain(text_of(tuple(self._lines), "SUMMARY"))[:80]
            named = f"“{title}” " if title else "it "
            self._document.unreadable.append(f"{named}is not ended")

    def _add_event(self, lines: tuple[str, ...]) -> None:
        uid = _plain(text_of(lines, "UID"))
        if not uid or len(uid) > _LONGEST_REF:
            digest = blake2b("\n".join(lines).encode(), digest_size=10).hexdigest()
            uid = f"{uid[:100]}~{digest}"
        self._members.setdefault(uid, []).append("\n".join(lines))
        self._count += 1
        if self._count > MOST_EVENTS:
            raise NotACalendarError(f"is a calendar of more than {MOST_EVENTS:,} events", FEWER)


def _plain(value: str) -> str:
    unescaped = re.sub(r"\\([\\,;nN])", lambda m: " " if m[1] in "nN" else m[1], value)
    return " ".join(unescaped.split())


def zones_key(document: Document) -> str:
    """What the reading of every event depends on, besides its own lines."""
    zones: Mapping[str, tuple[str, ...]] = document.zones
    told = [document.name, document.zone, *("\n".join(zones[name]) for name in sorted(zones))]
    return blake2b("\n\n".join(told).encode(), digest_size=8).hexdigest()
