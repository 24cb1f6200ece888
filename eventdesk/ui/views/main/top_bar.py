"""The bar above the panes: which days, which view, search, refresh."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import button, icon_button
from eventdesk.ui.views.common.labels import ElidedLabel
from eventdesk.ui.views.common.search_field import SearchField
from eventdesk.ui.views.common.sparing import name_by_words, spare_words
from eventdesk.ui.views.main.actions import WindowActions

_NARROW = 1100
"""Pixels below which buttons show their icons alone."""

_VIEWS = {"month": "Month", "week": "Week", "day": "Day", "agenda": "Agenda"}


class TopBar(QFrame):
    """Its buttons trigger the window's actions.

    Signals:
        search_changed: the text in **Search events**.
        left_downwards: Down was pressed in it.
    next_wanted: Enter was pressed in it (1), or Shift and Enter (-1).
    """

    search_changed = Signal(str)
    left_downwards = Signal()
    next_wanted = Signal(int)

    def __init__(self, actions: WindowActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = ElidedLabel(role=TextRole.TITLE)
        self._search = SearchField(self.tr("Search events"))
        self._search.setMinimumWidth(140)
        self._search.setMaximumWidth(280)
        self._search.textChanged.connect(self.search_changed)
        self._search.left_downwards.connect(self.left_downwards)
        self._search.next_wanted.connect(self.next_wanted)
        self._new = button(self.tr("New event"), actions.new_event.trigger, icon_name="plus")
        self._refresh = button(
            self.tr("Refresh"), actions.refresh.trigger, icon_name="arrows-clockwise"
        )
        for made in (self._new, self._refresh):
            name_by_words(made)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.SMALL, metrics.MEDIUM, metrics.SMALL)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(icon_button(self.tr("Previous"), "caret-left", actions.previous.trigger))
        layout.addWidget(button(self.tr("Today"), actions.today.trigger))
        layout.addWidget(icon_button(self.tr("Next"), "caret-right", actions.next.trigger))
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self._title, 3)
        layout.addWidget(self._new)
        layout.addWidget(_Segments(actions.views, _VIEWS))
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self._search, 2)
        layout.addWidget(self._refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title its room."""
        super().resizeEvent(event)
        spare = self.width() < _NARROW
        for made in (self._new, self._refresh):
            spare_words([made], [made], 0 if spare else self.width())

    def place_below_new(self) -> QPoint:
        """Where on the screen a menu of **New event** belongs."""
        return self._new.mapToGlobal(self._new.rect().bottomLeft())

    def set_title(self, title: str) -> None:
        """Say which days are shown."""
        self._title.setText(title)

    def set_hits(self, text: str) -> None:
        """Say in the search how much it finds."""
        self._search.set_note(text)

    def focus_search(self) -> None:
        """Put the cursor into the search, what is there selected."""
        self._search.setFocus()
        self._search.selectAll()


class _Segments(QFrame):
    """A row of buttons for the actions of a group, of which one is on."""

    def __init__(self, actions: QActionGroup, titles: dict[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for action in actions.actions():
            layout.addWidget(self._segment(action, self.tr(titles[action.data()])))

    def _segment(self, action: QAction, title: str) -> QPushButton:
        made = button(title, action.trigger)
        made.setCheckable(True)
        made.setChecked(action.isChecked())
        action.toggled.connect(made.setChecked)
        self._group.addButton(made)
        return made
