"""The list of an event's attendees on paper: what a door works with when all else fails."""

from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QRectF

from eventdesk.domain.text import one_line
from eventdesk.ui.models.attendee_list import (
    AttendeeList,
    NamedAttendee,
    beside_name,
    initial,
    is_in,
    standing,
)
from eventdesk.ui.models.event_texts import (
    clock_text,
    numbers_text,
    short_day_text,
    state_text,
    title_text,
)
from eventdesk.ui.models.moments import event_time
from eventdesk.ui.views.paper.filling import filled
from eventdesk.ui.views.paper.paper import LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import Page, Sheet

_INITIAL = 6.0
_BOX = 4.0
_GAP = 2.0
_COLUMNS = 6.0
_PADDING = 2.4
"""Millimetres; `_COLUMNS` is the height of the names of the columns."""

_SHARES = (0.34, 0.2, 0.24, 0.22)
"""How much of the rest name, ticket, company and note, and status have."""

_TYPES = (Type.STRONG, Type.BODY, Type.SMALL, Type.SMALL)
_MOST_LINES = 14
"""Of a cell: as many as a name of two hundred letters needs."""


class AttendeeSheet(Sheet):
    """A row for each attendee: a box to tick, name, ticket, company and note, status."""

    def __init__(self, shown: AttendeeList, now: datetime) -> None:
        """`now` is the wall clock, naive."""
        super().__init__(title_text(shown.event), now)
        self._shown = shown

    def pages(self, paper: Paper) -> Generator[None, None, Sequence[Page]]:
        """As many as there are people for; the facts of the event stand on the first."""
        rows = []
        for one in self._shown.people:
            rows.append((self._height(paper, one), one))
            yield
        room = paper.area.height() - paper.mm(_COLUMNS)
        pages = filled(((row[0], row) for row in rows), room, self._facts_height(paper))
        return [partial(self._paint, not number, page) for number, page in enumerate(pages)]

    def _paint(
        self, begins: bool, rows: Sequence[tuple[float, NamedAttendee]], paper: Paper
    ) -> Iterator[None]:
        area, top = paper.area, paper.area.top()
        if begins:
            self._paint_facts(paper)
            top += self._facts_height(paper)
        if not rows:
            place = QRectF(area.left(), top, area.width(), paper.line_height(Type.BODY))
            paper.text(place, self._nobody(), colour=MUTED)
            return
        self._paint_columns(paper, QRectF(area.left(), top, area.width(), paper.mm(_COLUMNS)))
        top += paper.mm(_COLUMNS)
        before = ""
        for height, one in rows:
            place = QRectF(area.left(), top, area.width(), height)
            letter = initial(one.name)
            self._paint_row(paper, one, place, letter if letter != before else "")
            top, before = top + height, letter
            yield

    def _paint_columns(self, paper: Paper, place: QRectF) -> None:
        names = (_tr("Name"), _tr("Ticket"), _tr("Company, note"), _tr("Status"))
        for cell, name in zip(_cells(paper, place), names, strict=True):
            line = QRectF(cell.left(), cell.top(), cell.width(), paper.line_height(Type.SMALL))
            paper.text(line, name, Type.SMALL, colour=MUTED)
        paper.rule(place.left(), place.right(), place.bottom() - paper.mm(_PADDING / 2), MUTED)

    def _paint_row(self, paper: Paper, one: NamedAttendee, place: QRectF, letter: str) -> None:
        line = paper.line_height(Type.STRONG)
        paper.text(
            QRectF(place.left(), place.top(), paper.mm(_INITIAL), line), letter, Type.HEADING
        )
        side = paper.mm(_BOX)
        left = place.left() + paper.mm(_INITIAL)
        box = QRectF(left, place.top() + (line - side) / 2, side, side)
        paper.box(box, MUTED)
        if is_in(one.listed):
            paper.tick(box)
        cells = zip(_cells(paper, place), self._texts(one), _TYPES, strict=True)
        for cell, text, role in cells:
            below = max(line - paper.line_height(role), 0) / 2
            height = paper.height_of(text, role, cell.width(), _MOST_LINES)
            paper.paragraph(
                QRectF(cell.left(), cell.top() + below, cell.width(), height), text, role
            )
        paper.rule(place.left(), place.right(), place.bottom() - paper.mm(_PADDING / 2), LINE)

    def _height(self, paper: Paper, one: NamedAttendee) -> float:
        cells = zip(_cells(paper, paper.area), self._texts(one), _TYPES, strict=True)
        highest = max(
            paper.height_of(text, role, cell.width(), _MOST_LINES) for cell, text, role in cells
        )
        return max(highest, paper.mm(_BOX)) + paper.mm(_PADDING)

    def _texts(self, one: NamedAttendee) -> tuple[str, str, str, str]:
        listed = one.listed
        name = _tr("{name} (no longer listed)").format(name=one.name) if listed.gone else one.name
        state = standing(listed, self.now.date())
        return name, one_line(listed.attendee.ticket), beside_name(listed), state

    def _paint_facts(self, paper: Paper) -> None:
        top = paper.area.top()
        for role, text in self._facts():
            height = paper.height_of(text, role, paper.area.width(), _MOST_LINES)
            place = QRectF(paper.area.left(), top, paper.area.width(), height)
            paper.paragraph(place, text, role)
            top += height

    def _facts_height(self, paper: Paper) -> float:
        width = paper.area.width()
        heights = (paper.height_of(text, role, width, _MOST_LINES) for role, text in self._facts())
        return sum(heights) + paper.mm(_PADDING * 2)

    def _facts(self) -> list[tuple[Type, str]]:
        """When, where, how many, and of whom this is the list; each on its own line."""
        shown, listed = self._shown, self._shown.event
        when = " · ".join(filter(None, (event_time(listed.event), state_text(listed))))
        numbers = " · ".join(filter(None, (numbers_text(listed), listed.account.name)))
        people = " · ".join(filter(None, (self._count_words(), age_text(shown), shown.narrowed)))
        lines = (
            (Type.HEADING, when),
            (Type.BODY, one_line(listed.event.place)),
            (Type.BODY, numbers),
            (Type.STRONG, people),
        )
        return [(role, text) for role, text in lines if text]

    def _count_words(self) -> str:
        there, printed = self._shown.count, len(self._shown.people)
        if printed < there:
            words = _tr("The first {n} of {all} people")
            return words.format(n=QLocale().toString(printed), all=QLocale().toString(there))
        words = _tr("1 person") if there == 1 else _tr("{n} people")
        return words.format(n=QLocale().toString(there))

    def _nobody(self) -> str:
        if self._shown.narrowed:
            return _tr("Nobody on this list fits the search and the filter.")
        return _tr("Nobody is on this list so far.")


def age_text(shown: AttendeeList) -> str:
    """How old the list is: "List from Sat 21 Nov 2026 14:05"; empty where it was never read."""
    at = shown.event.attendees_at
    if at is None:
        return ""
    here = at.astimezone()
    day = short_day_text(here.date(), year=True)
    return _tr("List from {day} {time}").format(day=day, time=clock_text(here))


def _cells(paper: Paper, place: QRectF) -> list[QRectF]:
    """The columns beside the box."""
    left, gap = place.left() + paper.mm(_INITIAL + _BOX + _GAP), paper.mm(_GAP)
    room = place.right() - left - gap * (len(_SHARES) - 1)
    found = []
    for share in _SHARES:
        found.append(QRectF(left, place.top(), room * share, place.height()))
        left += room * share + gap
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
