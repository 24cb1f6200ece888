"""An event's attendees as a list on paper has them: in the order of their names. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.text import one_line, words
from eventdesk.ui.models.door_names import attendee_name
from eventdesk.ui.models.moments import moment
from eventdesk.ui.views.detail.status_look import status_look


@dataclass(frozen=True, slots=True)
class NamedAttendee:
    """An attendee and the name that the list shows, surname first."""

    name: str
    listed: ListedAttendee


@dataclass(frozen=True, slots=True)
class AttendeeList:
    """Who is on a list of an event.

    Attributes:
        event: the event, or one occurrence of a series.
        people: those who are printed, in the order of their names.
        count: how many there are, which may be more.
        narrowed: what leaves others out, in words, "" for nothing.
    """

    event: ListedEvent
    people: Sequence[NamedAttendee]
    count: int
    narrowed: str = ""


def by_name(found: Iterable[ListedAttendee]) -> list[NamedAttendee]:
    """People in the order in which one looks for the names that are shown."""
    named = [NamedAttendee(attendee_name(each.attendee), each) for each in found]
    return sorted(named, key=lambda one: (_looked_up(one.name), one.listed.attendee.ref))


def initial(name: str) -> str:
    """The letter under which one looks for a name, "#" for one that begins with no letter."""
    first = _looked_up(name)[:1].upper()
    return first if first.isalpha() else "#"


def is_in(listed: ListedAttendee) -> bool:
    """Whether the tick box is ticked."""
    return listed.status == AttendanceStatus.ATTENDED


def beside_name(listed: ListedAttendee) -> str:
    """What tells people of one name apart: company and note."""
    attendee = listed.attendee
    return " · ".join(filter(None, (one_line(attendee.company), one_line(attendee.note))))


def standing(listed: ListedAttendee, today: date) -> str:
    """The status in words, where its mark stands, and when it was made: "Attended, 19:02"."""
    if not listed.status and listed.mark_state is None:
        return ""
    return ", ".join(filter(None, (status_look(listed).text, moment(listed.marked_at, today))))


def _looked_up(name: str) -> str:
    """A name without what does not count when one looks for it: "'T HOOFT" stands below T."""
    return " ".join(words(name))
