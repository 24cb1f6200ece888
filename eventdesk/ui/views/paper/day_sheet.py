"""One day on paper for who works on it: times, places, persons, numbers, what it is about."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF

from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import (
    day_text,
    is_called_off,
    numbers_text,
    time_below_text,
)
from eventdesk.ui.views.paper.list_sheet import ListSheet
from eventdesk.ui.views.paper.paper import LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import ink_of, title_on_paper

_TIME = 27.0
"""Millimetres."""

_TITLE_LINES = 2
_NOTE_LINES = 4


class DaySheet(ListSheet):
    """Everything that takes place on a day."""

    headed = False

    def __init__(
        self, day: date, spans: Sequence[DaySpan], now: datetime, accounts: Sequence[str] = ()
    ) -> None:
        super().__init__(day_text(day, year=True), spans, now, accounts, floor=day)

    def height_of(self, paper: Paper, span: DaySpan) -> float:
        """The title, the line below it, and the note."""
        title, facts, note = self._parts(paper, span)
        return title + facts + note + paper.mm(5)

    def paint_event(self, paper: Paper, span: DaySpan, day: date, place: QRectF) -> None:
        """The time beside all the rest."""
        listed, side = span.listed, self.sign_size(paper).width()
        top, left = place.top() + paper.mm(2), place.left() + paper.mm(_TIME) + paper.mm(6)
        width = place.right() - left
        title, facts, note = self._parts(paper, span)
        line = paper.line_height(Type.HEADING)
        time = QRectF(place.left(), top, paper.mm(_TIME), line)
        paper.text(time, time_below_text(span, day), Type.STRONG, colour=ink_of(listed))
        self.paint_sign(paper, left - side - paper.mm(1.5), top + line / 2, listed)
        paper.paragraph(
            QRectF(left, top, width, title),
            title_on_paper(listed),
            Type.HEADING,
            colour=ink_of(listed),
            struck=is_called_off(listed),
        )
        below = QRectF(left, top + title, width, facts)
        paper.paragraph(below, _facts(span), Type.BODY, colour=MUTED)
        paper.paragraph(QRectF(left, below.bottom(), width, note), _note(span), Type.BODY)
        paper.rule(place.left(), place.right(), place.bottom() - paper.mm(1), LINE)

    @staticmethod
    def _parts(paper: Paper, span: DaySpan) -> tuple[float, float, float]:
        width = paper.area.width() - paper.mm(_TIME) - paper.mm(6)
        title = paper.height_of(title_on_paper(span.listed), Type.HEADING, width, _TITLE_LINES)
        facts = paper.height_of(_facts(span), Type.BODY, width, _TITLE_LINES)
        note = _note(span)
        return title, facts, paper.height_of(note, Type.BODY, width, _NOTE_LINES) if note else 0.0


def _facts(span: DaySpan) -> str:
    listed = span.listed
    organizer = one_line(listed.event.organizer)
    parts = (one_line(listed.event.place), organizer, numbers_text(listed), listed.account.name)
    return " · ".join(part for part in parts if part)


def _note(span: DaySpan) -> str:
    return span.listed.event.description.strip()
