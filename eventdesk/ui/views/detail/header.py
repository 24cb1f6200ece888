"""The head of the detail pane: title, when and where, how many, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from eventdesk.domain.event import EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.labels import ElidedLabel, Heading, TextLabel
from eventdesk.ui.views.detail.flow import FlowLayout
from eventdesk.ui.views.detail.times import event_time


@dataclass(frozen=True, slots=True)
class EventBadge:
    """A state of the event in a few words, and in a sentence where the words need one."""

    text: str
    tone: Tone
    sentence: str = ""


def badges(listed: ListedEvent, *, takes_attendance: bool) -> list[EventBadge]:
    """What is out of the ordinary about an event."""
    event, found = listed.event, list[EventBadge]()
    if event.status is EventStatus.CANCELLED:
        found.append(EventBadge("Cancelled", Tone.REFUSED))
    elif event.status is EventStatus.DELETED:
        found.append(EventBadge("Deleted", Tone.REFUSED))
    elif event.status is EventStatus.DRAFT:
        found.append(EventBadge("Draft", Tone.NEUTRAL))
    elif event.status is EventStatus.UNKNOWN and event.status_text:
        found.append(EventBadge(event.status_text, Tone.NEUTRAL))
    if listed.gone:
        found.append(
            EventBadge("No longer listed", Tone.ALREADY, "Kept because of marks of this desk.")
        )
    if event.sold_out:
        found.append(EventBadge("Sold out", Tone.ALREADY))
    if not takes_attendance:
        found.append(
            EventBadge(
                "Kept on this desk only",
                Tone.NEUTRAL,
                "The system takes no attendance: marks stay on this desk and in exports.",
            )
        )
    return found


class EventHeader(QWidget):
    """Signals:

    export_asked: export the event's list.
    """

    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading(role=TextRole.TITLE)
        self.title.setWordWrap(True)
        self.title.setAccessibleName("Event title")
        self._when = TextLabel(muted=True, wrap=True)
        self._where = ElidedLabel(muted=True)
        self._counts = ElidedLabel(role=TextRole.STRONG)
        self._counts.setAccessibleName("Event counts")
        self._badges = FlowLayout(metrics.TIGHT)
        self.export = button("Export", self.export_asked.emit, icon_name="download-simple")
        self.menu = QMenu(self)
        self.more = button("More actions")
        self.more.setMenu(self.menu)
        self._lay_out()

    def show_event(self, listed: ListedEvent, marks: Sequence[EventBadge]) -> None:
        """Show an event with its badges."""
        event = listed.event
        self.title.setText(event.title or event.ref)
        self.title.setAccessibleDescription(self.title.text())
        self._when.setText(event_time(event))
        self._where.setText(" · ".join(filter(None, [event.place, listed.account.name])))
        counts = self._count_words(listed)
        self._counts.setText(counts)
        self._counts.setAccessibleDescription(counts)
        self._counts.setVisible(bool(counts))
        while (item := self._badges.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.deleteLater()
        for mark in marks:
            made = StatusBadge(mark.text, mark.tone)
            made.setToolTip(mark.sentence)
            made.setAccessibleDescription(mark.sentence)
            self._badges.addWidget(made)

    def _count_words(self, listed: ListedEvent) -> str:
        words = []
        if listed.expected is not None:
            words.append(self.tr("%d expected") % listed.expected)
        if listed.attended is not None:
            words.append(self.tr("%d in") % listed.attended)
        if listed.expected is not None and listed.attended is not None:
            words.append(self.tr("%d to come") % max(listed.expected - listed.attended, 0))
        return "   ".join(words)

    def _lay_out(self) -> None:
        acts = FlowLayout()
        acts.addWidget(self.export)
        acts.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.TIGHT)
        column.addWidget(self.title)
        column.addWidget(self._when)
        column.addWidget(self._where)
        column.addSpacing(metrics.TIGHT)
        column.addWidget(self._counts)
        column.addLayout(self._badges)
        column.addSpacing(metrics.TIGHT)
        column.addLayout(acts)
