"""The agenda on paper: a row for each event, below the headings of the days."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF

from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import count_text, is_called_off, time_below_text
from eventdesk.ui.views.paper.list_sheet import ListSheet
from eventdesk.ui.views.paper.paper import LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import ink_of, title_on_paper

_PADDING = 1.2
_TIME = 25.0
_NUMBER = 12.5
_GAP = 2.0
"""Millimetres."""

_SHARES = (0.45, 0.31, 0.24)
"""How much of the rest title, place and account have."""

_TITLE = 1
"""Which of the columns."""

_MOST_LINES = 12
"""Of a cell: nobody can ask paper for the rest."""


class AgendaSheet(ListSheet):
    """A row for each event."""

    def top_height(self, paper: Paper) -> float:
        """Room for the names of the columns."""
        return paper.mm(6)

    def paint_top(self, paper: Paper) -> None:
        """The names of the columns."""
        area = paper.area
        places = self._columns(paper, QRectF(area.left(), area.top(), area.width(), paper.mm(5)))
        names = (_tr("Time"), _tr("Title"), _tr("Place"), _tr("Account"))
        for place, name in zip(places, names, strict=False):
            paper.text(place, name, Type.SMALL, colour=MUTED)
        for place, name in zip(places[4:], (_tr("Expected"), _tr("In")), strict=True):
            paper.text(place, name, Type.SMALL, colour=MUTED, trailing=True)

    def height_of(self, paper: Paper, span: DaySpan) -> float:
        """As many lines as the longest of its texts needs."""
        day = max(span.first, self.floor)
        cells = zip(self._columns(paper, paper.area), _texts(span, day), strict=False)
        heights = [
            paper.height_of(text, Type.BODY, cell.width(), _MOST_LINES) for cell, text in cells
        ]
        return max(heights) + paper.mm(_PADDING)

    def paint_event(self, paper: Paper, span: DaySpan, day: date, place: QRectF) -> None:
        """Its columns; a line below parts it from the next."""
        listed, line = span.listed, paper.line_height(Type.BODY)
        columns, colour = self._columns(paper, place), ink_of(listed)
        for number, (cell, text) in enumerate(zip(columns, _texts(span, day), strict=False)):
            struck = number == _TITLE and is_called_off(listed)
            paper.paragraph(cell, text, colour=colour, struck=struck)
        counts = (listed.expected, listed.attended)
        for cell, count in zip(columns[-len(counts) :], counts, strict=True):
            cell.setHeight(line)
            paper.text(cell, count_text(count), colour=colour, trailing=True)
        paper.rule(place.left(), place.right(), place.bottom() - paper.mm(_PADDING / 3), LINE)

    def _columns(self, paper: Paper, place: QRectF) -> list[QRectF]:
        """Time, title, place, account, expected, in."""
        time, number, gap = (paper.mm(width) for width in (_TIME, _NUMBER, _GAP))
        rest = place.width() - time - 2 * number - 5 * gap
        widths = [time, *(share * rest for share in _SHARES), number, number]
        found, left = [], place.left()
        for width in widths:
            found.append(QRectF(left, place.top(), width, place.height()))
            left += width + gap
        return found


def _texts(span: DaySpan, day: date) -> tuple[str, ...]:
    """What the columns say that are wrapped: time, title, place, account."""
    listed = span.listed
    place = one_line(listed.event.place)
    return time_below_text(span, day), title_on_paper(listed), place, listed.account.name


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
