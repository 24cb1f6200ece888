"""A month on one page: weeks as rows, bars over their days, what has no room counted."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale, QRectF

from eventdesk.ui.models.calendar_days import DaySpan, weeks_of_month
from eventdesk.ui.models.event_texts import clock_text, is_called_off, month_text
from eventdesk.ui.views.calendar.layout import DAYS, Piece, layout_week
from eventdesk.ui.views.paper.paper import BAND, INK, LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import (
    EventsSheet,
    Legend,
    Page,
    ink_of,
    more_text,
    title_on_paper,
)

_PADDING = 0.7
"""Millimetres."""

_LEAST_LANES = 2
_ALL_LANES = 200


class MonthSheet(EventsSheet):
    """One month. `first_weekday` is 0 for Monday."""

    sideways = True

    def __init__(
        self,
        month: date,
        spans: Sequence[DaySpan],
        now: datetime,
        first_weekday: int,
        accounts: Sequence[str] = (),
    ) -> None:
        super().__init__(month_text(month), spans, now, accounts)
        self._month = month
        self._weeks = weeks_of_month(month, first_weekday)

    def pages(self, _paper: Paper) -> Generator[None, None, Sequence[Page]]:
        """One."""
        yield
        return (self._paint,)

    def _paint(self, paper: Paper) -> Iterator[None]:
        area, legend = paper.area, Legend(self, paper)
        legend.paint()
        head, width = paper.mm(6), area.width() / DAYS
        for column in range(DAYS):
            day = self._weeks[0] + timedelta(days=column)
            name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            place = QRectF(area.left() + column * width, area.top(), width, head)
            paper.text(place.adjusted(paper.mm(1), 0, 0, 0), name, Type.STRONG, colour=MUTED)
        top = area.top() + head
        heights = yield from self._heights(paper, area.bottom() - legend.height - top - paper.mm(1))
        for first, height in zip(self._weeks, heights, strict=True):
            yield from self._paint_week(
                paper, first, QRectF(area.left(), top, area.width(), height)
            )
            top += height

    def _heights(self, paper: Paper, room: float) -> Generator[None, None, list[float]]:
        """Of each week: full weeks take room from those that need less."""
        number, lane = _line_heights(paper)
        needed = []
        for first in self._weeks:
            pieces = layout_week(first, self.spans, _ALL_LANES).pieces
            lanes = max((piece.lane + 1 for piece in pieces), default=0)
            needed.append(number + max(lanes, _LEAST_LANES) * lane)
            yield
        spare = (room - sum(needed)) / len(needed)
        if spare < 0:
            return [room * need / sum(needed) for need in needed]
        return [need + spare for need in needed]

    def _paint_week(self, paper: Paper, first: date, place: QRectF) -> Iterator[None]:
        width = place.width() / DAYS
        number, lane = _line_heights(paper)
        for column in range(DAYS):
            day = first + timedelta(days=column)
            cell = QRectF(place.left() + column * width, place.top(), width, place.height())
            if day.month != self._month.month:
                paper.fill(cell, BAND)
            paper.box(cell, LINE)
            line = QRectF(cell.left(), cell.top(), width - paper.mm(1), number)
            colour = INK if day.month == self._month.month else MUTED
            paper.text(line, QLocale().toString(day.day), Type.BODY, colour=colour, trailing=True)
        lanes = max(int((place.height() - number) / lane), 1)
        layout = layout_week(first, self.spans, lanes)
        below = place.adjusted(0, number, 0, 0)
        for piece in layout.pieces:
            self._paint_piece(paper, piece, _piece_place(paper, piece, below, lane))
            yield
        for column, hidden in enumerate(layout.hidden):
            if hidden:
                left, top = place.left() + column * width, below.top() + (lanes - 1) * lane
                more = QRectF(left + paper.mm(1), top, width, lane)
                paper.text(more, more_text(hidden), Type.SMALL, colour=MUTED)

    def _paint_piece(self, paper: Paper, piece: Piece, place: QRectF) -> None:
        span, side = piece.span, self.sign_size(paper).width()
        if span.bar:
            paper.fill(place, BAND, radius_mm=0.6)
            paper.box(place)
        left = place.left() + paper.mm(0.4)
        self.paint_sign(paper, left, place.center().y(), span.listed)
        text = title_on_paper(span.listed)
        if not span.listed.event.all_day and piece.begins:
            text = f"{clock_text(span.starts)} {text}"
        struck = is_called_off(span.listed)
        words = place.adjusted(side + paper.mm(1.2), 0, -paper.mm(0.4), 0)
        paper.text(words, text, Type.SMALL, colour=ink_of(span.listed), struck=struck)


def _line_heights(paper: Paper) -> tuple[float, float]:
    """Of the number of a day, and of an event."""
    number = paper.line_height(Type.BODY) + paper.mm(0.5)
    return number, paper.line_height(Type.SMALL) + paper.mm(_PADDING)


def _piece_place(paper: Paper, piece: Piece, week: QRectF, lane: float) -> QRectF:
    width, gap = week.width() / DAYS, paper.mm(0.5)
    left = week.left() + piece.first * width + gap
    right = week.left() + (piece.last + 1) * width - gap
    top = week.top() + piece.lane * lane
    return QRectF(left, top, right - left, lane - paper.mm(0.3))
