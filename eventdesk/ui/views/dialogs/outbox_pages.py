"""The pages of marks: those that wait for their system, and those that wait for a person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.domain.attendance import status_title
from eventdesk.ui.models.marks import MarkRow, decision_columns, held_words, waiting_columns
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.outbox_table import MarksTable


class WaitingPage(QWidget):
    """Marks on their way.

    Signals:
        send_asked: send them now.
        event_asked: the `MarkRow` whose event somebody wants to see.
    """

    send_asked = Signal()
    event_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        empty = EmptyState(
            "check-circle",
            self.tr("Nothing waits."),
            self.tr("Every mark is where it belongs."),
        )
        self._counts = TextLabel(wrap=True)
        self._table = MarksTable(self.tr("Marks that wait"), waiting_columns(), empty)
        self._send = button(
            self.tr("Send now"),
            self.send_asked.emit,
            variant=Variant.PRIMARY,
            icon_name="cloud-arrow-up",
        )
        self._table.opened.connect(self.event_asked)
        row = QHBoxLayout()
        row.addWidget(self._counts, 1)
        row.addWidget(self._send)
        layout = _column(self)
        layout.addLayout(row)
        layout.addWidget(self._table, 1)

    def show_rows(self, rows: Sequence[MarkRow], sentence: str) -> None:
        """Show the marks, the oldest first, and say how many there are."""
        self._counts.setText(sentence)
        self._table.show_rows(rows)
        self._send.setVisible(bool(rows))

    def allow(self, ready: bool) -> None:
        """Whether sending can be asked for; not while it is under way."""
        self._send.setEnabled(ready)

    def focus_first(self) -> None:
        """Give the keyboard to the marks."""
        self._table.focus_rows()


class DecisionPage(QWidget):
    """Marks that a system refused or sees otherwise.

    Signals:
        decided: the selected rows, and whether ours counts.
        event_asked: the `MarkRow` whose event somebody wants to see.
    """

    decided = Signal(object, bool)
    event_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        empty = EmptyState(
            "check-circle",
            self.tr("Nothing to decide"),
            self.tr("No system refused a mark or holds something else."),
        )
        self._counts = TextLabel(wrap=True)
        self._table = MarksTable(self.tr("Marks to decide"), decision_columns(), empty)
        self._card = _Card()
        self._ours = button(self.tr("Keep ours"), lambda: self._decide(True))
        self._theirs = button(self.tr("Take theirs"), lambda: self._decide(False))
        self._event = button(self.tr("Show event"), self._show_event, variant=Variant.FLAT)
        self._ready = True
        self._table.selection_changed.connect(self._show_selection)
        self._table.opened.connect(self.event_asked)
        self._ours.setToolTip(self.tr("Send our mark again, over what the system holds"))
        self._theirs.setToolTip(self.tr("Drop our mark; what the system holds counts"))
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(self._ours)
        row.addWidget(self._theirs)
        row.addStretch(1)
        row.addWidget(self._event)
        layout = _column(self)
        layout.addWidget(self._counts)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._card)
        layout.addLayout(row)

    def show_rows(self, rows: Sequence[MarkRow], sentence: str) -> None:
        """Show the marks, the oldest first, and say how many there are."""
        self._counts.setText(sentence)
        self._table.show_rows(rows)
        self._table.select_first()
        for widget in (self._card, self._ours, self._theirs, self._event):
            widget.setVisible(bool(rows))

    def allow(self, ready: bool) -> None:
        """Whether something can be decided; not while a decision is written."""
        self._ready = ready
        self._show_selection()

    def focus_first(self) -> None:
        """Give the keyboard to the marks."""
        self._table.focus_rows()

    def _show_selection(self) -> None:
        rows = self._table.selected()
        self._card.show_rows(rows)
        for made in (self._ours, self._theirs):
            made.setEnabled(self._ready and bool(rows))
        self._event.setEnabled(len(rows) == 1)

    def _decide(self, ours: bool) -> None:
        self.decided.emit(self._table.selected(), ours)

    def _show_event(self) -> None:
        for row in self._table.selected()[:1]:
            self.event_asked.emit(row)


class _Card(QFrame):
    """Both sides of the selected mark: what was seen and marked, what the system holds, why."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._ours = TextLabel(wrap=True)
        self._seen = TextLabel(wrap=True)
        self._theirs = TextLabel(wrap=True)
        self._why = TextLabel(wrap=True)
        form = QFormLayout(self)
        form.setContentsMargins(metrics.LARGE, metrics.MEDIUM, metrics.LARGE, metrics.MEDIUM)
        form.setHorizontalSpacing(metrics.LARGE)
        form.setVerticalSpacing(metrics.TIGHT)
        for label, value in (
            (self.tr("Marked here"), self._ours),
            (self.tr("Seen before"), self._seen),
            (self.tr("System holds"), self._theirs),
            (self.tr("Why"), self._why),
        ):
            form.addRow(TextLabel(label, muted=True), value)

    def show_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show one mark, or how many are selected."""
        if len(rows) != 1:
            chosen = self.tr("{count} marks are selected.").format(count=len(rows))
            self._fill(chosen if rows else self.tr("Select a mark."), "", "", "")
            return
        mark = rows[0].mark
        ours = self.tr("{status}, {name} at {time}, by {who}").format(
            status=status_title(mark.status),
            name=mark.name,
            time=moment(mark.marked_at),
            who=mark.by or mark.desk,
        )
        looked = moment(mark.settled_at)
        theirs = held_words(mark)
        if looked and mark.remote:
            theirs = self.tr("{status}, as of {time}").format(status=theirs, time=looked)
        self._fill(ours, status_title(mark.base), theirs, mark.reason)

    def _fill(self, ours: str, seen: str, theirs: str, why: str) -> None:
        texts = ((self._ours, ours), (self._seen, seen), (self._theirs, theirs), (self._why, why))
        for label, text in texts:
            label.setText(text)


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, metrics.MEDIUM, 0, 0)
    layout.setSpacing(metrics.SMALL)
    return layout
