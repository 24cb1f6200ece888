"""The bar of a door's figures: who came, who is to come, how fast, and whether it is online."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.domain.door import DoorFigures
from eventdesk.ui.theme import TextRole, Tone, metrics, text_font
from eventdesk.ui.views.common.labels import ElidedLabel, IconLabel, TextLabel, plain_tip
from eventdesk.ui.views.door.arrivals_curve import ArrivalsCurve
from eventdesk.ui.views.door.capacity import Capacity
from eventdesk.ui.views.door.figure import Figure
from eventdesk.ui.views.door.sync_state import SyncState
from eventdesk.ui.views.door.ticket_strip import TicketStrip

_WIDE = 1400
"""From this width on, the numbers are those for a large screen."""

_SIZES = {False: 46, True: 66}
_SIZES_OF_MANY = {False: 36, True: 56}
_MANY = 10_000
"""Numbers of five digits are smaller, so that a small window has room for three of them."""

_BELOW = 26
"""Pixels of the row of capacity and ticket types."""

_STATE_WIDTHS = {False: 276, True: 350}


class FiguresBar(QFrame):
    """Shows one `DoorFigures` after the other; the sync state is put in by whoever keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._figures: DoorFigures | None = None
        self._sync: SyncState | None = None
        self._wide = False
        self._arrived = Figure(self.tr("Arrived"), strong=True)
        self._expected = Figure(self.tr("Expected"))
        self._to_come = Figure(self.tr("To come"))
        self._curve = ArrivalsCurve()
        self._rate = TextLabel(role=TextRole.HEADING)
        self._rate.setAccessibleName(self.tr("Arrival rate"))
        self._span = ElidedLabel(self.tr("in the last 10 minutes"), muted=True)
        self._capacity = Capacity()
        self._tickets = TicketStrip()
        self._waiting_icon = IconLabel("check", "muted", size=20)
        self._waiting = TextLabel(role=TextRole.STRONG)
        self._waiting.setAccessibleName(self.tr("Waiting marks"))
        self._undecided_icon = IconLabel("warning-circle-fill", Tone.REFUSED, size=16)
        self._undecided = TextLabel(role=TextRole.STRONG)
        self._undecided.setAccessibleName(self.tr("Needs decision"))
        self._state = QWidget()
        self._below = QWidget()
        self._lay_out()
        self._size_numbers()
        self._size_words()
        self._show_rate(0.0)
        self._show_waiting(0, 0)

    @property
    def figures(self) -> DoorFigures | None:
        """What is shown now, None before the first."""
        return self._figures

    def set_sync_state(self, widget: SyncState) -> None:
        """Put in what says whether the door is online."""
        self._sync = widget
        widget.set_large(self._wide)
        layout = self._state.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, widget)

    def show_figures(self, figures: DoorFigures, warn_before: int) -> None:
        """Show how the door stands; the capacity warns from so many free places on."""
        self._figures = figures
        self._size_numbers()
        self._arrived.show_number(figures.arrived)
        self._expected.show_number(figures.expected)
        self._to_come.show_number(figures.to_come)
        self._curve.show_counts(figures.arrivals, figures.step_seconds)
        self._show_rate(figures.rate)
        self._capacity.show_fullness(figures.arrived, figures.capacity, warn_before)
        self._tickets.show_figures(figures.tickets)
        self._below.setVisible(figures.capacity is not None or len(figures.tickets) > 1)
        self._show_waiting(figures.waiting, figures.undecided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window has larger numbers."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        if wide != self._wide:
            self._wide = wide
            self._size_numbers()
            self._size_words()

    def _size_numbers(self) -> None:
        told = self._figures
        many = told is not None and max(told.expected, told.arrived) >= _MANY
        size = (_SIZES_OF_MANY if many else _SIZES)[self._wide]
        for figure in (self._arrived, self._expected, self._to_come):
            figure.set_size(size)

    def _size_words(self) -> None:
        self._state.setFixedWidth(_STATE_WIDTHS[self._wide])
        self._rate.setFont(text_font(TextRole.TITLE if self._wide else TextRole.HEADING))
        for label in (self._waiting, self._undecided):
            label.setFont(text_font(TextRole.HEADING if self._wide else TextRole.STRONG))
        self._capacity.set_large(self._wide)
        self._tickets.set_large(self._wide)
        if self._sync is not None:
            self._sync.set_large(self._wide)

    def _show_rate(self, rate: float) -> None:
        text = self.tr("%s a minute") % (QLocale().toString(rate, "f", 1) if rate else "0")
        self._rate.setText(text)
        self._rate.setAccessibleDescription(f"{text} {self._span.text()}")

    def _show_waiting(self, count: int, undecided: int) -> None:
        """Both on one line, which has no room for two long words."""
        none = self.tr("0 waiting") if undecided else self.tr("Nothing waiting")
        text = self.tr("%d waiting") % count if count else none
        self._waiting.setText(text)
        self._waiting.setAccessibleDescription(text)
        self._waiting_icon.set_icon(
            "clock-fill" if count else "check", "waiting" if count else "muted"
        )
        self._show_undecided(undecided)

    def _show_undecided(self, count: int) -> None:
        one, several = self.tr("1 needs a decision"), self.tr("%d need a decision")
        text = one if count == 1 else several % count
        where = self.tr(
            "The system refused these marks or holds something else. They are decided in the main "
            "window, under “Needs decision”."
        )
        self._undecided.setText(text)
        self._undecided.setAccessibleDescription(f"{text}. {where}")
        self._undecided.setToolTip(plain_tip(where))
        for part in (self._undecided_icon, self._undecided):
            part.setVisible(count > 0)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(metrics.HUGE)
        for figure in (self._arrived, self._expected, self._to_come):
            above.addWidget(figure, 0, Qt.AlignmentFlag.AlignBottom)
        above.addSpacing(metrics.SMALL)
        above.addLayout(self._arrivals_column(), 1)
        above.addSpacing(metrics.SMALL)
        above.addWidget(self._state)
        self._fill_state()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, metrics.SMALL, 0, 0)
        below.setSpacing(metrics.HUGE)
        below.addWidget(self._capacity)
        below.addWidget(self._tickets, 1)
        below.addStretch(0)
        self._below.setFixedHeight(metrics.SMALL + _BELOW)  # a warning moves nothing
        self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._below)

    def _arrivals_column(self) -> QVBoxLayout:
        words = QHBoxLayout()
        words.setSpacing(metrics.SMALL)
        words.addWidget(self._rate)
        words.addWidget(self._span, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout()
        column.setContentsMargins(0, metrics.TIGHT, 0, metrics.TIGHT)
        column.setSpacing(metrics.TIGHT)
        column.addLayout(words)
        column.addWidget(self._curve, 1)
        return column

    def _fill_state(self) -> None:
        waiting = QHBoxLayout()
        waiting.setSpacing(metrics.SMALL)
        waiting.addWidget(self._waiting_icon)
        waiting.addWidget(self._waiting)
        undecided = QHBoxLayout()
        undecided.setSpacing(metrics.TIGHT)
        undecided.addWidget(self._undecided_icon)
        undecided.addWidget(self._undecided, 1)
        waiting.addLayout(undecided, 1)
        column = QVBoxLayout(self._state)
        column.setContentsMargins(0, metrics.TIGHT, 0, metrics.TIGHT)
        column.setSpacing(metrics.TIGHT)
        column.addLayout(waiting)
        column.addStretch(1)
