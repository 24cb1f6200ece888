"""Events in the order of time on as many pages as they need: what agenda and day sheet share."""

from abc import abstractmethod
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, groupby
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QRectF

from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import day_text
from eventdesk.ui.views.paper.filling import filled
from eventdesk.ui.views.paper.paper import BAND, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import EventsSheet, Page


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading, or an event below the heading of a day."""

    height: float
    day: date
    span: DaySpan | None = None


class ListSheet(EventsSheet):
    """Events in the order of time below the headings of their days; none is left out."""

    headed: ClassVar[bool] = True

    def __init__(
        self,
        title: str,
        spans: Sequence[DaySpan],
        now: datetime,
        accounts: Sequence[str] = (),
        *,
        floor: date = date.min,
    ) -> None:
        """Events that began before the day `floor` stand below it."""
        super().__init__(title, spans, now, accounts)
        self.floor = floor

    def pages(self, paper: Paper) -> Generator[None, None, Sequence[Page]]:
        """As many as the events need; one that says so where there are none."""
        heights = []
        for span in self.spans:
            heights.append(self.height_of(paper, span))
            yield
        if not self.spans:
            return (self._paint_nothing,)
        room = paper.area.height() - self.top_height(paper)
        blocks = [
            (sum(row.height for row in block), block) for block in self._blocks(paper, heights)
        ]
        return [partial(self._paint, list(chain(*page))) for page in filled(blocks, room)]

    def top_height(self, paper: Paper) -> float:
        """What stands on top of each page, such as names of columns."""
        return 0.0

    def paint_top(self, paper: Paper) -> None:
        """Paint what stands on top of each page."""

    @abstractmethod
    def height_of(self, paper: Paper, span: DaySpan) -> float:
        """The height of an event."""

    @abstractmethod
    def paint_event(self, paper: Paper, span: DaySpan, day: date, place: QRectF) -> None:
        """An event below the heading of a day."""

    def _blocks(self, paper: Paper, heights: Sequence[float]) -> list[list[_Row]]:
        """What must not be parted: an event, and a heading with the event below it."""
        found: list[list[_Row]] = []
        events = zip(self.spans, heights, strict=True)
        for day, group in groupby(events, lambda event: max(event[0].first, self.floor)):
            rows = [_Row(height, day, span) for span, height in group]
            if self.headed:
                found.append([_Row(paper.mm(8), day), rows[0]])
                rows = rows[1:]
            found += [[row] for row in rows]
        return found

    def _paint(self, rows: Sequence[_Row], paper: Paper) -> Iterator[None]:
        self.paint_top(paper)
        top = paper.area.top() + self.top_height(paper)
        for row in rows:
            place = QRectF(paper.area.left(), top, paper.area.width(), row.height)
            if row.span is None:
                self._paint_heading(paper, row.day, place)
            else:
                self.paint_event(paper, row.span, row.day, place)
            top += row.height
            yield

    def _paint_heading(self, paper: Paper, day: date, place: QRectF) -> None:
        band = place.adjusted(0, paper.mm(1.5), 0, -paper.mm(0.5))
        paper.fill(band, BAND)
        words = band.adjusted(paper.mm(1), 0, 0, 0)
        paper.text(words, day_text(day, year=True), Type.HEADING)

    def _paint_nothing(self, paper: Paper) -> Iterator[None]:
        place = QRectF(paper.area.left(), paper.area.top(), paper.area.width(), paper.mm(8))
        paper.text(place, _tr("No event takes place in this period."), colour=MUTED)
        yield


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
