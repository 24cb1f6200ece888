"""A week on one page: a column for each day, its events below each other in the order of time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF

from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import WEEK, DaySpan
from eventdesk.ui.models.event_texts import is_called_off, short_day_text, time_below_text
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.paper.paper import BAND, LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import (
    Page,
    Sheet,
    ink_of,
    more_text,
    paint_legend,
    title_on_paper,
)

_TITLE_LINES = 3
_SIGN = 3.0
_GAP = 1.5
"""Millimetres between events."""


class WeekSheet(Sheet):
    """The seven days from `first` on. An event of several days stands on each of them."""

    sideways = True

    def __init__(self, first: date, spans: Sequence[DaySpan], now: datetime) -> None:
        last = first + WEEK - timedelta(days=1)
        title = f"{short_day_text(first)} – {short_day_text(last, year=True)}"
        super().__init__(title, spans, now)
        self._first = first

    def pages(self, paper: Paper) -> Sequence[Page]:
        """One."""
        return (self._paint,)

    def _paint(self, paper: Paper) -> None:
        area, line = paper.area, paper.line_height(Type.SMALL)
        legend = QRectF(area.left(), area.bottom() - 1.5 * line, area.width(), 1.5 * line)
        paint_legend(self, paper, legend)
        width, height = area.width() / DAYS, legend.top() - area.top() - paper.mm(1)
        for column in range(DAYS):
            day = self._first + timedelta(days=column)
            place = QRectF(area.left() + column * width, area.top(), width, height)
            self._paint_day(paper, day, place)

    def _paint_day(self, paper: Paper, day: date, place: QRectF) -> None:
        head = QRectF(place.left(), place.top(), place.width(), paper.mm(7))
        paper.fill(head, BAND)
        paper.box(place, LINE)
        paper.text(head.adjusted(paper.mm(1.2), 0, 0, 0), short_day_text(day), Type.STRONG)
        room = place.adjusted(paper.mm(1.2), head.height() + paper.mm(1), -paper.mm(1.2), 0)
        spans = [span for span in self.spans if span.is_on(day)]
        top, last = room.top(), paper.line_height(Type.SMALL)
        for number, span in enumerate(spans):
            height = self._height(paper, span, day, room.width())
            left_over = 0.0 if number == len(spans) - 1 else last
            if top + height + left_over > room.bottom():
                more = QRectF(room.left(), room.bottom() - last, room.width(), last)
                paper.text(more, more_text(len(spans) - number), Type.SMALL, colour=MUTED)
                return
            self._paint_event(paper, span, day, QRectF(room.left(), top, room.width(), height))
            top += height + paper.mm(_GAP)

    def _height(self, paper: Paper, span: DaySpan, day: date, width: float) -> float:
        title = paper.height_of(title_on_paper(span.listed), Type.STRONG, width, _TITLE_LINES)
        below = bool(one_line(span.listed.event.place))
        return title + paper.line_height(Type.SMALL) * (1 + below)

    def _paint_event(self, paper: Paper, span: DaySpan, day: date, place: QRectF) -> None:
        listed, small, side = span.listed, paper.line_height(Type.SMALL), paper.mm(_SIGN)
        sign = QRectF(place.left(), place.top() + (small - side) / 2, side, side)
        self.paint_sign(paper, sign, listed)
        time = QRectF(place.left(), place.top(), place.width(), small)
        beside = time.adjusted(side + paper.mm(0.8), 0, 0, 0)
        paper.text(beside, time_below_text(span, day), Type.SMALL, colour=MUTED)
        title, struck = title_on_paper(listed), is_called_off(listed)
        height = paper.height_of(title, Type.STRONG, place.width(), _TITLE_LINES)
        words = QRectF(place.left(), time.bottom(), place.width(), height)
        paper.paragraph(words, title, Type.STRONG, colour=ink_of(listed), struck=struck)
        where = QRectF(place.left(), words.bottom(), place.width(), small)
        paper.text(where, one_line(listed.event.place), Type.SMALL, colour=MUTED)
