"""Other places of the same person or order, below the guest's card: each with a button."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from eventdesk.domain.door import Guest
from eventdesk.domain.event import EventRef
from eventdesk.ui.models.door_guests import door_name, guest_state, ticket_words
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel, plain_tip

Marks = Mapping[tuple[EventRef, str], str]
"""`Guest.key` to the id of the mark that admitted them just now."""

_ROWS_SEEN = 3
_SMALLEST = 13
_ROOM_FOR_TICKETS = 1200
"""Of the window, in pixels; in a narrower one a state takes the place of the ticket."""


class PartyRows(QWidget):
    """Hidden while a guest is alone.

    Signals:
        admit_asked: the key of a `Guest` who is to be admitted.
        undo_asked: the id of a mark that is to be taken back.
        all_asked: everybody of the party is to be admitted.
    """

    admit_asked = Signal(object)
    undo_asked = Signal(str)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = 0
        self._count = 0
        self._rows_seen = _ROWS_SEEN
        self._title = TextLabel(role=TextRole.STRONG)
        self._all = button(self.tr("Admit all (P)"), self.all_asked.emit, icon_name="users-three")
        self._all.setAccessibleName(self.tr("Admit all"))
        self._all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.SMALL, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(head)
        layout.addWidget(self._scroll)
        self.hide()

    def show_party(self, others: Sequence[Guest], marks: Marks) -> None:
        """Show the others; `marks` tells of those admitted just now what an undo takes back."""
        self._count = len(others)
        self.setVisible(bool(others))
        if not others:
            return
        to_come = [guest for guest in others if not guest_state(guest).is_in]
        self._title.setText(self.tr("Same person or order"))
        self._all.setVisible(bool(to_come))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics.MEDIUM)
        grid.setVerticalSpacing(metrics.TIGHT)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 2)
        for row, guest in enumerate(others):
            self._add_row(grid, row, guest, marks.get(guest.key, ""))
        grid.setRowStretch(len(others), 1)
        self._scroll.setWidget(rows)
        rows.setAutoFillBackground(False)  # the scroll area has just asked for one
        self._write()
        self._see_rows()

    def set_size(self, pixels: int) -> None:
        """Write names so large, and all else in proportion."""
        self._pixels = pixels
        self._write()

    def set_rows(self, rows: int) -> None:
        """Show so many of the others at once; the rest is scrolled to."""
        self._rows_seen = rows
        self._see_rows()

    @property
    def _is_wide(self) -> bool:
        return self.window().width() >= _ROOM_FOR_TICKETS

    def _see_rows(self) -> None:
        height = metrics.CONTROL_HEIGHT + metrics.TIGHT
        self._scroll.setFixedHeight(min(self._count, self._rows_seen) * height + metrics.TIGHT)
        self.updateGeometry()

    def _write(self) -> None:
        for words in (self._title, self._all):
            font = words.font()
            font.setPixelSize(max(self._pixels * 4 // 5, _SMALLEST))
            words.setFont(font)
        for label in self._scroll.findChildren(ElidedLabel):
            font = label.font()
            smaller = max(self._pixels * 4 // 5, _SMALLEST)
            font.setPixelSize(self._pixels if font.bold() else smaller)
            label.setFont(font)

    def _add_row(self, grid: QGridLayout, row: int, guest: Guest, mark_id: str) -> None:
        name, state = door_name(guest), guest_state(guest)
        ticket, middle = ticket_words(guest), Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(ElidedLabel(name, role=TextRole.HEADING), row, 0)
        if state.words:
            badge = StatusBadge(state.words, state.tone, icon_name=state.icon)
            badge.setToolTip(plain_tip(ticket))
            place = 2 if self._is_wide else 1
            grid.addWidget(badge, row, place, 1, 3 - place, Qt.AlignmentFlag.AlignTrailing | middle)
        if not state.words or self._is_wide:
            grid.addWidget(ElidedLabel(ticket, muted=True), row, 1)
        if mark_id:
            made = button(self.tr("Undo"), lambda: self.undo_asked.emit(mark_id))
            made.setAccessibleName(self.tr("Undo %s") % name)
        elif not state.is_in and guest.admitted_here:
            made = button(self.tr("Admit"), lambda: self.admit_asked.emit(guest.key))
            made.setAccessibleName(self.tr("Admit %s") % name)
        else:
            return
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid.addWidget(made, row, 3)
