"""A week on one page: a column for each day, its events below each other in the order of time."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF

from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DAY, WEEK, DaySpan
from eventdesk.ui.models.event_texts import (
    days_text,
    is_called_off,
    short_day_text,
    time_below_text,
)
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.paper.paper import BAND, LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import (
    EventsSheet,
    Legend,
    Page,
    ink_of,
    more_text,
    title_on_paper,
)

_ROOMY, _TIGHT = (14, 10), (3, 1)
"""The most lines of a title and of a place: where a whole day has room with them, and else."""

_GAP = 1.5
"""Millimetres between events."""


class WeekSheet(EventsSheet):
    """The seven days from `first` on. An event of several days stands on each of them."""

    sideways = True

    def __init__(
        self, first: date, spans: Sequence[DaySpan], now: datetime, accounts: Sequence[str] = ()
    ) -> None:
        super().__init__(days_text(first, first + WEEK - DAY), spans, now, accounts)
        self._first = first

    def pages(self, _paper: Paper) -> Generator[None, None, Sequence[Page]]:
        """One."""
        yield
        return (self._paint,)

    def _paint(self, paper: Paper) -> Iterator[None]:
        area, legend = paper.area, Legend(self, paper)
        legend.paint()
        width, height = area.width() / DAYS, area.height() - legend.height - paper.mm(1)
        for column in range(DAYS):
            day = self._first + timedelta(days=column)
            place = QRectF(area.left() + column * width, area.top(), width, height)
            yield from self._paint_day(paper, day, place)

    def _paint_day(self, paper: Paper, day: date, place: QRectF) -> Iterator[None]:
        head = QRectF(place.left(), place.top(), place.width(), paper.mm(7))
        paper.fill(head, BAND)
        paper.box(place, LINE)
        paper.text(head.adjusted(paper.mm(1.2), 0, 0, 0), short_day_text(day), Type.STRONG)
        room = place.adjusted(paper.mm(1.2), head.height() + paper.mm(1), -paper.mm(1.2), 0)
        spans = [span for span in self.spans if span.is_on(day)]
        top, last = room.top(), paper.line_height(Type.SMALL)
        most_lines = self._most_lines(paper, spans, room)
        for number, span in enumerate(spans):
            parts = self._heights(paper, span, room.width(), most_lines)
            height = sum(parts)
            left_over = 0.0 if number == len(spans) - 1 else last
            if top + height + left_over > room.bottom():
                more = QRectF(room.left(), room.bottom() - last, room.width(), last)
                paper.text(more, more_text(len(spans) - number), Type.SMALL, colour=MUTED)
                return
            where = QRectF(room.left(), top, room.width(), height)
            self._paint_event(paper, time_below_text(span, day), span.listed, where, parts)
            top += height + paper.mm(_GAP)
            yield

    def _most_lines(self, paper: Paper, spans: Sequence[DaySpan], room: QRectF) -> tuple[int, int]:
        left = room.height()
        for span in spans:
            left -= sum(self._heights(paper, span, room.width(), _ROOMY)) + paper.mm(_GAP)
            if left < 0:
                return _TIGHT
        return _ROOMY

    @staticmethod
    def _heights(
        paper: Paper, span: DaySpan, width: float, most_lines: tuple[int, int]
    ) -> tuple[float, float, float]:
        """Of the time, the title and the place of an event."""
        title = paper.height_of(title_on_paper(span.listed), Type.STRONG, width, most_lines[0])
        where = one_line(span.listed.event.place)
        below = paper.height_of(where, Type.SMALL, width, most_lines[1]) if where else 0.0
        return paper.line_height(Type.SMALL), title, below

    def _paint_event(
        self,
        paper: Paper,
        when: str,
        listed: ListedEvent,
        place: QRectF,
        heights: tuple[float, float, float],
    ) -> None:
        small, title, below = heights
        side = self.sign_size(paper).width()
        self.paint_sign(paper, place.left(), place.top() + small / 2, listed)
        time = QRectF(place.left(), place.top(), place.width(), small)
        beside = time.adjusted(side + paper.mm(0.8), 0, 0, 0)
        paper.text(beside, when, Type.SMALL, colour=MUTED)
        words = QRectF(place.left(), time.bottom(), place.width(), title)
        paper.paragraph(
            words,
            title_on_paper(listed),
            Type.STRONG,
            colour=ink_of(listed),
            struck=is_called_off(listed),
        )
        where = QRectF(place.left(), words.bottom(), place.width(), below)
        if below:
            paper.paragraph(where, one_line(listed.event.place), Type.SMALL, colour=MUTED)
