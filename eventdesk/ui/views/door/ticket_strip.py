"""How each ticket type stands, in one line; what has no room there is in a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from eventdesk.domain.door import TicketFigure
from eventdesk.domain.text import one_line
from eventdesk.ui.theme import TextRole, metrics, text_font
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import TextLabel, plain_tip

_LONGEST, _SHORTENED = 40, 20
"""Characters of a name, where there is room and where there is not."""

_MENU_ROOM = 96
_MENU_HEIGHT = 26


class TicketStrip(QWidget):
    """Hidden while there is only one type, which says no more than the figures of all."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("By ticket type"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._figures: tuple[TicketFigure, ...] = ()
        self._chips: list[_Chip] = []
        self._large = False
        self._menu = QMenu(self)
        self._more = button("", variant=Variant.FLAT)
        # A click must not take the focus from where the next code is typed.
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setMenu(self._menu)
        self._more.setFixedHeight(_MENU_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics.LARGE)
        self._row.addStretch(1)
        self._row.addWidget(self._more)
        self._more.hide()
        self.hide()

    def show_figures(self, figures: Sequence[TicketFigure]) -> None:
        """Show these types in their order."""
        fresh = tuple(figures)
        if fresh == self._figures:
            return
        self._figures = fresh
        self.setVisible(len(fresh) > 1)
        while len(self._chips) < len(fresh):
            chip = _Chip()
            chip.set_large(self._large)
            self._row.insertWidget(len(self._chips), chip)
            self._chips.append(chip)
        self.setAccessibleDescription("; ".join(map(_words, fresh)))
        self.setToolTip(plain_tip("\n".join(map(_words, fresh))).replace("\n", "<br>"))
        self._fill_menu()
        self._fit()

    def set_large(self, large: bool) -> None:
        """Write larger, for a large screen."""
        self._large = large
        for chip in self._chips:
            chip.set_large(large)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer of them fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count, room = len(self._figures), self.width()
        fitting = _leading(self._widths(_LONGEST), room)
        if fitting < count:
            widths = self._widths(_SHORTENED)
            fitting = _leading(widths, room)
            if fitting < count:
                fitting = _leading(widths, room - _MENU_ROOM)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < fitting)
        self._more.setVisible(fitting < count)
        self._more.setText(self.tr("%d more") % (count - fitting))
        self._more.setAccessibleName(self.tr("More ticket types"))

    def _widths(self, longest: int) -> list[int]:
        """The room that each type takes with a name of at most so many characters."""
        widths = []
        for chip, figure in zip(self._chips, self._figures, strict=False):
            chip.show_figure(figure, longest)
            widths.append(chip.sizeHint().width() + metrics.LARGE)
        return widths

    def _fill_menu(self) -> None:
        self._menu.clear()
        for figure in self._figures:
            self._menu.addAction(_words(figure).replace("&", "&&"))


class _Chip(QWidget):
    """A type's name and how many of it are in."""

    def __init__(self) -> None:
        super().__init__()
        self._name = TextLabel(muted=True)
        self._counts = TextLabel(role=TextRole.STRONG)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT + 2)
        layout.addWidget(self._name)
        layout.addWidget(self._counts)

    def set_large(self, large: bool) -> None:
        """Write larger, for a large screen."""
        font = text_font(TextRole.HEADING if large else TextRole.STRONG)
        self._counts.setFont(font)
        font.setWeight(QFont.Weight.Normal)
        self._name.setFont(font)

    def show_figure(self, figure: TicketFigure, longest: int) -> None:
        """Show another type, its name cut to so many characters."""
        self._name.setText(one_line(_name(figure), longest))
        self._counts.setText(_counts(figure))


def _leading(widths: Sequence[int], room: int) -> int:
    """How many of the first ones have room beside each other."""
    taken = 0
    for place, width in enumerate(widths):
        taken += width
        if taken > room:
            return place
    return len(widths)


def _name(figure: TicketFigure) -> str:
    return one_line(figure.ticket) or "No ticket type"


def _counts(figure: TicketFigure) -> str:
    locale = QLocale()
    return f"{locale.toString(figure.arrived)} of {locale.toString(figure.expected)}"


def _words(figure: TicketFigure) -> str:
    return f"{_name(figure)}: {_counts(figure)}"
