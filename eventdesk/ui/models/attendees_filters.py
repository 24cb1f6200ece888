"""What the attendance filter offers: a name for people, and what to ask the store for."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.attendance import (
    NEEDS_DECISION,
    STATUS_TITLES,
    WAITING,
    AttendanceStatus,
    MarkState,
)
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.text import one_line


@dataclass(frozen=True, slots=True)
class AttendanceFilter:
    """One line of the filter. The other fields are those of `AttendeeQuery`."""

    title: str
    status: str | None = None
    states: frozenset[MarkState] | None = None
    left_out: frozenset[str] = frozenset()


_EVERYBODY = AttendanceFilter("All")
_TO_COME = AttendanceFilter(
    "To come",
    left_out=frozenset(
        {AttendanceStatus.ATTENDED, AttendanceStatus.DECLINED, AttendanceStatus.NO_SHOW}
    ),
)
_OF_STATUS = tuple(
    AttendanceFilter(STATUS_TITLES[status], status=status)
    for status in (
        AttendanceStatus.INVITED,
        AttendanceStatus.ACCEPTED,
        AttendanceStatus.ATTENDED,
        AttendanceStatus.NO_SHOW,
        AttendanceStatus.DECLINED,
    )
)
_OF_STATE = (
    AttendanceFilter("Waiting on this desk", states=WAITING),
    AttendanceFilter("Needs decision", states=NEEDS_DECISION),
    AttendanceFilter(
        "Kept on this desk",
        states=frozenset({MarkState.LOCAL}),
    ),
)


def attendance_filters(statuses: Iterable[str]) -> list[AttendanceFilter]:
    """All filters, given the statuses that occur; those that nobody knows stand as they came."""
    unknown = sorted(status for status in statuses if status and status not in STATUS_TITLES)
    of_unknown = [AttendanceFilter(status, status=status) for status in unknown]
    return [_EVERYBODY, _TO_COME, *_OF_STATUS, *of_unknown, *_OF_STATE]


def filter_title(wanted: AttendanceFilter) -> str:
    """The filter's name in the person's language."""
    return QCoreApplication.translate("AttendanceFilter", wanted.title)


def narrowed_words(query: AttendeeQuery) -> str:
    """What narrows a list of attendees: "Only “To come”, with “bak”"; "" for nothing."""
    asked = (query.status, query.states, query.left_out)
    offered = attendance_filters([query.status or ""])[1:]
    chosen = [each for each in offered if (each.status, each.states, each.left_out) == asked]
    words = [_tr("Only “{filter}”").format(filter=filter_title(each)) for each in chosen]
    if search := one_line(query.search):
        found = _tr("with “{search}”") if words else _tr("Only with “{search}”")
        words.append(found.format(search=search))
    return ", ".join(words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttendanceFilter", text)
