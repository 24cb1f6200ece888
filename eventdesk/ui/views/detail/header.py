"""The head of the detail pane: title, when and where, how many, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from eventdesk.domain.event import EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.moments import event_time
from eventdesk.ui.theme import TextRole, Tone, metrics, text_font
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.buttons import button, icon_button
from eventdesk.ui.views.common.labels import ClampedHeading, ElidedLabel, TextLabel
from eventdesk.ui.views.common.sparing import name_by_words, shorten, spare_words
from eventdesk.ui.views.detail.flow import FlowLayout

_TITLE_LINES = 2
_BUTTONS_SHARE = 45
"""Percent of the line that buttons may have with their words."""

_LONG_TITLE = 90
_NARROW = 420
"""Characters and pixels; a longer title, or one in a narrower pane, is set smaller, so that it
leaves room for what is below."""


@dataclass(frozen=True, slots=True)
class EventBadge:
    """A state of the event in a few words, and in a sentence where the words need one."""

    text: str
    tone: Tone
    sentence: str = ""
    icon: str = ""


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
            EventBadge(
                "No longer listed",
                Tone.ALREADY,
                "Kept because of marks of this desk.",
                icon="warning-fill",
            )
        )
    if event.sold_out:
        found.append(EventBadge("Sold out", Tone.ALREADY, icon="ticket-fill"))
    if not takes_attendance:
        found.append(
            EventBadge(
                "Kept on this desk only",
                Tone.NEUTRAL,
                "The system takes no attendance: marks stay on this desk and in exports.",
                icon="desktop",
            )
        )
    return found


class EventHeader(QWidget):
    """Signals:

    door_asked: open the event's door.
    export_asked: export the event's list.
    close_asked: leave the room to others.
    """

    door_asked = Signal()
    export_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ClampedHeading(_TITLE_LINES, role=TextRole.TITLE)
        self.title.setAccessibleName("Event title")
        self._when = ElidedLabel(muted=True)
        self._where = ElidedLabel(muted=True)
        self._account = ElidedLabel(muted=True)
        self._counts = TextLabel(role=TextRole.STRONG)
        self._counts.setAccessibleName("Event counts")
        self._state = FlowLayout()
        self.door = button("Door mode", self.door_asked.emit, icon_name="door")
        self.export = button("Export", self.export_asked.emit, icon_name="download-simple")
        self.menu = QMenu(self)
        self.more = button("More actions")
        self.more.setMenu(self.menu)
        for made in (self.door, self.export, self.more):
            name_by_words(made)
        shorten(self.more)
        self._close = icon_button("Close event details", "x", self.close_asked.emit)
        self._lay_out()

    def show_event(self, listed: ListedEvent, marks: Sequence[EventBadge]) -> None:
        """Show an event with its badges."""
        event = listed.event
        self.title.setText(event.title or event.ref)
        self._dress_title(self.width())
        self.title.setAccessibleDescription(self.title.text())
        self._when.setText(event_time(event))
        self._where.setText(event.place)
        self._where.setVisible(bool(event.place))
        self._account.setText(listed.account.name)
        counts = self._count_words(listed)
        self._counts.setText(counts)
        self._counts.setAccessibleDescription(counts)
        self._counts.setVisible(bool(counts))
        while (item := self._state.takeAt(1)) is not None:  # the counts stay
            if (shown := item.widget()) is not None:
                shown.deleteLater()
        for mark in marks:
            made = StatusBadge(mark.text, mark.tone, icon_name=mark.icon)
            made.setToolTip(mark.sentence)
            made.setAccessibleDescription(mark.sentence)
            self._state.addWidget(made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the line to the title."""
        super().resizeEvent(event)
        self._spare(event.size().width())
        self._dress_title(event.size().width())

    def _dress_title(self, width: int) -> None:
        small = width < _NARROW or len(self.title.text()) > _LONG_TITLE
        font = text_font(TextRole.HEADING if small else TextRole.TITLE)
        if font != self.title.font():
            self.title.setFont(font)

    def offer_door(self, offered: bool) -> None:
        """Whether the event has guests who may come."""
        self.door.setVisible(offered)
        self._spare(self.width())

    def _spare(self, width: int) -> None:
        row = [made for made in (self.door, self.export, self.more) if not made.isHidden()]
        spare_words(row, (self.export,), width * _BUTTONS_SHARE // 100)

    def _count_words(self, listed: ListedEvent) -> str:
        if listed.expected == 0 and not listed.attended:
            return self.tr("Nobody is expected")
        words = []
        if listed.expected is not None:
            words.append(self.tr("%d expected") % listed.expected)
        if listed.attended is not None:
            words.append(self.tr("%d in") % listed.attended)
        if listed.no_shows:
            words.append(self.tr("%d no-show") % listed.no_shows)
        if listed.to_come is not None:
            words.append(self.tr("%d to come") % listed.to_come)
        return "   ".join(words)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(metrics.TIGHT)
        head.addWidget(self.title, 1)
        head.addWidget(self.door, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        facts = FlowLayout(metrics.LARGE, line_spacing=metrics.TIGHT // 2)
        for fact in (self._when, self._where, self._account):
            facts.addWidget(fact)
        self._state.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.TIGHT)
        column.addLayout(head)
        column.addLayout(facts)
        column.addLayout(self._state)
