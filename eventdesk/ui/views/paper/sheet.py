"""What every sheet is: a title, a direction of the paper, and pages that paint themselves."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import is_called_off, is_draft, state_text, title_text
from eventdesk.ui.theme.colors import LIGHT
from eventdesk.ui.views.paper.paper import INK, MUTED, Paper, Type

Page = Callable[[Paper], Iterator[None]]
"""Paints a page, a part of it each turn."""

_SIGN = 3.0
"""Millimetres."""


class Sheet(ABC):
    """A title and what stands below it. Pure but for painting: nothing is read while it paints.

    Attributes:
        sideways: the paper lies on its long side unless the person turns it.
    """

    sideways: ClassVar[bool] = False

    def __init__(self, title: str, now: datetime) -> None:
        """`now` is the wall clock, naive."""
        self.title = title
        self.now = now

    @abstractmethod
    def pages(self, paper: Paper) -> Generator[None, None, Sequence[Page]]:
        """What fills `paper.area`, page by page; at least one. Measures a part each turn."""


class EventsSheet(Sheet):
    """Events of some days on paper, each with the sign of its account."""

    def __init__(
        self, title: str, spans: Sequence[DaySpan], now: datetime, accounts: Sequence[str] = ()
    ) -> None:
        """`accounts` are the names of all accounts in their order.

        An account has the number of its place among them, so that it is the same on every sheet.
        """
        super().__init__(title, now)
        self.spans = tuple(spans)
        on_sheet = {span.listed.account.name: span.listed for span in reversed(self.spans)}
        names = dict.fromkeys((*accounts, *sorted(on_sheet)))
        self._numbers = {
            name: str(number) for number, name in enumerate(names, 1) if name in on_sheet
        }
        self.accounts = [on_sheet[name] for name in self._numbers]
        """An event of each account, in the order of their numbers."""

    def sign_size(self, paper: Paper) -> QSizeF:
        """The size of a sign in which every number has room."""
        widest = max(
            (paper.width_of(each, Type.SMALL) for each in self._numbers.values()), default=0
        )
        return QSizeF(max(paper.mm(_SIGN), widest + paper.mm(0.8)), paper.mm(_SIGN))

    def paint_sign(self, paper: Paper, left: float, middle: float, listed: ListedEvent) -> None:
        """The account of an event: its colour, and its number for who prints without colours.

        Args:
            middle: half of the sign is above it.
        """
        size = self.sign_size(paper)
        place = QRectF(QPointF(left, middle - size.height() / 2), size)
        paper.fill(place, listed.account.colour or LIGHT.outline, radius_mm=0.4)
        if len(self._numbers) > 1:
            number = self._numbers[listed.account.name]
            spare = (place.width() - paper.width_of(number, Type.SMALL)) / 2
            paper.text(place.adjusted(spare, 0, 0, 0), number, Type.SMALL, colour="#ffffff")


class Legend:
    """The accounts of a sheet beside each other, on as many lines as they need."""

    def __init__(self, sheet: EventsSheet, paper: Paper) -> None:
        self._sheet = sheet
        self._paper = paper
        self._side = sheet.sign_size(paper).width() + paper.mm(1)
        self._places: list[QRectF] = []
        line, left, top = 1.5 * paper.line_height(Type.SMALL), 0.0, 0.0
        for listed in sheet.accounts:
            name = paper.width_of(listed.account.name, Type.SMALL) + paper.mm(1)
            width = min(self._side + name, paper.area.width())
            if left and left + width > paper.area.width():
                left, top = 0.0, top + line
            self._places.append(QRectF(left, top, width, line))
            left += width + paper.mm(3)
        self.height = top + line

    def paint(self) -> None:
        """Paint it at the foot of the sheet's area."""
        area = self._paper.area
        for listed, place in zip(self._sheet.accounts, self._places, strict=True):
            there = place.translated(area.left(), area.bottom() - self.height)
            self._sheet.paint_sign(self._paper, there.left(), there.center().y(), listed)
            name = there.adjusted(self._side, 0, 0, 0)
            self._paper.text(name, listed.account.name, Type.SMALL, colour=MUTED)


def title_on_paper(listed: ListedEvent) -> str:
    """The title, and in words what a screen shows by style: cancelled, draft, sold out."""
    state = state_text(listed)
    return f"{title_text(listed)} ({state.lower()})" if state else title_text(listed)


def ink_of(listed: ListedEvent) -> str:
    """What does not take place, or is not announced, stands back."""
    return MUTED if is_called_off(listed) or is_draft(listed) else INK


def more_text(count: int) -> str:
    """How many events of a day have no room on the sheet."""
    return QCoreApplication.translate("paper", "+{n} more").format(n=count)
