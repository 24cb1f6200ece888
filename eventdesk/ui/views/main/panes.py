"""The three panes of the window side by side: accounts, calendar, and one event where wanted."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

_FIRST_WIDTHS = [240, 660, 460]
_FIRST_WIDTHS_SMALL = [190, 410, 424]
_NARROW = 1360
"""Pixels of a screen below which everything begins narrower."""

_SMALLEST_SIDE, _SMALLEST_CENTRE, _SMALLEST_DETAIL = 180, 320, 424

_LOWEST = 330
"""A window is never made higher than its screen for what a pane has to say."""


class Panes(QSplitter):
    """The calendar has the room of the detail pane until that is wanted.

    Signals:
        detail_shown: whether the detail pane is wanted now.
    """

    detail_shown = Signal(bool)

    def __init__(self, side: QWidget, first_start: QWidget) -> None:
        """`first_start` takes the place of calendar and detail while there is nothing to show."""
        super().__init__(Qt.Orientation.Horizontal)
        self._first_start = first_start
        self._centre = QStackedWidget()
        self._detail = QStackedWidget()
        self._detail_wanted = False
        self._centre.addWidget(first_start)
        self._centre.addWidget(QWidget())
        self._centre.setCurrentIndex(1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setMinimumHeight(_LOWEST)
        smallest = (_SMALLEST_SIDE, _SMALLEST_CENTRE, _SMALLEST_DETAIL)
        for pane, width in zip((side, self._centre, self._detail), smallest, strict=True):
            pane.setMinimumWidth(width)
            self.addWidget(pane)
        for place, pane in enumerate((self._centre, self._detail), start=1):
            pane.setProperty("role", "content")
            self.setStretchFactor(place, 1)
        narrow = self.screen().availableSize().width() < _NARROW
        self.setSizes(_FIRST_WIDTHS_SMALL if narrow else _FIRST_WIDTHS)
        self._detail.hide()

    @property
    def calendar(self) -> QWidget | None:
        """What stands in the middle."""
        return self._centre.widget(1)

    @property
    def detail_wanted(self) -> bool:
        """Whether the detail pane is shown, wherever there is anything to show."""
        return self._detail_wanted

    def set_calendar(self, widget: QWidget) -> None:
        """Put the calendar into the middle."""
        _replace(self._centre, 1, widget)

    def set_detail(self, widget: QWidget) -> None:
        """Put what is known of one event onto the trailing side."""
        _replace(self._detail, 0, widget)

    def set_first_start(self, first: bool) -> bool:
        """Offer the ways on, or calendar and detail; true where the ways on were not there yet."""
        appears = first and self._centre.currentIndex() != 0
        self._centre.setCurrentIndex(0 if first else 1)
        self._detail.setVisible(self._detail_wanted and not first)
        return appears

    def show_detail(self, shown: bool) -> None:
        """Show or hide the detail pane; it comes back as wide as it was."""
        self._detail_wanted = shown
        self._detail.setVisible(shown and self._centre.currentIndex() == 1)
        self.detail_shown.emit(shown)

    def holds_detail(self, widget: QWidget | None) -> bool:
        """Whether a widget is a part of the detail pane."""
        return widget is not None and self._detail.isAncestorOf(widget)

    def widths(self) -> str:
        """The widths as text, to be remembered."""
        return self.saveState().toBase64().toStdString()

    def restore_widths(self, text: str) -> None:
        """Take the widths that `widths` told."""
        self.restoreState(QByteArray.fromBase64(text.encode()))


def _replace(stack: QStackedWidget, place: int, widget: QWidget) -> None:
    old = stack.widget(place)
    present = stack.currentIndex()
    stack.insertWidget(place, widget)
    if old is not None:
        stack.removeWidget(old)
        old.deleteLater()
    stack.setCurrentIndex(max(0, present))
