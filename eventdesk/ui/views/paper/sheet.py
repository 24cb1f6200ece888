"""What every sheet is: a title, a direction of the paper, and pages that paint themselves."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QRectF

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import is_called_off, is_draft, state_text, title_text
from eventdesk.ui.theme.colors import LIGHT
from eventdesk.ui.views.paper.paper import INK, MUTED, Paper, Type

Page = Callable[[Paper], None]


class Sheet(ABC):
    """Events of some days on paper. Pure but for painting: nothing is read while it paints.

    Attributes:
        sideways: the paper lies on its long side unless the person turns it.
    """

    sideways: ClassVar[bool] = False

    def __init__(self, title: str, spans: Sequence[DaySpan], now: datetime) -> None:
        """`now` is the wall clock, naive."""
        self.title = title
        self.spans = tuple(spans)
        self.now = now
        names = dict.fromkeys(span.listed.account.name for span in self.spans)
        self._numbers = {name: number for number, name in enumerate(names, 1)}

    @abstractmethod
    def pages(self, paper: Paper) -> Sequence[Page]:
        """What fills `paper.area`, page by page; at least one."""

    def paint_sign(self, paper: Paper, place: QRectF, listed: ListedEvent) -> None:
        """The account of an event: its colour, and its number for who prints without colours."""
        paper.fill(place, listed.account.colour or LIGHT.outline, radius_mm=0.4)
        if len(self._numbers) > 1:
            number = str(self._numbers[listed.account.name])
            inner = place.adjusted(
                (place.width() - paper.width_of(number, Type.SMALL)) / 2, 0, 0, 0
            )
            paper.text(inner, number, Type.SMALL, colour="#ffffff")

    def accounts(self) -> Sequence[ListedEvent]:
        """An event of each account, in the order of their numbers, for the legend."""
        firsts = {span.listed.account.name: span.listed for span in reversed(self.spans)}
        return [firsts[name] for name in self._numbers]


def paint_legend(sheet: Sheet, paper: Paper, place: QRectF) -> None:
    """The accounts beside each other, as far as they have room."""
    left, side = place.left(), paper.mm(3)
    for listed in sheet.accounts():
        name = listed.account.name
        width = paper.width_of(name, Type.SMALL) + paper.mm(1)
        if left + side + paper.mm(1) + width > place.right():
            return
        sign = QRectF(left, place.center().y() - side / 2, side, side)
        sheet.paint_sign(paper, sign, listed)
        left += side + paper.mm(1)
        paper.text(QRectF(left, place.top(), width, place.height()), name, Type.SMALL, colour=MUTED)
        left += width + paper.mm(3)


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
