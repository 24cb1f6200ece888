"""The Activity tab: what this desk did at the event, and the system's own log on demand."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import status_title
from eventdesk.domain.contact import HistoryEntry
from eventdesk.ui.models.marks_activity import kind_words, result_words, who_words
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.content import ContentStack
from eventdesk.ui.views.detail.record_table import RecordTable


def _status(entry: ActivityEntry) -> str:
    return status_title(entry.status) if entry.status else ""


def _moment(when: datetime | None) -> str:
    return moment(when) if when else ""


ENTRY_COLUMNS: tuple[Column[ActivityEntry], ...] = (
    Column("at", "Time", lambda entry: moment(entry.at), order=lambda e: e.at, width=125),
    Column("what", "What", lambda entry: kind_words(entry.kind), width=115),
    Column("name", "Name", who_words, width=150),
    Column("status", "Status", _status, width=100),
    Column("by", "By", lambda entry: entry.by, width=90),
    Column("desk", "Desk", lambda entry: entry.desk, width=110),
    Column("result", "Result", result_words, width=260),
    Column("acted_at", "Marked at", lambda entry: _moment(entry.acted_at), width=125),
    Column("uploaded_at", "Sent at", lambda entry: _moment(entry.uploaded_at), width=125),
)

HISTORY_COLUMNS: tuple[Column[HistoryEntry], ...] = (
    Column("at", "Time", lambda entry: moment(entry.at), order=lambda e: e.at, width=125),
    Column("who", "By", lambda entry: entry.who, width=130),
    Column("what", "What", lambda entry: entry.what, width=400),
)


class ActivityTab(QWidget):
    """Signals:

    history_asked: fetch the system's own log.
    """

    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable("Activity log", ENTRY_COLUMNS)
        self.content = ContentStack(self.table)
        self.history = RecordTable("System log", HISTORY_COLUMNS)
        self.message = InlineMessage()
        self.busy = BusyBar()
        self._title = TextLabel(role=TextRole.STRONG)
        self.fetch = button("", self.history_asked.emit, icon_name="clock-counter-clockwise")
        self.fetch.setAccessibleName("Show system log")
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self.fetch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addWidget(self.content, 3)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.busy)
        column.addWidget(self.history, 2)
        self.offer_history("", offered=False)

    def offer_history(self, system: str, *, offered: bool) -> None:
        """Another event: its system's log is not fetched yet, or it has none."""
        self.history.show_records(())
        self.history.hide()
        self.message.clear()
        self.fetch.setText(self.tr("Show %s's own log") % system)
        self.fetch.setVisible(offered)
        self._title.setText(self.tr("%s's own log") % system if offered else "")
        self._title.hide()

    def show_entries(self, entries: Sequence[ActivityEntry]) -> None:
        """What this desk did, newest first."""
        if entries:
            self.table.show_records(entries)
            self.content.show_content()
        else:
            self.content.show_empty(
                "clock-counter-clockwise",
                self.tr("Nothing done here yet"),
                self.tr("Marks and actions of this desk at this event appear here."),
            )

    def show_history(self, entries: Sequence[HistoryEntry]) -> None:
        """The system's own log, newest first."""
        self.fetch.setText(self.tr("Refresh"))
        self._title.show()
        self.history.show_records(entries)
        self.history.setVisible(bool(entries))
        if not entries:
            self.message.say(self.tr("The system has no entries for this event."))
