"""The agenda on paper: a line for each event, below the headings of the days."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF

from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import count_text, is_called_off, time_below_text
from eventdesk.ui.views.paper.list_sheet import ListSheet
from eventdesk.ui.views.paper.paper import LINE, MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import ink_of, title_on_paper

_PADDING = 1.2
_TIME = 27.0
_NUMBER = 15.0
_ACCOUNT = 30.0
_PLACE = 40.0
"""Millimetres."""

_TITLE_LINES = 2


class AgendaSheet(ListSheet):
    """A line for each event."""

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
        """One line, or two where the title needs them."""
        width = self._columns(paper, paper.area)[1].width()
        title = paper.height_of(title_on_paper(span.listed), Type.BODY, width, _TITLE_LINES)
        return title + paper.mm(_PADDING)

    def paint_event(self, paper: Paper, span: DaySpan, day: date, place: QRectF) -> None:
        """Its columns; a line below parts it from the next."""
        listed, line = span.listed, paper.line_height(Type.BODY)
        time, title, where, account, expected, attended = self._columns(paper, place)
        struck, colour = is_called_off(listed), ink_of(listed)
        paper.paragraph(title, title_on_paper(listed), colour=colour, struck=struck)
        for cell, text in (
            (time, time_below_text(span, day)),
            (where, one_line(listed.event.place)),
            (account, listed.account.name),
        ):
            cell.setHeight(line)
            paper.text(cell, text, colour=colour)
        for cell, count in ((expected, listed.expected), (attended, listed.attended)):
            cell.setHeight(line)
            paper.text(cell, count_text(count), colour=colour, trailing=True)
        paper.rule(place.left(), place.right(), place.bottom() - paper.mm(_PADDING / 3), LINE)

    def _columns(self, paper: Paper, place: QRectF) -> list[QRectF]:
        """Time, title, place, account, expected, in; the title takes what the others leave."""
        fixed = [paper.mm(width) for width in (_TIME, _PLACE, _ACCOUNT, _NUMBER, _NUMBER)]
        gap = paper.mm(2)
        title = place.width() - sum(fixed) - 5 * gap
        widths = [fixed[0], title, *fixed[1:]]
        found, left = [], place.left()
        for width in widths:
            found.append(QRectF(left, place.top(), width, place.height()))
            left += width + gap
        return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
